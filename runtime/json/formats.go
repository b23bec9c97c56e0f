package json

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// Time reads and writes a date-time of RFC 3339. Lenient codecs accept what
// core.ParseTime accepts.
func Time(c *Codec, p *time.Time) {
	if !c.Writing {
		readFormat(c, p, core.ParseTime)
		return
	}
	if year := p.Year(); year < 0 || year > 9999 {
		c.refuse(fmt.Errorf("year %d is outside the range of RFC 3339", year))
	}
	c.Raw(`"`)
	c.Buf = p.AppendFormat(c.Buf, time.RFC3339Nano)
	c.Raw(`"`)
}

// Date reads and writes a date. The zero date is written as "".
func Date(c *Codec, p *core.CivilDate) {
	if !c.Writing {
		readFormat(c, p, core.ParseDate)
		return
	}
	text, err := p.MarshalText()
	if err != nil {
		c.refuse(err)
	}
	c.Quote(string(text))
}

// Bytes reads and writes base64, as encoding/json does. Nil is written as "".
func Bytes[B ~[]byte](c *Codec, p *B) {
	if !c.Writing {
		readFormat(c, p, func(s string, strict bool) (B, error) { return core.ParseBytes(s, strict) })
		return
	}
	c.Raw(`"`)
	c.Raw(core.FormatBytes(*p))
	c.Raw(`"`)
}

// readFormat reads a string and parses it.
func readFormat[T any](c *Codec, p *T, read func(s string, strict bool) (T, error)) {
	if c.peek() != '"' {
		c.Mismatch("a string")
		return
	}
	v, err := read(c.Text(), c.Strict)
	if err != nil {
		c.unreadable("format", err.Error())
		return
	}
	*p = v
}

// UnixTime reads and writes a time as integer seconds since 1970. Fractions of
// a second are truncated.
func UnixTime(c *Codec, p *time.Time) {
	n := p.Unix()
	before := len(c.violations)
	if Int(c, &n); !c.Writing && len(c.violations) == before {
		*p = time.Unix(n, 0).UTC()
	}
}

// Decimal reads and writes a number without loss. An empty value is written as
// 0.
func Decimal[N ~string](c *Codec, p *N) {
	switch {
	case !c.Writing && c.Kind() == '0':
		*p = N(c.number().text)
	case !c.Writing:
		c.Mismatch("a number")
	case *p == "":
		c.Raw("0")
	default:
		if !core.IsDecimal(string(*p)) {
			c.refuse(fmt.Errorf("%q is not a number", string(*p)))
		}
		c.Raw(string(*p))
	}
}

// Foreign reads and writes a type that was not generated, with encoding/json.
func Foreign[T any](c *Codec, p *T) {
	if c.Writing {
		data, err := json.Marshal(p)
		if err != nil {
			c.refuse(err)
		}
		c.Buf = append(c.Buf, data...)
		return
	}
	start := c.Pos
	if c.Skip(); c.err != nil {
		return
	}
	if err := json.Unmarshal([]byte(c.Src[start:c.Pos]), p); err != nil {
		c.unreadable("format", "cannot be read: "+err.Error())
	}
}
