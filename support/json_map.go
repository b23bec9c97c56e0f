package support

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// otherMembers comes last in a body: it reads what the body does not list into a
// map, which is made if nil, and writes the map sorted, less what the body has
// written.
func otherMembers[M ~map[string]T, T any](o *jsonObject, p *M, elem func(*jsonCodec, *T)) {
	var v T
	if o.c.writing && !o.listing {
		o.listing = len(*p) > 0 // then the next pass lists what this one has written
	} else if o.c.writing {
		o.listing, o.awkward = false, true
		for _, name := range slices.Sorted(maps.Keys(*p)) {
			if !slices.Contains(o.c.names[o.names:], name) {
				v = (*p)[name]
				o.writeKey(strings.ToValidUTF8(name, "\ufffd"))
				elem(o.c, &v)
			}
		}
	} else if o.name != noMember && !o.took {
		name := o.name
		elem(o.c, &v)
		if o.c.leftOut {
			o.c.leftOut = false
			o.done()
			return
		}
		if *p == nil {
			*p = M{}
		}
		(*p)[name] = v
		o.done()
	}
}

// namePatterns are the compiled expressions of ifNamed.
var namePatterns sync.Map

// ifNamed is an elem for the members of a map whose names match a pattern. One of
// another name may be anything: where it cannot be read it is left out, as are
// members that an object does not declare.
func ifNamed[T any](pattern string, elem func(*jsonCodec, *T)) func(*jsonCodec, *T) {
	return func(c *jsonCodec, p *T) {
		if c.writing || c.err != nil {
			elem(c, p)
			return
		}
		names, ok := namePatterns.Load(pattern)
		if !ok {
			names, _ = namePatterns.LoadOrStore(pattern, regexp.MustCompile(pattern))
		}
		if names.(*regexp.Regexp).MatchString(c.names[len(c.names)-1]) {
			elem(c, p)
			return
		}
		at := c.mark()
		if elem(c, p); !c.keep(at) {
			c.reset(at)
			c.skip()
			c.unknown++
			c.leftOut = true
		}
	}
}
