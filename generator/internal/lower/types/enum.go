package types

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// enum declares an enumeration of the values that are of one JSON type. Values of
// other types belong to another alternative, if the list has several types.
func (b *Builder) enum(values []schema.Value, kind string, base ir.Type, s Site) (*ir.Enum, ir.Type) {
	d, isNew := b.open(s)
	if !isNew {
		return nil, ir.Ref{Decl: d}
	}
	body := &ir.Enum{Base: widened(ir.Wire(base), values)}
	d.Body = body
	mixed := schema.IsMixed(values)
	seen := map[string]bool{}
	for _, a := range values {
		literal := a.Literal()
		switch {
		case a.IsNull():
		case !a.IsOf(kind):
			if !mixed {
				b.Report(diag.InvalidDocument, a.Cursor, "the value "+literal+" is not of type "+kind, "")
			}
		case !represents(body.Base, literal):
			b.Report(diag.UnsupportedType, a.Cursor, "no Go type can represent "+literal+" and the other values; it is left out", "")
		case seen[literal]:
			b.Report(diag.DuplicateEnumValue, a.Cursor, "the value "+literal+" is a duplicate", "remove one of the two")
		default:
			b.reportRounded(body.Base, a.Cursor, literal)
			seen[literal] = true
			body.Values = append(body.Values, &ir.EnumValue{Literal: literal, Given: a.Name, Doc: a.Doc})
		}
	}
	return body, ir.Ref{Decl: d}
}

// enumOfAlternatives declares an enumeration whose values are alternatives. If it is
// open, any other value of the type is valid, too.
func (b *Builder) enumOfAlternatives(e schema.Enumeration, s Site) ir.Value {
	body, t := b.enum(e.Values, e.Kind, b.scalar(e.Kind, nil, s.cur), s)
	out := ir.Value{Type: t, Nullable: e.Nullable}
	if body == nil {
		return out
	}
	body.Open = e.IsOpen()
	var sets [][]ir.Check
	for _, v := range e.Open {
		sets = append(sets, b.otherValues(v, e.Kind, ir.Value{Type: body.Base}, s))
	}
	if body.Open {
		body.OpenChecks = constraint.AnyOf("anyOf", sets)
	}
	return out
}

// otherValues are the checks of an open alternative on values of the type of the
// enumeration.
func (b *Builder) otherValues(v schema.Intersection, kind string, wide ir.Value, s Site) []ir.Check {
	own := ir.Value{Type: b.scalar(kind, v, s.cur)}
	b.reportUnspelled(v, own.Type)
	own.Checks = append(b.Checks.Checks(v, own), formatChecks(own.Type)...)
	return constraint.Narrowed(own, wide)
}

// reportRounded reports a value with more digits than its Go type has.
func (b *Builder) reportRounded(base ir.Type, cur spec.Cursor, literal string) {
	t, ok := base.(ir.Number)
	if !ok {
		return
	}
	f, _ := strconv.ParseFloat(literal, t.Bits)
	shortest := strconv.FormatFloat(f, 'g', -1, t.Bits)
	given, exact := new(big.Rat).SetString(literal)
	if kept, ok := new(big.Rat).SetString(shortest); exact && ok && given.Cmp(kept) != 0 {
		b.Report(diag.UnsupportedType, cur, fmt.Sprintf("a float%d has fewer digits than %s; the value is %s", t.Bits, literal, shortest), "")
	}
}

// widened is a type that can represent all values, if the type of the format
// cannot. If there is none, it is the signed one of 64 bits.
func widened(base ir.Type, values []schema.Value) ir.Type {
	wider := []ir.Type{base}
	switch base.(type) {
	case ir.Integer:
		wider = append(wider, ir.Integer{Bits: 64}, ir.Integer{Bits: 64, Unsigned: true}, ir.Integer{Bits: 64})
	case ir.Number:
		wider = append(wider, ir.Number{Bits: 64})
	}
	for _, t := range wider {
		base = t
		if !slices.ContainsFunc(values, func(a schema.Value) bool { return a.Node.Kind == source.Number && !represents(t, a.Literal()) }) {
			break
		}
	}
	return base
}

// represents reports whether a Go type can represent a literal. It is always true for
// types that are not numbers.
func represents(t ir.Type, literal string) bool {
	switch t := t.(type) {
	case ir.Integer:
		return constraint.IsIntegerLiteral(t, literal)
	case ir.Number:
		_, err := strconv.ParseFloat(literal, t.Bits)
		return err == nil
	}
	return true
}
