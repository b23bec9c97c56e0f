package support

import (
	"encoding/json"
	"fmt"
	"time"
)

// jsonTime codes a date-time of RFC 3339, with a fraction of the second where
// there is one. Lenient codecs read what looseTime takes.
func jsonTime(c *jsonCodec, p *time.Time) {
	if !c.writing {
		readFormat(c, p, readTime)
		return
	}
	if year := p.Year(); year < 0 || year > 9999 {
		c.refuse(fmt.Errorf("RFC 3339 has no year %d", year))
	}
	c.raw(`"`)
	c.buf = p.AppendFormat(c.buf, time.RFC3339Nano)
	c.raw(`"`)
}

// jsonCivilDate codes a date; zero, which is none, cannot be written.
func jsonCivilDate(c *jsonCodec, p *CivilDate) {
	if !c.writing {
		readFormat(c, p, readCivilDate)
		return
	}
	text, err := p.MarshalText()
	if err != nil {
		c.refuse(err)
	}
	c.quote(string(text))
}

// jsonBytes codes bytes in base64, as encoding/json does; nil writes "".
func jsonBytes[B ~[]byte](c *jsonCodec, p *B) {
	if !c.writing {
		readFormat(c, p, func(s string, _ bool) (B, error) { return parseBytes(s) })
		return
	}
	c.raw(`"`)
	c.raw(formatBytes(*p))
	c.raw(`"`)
}

// readFormat reads a string that says a value in some format.
func readFormat[T any](c *jsonCodec, p *T, read func(s string, strict bool) (T, error)) {
	if c.peek() != '"' {
		c.mismatch("a string")
		return
	}
	v, err := read(c.text(), c.strict)
	if err != nil {
		c.unreadable("format", err.Error())
		return
	}
	*p = v
}

// optionalBytes is for bytes that are nil when absent.
func optionalBytes(o *jsonObject, name string, p *[]byte, elem func(*jsonCodec, *[]byte)) {
	if o.at(name, *p != nil) {
		if !o.c.strayNull() {
			elem(o.c, p)
		}
		o.done()
	}
}

// jsonUnixTime codes a time as the integer of seconds since 1970; a fraction of
// a second is cut off.
func jsonUnixTime(c *jsonCodec, p *time.Time) {
	n := p.Unix()
	before := len(c.violations)
	if jsonInt(c, &n); !c.writing && len(c.violations) == before {
		*p = time.Unix(n, 0).UTC()
	}
}

// jsonDecimal codes a number as it is written; empty writes 0.
func jsonDecimal[N ~string](c *jsonCodec, p *N) {
	switch {
	case !c.writing && c.kind() == '0':
		*p = N(c.number().text)
	case !c.writing:
		c.mismatch("a number")
	case *p == "":
		c.raw("0")
	default:
		if !isDecimal(string(*p)) {
			c.refuse(fmt.Errorf("%q is no number", string(*p)))
		}
		c.raw(string(*p))
	}
}

// optionalBare is for a member whose zero value is absent.
func optionalBare[T comparable](o *jsonObject, name string, p *T, elem func(*jsonCodec, *T)) {
	if o.at(name, !isAbsent(*p)) {
		if !o.c.strayNull() {
			elem(o.c, p)
		}
		o.done()
	}
}

// jsonForeign codes a type that was not generated, by encoding/json.
func jsonForeign[T any](c *jsonCodec, p *T) {
	if c.writing {
		data, err := json.Marshal(p)
		if err != nil {
			c.refuse(err)
		}
		c.buf = append(c.buf, data...)
		return
	}
	start := c.pos
	if c.skip(); c.err != nil {
		return
	}
	if err := json.Unmarshal([]byte(c.src[start:c.pos]), p); err != nil {
		c.unreadable("format", "cannot be read: "+err.Error())
	}
}
