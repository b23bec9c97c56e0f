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
	default:
		c.mismatch("a string")
	}
}

func jsonBool[B ~bool](c *jsonCodec, p *B) {
	if c.writing {
		c.buf = strconv.AppendBool(c.buf, bool(*p))
		return
	}
	is := c.literal("true")
	if *p = B(is); !is && !c.literal("false") {
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

// integer reads a number whose value is ±digits.
func (c *jsonCodec) integer() (n jsonNumber, ok bool) {
	if c.kind() != '0' {
		c.mismatch("an integer")
		return n, false
	}
	if n = c.number(); c.err != nil {
		return n, false
	}
	if n.short && n.exp == 0 {
		return n, true
	}
	mantissa, exponent, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(n.text, "-")), "e")
	exp, _ := strconv.Atoi(exponent) // 0 if there is none, the nearest int if too large
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	significant := strings.TrimRight(digits, "0")
	exp = min(max(exp, -1<<40), 1<<40) - len(fraction) + len(digits) - len(significant)
	var err error
	switch {
	case significant == "":
		n.digits = 0
	case exp < 0:
		c.unreadable("type", "must be an integer, not a fraction")
		return n, false
	case len(significant)+exp > 20:
		err = strconv.ErrRange
	default:
		n.digits, err = strconv.ParseUint(significant+strings.Repeat("0", exp), 10, 64)
	}
	if err != nil {
		c.unreadable("format", "is out of range")
	}
	return n, err == nil
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

// powersOf10 are the ones a float64 holds exactly.
var powersOf10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

func (c *jsonCodec) readFloat(bits int) float64 {
	n := c.number()
	// One multiplication or division of two exact float64s is rounded once.
	if n.short && n.digits < 1<<53 && -22 <= n.exp && n.exp <= 22 && bits == 64 {
		f := float64(n.digits)
		if n.exp < 0 {
			f /= powersOf10[-n.exp]
		} else {
			f *= powersOf10[n.exp]
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

// writeFloat uses the notation of encoding/json: 1e-7, but 0.000001 and
// 100000000000000000000.
func (c *jsonCodec) writeFloat(f float64, bits int) {
	abs := math.Abs(f)
	if !(abs <= math.MaxFloat64) {
		c.refuse(fmt.Errorf("JSON has no number %v", f))
		return
	}
	format := byte('f')
	if abs != 0 && (abs < 1e-6 || abs >= 1e21) && (bits == 64 || float32(abs) < 1e-6 || float32(abs) >= 1e21) {
		format = 'e'
	}
	start := len(c.buf)
	c.buf = strconv.AppendFloat(c.buf, f, format, -1, bits)
	if n := len(c.buf); format == 'e' && bytes.HasSuffix(c.buf[start:n-1], []byte("e-0")) {
		c.buf = append(c.buf[:n-2], c.buf[n-1])
	}
}

// refuse records that a value has no JSON form.
func (c *jsonCodec) refuse(err error) {
	if c.err == nil {
		c.err = err
	}
}

// jsonRaw copies the text of any value, in writing less its white space; empty
// writes null.
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
	buf := bytes.NewBuffer(c.buf)
	if err := json.Compact(buf, *p); err != nil || !utf8.Valid(*p) {
		c.refuse(errors.New("a json.RawMessage is not valid JSON"))
		return
	}
	c.buf = buf.Bytes()
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
	case c.null():
		*p = Null[T]()
	case c.writing && p.state != optValue:
		c.raw("null")
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
	c.raw(`"`)
	for {
		n := plainText(s)
		if utf8.ValidString(s[:n]) {
			c.raw(s[:n])
		} else {
			c.raw(string([]rune(s[:n])))
		}
		if n == len(s) {
			c.raw(`"`)
			return
		}
		switch b := s[n]; b {
		case '"', '\\':
			c.buf = append(c.buf, '\\', b)
		case '\n':
			c.raw(`\n`)
		case '\r':
			c.raw(`\r`)
		case '\t':
			c.raw(`\t`)
		default:
			c.buf = append(c.buf, '\\', 'u', '0', '0', '0'+b>>4, "0123456789abcdef"[b&15])
		}
		s = s[n+1:]
	}
}
