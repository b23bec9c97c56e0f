package emit

import (
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/support"
)

// formatGoType is the Go type of the types in ir/format.go.
func formatGoType(t ir.Type) (*jen.Statement, bool) {
	switch t := t.(type) {
	case ir.Time, ir.UnixTime:
		return jen.Qual("time", "Time"), true
	case ir.Date:
		return jen.Id("CivilDate"), true
	case ir.Bytes:
		return jen.Index().Byte(), true
	case ir.Decimal:
		return jen.Qual("encoding/json", "Number"), true
	case ir.Foreign:
		return foreignType(t), true
	}
	return nil, false
}

func foreignType(t ir.Foreign) *jen.Statement {
	if t.Of != nil {
		return jen.Id(t.Prefix).Id(t.Of.Name)
	}
	return jen.Id(t.Prefix).Qual(t.Path, t.Name)
}

// formatWord is the part of jsonX, formatX and parseX after the verb, "" for the
// types that are not in ir/format.go.
func formatWord(t ir.Type) string {
	switch t.(type) {
	case ir.Time:
		return "Time"
	case ir.Date:
		return "CivilDate"
	case ir.Bytes:
		return "Bytes"
	case ir.UnixTime:
		return "UnixTime"
	case ir.Decimal:
		return "Decimal"
	case ir.Foreign:
		return "Foreign"
	}
	return ""
}

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
	if enum := enumDecl(u); enum != nil {
		u.Type = enum.Base
	}
	return u.Type == ir.Type(ir.Integer{Bits: 8, Unsigned: true}) && !elemNullable(v)
}

// isBare reports whether a value can be compared with its zero value.
func isBare(v ir.Value) bool {
	u := ir.Underlying(v)
	switch t := u.Type.(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean, ir.Time, ir.Date, ir.UnixTime, ir.Decimal:
		return v.Bare
	case ir.Ref:
		_, isEnum := t.Decl.Body.(*ir.Enum)
		return v.Bare && isEnum
	}
	return false
}

// imports tells a file how foreign packages are called; a name that the path does
// not end in is written out.
func (f *file) imports(foreign []ir.Foreign) {
	for _, t := range foreign {
		switch {
		case t.Path == "":
		case path.Base(t.Path) == t.Package:
			f.ImportName(t.Path, t.Package)
		default:
			f.ImportAlias(t.Path, t.Package)
		}
	}
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
func (s *sampler) formatted(t ir.Type, u ir.Value) *jen.Statement {
	switch t := t.(type) {
	case ir.Time:
		return jen.Qual("time", "Date").Call(jen.Id("2006"), jen.Qual("time", "January"), jen.Id("2"), jen.Id("15"), jen.Id("4"), jen.Id("5"), jen.Id("0"), jen.Qual("time", "UTC"))
	case ir.Date:
		return jen.Id("CivilDate").Values(jen.Id("Year").Op(":").Lit(2006), jen.Id("Month").Op(":").Qual("time", "January"), jen.Id("Day").Op(":").Lit(2))
	case ir.Bytes:
		return jen.Index().Byte().Call(jen.Lit("bytes"))
	case ir.UnixTime:
		return jen.Qual("time", "Unix").Call(s.number(u), jen.Lit(0))
	case ir.Decimal:
		return jen.Qual("encoding/json", "Number").Call(jen.Lit(strings.TrimSpace(s.number(u).GoString())))
	case ir.Foreign:
		s.valid = false
		return jen.Op("*").New(foreignType(t))
	}
	return nil
}
