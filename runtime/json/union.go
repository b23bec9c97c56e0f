package json

import (
	"encoding/json"
	"errors"
	"slices"
)

// Tag looks ahead for the string that a member of the next object is; ""
// where there is no such thing.
func Tag(c *Codec, property string) string {
	if c.Kind() != '{' {
		return ""
	}
	tag, at := "", c.Mark()
	for o := c.Object(); tag == "" && o.More(); {
		Required(&o, property, &tag, String)
	}
	c.Reset(at)
	return tag
}

// LiteralTag looks ahead for the text of the number or boolean that a member of the
// next object is; "" where there is no such thing.
func LiteralTag(c *Codec, property string) string {
	if c.Kind() != '{' {
		return ""
	}
	var tag json.RawMessage
	at := c.Mark()
	for o := c.Object(); tag == nil && o.More(); {
		Required(&o, property, &tag, Raw)
	}
	c.Reset(at)
	return string(tag)
}

// MemberAmong looks ahead for the first of the names that the next object has a
// member of; "" where it has none.
func MemberAmong(c *Codec, names ...string) string {
	at, best := c.Mark(), len(names)
	for o := c.Object(); best > 0 && o.More(); {
		if i := slices.Index(names[:best], o.name); i >= 0 {
			best = i
		}
	}
	c.Reset(at)
	if best == len(names) {
		return ""
	}
	return names[best]
}

// ElementKind is the kind of the first element of the array that is next; 0 for
// an empty one.
func ElementKind(c *Codec) byte {
	at, kind := c.Mark(), byte(0)
	if c.Open('[', 0, "an array") && c.Next(']', true) {
		kind = c.Kind()
	}
	c.Reset(at)
	return kind
}

// ReadVariant reads a variant of a union. A trial that is within another one goes
// past what was tried already.
func ReadVariant[T any](c *Codec, code func(*Codec, *T)) *T {
	v := new(T)
	if known, ok := c.Trials[Trial[*T]{c.Pos}]; ok && c.Trying && known[0] < Unfit {
		c.Pos, c.unknown = known[1], c.unknown+known[2]
		return v
	}
	code(c, v)
	return v
}

// Trial is the key of a trial in the codec: T is the pointer to the type, or the
// pointer to that where constraints count.
type Trial[T any] struct{ Pos int }

// Unfit is the misfit of a value that a type cannot hold.
const Unfit = 1_000_000

// Misfit tells how badly the next value fits a type: by what it violates, then
// by how many members the type does not know. What trials within trials find is
// known from then on: else unions of unions would take a time that grows with each
// level by as many times as there are variants.
func Misfit[T any](c *Codec, code func(*Codec, *T)) int {
	key := Trial[*T]{c.Pos}
	if known, ok := c.Trials[key]; ok {
		return known[0]
	}
	at, strict, trying := c.Mark(), c.Strict, c.Trying
	c.Strict, c.Trying = true, true
	code(c, new(T))
	unknown := c.unknown - at.unknown
	n := Unfit*(len(c.violations)-at.violations) + min(unknown, 999)
	if c.Strict, c.Trying = strict, trying; trying {
		c.Learn(key, n, c.Pos, unknown)
	}
	c.Reset(at)
	return n
}

func (c *Codec) Learn(key any, misfit, end, unknown int) {
	if c.Trials == nil {
		c.Trials = map[any][3]int{}
	}
	c.Trials[key] = [3]int{misfit, end, unknown}
}

// BestFit is the index of the least misfit, the first of equals; -1 where all
// violate something.
func BestFit(misfits ...int) int {
	best := -1
	for i, n := range misfits {
		if n < Unfit && (best < 0 || n < misfits[best]) {
			best = i
		}
	}
	return best
}

// UnknownVariant reads a value that is no variant of a union; a strict codec
// refuses it.
func UnknownVariant(c *Codec) (raw json.RawMessage) {
	at := c.Pos
	Raw(c, &raw)
	if c.Strict && c.Pos > at {
		c.Violate("oneOf", "must be one of the variants")
	}
	return raw
}

// NoVariant is for a union that is nil where a value must be.
func NoVariant(c *Codec) { c.refuse(errors.New("a required union is nil")) }
