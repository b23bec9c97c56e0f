package json

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// Time codes a date-time of RFC 3339, with a fraction of the second where
// there is one. Lenient codecs read what core.readLooseTime takes.
func Time(c *Codec, p *time.Time) {
	if !c.Writing {
		readFormat(c, p, core.ReadTime)
		return
	}
	if year := p.Year(); year < 0 || year > 9999 {
		c.refuse(fmt.Errorf("RFC 3339 has no year %d", year))
	}
	c.Raw(`"`)
	c.Buf = p.AppendFormat(c.Buf, time.RFC3339Nano)
	c.Raw(`"`)
}

// Date codes a date; zero, which is none, cannot be written.
func Date(c *Codec, p *core.CivilDate) {
	if !c.Writing {
		readFormat(c, p, core.ReadDate)
		return
	}
	text, err := p.MarshalText()
	if err != nil {
		c.refuse(err)
	}
	c.Quote(string(text))
}

// Bytes codes bytes in base64, as encoding/json does; nil writes "".
func Bytes[B ~[]byte](c *Codec, p *B) {
	if !c.Writing {
		readFormat(c, p, func(s string, _ bool) (B, error) { return core.ParseBytes(s) })
		return
	}
	c.Raw(`"`)
	c.Raw(core.FormatBytes(*p))
	c.Raw(`"`)
}

// readFormat reads a string that says a value in some format.
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

// UnixTime codes a time as the integer of seconds since 1970; a fraction of
// a second is cut off.
func UnixTime(c *Codec, p *time.Time) {
	n := p.Unix()
	before := len(c.violations)
	if Int(c, &n); !c.Writing && len(c.violations) == before {
		*p = time.Unix(n, 0).UTC()
	}
}

// Decimal codes a number as it is written; empty writes 0.
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
			c.refuse(fmt.Errorf("%q is no number", string(*p)))
		}
		c.Raw(string(*p))
	}
}

// Foreign codes a type that was not generated, by encoding/json.
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
