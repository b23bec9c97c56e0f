package sample

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
	runtimecheck "github.com/peergen/peergen/runtime/check"
)

// formatSamples are strings that their formats allow.
var formatSamples = map[string]string{
	"uuid": "123e4567-e89b-12d3-a456-426614174000", "time": "15:04:05Z", "duration": "P1D", "email": "user@example.com",
	"hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "uri": "https://example.com/", "json-pointer": "/a/0", "regex": "^a+$",
	"date": "2006-01-02", "date-time": "2006-01-02T15:04:05Z",
}

// formatOf is the format of a value, or "".
func formatOf(u ir.Value) string {
	for _, check := range u.Checks {
		if c, ok := check.(ir.StringFormat); ok {
			return c.Name
		}
	}
	return ""
}

// hasFormat reports whether a string is of a format, if of any.
func hasFormat(format, text string) bool {
	valid := runtimecheck.Formats[format]
	return valid == nil || valid(text)
}

// formatted is a sample of the types in ir/format.go. Of a foreign type nothing
// but the zero value is known, which may not be valid.
func (s *Sampler) formatSample(t ir.Type, u ir.Value) *jen.Statement {
	switch t := t.(type) {
	case ir.Time:
		return jen.Qual("time", "Date").Call(jen.Id("2006"), jen.Qual("time", "January"), jen.Id("2"), jen.Id("15"), jen.Id("4"), jen.Id("5"), jen.Id("0"), jen.Qual("time", "UTC"))
	case ir.Date:
		return s.date(time.Date(2006, time.January, 2, 0, 0, 0, 0, time.UTC))
	case ir.Bytes:
		return jen.Index().Byte().Call(jen.Lit("bytes"))
	case ir.UnixTime:
		return jen.Qual("time", "Unix").Call(s.number(u), jen.Lit(0))
	case ir.Decimal:
		return jen.Qual("encoding/json", "Number").Call(jen.Lit(strings.TrimSpace(s.number(u).GoString())))
	case ir.Foreign:
		s.Valid = false
		return jen.Op("*").New(s.Types.Of(ir.Value{Type: t}))
	}
	return nil
}

// date is a date without a time.
func (s *Sampler) date(at time.Time) *jen.Statement {
	return s.RT("core.CivilDate").Values(s.RTKey("core.CivilDate.Year").Op(":").Lit(at.Year()), s.RTKey("core.CivilDate.Month").Op(":").Qual("time", at.Month().String()), s.RTKey("core.CivilDate.Day").Op(":").Lit(at.Day()))
}

// text is the name of the place, cut or stretched to the bounds.
func (s *Sampler) text(u ir.Value, name string) string {
	format := formatOf(u)
	text := name
	if format != "" {
		text = formatSamples[format]
	}
	if text == "" {
		text = "text"
	}
	for _, check := range u.Checks {
		switch c := check.(type) {
		case ir.Length:
			for uint64(len(text)) < min(c.Min, 1000) {
				text += "x"
			}
			if c.Max != nil && uint64(len(text)) > *c.Max {
				text = text[:*c.Max]
			}
			s.Valid = s.Valid && c.Min <= 1000
		case ir.Pattern:
			text = matching(c, text)
			s.Valid = s.Valid && len(u.Checks) == 1 && regexp.MustCompile(c.RE2).MatchString(text)
		}
	}
	s.Valid = s.Valid && hasFormat(format, text)
	return text
}

// matching is a text that matches a pattern: the one that is there, or one of a
// few that patterns are often about; else the former.
func matching(c ir.Pattern, text string) string {
	expr := regexp.MustCompile(c.RE2)
	for _, candidate := range []string{text, "a", "A", "1", "abc", "ABC", "123", "a1", "2024-01-31", "#0a0b0c", "+15550100", "1.0.0", strings.Repeat("a1", 16)} {
		if expr.MatchString(candidate) {
			return candidate
		}
	}
	return text
}

// number is a number within its bounds: a bound if one can be, else 1, 0, or a number
// next to a bound.
func (s *Sampler) number(u ir.Value) *jen.Statement {
	var limits, next []string
	for _, check := range u.Checks {
		if c, ok := check.(ir.Bound); ok {
			limits, next = append(limits, c.Limit), append(next, nextTo(c))
		}
	}
	for _, text := range slices.Concat(limits, []string{"1", "0"}, next) {
		if ir.Fits(u.Type, text) && isWithin(u.Checks, text) {
			return jen.Id(text)
		}
	}
	s.Valid = false
	return jen.Lit(1)
}

// isWithin reports whether a number satisfies all bounds among checks.
func isWithin(checks []ir.Check, literal string) bool {
	return !slices.ContainsFunc(checks, func(check ir.Check) bool {
		c, ok := check.(ir.Bound)
		return ok && !c.Holds(literal)
	})
}

// nextTo is the number that is 1 from a bound, on the side of the values that satisfy
// it; the bound itself if that is not an integer.
func nextTo(b ir.Bound) string {
	limit, ok := new(big.Int).SetString(b.Limit, 10)
	switch {
	case !ok:
		return b.Limit
	case b.Upper:
		return limit.Sub(limit, big.NewInt(1)).String()
	}
	return limit.Add(limit, big.NewInt(1)).String()
}
