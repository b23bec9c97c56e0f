package json

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Pointer returns the codec of a pointer to a value that elem reads.
func Pointer[T any](elem func(*Codec, *T)) func(*Codec, **T) {
	return func(c *Codec, p **T) {
		*p = new(T)
		elem(c, *p)
	}
}

// String reads a string.
func String[S ~string](c *Codec, p *S) {
	switch {
	case c.peek() == '"':
		*p = S(c.Text())
	case c.textual != nil:
		*p = S(c.textual(c))
	default:
		c.Mismatch("a string")
	}
}

// Bool reads a boolean.
func Bool[B ~bool](c *Codec, p *B) {
	if *p = B(c.literal("true")); !bool(*p) && !c.literal("false") {
		c.Mismatch("a boolean")
	}
}

// Int reads an integer. Numbers without a fraction are integers in
// JSON Schema: 1, 1.0 and 1e0.
func Int[I ~int | ~int8 | ~int16 | ~int32 | ~int64](c *Codec, p *I) {
	if n, ok := c.integer(); ok {
		v := int64(n.digits)
		if n.text[0] == '-' {
			v = -v
		}
		// A magnitude that int64 cannot hold flips the sign.
		if *p = I(v); int64(*p) != v || v != 0 && (v < 0) != (n.text[0] == '-') {
			c.unreadable("format", "is out of range")
		}
	}
}

// Uint is Int for unsigned types.
func Uint[U ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](c *Codec, p *U) {
	if n, ok := c.integer(); ok {
		if *p = U(n.digits); uint64(*p) != n.digits || n.text[0] == '-' && n.digits != 0 {
			c.unreadable("format", "is out of range")
		}
	}
}

// integer reads a number whose value is ±digits. Of long numbers it accepts
// only those without fraction and exponent.
func (c *Codec) integer() (n number, ok bool) {
	if c.Kind() != '0' {
		c.Mismatch("an integer")
		return n, false
	}
	n = c.number()
	var err error
	if n.long {
		n.digits, err = strconv.ParseUint(strings.TrimPrefix(n.text, "-"), 10, 64)
	}
	for ; err == nil && n.exp < 0 && n.digits%10 == 0; n.exp++ {
		n.digits /= 10
	}
	for ; err == nil && n.exp > 0 && n.digits <= math.MaxUint64/10; n.exp-- {
		n.digits *= 10
	}
	switch {
	case c.err != nil:
	case n.exp < 0:
		c.unreadable("type", "must be an integer, not a fraction")
	case n.exp > 0 || err != nil:
		c.unreadable("format", "is out of range")
	default:
		ok = true
	}
	return n, ok
}

// Float reads the float nearest to a number.
func Float[F ~float32 | ~float64](c *Codec, p *F) {
	bits := 64
	if one := F(1); one+1e-10 == one {
		bits = 32
	}
	if c.Kind() != '0' {
		c.Mismatch("a number")
		return
	}
	*p = F(c.readFloat(bits))
}

// readFloat reads a number as the nearest float.
func (c *Codec) readFloat(bits int) float64 {
	n := c.number()
	// One multiplication or division of two exact float64s is rounded once, and
	// those up to 10^22 are exact.
	if !n.long && n.digits < 1<<53 && -22 <= n.exp && n.exp <= 22 && bits == 64 {
		f := float64(n.digits)
		if n.exp < 0 {
			f /= math.Pow10(-n.exp)
		} else {
			f *= math.Pow10(n.exp)
		}
		if n.text[0] == '-' {
			f = -f
		}
		return f
	}
	f, _ := strconv.ParseFloat(n.text, bits)
	if math.IsInf(f, 0) {
		c.unreadable("format", "is out of range")
	}
	return f
}

// Raw copies the text of any value.
func Raw(c *Codec, p *json.RawMessage) {
	start := c.Pos
	if c.Skip(); c.err == nil {
		*p = json.RawMessage(c.Src[start:c.Pos])
	}
}

// Array reads an array. Null leaves p unchanged in a lenient codec.
func Array[S ~[]T, T any](c *Codec, p *S, elem func(*Codec, *T)) {
	if c.unexpectedNull() || !c.Open('[', 0, "an array") {
		return
	}
	s := S{}
	for first := true; c.Next(']', first); first = false {
		var zero T
		s = append(s, zero)
		elem(c, &s[len(s)-1])
	}
	*p = s
}

// Map reads an object whose members have one type. Null leaves p unchanged in a
// lenient codec.
func Map[M ~map[string]T, T any](c *Codec, p *M, elem func(*Codec, *T)) {
	if c.unexpectedNull() {
		return
	}
	*p = M{}
	for o := c.Object(); o.More(); {
		AdditionalProperties(&o, p, elem)
	}
}

// Nullable reads a value or null. An empty date that a lenient codec reads is
// absent.
func Nullable[T any](c *Codec, p *core.Opt[T], elem func(*Codec, *T)) {
	if c.null() {
		*p = core.Null[T]()
		return
	}
	start := c.Pos
	elem(c, core.FillOpt(p))
	if !c.Strict && c.Pos == start+2 && c.Src[start] == '"' {
		if date, ok := any(*core.OptValue(p)).(interface{ IsZero() bool }); ok && date.IsZero() {
			*p = core.Opt[T]{}
		}
	}
}

// NullAsZero reads a value of a type without null. Null is read as the zero value.
func NullAsZero[T any](c *Codec, p *T, elem func(*Codec, *T)) {
	if !c.null() {
		elem(c, p)
		return
	}
	var zero T
	*p = zero
}

// unexpectedNull reads null where the schema does not allow it; a strict codec
// reports it. It returns false if something else is next.
func (c *Codec) unexpectedNull() bool {
	is := c.null()
	if is && c.Strict {
		c.unreadable("type", "must not be null")
	}
	return is
}
