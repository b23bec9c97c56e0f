package lower

import (
	"math"
	"math/big"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// oneOf are the values that a schema lists for a scalar that is no enumeration
// in Go: those that the Go type holds. Types that keep what they list themselves
// are not asked.
func oneOf(part spec.Cursor, u ir.Value) (out []ir.Check) {
	for _, keyword := range []string{"enum", "const"} {
		if !part.Has(keyword) {
			continue
		}
		values := constant(part)
		if keyword == "enum" {
			values = elements(part)
		}
		var literals []string
		for _, a := range values {
			literal := a.literal()
			if isLiteralOf(u, a.Node.Kind, literal) && !slices.Contains(literals, literal) {
				literals = append(literals, literal)
			}
		}
		switch {
		case len(literals) == 2 && jsonKind(u) == "boolean":
		case len(literals) > 0:
			out = append(out, ir.OneOf{Literals: literals, Keyword: keyword})
		default:
			out = append(out, ir.Never{Keyword: keyword})
		}
	}
	return out
}

// isPlain holds for scalars that are in Go what they are in JSON.
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

// isLiteralOf reports whether a value of the document is one of a Go type.
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
		return kind == source.Number && holdsInteger(t, literal)
	}
	return false
}

func holdsInteger(t ir.Integer, text string) bool {
	if t.Unsigned {
		_, err := strconv.ParseUint(text, 10, t.Bits)
		return err == nil
	}
	_, err := strconv.ParseInt(text, 10, t.Bits)
	return err == nil
}

// bound reads minimum or maximum, or their exclusive form: a flag beside them in
// 3.0, a number of its own in 3.1. One that leaves no value of the Go type is
// reported, and not checked but in a condition: it would refuse them all.
func (l *lowering) bound(keyword string, part spec.Cursor, u ir.Value, depth int) []ir.Check {
	n := part.Child(keyword).Node
	if n.Kind != source.Number {
		return nil
	}
	flag := map[string]string{"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}[keyword]
	out := ir.Bound{
		Limit: n.Text, Upper: keyword == "maximum" || keyword == "exclusiveMaximum",
		Exclusive: flag == "" || isTrue(part.Child(flag)),
	}
	t, isInteger := plainType(u).(ir.Integer)
	if _, some := out.Spans(t); some || !isInteger {
		return []ir.Check{out}
	}
	if depth > 0 {
		return []ir.Check{ir.Never{Keyword: keyword}}
	}
	if l.first("bound", part.Child(keyword)) {
		l.report(diag.UnsupportedType, part.Child(keyword), "no value of the Go type "+goInteger(t)+" is within the "+keyword+" "+n.Text+": it is not checked", "let format and bounds agree")
	}
	return nil
}

// goInteger is what a type is called in findings.
func goInteger(t ir.Integer) string {
	name := "int" + strconv.Itoa(t.Bits)
	if t.Unsigned {
		return "u" + name
	}
	return name
}

// positive reports whether a literal is more than 0 and of a size that floats have.
func positive(text string) bool {
	f, err := strconv.ParseFloat(text, 64)
	return err == nil && f > 0
}

// isMultiple is exact.
func isMultiple(literal, divisor string) bool {
	x, ok := new(big.Rat).SetString(literal)
	d, also := new(big.Rat).SetString(divisor)
	return ok && also && x.Quo(x, d).IsInt()
}
