package json

import (
	"slices"

	"github.com/peergen/peergen/runtime/core"
)

// Object is an object while its body runs. A body has one line for each
// declared member. Each pass through the body compares the next member of the
// input with the lines in order and reads all members that match on the way, so
// that input in declared order needs one pass.
type Object struct {
	codec           *Codec
	name            string // of the member whose value is next, or noMember
	forbids         bool   // a strict codec reports other members
	took            bool   // this pass has read a member
	checking        bool   // this pass is the last and reports missing members
	pass            int
	required, found int // numbers of required members: seen in this pass, read in all passes
	start, names    int // where the object starts in kept and names of the codec
	seen            map[string]bool
	hasDefaults     bool     // the body has members with a default, to be filled in
	filling         bool     // this pass is the last and fills in defaults
	received        []string // names of the members of the input, while filling
	rest            string   // input to continue with after a default, at next
	next            int
	trials          map[any][3]int
}

// noMember is invalid UTF-8, so it cannot equal a member name.
const noMember = "\xff"

// Object begins an object. Members that the body does not list are skipped.
func (c *Codec) Object() Object {
	return Object{codec: c, name: noMember, start: len(c.kept), names: len(c.names)}
}

// ClosedObject begins an object whose schema forbids members that the body does
// not list.
func (c *Codec) ClosedObject() Object {
	o := c.Object()
	o.forbids = true
	return o
}

// More reports whether the body must run, or run again.
func (o *Object) More() bool {
	c := o.codec
	o.pass++
	switch {
	case o.pass == 1:
		if !c.Open('{', -1, "an object") {
			return false
		}
		o.advance(true)
	case c.err != nil:
		return false
	case o.name == noMember:
		o.checking = c.Strict && !o.checking && !o.filling && o.found < o.required
		return o.checking || o.fillNext()
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

// Unread returns the name of the next member if no line of the body has read
// it.
func (o *Object) Unread() (name string, ok bool) {
	return o.name, o.name != noMember && !o.took
}

// advance reads the name of the next member, if there is one, and its colon.
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

// refuseDuplicate records a syntax error if the object already has a member
// with this name. The first pass calls it only for members that it does not
// read, because one pass reads no name twice.
func (o *Object) refuseDuplicate() {
	names := o.codec.names[o.names : len(o.codec.names)-1]
	var isDuplicate bool
	if len(names) < 64 {
		isDuplicate = slices.Contains(names, o.name)
	} else { // comparing with each would be quadratic
		if o.seen == nil {
			o.seen = map[string]bool{}
		}
		for _, name := range names[len(o.seen):] {
			o.seen[name] = true
		}
		isDuplicate = o.seen[o.name]
	}
	if isDuplicate {
		o.codec.fail("duplicate member name")
		o.name = noMember
	}
}

// require counts a required member, and reports whether it is next. The last pass
// reports it if it is missing.
func (o *Object) require(name string) bool {
	o.required++
	if o.name == name {
		o.found++
		return true
	}
	if o.checking && !slices.Contains(o.codec.closed, name) {
		o.codec.violateAt("/"+core.EscapePointer(name), "required", "is required")
	}
	return false
}

// Done follows the value of a member.
func (o *Object) Done() {
	if o.filling {
		o.filled()
		return
	}
	o.took = true
	o.advance(false)
}
