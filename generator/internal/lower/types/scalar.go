package types

import (
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	runtimecheck "github.com/peergen/peergen/runtime/check"
)

// scalar is the type of a string, a number or a boolean: what gen.yaml maps its
// format to, else that of its format, else that of its JSON type.
func (b *Builder) scalar(kind string, v schema.Intersection, cur spec.Cursor) ir.Type {
	formats := v.Texts("format")
	if t := b.mappedFormat(kind, formats); t != nil {
		return t
	}
	for _, format := range formats {
		if t := formatType(kind, format); t != nil {
			return t
		}
	}
	if kind == "string" && slices.Contains(v.Texts("contentEncoding"), "base64") {
		return ir.Bytes{}
	}
	if t := b.mappedType(kind); t != nil {
		return t
	}
	switch kind {
	case "string":
		return ir.String{Format: v.Text("format")}
	case "integer":
		return ir.Integer{Bits: 64, Unsigned: exceedsInt64(v)}
	case "number":
		return ir.Number{Bits: 64}
	case "boolean":
		return ir.Boolean{}
	}
	b.Report(diag.UnsupportedType, cur, fmt.Sprintf("%q is not a type of JSON Schema", kind), "write string, integer, number, boolean, array, object or null")
	return ir.Any{}
}

// exceedsInt64 reports whether the bounds of an integer exclude negative values, and
// include some that an int64 cannot represent.
func exceedsInt64(v schema.Intersection) bool {
	every := func(keyword string, limit ir.Bound) bool {
		limits := v.With(keyword)
		return len(limits) > 0 && !slices.ContainsFunc(limits, func(cur spec.Cursor) bool { return cur.Node.Kind != source.Number || !limit.Holds(cur.Node.Text) })
	}
	beyond := ir.Bound{Limit: "9223372036854775807", Exclusive: true}
	return every("minimum", beyond) || every("minimum", ir.Bound{Limit: "0"}) && every("maximum", beyond)
}

// formatType is the Go type of a format; nil if it is that of the JSON type.
func formatType(kind, format string) ir.Type {
	switch kind {
	case "string":
		switch format {
		case "date-time":
			return ir.Time{}
		case "date":
			return ir.Date{}
		case "byte":
			return ir.Bytes{}
		}
		if runtimecheck.Formats[format] != nil {
			return ir.String{Format: format}
		}
	case "integer":
		if slices.Contains(unixFormats, strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(format), "-", ""), "_", "")) {
			return ir.UnixTime{}
		}
		if t, ok := integerFormats[format]; ok {
			return t
		}
	case "number":
		switch format {
		case "float":
			return ir.Number{Bits: 32}
		case "double":
			return ir.Number{Bits: 64}
		case "decimal":
			return ir.Decimal{}
		}
	}
	return nil
}

// unixFormats count seconds since 1970. They are written with or without hyphens
// and underscores.
var unixFormats = []string{"unixtime", "unixtimestamp", "timestamp", "epochseconds"}

var integerFormats = map[string]ir.Integer{
	"int8": {Bits: 8}, "int16": {Bits: 16}, "int32": {Bits: 32}, "int64": {Bits: 64},
	"uint8": {Bits: 8, Unsigned: true}, "uint16": {Bits: 16, Unsigned: true}, "uint32": {Bits: 32, Unsigned: true},
	"uint64": {Bits: 64, Unsigned: true}, "uint": {Bits: 64, Unsigned: true},
}

// formatChecks are the checks for the format of a string.
func formatChecks(t ir.Type) []ir.Check {
	if s, ok := t.(ir.String); ok && runtimecheck.Formats[s.Format] != nil {
		return []ir.Check{ir.StringFormat{Name: s.Format}}
	}
	return nil
}

// reportUnspelled reports keywords about the text of a string whose Go type does
// not keep the text.
func (b *Builder) reportUnspelled(v schema.Intersection, t ir.Type) {
	var what string
	switch t.(type) {
	case ir.Time:
		what = "a date-time"
	case ir.Date:
		what = "a date"
	case ir.Bytes:
		what = "base64"
	default:
		return
	}
	for _, keyword := range []string{"minLength", "maxLength", "pattern"} {
		for _, cur := range v.With(keyword) {
			b.Report(diag.UnsupportedKeyword, cur, what+" is checked against its format, not against this "+keyword, "")
		}
	}
}
