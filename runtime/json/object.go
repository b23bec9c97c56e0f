package json

import (
	"slices"

	"github.com/peergen/peergen/runtime/core"
)

// Object is an object whose body lists the declared members. Each pass
// through the body compares them in order with the member that is next and reads
// all that match on the way, so that input in declared order takes one pass.
// Writing takes one pass, too.
type Object struct {
	codec           *Codec
	name            string // of the member whose value is next; noMember if there is none
	escapes         bool   // names need escapes
	forbids         bool   // other members are violations to a strict codec
	took            bool   // this pass has read a member
	checking        bool   // this pass, the last, reports what is missing
	listing         bool   // this pass, the last, writes nothing but other members
	pass            int
	required, found int // how many required members this pass has asked for, and all have read
	start, names    int // where the object starts in the codec's buf and names
	seen            map[string]bool
}

// noMember is not UTF-8, so it is equal to no name.
const noMember = "\xff"

func (c *Codec) Object() Object {
	return Object{codec: c, name: noMember, start: len(c.Buf), names: len(c.names)}
}

// ClosedObject is an object whose schema forbids members that the body does not list.
func (c *Codec) ClosedObject() Object {
	o := c.Object()
	o.forbids = true
	return o
}

// Escaped is for an object with a member whose name JSON cannot hold as it is.
func (o Object) Escaped() Object {
	o.escapes = true
	return o
}

// More reports whether to go through the body (again).
func (o *Object) More() bool {
	c := o.codec
	o.pass++
	switch {
	case c.Writing:
		return o.pass == 1 || o.listing && o.pass == 2 || o.end()
	case o.pass == 1:
		if !c.Open('{', -1, "an object") {
			return false
		}
		o.advance(true)
	case c.err != nil:
		return false
	case o.name == noMember:
		o.checking = !o.checking && o.found < o.required
		return o.checking
	case !o.took:
		if o.forbids && c.Strict {
			c.Violate("additionalProperties", "is not a known member")
		}
		c.unknown++
		c.Skip()
		o.advance(false)
	case o.pass == 2:
		o.refuseDuplicate()
	}
	o.took, o.required = false, 0
	return true
}

// Unread returns the name of the next member if no line of the body has read it.
func (o *Object) Unread() (name string, ok bool) {
	return o.name, o.name != noMember && !o.took
}

// advance moves to the name of the next member, if there is one, and past its
// colon.
func (o *Object) advance(first bool) {
	c := o.codec
	o.name = noMember
	if !c.Next('}', first) {
		return
	}
	if c.peek() != '"' {
		c.unexpected("a member name in double quotes")
		return
	}
	name := c.Text()
	if c.space(); c.peek() != ':' {
		c.unexpected("':'")
		return
	}
	c.Pos++
	c.space()
	o.name = name
	c.names = append(c.names, name)
	if o.pass > 1 {
		o.refuseDuplicate()
	}
}

// refuseDuplicate ends reading if the object has had a member of this name. What one
// pass reads has no twins, so the first pass need not look.
func (o *Object) refuseDuplicate() {
	names := o.codec.names[o.names : len(o.codec.names)-1]
	twin := false
	if len(names) < 64 {
		twin = slices.Contains(names, o.name)
	} else { // where comparing would become quadratic
		if o.seen == nil {
			o.seen = map[string]bool{}
		}
		for _, name := range names[len(o.seen):] {
			o.seen[name] = true
		}
		twin = o.seen[o.name]
	}
	if twin {
		o.codec.fail("duplicate member name")
		o.name = noMember
	}
}

// end writes the end of the object. Members write their comma first; the first
// comma becomes the opening brace.
func (o *Object) end() bool {
	c := o.codec
	if len(c.Buf) == o.start {
		c.Buf = append(c.Buf, '{')
	}
	c.Buf[o.start] = '{'
	c.Buf = append(c.Buf, '}')
	c.names = c.names[:o.names]
	return false
}

// writeKey takes a name in UTF-8.
func (o *Object) writeKey(name string) bool {
	c := o.codec
	if o.listing {
		c.names = append(c.names, name)
		return false
	}
	if o.escapes {
		c.Raw(",")
		c.Quote(name)
		c.Raw(":")
		return true
	}
	c.Buf = append(c.Buf, `,"`...) // each in place, which costs no write barrier
	c.Buf = append(c.Buf, name...)
	c.Buf = append(c.Buf, `":`...)
	return true
}

// at reports whether to code the member: it is next in the input, or it is
// present and to be written.
func (o *Object) at(name string, present bool) bool {
	return o.name == name || present && o.codec.Writing && o.writeKey(name)
}

func (o *Object) atRequired(name string) bool {
	o.required++
	if o.name == name {
		o.found++
		return true
	}
	if o.checking && !slices.Contains(o.codec.closed, name) {
		o.codec.violateAt("/"+core.EscapePointer(name), "required", "is required")
	}
	return o.codec.Writing && o.writeKey(name)
}

// Done follows the value of a member.
func (o *Object) Done() {
	if !o.codec.Writing {
		o.took = true
		o.advance(false)
	}
}
