package json

import (
	"maps"
	"slices"

	"github.com/peergen/peergen/runtime/core"
)

// Kept has members of an object as raw JSON, each with a comma in front. It is
// comparable, so that a struct with it is.
type Kept string

// KeepMembers is the line of a body after those of declared members. It keeps
// members with these names, or with any name if there are none, because another
// alternative of an anyOf declares them. They count as unknown members.
func KeepMembers(o *Object, p *Kept, names ...string) {
	c := o.codec
	switch {
	case c.Writing && o.listing:
		c.names = append(c.names, p.names()...)
	case c.Writing:
		c.Raw(string(*p))
	case len(names) == 0 && !o.took || slices.Contains(names, o.name):
		o.keep()
	}
	if !c.Writing && o.name == noMember && len(c.Buf) > o.start {
		*p = Kept(c.Buf[o.start:])
		c.Buf = c.Buf[:o.start]
	}
}

// keep appends the next member, if there is one, to Buf.
func (o *Object) keep() {
	if o.name == noMember {
		return
	}
	c, name, at := o.codec, o.name, o.codec.Pos
	c.unknown++
	if c.Skip(); !c.Trying && c.err == nil {
		c.Raw(",")
		c.Quote(name)
		c.Raw(":" + c.Src[at:c.Pos])
	}
	o.Done()
}

// names returns the names of the members.
func (k Kept) names() []string {
	if k == "" {
		return nil
	}
	members := map[string]struct{}{}
	skip := func(c *Codec, _ *struct{}) { c.Skip() }
	if err := Decode([]byte("{"+k[1:]+"}"), 0, &members, func(c *Codec, p *map[string]struct{}) { Map(c, p, skip) }); err != nil {
		return nil
	}
	return slices.Collect(maps.Keys(members))
}

// As decodes v as another type, which must allow the JSON of v. It returns a
// *core.DecodeError or a *core.ConstraintError if it does not.
func As[T, U any](v *T, from func(*Codec, *T), to func(*Codec, *U)) (*U, error) {
	data, err := Encode(v, from)
	if err != nil {
		return nil, err
	}
	other := new(U)
	if err := Decode(data, Strict, other, to); err != nil {
		return nil, err
	}
	return other, nil
}

// Alternative is one of several that a value can satisfy together. Names are those
// of the members that it declares; nil if it allows all.
type Alternative struct {
	Misfit int
	Names  []string
}

// Unevaluated looks ahead and reports members of the next value that are declared by
// none of the alternatives that it satisfies, as unevaluatedProperties: false requires.
func Unevaluated(c *Codec, alternatives ...Alternative) {
	satisfied := slices.DeleteFunc(alternatives, func(a Alternative) bool { return a.Misfit >= Violated })
	if len(satisfied) == 0 || c.Kind() != '{' {
		return
	}
	var found []string
	at := c.Mark()
	for o := c.Object(); o.More(); {
		name, ok := o.Unread()
		if ok && !slices.ContainsFunc(satisfied, func(a Alternative) bool { return a.Names == nil || slices.Contains(a.Names, name) }) {
			found = append(found, name)
		}
	}
	c.Reset(at)
	for _, name := range found {
		c.violateAt("/"+core.EscapePointer(name), "unevaluatedProperties", "is not a known member")
	}
}
