package json

import (
	"encoding/json"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// Time reads a date-time of RFC 3339. Lenient codecs accept what core.ParseTime
// accepts.
func Time(c *Codec, p *time.Time) { readFormat(c, p, core.ParseTime) }

// Date reads a date.
func Date(c *Codec, p *core.CivilDate) { readFormat(c, p, core.ParseDate) }

// Bytes reads base64.
func Bytes[B ~[]byte](c *Codec, p *B) {
	readFormat(c, p, func(s string, strict bool) (B, error) { return core.ParseBytes(s, strict) })
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

// UnixTime reads a time as integer seconds since 1970.
func UnixTime(c *Codec, p *time.Time) {
	var n int64
	before := len(c.violations)
	if Int(c, &n); len(c.violations) == before {
		*p = time.Unix(n, 0).UTC()
	}
}

// Decimal reads a number without loss.
func Decimal[N ~string](c *Codec, p *N) {
	if c.Kind() != '0' {
		c.Mismatch("a number")
		return
	}
	*p = N(c.number().text)
}

// Foreign reads a type that was not generated, with encoding/json.
func Foreign[T any](c *Codec, p *T) {
	start := c.Pos
	if c.Skip(); c.err != nil {
		return
	}
	if err := json.Unmarshal([]byte(c.Src[start:c.Pos]), p); err != nil {
		c.unreadable("format", "cannot be read: "+err.Error())
	}
}
