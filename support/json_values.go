package support

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// jsonValue codes a type that has its own codec.
func jsonValue[T any, P interface {
	*T
	codeJSON(*jsonCodec)
}](c *jsonCodec, p *T) {
	P(p).codeJSON(c)
}

// jsonPointer codes a pointer to a type that has its own codec; nil writes null.
func jsonPointer[T any, P interface {
	*T
	codeJSON(*jsonCodec)
}](c *jsonCodec, p *P) {
	if !c.writing {
		*p = new(T)
	} else if *p == nil {
		c.raw("null")
		return
	}
	(*p).codeJSON(c)
}

func jsonString[S ~string](c *jsonCodec, p *S) {
	switch {
	case c.writing:
		c.quote(string(*p))
	case c.peek() == '"':
		*p = S(c.text())
	case c.textual != nil:
		*p = S(c.textual(c))
	default:
		c.mismatch("a string")
	}
}

func jsonBool[B ~bool](c *jsonCodec, p *B) {
	if c.writing {
		c.buf = strconv.AppendBool(c.buf, bool(*p))
	} else if *p = B(c.literal("true")); !bool(*p) && !c.literal("false") {
		c.mismatch("a boolean")
	}
}

// jsonInt reads a number without fraction: 1, 1.0 and 1e0 are integers to JSON
// Schema.
func jsonInt[I ~int | ~int8 | ~int16 | ~int32 | ~int64](c *jsonCodec, p *I) {
	if c.writing {
		c.buf = strconv.AppendInt(c.buf, int64(*p), 10)
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

// jsonUint is jsonInt for unsigned types.
func jsonUint[U ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](c *jsonCodec, p *U) {
	if c.writing {
		c.buf = strconv.AppendUint(c.buf, uint64(*p), 10)
	} else if n, ok := c.integer(); ok {
		if *p = U(n.digits); uint64(*p) != n.digits || n.text[0] == '-' && n.digits != 0 {
			c.unreadable("format", "is out of range")
		}
	}
}

// integer reads a number whose value is ±digits. Of the long ones it takes those
// without fraction and exponent only.
func (c *jsonCodec) integer() (n jsonNumber, ok bool) {
	if c.kind() != '0' {
		c.mismatch("an integer")
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

// jsonFloat reads the float nearest to a number, and writes the shortest text
// that reads back as the same float.
func jsonFloat[F ~float32 | ~float64](c *jsonCodec, p *F) {
	bits := 64
	if one := F(1); one+1e-10 == one {
		bits = 32
	}
	if c.writing {
		c.writeFloat(float64(*p), bits)
	} else if c.kind() == '0' {
		*p = F(c.readFloat(bits))
	} else {
		c.mismatch("a number")
	}
}

func (c *jsonCodec) readFloat(bits int) float64 {
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

func (c *jsonCodec) writeFloat(f float64, bits int) {
	abs, format := math.Abs(f), byte('f')
	if !(abs <= math.MaxFloat64) {
		c.refuse(fmt.Errorf("JSON has no number %v", f))
		return
	}
	// Two decimals of at most 15 digits are never the same float64: one that reads
	// back as f is the shortest.
	if n := math.Round(abs * 1000); bits == 64 && 0 < n && n < 1e15 && n/1000 == abs {
		if f < 0 {
			c.raw("-")
		}
		whole, rest := uint64(n)/1000, uint64(n)%1000
		c.buf = strconv.AppendUint(c.buf, whole, 10)
		if rest != 0 {
			c.buf = append(c.buf, '.', '0'+byte(rest/100), '0'+byte(rest/10%10), '0'+byte(rest%10))
			c.buf = bytes.TrimRight(c.buf, "0")
		}
		return
	}
	if abs != 0 && abs < 1e-6 || abs >= 1e21 {
		format = 'e'
	}
	c.buf = strconv.AppendFloat(c.buf, f, format, -1, bits)
}

// refuse records that a value has no JSON form.
func (c *jsonCodec) refuse(err error) {
	if c.err == nil {
		c.err = err
	}
}

// jsonRaw copies the text of any value; empty writes null.
func jsonRaw(c *jsonCodec, p *json.RawMessage) {
	if !c.writing {
		start := c.pos
		if c.skip(); c.err == nil {
			*p = json.RawMessage(c.src[start:c.pos])
		}
		return
	}
	if len(*p) == 0 {
		c.raw("null")
		return
	}
	if !json.Valid(*p) || !utf8.Valid(*p) {
		c.refuse(errors.New("a json.RawMessage is not valid JSON"))
	}
	c.buf = append(c.buf, *p...)
}

// jsonArray codes an array. A null that a lenient codec reads leaves p alone; nil
// writes [].
func jsonArray[S ~[]T, T any](c *jsonCodec, p *S, elem func(*jsonCodec, *T)) {
	if c.writing {
		c.raw("[")
		for i := range *p {
			if i > 0 {
				c.raw(",")
			}
			elem(c, &(*p)[i])
		}
		c.raw("]")
		return
	}
	if c.strayNull() || !c.open('[', 0, "an array") {
		return
	}
	s := S{}
	for first := true; c.next(']', first); first = false {
		var zero T
		s = append(s, zero)
		elem(c, &s[len(s)-1])
	}
	*p = s
}

// jsonMap codes an object whose members all have one type. A null that a lenient
// codec reads leaves p alone; nil writes {}.
func jsonMap[M ~map[string]T, T any](c *jsonCodec, p *M, elem func(*jsonCodec, *T)) {
	if c.strayNull() {
		return
	}
	if !c.writing {
		*p = M{}
	}
	for o := c.object(); o.more(); {
		otherMembers(&o, p, elem)
	}
}

// jsonNullable codes a value or null; absent writes null.
func jsonNullable[T any](c *jsonCodec, p *Opt[T], elem func(*jsonCodec, *T)) {
	switch {
	case c.writing && p.state != optValue:
		c.raw("null")
	case c.null():
		*p = Null[T]()
	default:
		p.state = optValue
		elem(c, &p.value)
	}
}

// strayNull reads past a null the schema has no place for, a violation if the
// codec is strict. It returns false if something else is next, or in writing.
func (c *jsonCodec) strayNull() bool {
	is := c.null()
	if is && c.strict {
		c.unreadable("type", "must not be null")
	}
	return is
}

func (c *jsonCodec) raw(s string) { c.buf = append(c.buf, s...) }

// quote writes s as a string; invalid UTF-8 becomes U+FFFD.
func (c *jsonCodec) quote(s string) {
	if n := plainText(s, 0x80); n == len(s) || n+plainText(s[n:], 0) == len(s) && utf8.ValidString(s[n:]) {
		c.buf = append(c.buf, '"')
		c.buf = append(c.buf, s...)
		c.buf = append(c.buf, '"')
		return
	}
	buf := bytes.NewBuffer(c.buf)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		c.refuse(err)
	}
	c.buf = bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}
