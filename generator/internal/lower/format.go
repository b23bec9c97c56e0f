package lower

import (
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	"github.com/peergen/peergen/support"
)

// scalar is the type of a schema that is no array and no object: what the target
// maps its format to, else what the format means, else what its JSON type does.
func (l *lowering) scalar(kind string, v view, cur spec.Cursor) ir.Type {
	formats := v.texts("format")
	if t := l.mappedFormat(kind, formats); t != nil {
		return t
	}
	for _, format := range formats {
		if t := formatType(kind, format); t != nil {
			return t
		}
	}
	if kind == "string" && slices.Contains(v.texts("contentEncoding"), "base64") {
		return ir.Bytes{}
	}
	if t := l.mappedType(kind); t != nil {
		return t
	}
	switch kind {
	case "string":
		return ir.String{Format: firstOr(formats, "")}
	case "integer":
		return ir.Integer{Bits: 64, Unsigned: v.beyondSigned()}
	case "number":
		return ir.Number{Bits: 64}
	case "boolean":
		return ir.Boolean{}
	}
	l.report(diag.UnsupportedType, cur, fmt.Sprintf("%q is no type of JSON Schema", kind), "known are string, integer, number, boolean, array, object and null")
	return ir.Any{}
}

// beyondSigned holds for integers of no format whose bounds an int64 does not
// reach: never negative, and larger than it can be.
func (v view) beyondSigned() bool {
	every := func(keyword string, limit ir.Bound) bool {
		limits := v.with(keyword)
		return len(limits) > 0 && !slices.ContainsFunc(limits, func(cur spec.Cursor) bool { return cur.Node.Kind != source.Number || !limit.Holds(cur.Node.Text) })
	}
	beyond := ir.Bound{Limit: "9223372036854775807", Exclusive: true}
	return every("minimum", beyond) || every("minimum", ir.Bound{Limit: "0"}) && every("maximum", beyond)
}

// formatType is what a format means in Go; nil where it means nothing.
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
		if support.FormatChecks[format] != nil {
			return ir.String{Format: format}
		}
	case "integer":
		if unixFormats[strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(format))] {
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

// unixFormats count seconds since 1970, hyphens and underscores left out.
var unixFormats = words("unixtime unixtimestamp timestamp epochseconds")

var integerFormats = map[string]ir.Integer{
	"int8": {Bits: 8}, "int16": {Bits: 16}, "int32": {Bits: 32}, "int64": {Bits: 64},
	"uint8": {Bits: 8, Unsigned: true}, "uint16": {Bits: 16, Unsigned: true}, "uint32": {Bits: 32, Unsigned: true},
	"uint64": {Bits: 64, Unsigned: true}, "uint": {Bits: 64, Unsigned: true},
}

// formatChecks are the checks that go with the type of a string.
func formatChecks(t ir.Type) []ir.Check {
	if s, ok := t.(ir.String); ok && support.FormatChecks[s.Format] != nil {
		return []ir.Check{ir.StringFormat{Name: s.Format}}
	}
	return nil
}

// spelling are the keywords about the text of a string, which a date in Go no
// longer has.
var spelling = []string{"minLength", "maxLength", "pattern"}

// unspelled reports the keywords about the text of what is no string in Go, once
// per place.
func (l *lowering) unspelled(v view, t ir.Type) {
	what := ""
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
	for _, keyword := range spelling {
		for _, cur := range v.with(keyword) {
			if l.first("unspelled", cur) {
				l.report(diag.UnsupportedKeyword, cur, what+" is held to its format, not to this "+keyword, "")
			}
		}
	}
}

// encoding reports a contentEncoding that is passed on as it is.
func (l *lowering) encoding(cur spec.Cursor) {
	if name, ok := cur.Child("contentEncoding").Node.Str(); ok && name != "base64" {
		l.report(diag.UnsupportedKeyword, cur.Child("contentEncoding"), "the encoding "+name+" has no effect yet: the string is passed on as it is", "")
	}
}

// first holds when it is asked for a subject at a place for the first time.
func (l *lowering) first(subject string, cur spec.Cursor) bool {
	key := subject + " " + place(cur)
	was := l.visited[key]
	l.visited[key] = true
	return !was
}
