package json

import (
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
	if len(names) == 0 && !o.took || slices.Contains(names, o.name) {
		o.keep()
	}
	if o.name == noMember && len(c.kept) > o.start {
		*p = Kept(c.kept[o.start:])
		c.kept = c.kept[:o.start]
	}
}

// keep keeps the next member, if there is one.
func (o *Object) keep() {
	if o.name == noMember {
		return
	}
	c, name, at := o.codec, o.name, o.codec.Pos
	c.unknown++
	if c.Skip(); !c.Trying && c.err == nil {
		c.kept = append(Quote(append(c.kept, ','), name), ':')
		c.kept = append(c.kept, c.Src[at:c.Pos]...)
	}
	o.Done()
}

// As decodes v as another type, which must allow the JSON of v. It returns a
// *core.DecodeError or a *core.ConstraintError if it does not.
func As[T, U any](v *T, from Appender[T], to func(*Codec, *U)) (*U, error) {
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
