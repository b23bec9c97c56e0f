package json

import (
	"regexp"
	"sync"
)

// AdditionalProperties is the last line of a body. It reads the members that
// the other lines do not list into a map, and creates the map if it is nil.
func AdditionalProperties[M ~map[string]T, T any](o *Object, p *M, elem func(*Codec, *T)) {
	if o.name == noMember || o.took {
		return
	}
	var v T
	name := o.name
	elem(o.codec, &v)
	if o.codec.leftOut {
		o.codec.leftOut = false
		o.Done()
		return
	}
	if *p == nil {
		*p = M{}
	}
	(*p)[name] = v
	o.Done()
}

// namePatterns has the compiled expressions of Matching.
var namePatterns sync.Map

// Matching returns a codec for the members of a map whose names match a
// pattern. Members with other names can have any value; they are left out if
// elem cannot read them.
func Matching[T any](pattern string, elem func(*Codec, *T)) func(*Codec, *T) {
	return func(c *Codec, p *T) {
		if c.err != nil {
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
		at := c.Mark()
		if elem(c, p); !c.Keep(at) {
			c.Reset(at)
			c.Skip()
			c.unknown++
			c.leftOut = true
		}
	}
}
