package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/support"
)

// holdsBytes reports whether a value is bytes, which are nil when absent, but
// for parameters.
func holdsBytes(v ir.Value) bool {
	_, ok := ir.Underlying(v).Type.(ir.Bytes)
	return ok
}

// ownJSON reports whether encoding/json, left to struct tags, would write a type
// in another way.
func ownJSON(t ir.Type) bool {
	_, ok := t.(ir.UnixTime)
	return ok
}

// isByte reports whether encoding/json would take a list of v for bytes.
func isByte(v ir.Value) bool {
	u := ir.Underlying(v)
	if enum := ir.AsEnum(u); enum != nil {
		u.Type = enum.Base
	}
	return u.Type == ir.Type(ir.Integer{Bits: 8, Unsigned: true}) && !ir.IsNullable(v)
}

// formatCheck is the function of the runtime that holds a string to a format.
var formatCheck = map[string]string{
	"uuid": "validUUID", "time": "validTime", "duration": "validDuration", "email": "validEmail", "hostname": "validHostname",
	"ipv4": "validIPv4", "ipv6": "validIPv6", "uri": "validURI", "json-pointer": "validJSONPointer", "regex": "validRegex",
	"date": "validDate", "date-time": "validDateTime",
}

// formatSamples are strings that their formats allow.
var formatSamples = map[string]string{
	"uuid": "123e4567-e89b-12d3-a456-426614174000", "time": "15:04:05Z", "duration": "P1D", "email": "user@example.com",
	"hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "uri": "https://example.com/", "json-pointer": "/a/0", "regex": "^a+$",
	"date": "2006-01-02", "date-time": "2006-01-02T15:04:05Z",
}

// formatOf is the format that a value is held to, "" for none.
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
	valid := support.FormatChecks[format]
	return valid == nil || valid(text)
}

// formatted is a sample of the types in ir/format.go. Of a foreign type nothing
// but the zero value is known, which may not be valid.
func (s *sampler) formatSample(t ir.Type, u ir.Value) *jen.Statement {
	switch t := t.(type) {
	case ir.Time:
		return jen.Qual("time", "Date").Call(jen.Id("2006"), jen.Qual("time", "January"), jen.Id("2"), jen.Id("15"), jen.Id("4"), jen.Id("5"), jen.Id("0"), jen.Qual("time", "UTC"))
	case ir.Date:
		return s.rt("CivilDate").Values(s.rtKey("CivilDate.Year").Op(":").Lit(2006), s.rtKey("CivilDate.Month").Op(":").Qual("time", "January"), s.rtKey("CivilDate.Day").Op(":").Lit(2))
	case ir.Bytes:
		return jen.Index().Byte().Call(jen.Lit("bytes"))
	case ir.UnixTime:
		return jen.Qual("time", "Unix").Call(s.number(u), jen.Lit(0))
	case ir.Decimal:
		return jen.Qual("encoding/json", "Number").Call(jen.Lit(strings.TrimSpace(s.number(u).GoString())))
	case ir.Foreign:
		s.valid = false
		return jen.Op("*").New(s.types.Of(ir.Value{Type: t}))
	}
	return nil
}
