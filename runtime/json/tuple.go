package json

import (
	"github.com/peergen/peergen/runtime/core"
)

// Tuple is an array whose first items have separate types. Each call reads the
// next item.
type Tuple struct {
	codec *Codec
	more  bool // an item is next
	read  bool // the value is an array
	short bool // a required item is missing
}

// Tuple begins an array.
func (c *Codec) Tuple() Tuple {
	t := Tuple{codec: c}
	t.read = c.Open('[', 0, "an array")
	t.more = t.read && c.Next(']', true)
	return t
}

// done follows the value of an item.
func (t *Tuple) done() { t.more = t.codec.Next(']', false) }

// Item reads a required item.
func Item[T any](t *Tuple, p *T, elem func(*Codec, *T)) {
	if !t.more {
		t.short = true
		return
	}
	elem(t.codec, p)
	t.done()
}

// NullableItem reads a required item that may be null.
func NullableItem[T any](t *Tuple, p *core.Opt[T], elem func(*Codec, *T)) {
	if !t.more {
		t.short = true
		return
	}
	Nullable(t.codec, p, elem)
	t.done()
}

// OptionalItem reads an optional item. Null, which is not allowed, stays null,
// because items may follow.
func OptionalItem[T any](t *Tuple, p *core.Opt[T], elem func(*Codec, *T)) {
	if t.more {
		if Nullable(t.codec, p, elem); p.IsNull() && t.codec.Strict {
			t.codec.unreadable("type", "must not be null")
		}
		t.done()
	}
}

// OptionalNullableItem reads an optional item that may be null.
func OptionalNullableItem[T any](t *Tuple, p *core.Opt[T], elem func(*Codec, *T)) {
	if t.more {
		Nullable(t.codec, p, elem)
		t.done()
	}
}

// ZeroFilledItem reads an optional item whose type cannot be absent: absent is read as
// the zero value.
func ZeroFilledItem[T any](t *Tuple, p *T, elem func(*Codec, *T)) {
	if t.more {
		elem(t.codec, p)
		t.done()
	}
}

// RestItems reads the items after the fixed prefix.
func RestItems[T any](t *Tuple, p *[]T, elem func(*Codec, *T)) {
	for *p = nil; t.more; t.done() {
		var zero T
		*p = append(*p, zero)
		elem(t.codec, &(*p)[len(*p)-1])
	}
}

// End skips further items. A strict codec reports them if closed is true.
func (t *Tuple) End(closed bool) {
	c := t.codec
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
