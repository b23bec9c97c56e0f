package json

import (
	"errors"

	"github.com/peergen/peergen/runtime/core"
)

// Tuple is an array whose first items have separate types. Each call codes the
// next item.
type Tuple struct {
	codec *Codec
	start int  // where the array starts in Buf
	more  bool // reading: an item is next; writing: no item was absent so far
	read  bool // the value is an array
	short bool // a required item is missing
}

// Tuple begins an array.
func (c *Codec) Tuple() Tuple {
	t := Tuple{codec: c, start: len(c.Buf), more: true}
	if !c.Writing {
		t.read = c.Open('[', 0, "an array")
		t.more = t.read && c.Next(']', true)
	}
	return t
}

// at reports whether to code an item. While writing, a present item must not
// follow an absent one.
func (t *Tuple) at(present bool) bool {
	c := t.codec
	switch {
	case !c.Writing:
		return t.more
	case !present:
		t.more = false
		return false
	case !t.more:
		c.refuse(errors.New("an array item is set after an absent one"))
	}
	c.Raw(",")
	return true
}

// done follows the value of an item.
func (t *Tuple) done() {
	if !t.codec.Writing {
		t.more = t.codec.Next(']', false)
	}
}

// Item codes a required item.
func Item[T any](t *Tuple, p *T, elem func(*Codec, *T)) {
	if !t.at(true) {
		t.short = true
		return
	}
	elem(t.codec, p)
	t.done()
}

// NullableItem codes a required item that may be null.
func NullableItem[T any](t *Tuple, p *core.Opt[T], elem func(*Codec, *T)) {
	if !t.at(true) {
		t.short = true
		return
	}
	Nullable(t.codec, p, elem)
	t.done()
}

// OptionalItem codes an optional item. Null, which is not allowed, stays null,
// because items may follow.
func OptionalItem[T any](t *Tuple, p *core.Opt[T], elem func(*Codec, *T)) {
	if t.at(!p.IsZero()) {
		if Nullable(t.codec, p, elem); p.IsNull() && t.codec.Strict {
			t.codec.unreadable("type", "must not be null")
		}
		t.done()
	}
}

// OptionalNullableItem codes an optional item that may be null.
func OptionalNullableItem[T any](t *Tuple, p *core.Opt[T], elem func(*Codec, *T)) {
	if t.at(!p.IsZero()) {
		Nullable(t.codec, p, elem)
		t.done()
	}
}

// ZeroFilledItem codes an optional item whose type cannot be absent: absent is read as
// the zero value, which is written.
func ZeroFilledItem[T any](t *Tuple, p *T, elem func(*Codec, *T)) {
	if t.at(true) {
		elem(t.codec, p)
		t.done()
	}
}

// RestItems codes the items after the fixed prefix.
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

// End skips further items. A strict codec reports them if closed is true. Items
// write their comma first; the first comma is replaced by the opening bracket.
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
	if t.short && t.read && c.Strict {
		c.Violate("minItems", "must have more items")
	}
}
