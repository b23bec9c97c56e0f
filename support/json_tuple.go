package support

import "errors"

// jsonTuple is an array whose first items have types of their own. Each call
// codes the item that is next.
type jsonTuple struct {
	c     *jsonCodec
	start int  // where the array starts in buf
	more  bool // reading: an item is next; writing: none has been left out
	read  bool // it is an array
	short bool // a required item is missing
}

func (c *jsonCodec) tuple() jsonTuple {
	t := jsonTuple{c: c, start: len(c.buf), more: true}
	if !c.writing {
		t.read = c.open('[', 0, "an array")
		t.more = t.read && c.next(']', true)
	}
	return t
}

// at reports whether to code an item. Writing, one that is present must not
// follow one that is absent.
func (t *jsonTuple) at(present bool) bool {
	c := t.c
	switch {
	case !c.writing:
		return t.more
	case !present:
		t.more = false
		return false
	case !t.more:
		c.refuse(errors.New("an item of an array is set behind one that is absent"))
	}
	c.raw(",")
	return true
}

// done follows an item.
func (t *jsonTuple) done() {
	if !t.c.writing {
		t.more = t.c.next(']', false)
	}
}

func tupleItem[T any](t *jsonTuple, p *T, elem func(*jsonCodec, *T)) {
	if !t.at(true) {
		t.short = true
		return
	}
	elem(t.c, p)
	t.done()
}

func tupleNullable[T any](t *jsonTuple, p *Opt[T], elem func(*jsonCodec, *T)) {
	if !t.at(true) {
		t.short = true
		return
	}
	jsonNullable(t.c, p, elem)
	t.done()
}

func tupleOptional[T any](t *jsonTuple, p *Opt[T], elem func(*jsonCodec, *T)) {
	if t.at(p.state != 0) {
		if jsonNullable(t.c, p, elem); p.state == optNull && t.c.strict {
			t.c.unreadable("type", "must not be null")
		}
		t.done()
	}
}

func tupleOptionalNullable[T any](t *jsonTuple, p *Opt[T], elem func(*jsonCodec, *T)) {
	if t.at(p.state != 0) {
		jsonNullable(t.c, p, elem)
		t.done()
	}
}

// tupleRest codes what follows the items.
func tupleRest[T any](t *jsonTuple, p *[]T, elem func(*jsonCodec, *T)) {
	if t.c.writing {
		for i := range *p {
			t.at(true)
			elem(t.c, &(*p)[i])
		}
		return
	}
	for *p = nil; t.more; t.done() {
		var zero T
		*p = append(*p, zero)
		elem(t.c, &(*p)[len(*p)-1])
	}
}

// endTuple skips further items, which a strict codec reports if the schema forbids
// them. Items write their comma first; the first comma becomes the bracket.
func (t *jsonTuple) endTuple(closed bool) {
	c := t.c
	if c.writing {
		if len(c.buf) == t.start {
			c.raw("[")
		}
		c.buf[t.start] = '['
		c.raw("]")
		return
	}
	for ; t.more; t.done() {
		if closed && c.strict {
			c.violate("items", "is not a known item")
		}
		c.unknown++
		c.skip()
	}
	if t.short && t.read {
		c.violate("minItems", "must have more items")
	}
}
