package json

import (
	"errors"

	"github.com/peergen/peergen/runtime/core"
)

// Tuple is an array whose first items have types of their own. Each call
// codes the item that is next.
type Tuple struct {
	codec *Codec
	start int  // where the array starts in buf
	more  bool // reading: an item is next; writing: none has been left out
	read  bool // it is an array
	short bool // a required item is missing
}

func (c *Codec) Tuple() Tuple {
	t := Tuple{codec: c, start: len(c.Buf), more: true}
	if !c.Writing {
		t.read = c.Open('[', 0, "an array")
		t.more = t.read && c.Next(']', true)
	}
	return t
}

// at reports whether to code an item. Writing, one that is present must not
// follow one that is absent.
func (t *Tuple) at(present bool) bool {
	c := t.codec
	switch {
	case !c.Writing:
		return t.more
	case !present:
		t.more = false
		return false
	case !t.more:
		c.refuse(errors.New("an item of an array is set behind one that is absent"))
	}
	c.Raw(",")
	return true
}

// done follows an item.
func (t *Tuple) done() {
	if !t.codec.Writing {
		t.more = t.codec.Next(']', false)
	}
}

func Item[T any](t *Tuple, p *T, elem func(*Codec, *T)) {
	if !t.at(true) {
		t.short = true
		return
	}
	elem(t.codec, p)
	t.done()
}

func NullableItem[T any](t *Tuple, p *core.Opt[T], elem func(*Codec, *T)) {
	if !t.at(true) {
		t.short = true
		return
	}
	Nullable(t.codec, p, elem)
	t.done()
}

func OptionalItem[T any](t *Tuple, p *core.Opt[T], elem func(*Codec, *T)) {
	if t.at(!p.IsZero()) {
		if Nullable(t.codec, p, elem); p.IsNull() && t.codec.Strict {
			t.codec.unreadable("type", "must not be null")
		}
		t.done()
	}
}

func OptionalNullableItem[T any](t *Tuple, p *core.Opt[T], elem func(*Codec, *T)) {
	if t.at(!p.IsZero()) {
		Nullable(t.codec, p, elem)
		t.done()
	}
}

// RestItems codes what follows the items.
func RestItems[T any](t *Tuple, p *[]T, elem func(*Codec, *T)) {
	if t.codec.Writing {
		for i := range *p {
			t.at(true)
			elem(t.codec, &(*p)[i])
		}
		return
	}
	for *p = nil; t.more; t.done() {
		var zero T
		*p = append(*p, zero)
		elem(t.codec, &(*p)[len(*p)-1])
	}
}

// End skips further items, which a strict codec reports if the schema forbids
// them. Items write their comma first; the first comma becomes the bracket.
func (t *Tuple) End(closed bool) {
	c := t.codec
	if c.Writing {
		if len(c.Buf) == t.start {
			c.Raw("[")
		}
		c.Buf[t.start] = '['
		c.Raw("]")
		return
	}
	for ; t.more; t.done() {
		if closed && c.Strict {
			c.Violate("items", "is not a known item")
		}
		c.unknown++
		c.Skip()
	}
	if t.short && t.read {
		c.Violate("minItems", "must have more items")
	}
}
