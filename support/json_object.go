package support

import (
	"encoding/json"
	"slices"
)

// jsonObject is an object whose body lists the declared members. Each pass
// through the body compares them in order with the member that is next and reads
// all that match on the way, so that input in declared order takes one pass.
// Writing takes one pass, too.
type jsonObject struct {
	c               *jsonCodec
	name            string // of the member whose value is next; noMember if there is none
	awkward         bool   // names need escapes
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

func (c *jsonCodec) object() jsonObject {
	return jsonObject{c: c, name: noMember, start: len(c.buf), names: len(c.names)}
}

// closedObject is an object whose schema forbids members that the body does not list.
func (c *jsonCodec) closedObject() jsonObject {
	o := c.object()
	o.forbids = true
	return o
}

// escaped is for an object with a member whose name JSON cannot hold as it is.
func (o jsonObject) escaped() jsonObject {
	o.awkward = true
	return o
}

// more reports whether to go through the body (again).
func (o *jsonObject) more() bool {
	c := o.c
	o.pass++
	switch {
	case c.writing:
		return o.pass == 1 || o.listing && o.pass == 2 || o.end()
	case o.pass == 1:
		if !c.open('{', -1, "an object") {
			return false
		}
		o.advance(true)
	case c.err != nil:
		return false
	case o.name == noMember:
		o.checking = !o.checking && o.found < o.required
		return o.checking
	case !o.took:
		if o.forbids && c.strict {
			c.violate("additionalProperties", "is not a known member")
		}
		c.unknown++
		c.skip()
		o.advance(false)
	case o.pass == 2:
		o.refuseTwin()
	}
	o.took, o.required = false, 0
	return true
}

// advance moves to the name of the next member, if there is one, and past its
// colon.
func (o *jsonObject) advance(first bool) {
	c := o.c
	o.name = noMember
	if !c.next('}', first) {
		return
	}
	if c.peek() != '"' {
		c.unexpected("a member name in double quotes")
		return
	}
	name := c.text()
	if c.space(); c.peek() != ':' {
		c.unexpected("':'")
		return
	}
	c.pos++
	c.space()
	o.name = name
	c.names = append(c.names, name)
	if o.pass > 1 {
		o.refuseTwin()
	}
}

// refuseTwin ends reading if the object has had a member of this name. What one
// pass reads has no twins, so the first pass need not look.
func (o *jsonObject) refuseTwin() {
	names := o.c.names[o.names : len(o.c.names)-1]
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
		o.c.fail("duplicate member name")
		o.name = noMember
	}
}

// end writes the end of the object. Members write their comma first; the first
// comma becomes the opening brace.
func (o *jsonObject) end() bool {
	c := o.c
	if len(c.buf) == o.start {
		c.buf = append(c.buf, '{')
	}
	c.buf[o.start] = '{'
	c.buf = append(c.buf, '}')
	c.names = c.names[:o.names]
	return false
}

// writeKey takes a name in UTF-8.
func (o *jsonObject) writeKey(name string) bool {
	c := o.c
	if o.listing {
		c.names = append(c.names, name)
		return false
	}
	if o.awkward {
		c.raw(",")
		c.quote(name)
		c.raw(":")
		return true
	}
	c.buf = append(c.buf, `,"`...) // each in place, which costs no write barrier
	c.buf = append(c.buf, name...)
	c.buf = append(c.buf, `":`...)
	return true
}

// at reports whether to code the member: it is next in the input, or it is
// present and to be written.
func (o *jsonObject) at(name string, present bool) bool {
	return o.name == name || present && o.c.writing && o.writeKey(name)
}

func (o *jsonObject) atRequired(name string) bool {
	o.required++
	if o.name == name {
		o.found++
		return true
	}
	if o.checking && !slices.Contains(o.c.closed, name) {
		o.c.violateAt("/"+escapePointer(name), "required", "is required")
	}
	return o.c.writing && o.writeKey(name)
}

// done follows the value of a member.
func (o *jsonObject) done() {
	if !o.c.writing {
		o.took = true
		o.advance(false)
	}
}

func requiredValue[T any](o *jsonObject, name string, p *T, elem func(*jsonCodec, *T)) {
	if o.atRequired(name) {
		elem(o.c, p)
		o.done()
	}
}

func requiredNullable[T any](o *jsonObject, name string, p *Opt[T], elem func(*jsonCodec, *T)) {
	if o.atRequired(name) {
		jsonNullable(o.c, p, elem)
		o.done()
	}
}

func requiredArray[S ~[]T, T any](o *jsonObject, name string, p *S, elem func(*jsonCodec, *T)) {
	if o.atRequired(name) {
		jsonArray(o.c, p, elem)
		o.done()
	}
}

func requiredMap[M ~map[string]T, T any](o *jsonObject, name string, p *M, elem func(*jsonCodec, *T)) {
	if o.atRequired(name) {
		jsonMap(o.c, p, elem)
		o.done()
	}
}

func optionalValue[T any](o *jsonObject, name string, p *Opt[T], elem func(*jsonCodec, *T)) {
	if o.at(name, p.state != 0) {
		if jsonNullable(o.c, p, elem); p.state == optNull && o.c.strict {
			o.c.unreadable("type", "must not be null")
		}
		o.done()
	}
}

func optionalNullable[T any](o *jsonObject, name string, p *Opt[T], elem func(*jsonCodec, *T)) {
	if o.at(name, p.state != 0) {
		jsonNullable(o.c, p, elem)
		o.done()
	}
}

func optionalObject[T any](o *jsonObject, name string, p **T, elem func(*jsonCodec, *T)) {
	if !o.at(name, *p != nil) {
		return
	}
	if !o.c.strayNull() {
		if !o.c.writing {
			*p = new(T)
		}
		elem(o.c, *p)
	}
	o.done()
}

func optionalArray[S ~[]T, T any](o *jsonObject, name string, p *S, elem func(*jsonCodec, *T)) {
	if o.at(name, *p != nil) {
		jsonArray(o.c, p, elem)
		o.done()
	}
}

func optionalMap[M ~map[string]T, T any](o *jsonObject, name string, p *M, elem func(*jsonCodec, *T)) {
	if o.at(name, *p != nil) {
		jsonMap(o.c, p, elem)
		o.done()
	}
}

func optionalRaw(o *jsonObject, name string, p *json.RawMessage, elem func(*jsonCodec, *json.RawMessage)) {
	if o.at(name, *p != nil) {
		elem(o.c, p)
		o.done()
	}
}

// optionalUnion is for a T that is an interface.
func optionalUnion[T any](o *jsonObject, name string, p *T, elem func(*jsonCodec, *T)) {
	if o.at(name, any(*p) != nil) {
		if !o.c.strayNull() {
			elem(o.c, p)
		}
		o.done()
	}
}
