package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
)

// Pointer returns the codec of a pointer to a value that elem codes. Nil is
// written as null.
func Pointer[T any](elem func(*Codec, *T)) func(*Codec, **T) {
	return func(c *Codec, p **T) {
		if !c.Writing {
			*p = new(T)
		} else if *p == nil {
			c.Raw("null")
			return
		}
		elem(c, *p)
	}
}

// String reads and writes a string.
func String[S ~string](c *Codec, p *S) {
	switch {
	case c.Writing:
		c.Quote(string(*p))
	case c.peek() == '"':
		*p = S(c.Text())
	case c.textual != nil:
		*p = S(c.textual(c))
	default:
		c.Mismatch("a string")
	}
}

// Bool reads and writes a boolean.
func Bool[B ~bool](c *Codec, p *B) {
	if c.Writing {
		c.Buf = strconv.AppendBool(c.Buf, bool(*p))
	} else if *p = B(c.literal("true")); !bool(*p) && !c.literal("false") {
		c.Mismatch("a boolean")
	}
}

// Int reads and writes an integer. Numbers without a fraction are integers in
// JSON Schema: 1, 1.0 and 1e0.
func Int[I ~int | ~int8 | ~int16 | ~int32 | ~int64](c *Codec, p *I) {
	if c.Writing {
		c.Buf = strconv.AppendInt(c.Buf, int64(*p), 10)
	} else if n, ok := c.integer(); ok {
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
	if c.Writing {
		c.Buf = strconv.AppendUint(c.Buf, uint64(*p), 10)
	} else if n, ok := c.integer(); ok {
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

// Float reads the float nearest to a number, and writes the shortest text that
// reads back as the same float.
func Float[F ~float32 | ~float64](c *Codec, p *F) {
	bits := 64
	if one := F(1); one+1e-10 == one {
		bits = 32
	}
	switch {
	case c.Writing:
		c.writeFloat(float64(*p), bits)
	case c.Kind() == '0':
		*p = F(c.readFloat(bits))
	default:
		c.Mismatch("a number")
	}
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

// writeFloat writes the shortest text that reads back as f.
func (c *Codec) writeFloat(f float64, bits int) {
	abs, format := math.Abs(f), byte('f')
	if !(abs <= math.MaxFloat64) {
		c.refuse(fmt.Errorf("%v is not a JSON number", f))
		return
	}
	// Different decimals of at most 15 digits are different float64s, so a decimal
	// that reads back as f is the shortest.
	if n := math.Round(abs * 1000); bits == 64 && 0 < n && n < 1e15 && n/1000 == abs {
		if f < 0 {
			c.Raw("-")
		}
		whole, rest := uint64(n)/1000, uint64(n)%1000
		c.Buf = strconv.AppendUint(c.Buf, whole, 10)
		if rest != 0 {
			c.Buf = append(c.Buf, '.', '0'+byte(rest/100), '0'+byte(rest/10%10), '0'+byte(rest%10))
			c.Buf = bytes.TrimRight(c.Buf, "0")
		}
		return
	}
	if abs != 0 && abs < 1e-6 || abs >= 1e21 {
		format = 'e'
	}
	c.Buf = strconv.AppendFloat(c.Buf, f, format, -1, bits)
}

// refuse records that a value cannot be written as JSON.
func (c *Codec) refuse(err error) {
	if c.err == nil {
		c.err = err
	}
}

// Raw copies the text of any value. An empty value is written as null.
func Raw(c *Codec, p *json.RawMessage) {
	if !c.Writing {
		start := c.Pos
		if c.Skip(); c.err == nil {
			*p = json.RawMessage(c.Src[start:c.Pos])
		}
		return
	}
	if len(*p) == 0 {
		c.Raw("null")
		return
	}
	if !json.Valid(*p) || !utf8.Valid(*p) {
		c.refuse(errors.New("a json.RawMessage is not valid JSON"))
	}
	c.Buf = append(c.Buf, *p...)
}

// Array reads and writes an array. Nil is written as []. Null leaves p
// unchanged in a lenient codec.
func Array[S ~[]T, T any](c *Codec, p *S, elem func(*Codec, *T)) {
	if c.Writing {
		c.Raw("[")
		for i := range *p {
			if i > 0 {
				c.Raw(",")
			}
			elem(c, &(*p)[i])
		}
		c.Raw("]")
		return
	}
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

// Map reads and writes an object whose members have one type. Nil is written as
// {}. Null leaves p unchanged in a lenient codec.
func Map[M ~map[string]T, T any](c *Codec, p *M, elem func(*Codec, *T)) {
	if c.unexpectedNull() {
		return
	}
	if !c.Writing {
		*p = M{}
	}
	for o := c.Object(); o.More(); {
		AdditionalProperties(&o, p, elem)
	}
}

// Nullable reads and writes a value or null. Absent is written as null. An empty
// date that a lenient codec reads is absent.
func Nullable[T any](c *Codec, p *core.Opt[T], elem func(*Codec, *T)) {
	switch {
	case c.Writing && (p.IsZero() || p.IsNull()):
		c.Raw("null")
	case c.Writing:
		elem(c, core.OptValue(p))
	case c.null():
		*p = core.Null[T]()
	default:
		start := c.Pos
		elem(c, core.FillOpt(p))
		if !c.Strict && c.Pos == start+2 && c.Src[start] == '"' {
			if date, ok := any(*core.OptValue(p)).(interface{ IsZero() bool }); ok && date.IsZero() {
				*p = core.Opt[T]{}
			}
		}
	}
}

// NullAsZero codes a value of a type without null. Null is read as the zero value, and
// never written.
func NullAsZero[T any](c *Codec, p *T, elem func(*Codec, *T)) {
	if c.Writing || !c.null() {
		elem(c, p)
		return
	}
	var zero T
	*p = zero
}

// unexpectedNull reads null where the schema does not allow it; a strict codec
// reports it. It returns false while writing, and if something else is next.
func (c *Codec) unexpectedNull() bool {
	is := c.null()
	if is && c.Strict {
		c.unreadable("type", "must not be null")
	}
	return is
}

// Raw appends text to the output.
func (c *Codec) Raw(s string) { c.Buf = append(c.Buf, s...) }

// Quote writes a string. Invalid UTF-8 is replaced by U+FFFD.
func (c *Codec) Quote(s string) {
	if n := plainText(s, 0x80); n == len(s) || n+plainText(s[n:], 0) == len(s) && utf8.ValidString(s[n:]) {
		c.Buf = append(c.Buf, '"')
		c.Buf = append(c.Buf, s...)
		c.Buf = append(c.Buf, '"')
		return
	}
	buf := bytes.NewBuffer(c.Buf)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		c.refuse(err)
	}
	c.Buf = bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}
