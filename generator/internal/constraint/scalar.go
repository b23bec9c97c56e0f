package constraint

import (
	"math"
	"strconv"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// listedValues are the values that a schema lists for a scalar that does not become
// an enumeration in Go, less those that the Go type cannot represent.
func listedValues(part spec.Cursor, u ir.Value) (out []ir.Check) {
	for _, keyword := range []string{"enum", "const"} {
		if !part.Has(keyword) {
			continue
		}
		values := schema.ConstValue(part)
		if keyword == "enum" {
			values = schema.EnumValues(part)
		}
		var literals []string
		known := map[string]bool{}
		for _, a := range values {
			literal := a.Literal()
			if !known[literal] && isLiteralOf(u, a.Node.Kind, literal) {
				known[literal] = true
				literals = append(literals, literal)
			}
		}
		switch {
		case len(literals) == 2 && ir.JSONKind(u) == "boolean":
		case len(literals) > 0:
			out = append(out, ir.OneOf{Literals: literals, Keyword: keyword})
		default:
			out = append(out, ir.Never{Keyword: keyword})
		}
	}
	return out
}

// isPlain reports whether a value is a scalar that is in Go what it is in JSON.
func isPlain(u ir.Value) bool {
	switch plainType(u).(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean:
		return true
	}
	return false
}

// plainType is the type of a scalar under an enumeration or a name.
func plainType(u ir.Value) ir.Type {
	t := ir.Underlying(u).Type
	if ref, ok := t.(ir.Ref); ok {
		switch body := ref.Decl.Body.(type) {
		case *ir.Enum:
			return body.Base
		case *ir.Named:
			return body.Value.Type
		}
	}
	return t
}

// isLiteralOf reports whether a Go type can represent a value of the document.
func isLiteralOf(u ir.Value, kind source.Kind, literal string) bool {
	switch t := plainType(u).(type) {
	case ir.String:
		return kind == source.String
	case ir.Boolean:
		return kind == source.Bool
	case ir.Number:
		f, err := strconv.ParseFloat(literal, t.Bits)
		return kind == source.Number && err == nil && !math.IsInf(f, 0)
	case ir.Integer:
		return kind == source.Number && IsIntegerLiteral(t, literal)
	}
	return false
}

// IsIntegerLiteral reports whether an integer type can represent a literal.
func IsIntegerLiteral(t ir.Integer, text string) bool {
	if t.Unsigned {
		_, err := strconv.ParseUint(text, 10, t.Bits)
		return err == nil
	}
	_, err := strconv.ParseInt(text, 10, t.Bits)
	return err == nil
}

// bound reads minimum or maximum, or their exclusive form: a flag in 3.0, a
// number in 3.1. A bound that allows no value of the Go type is reported and
// not checked, except in a condition, because it would reject all values.
func (c *Checker) bound(keyword string, part spec.Cursor, u ir.Value, depth int) []ir.Check {
	n := part.Child(keyword).Node
	if n.Kind != source.Number {
		return nil
	}
	flag := map[string]string{"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}[keyword]
	out := ir.Bound{
		Limit: n.Text, Upper: keyword == "maximum" || keyword == "exclusiveMaximum",
		Exclusive: flag == "" || part.Child(flag).IsTrue(),
	}
	t, isInteger := plainType(u).(ir.Integer)
	if _, some := out.Spans(t); some || !isInteger {
		if isInteger && depth == 0 && exceeds(out, t) {
			c.ReportFirst(diag.UnsupportedType, part.Child(keyword), "the "+keyword+" "+n.Text+" is beyond the Go type "+goInteger(t)+": servers reject such values, and clients cannot read them",
				"use format: decimal with type: number, or map a format to a type of your own in gen.yaml")
		}
		return []ir.Check{out}
	}
	if depth > 0 {
		return []ir.Check{ir.Never{Keyword: keyword}}
	}
	c.ReportFirst(diag.UnsupportedType, part.Child(keyword), "no value of the Go type "+goInteger(t)+" satisfies the "+keyword+" "+n.Text+"; it is not checked", "make format and bounds agree")
	return nil
}

// exceeds reports whether a bound allows integers that a Go type of 64 bits cannot
// represent. The largest and smallest values, rounded to a float64 as JavaScript does,
// do not count; neither do types of a format.
func exceeds(b ir.Bound, t ir.Integer) bool {
	if t.Bits != 64 {
		return false
	}
	least, most := t.Range()
	end := most
	if !b.Upper {
		end = least
	}
	limit, err := strconv.ParseFloat(b.Limit, 64)
	last, _ := strconv.ParseFloat(end, 64)
	return err == nil && (b.Upper && limit > last || !b.Upper && limit < last && !t.Unsigned)
}

// goInteger is the name of a type in findings.
func goInteger(t ir.Integer) string {
	name := "int" + strconv.Itoa(t.Bits)
	if t.Unsigned {
		return "u" + name
	}
	return name
}
