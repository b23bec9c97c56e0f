package lower

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

func (l *lowering) scalar(kind string, schema *openapi3.Schema, cur spec.Cursor) ir.Type {
	switch kind {
	case openapi3.TypeString:
		return ir.String{Format: schema.Format}
	case openapi3.TypeInteger:
		return integer(schema.Format)
	case openapi3.TypeNumber:
		if schema.Format == "float" {
			return ir.Number{Bits: 32}
		}
		return ir.Number{Bits: 64}
	case openapi3.TypeBoolean:
		return ir.Boolean{}
	}
	l.report("unsupported-type", cur, fmt.Sprintf("%q is no type of JSON Schema", kind), "known are string, integer, number, boolean, array, object and null")
	return ir.Any{}
}

// integer: without a format the range is unknown, so the widest there is.
func integer(format string) ir.Integer {
	switch format {
	case "int32", "int16", "int8":
		return ir.Integer{Bits: 32}
	case "uint32", "uint16", "uint8":
		return ir.Integer{Bits: 32, Unsigned: true}
	case "uint64", "uint":
		return ir.Integer{Bits: 64, Unsigned: true}
	}
	return ir.Integer{Bits: 64}
}

// checks are the constraints of a schema on the values it allows. Numbers are
// taken from the text of the document, exact.
func checks(schema *openapi3.Schema, cur spec.Cursor) []ir.Check {
	if isEnum(schema) {
		return nil // its values say it all
	}
	var out []ir.Check
	for _, kind := range jsonTypes(schema) {
		switch kind {
		case openapi3.TypeString:
			out = append(out, stringChecks(schema, cur)...)
		case openapi3.TypeInteger, openapi3.TypeNumber:
			out = append(out, bounds(cur)...)
		case openapi3.TypeArray:
			if schema.MinItems > 0 || schema.MaxItems != nil {
				out = append(out, ir.Items{Min: schema.MinItems, Max: schema.MaxItems})
			}
		}
	}
	return out
}

func stringChecks(schema *openapi3.Schema, cur spec.Cursor) []ir.Check {
	var out []ir.Check
	if schema.MinLength > 0 || schema.MaxLength != nil {
		out = append(out, ir.Length{Min: schema.MinLength, Max: schema.MaxLength})
	}
	if schema.Pattern != "" && re2(schema.Pattern) {
		out = append(out, ir.Pattern{Expr: schema.Pattern})
	}
	return out
}

// bounds reads minimum and maximum with their exclusive forms: a flag beside
// them in 3.0, a number of its own in 3.1.
func bounds(cur spec.Cursor) []ir.Check {
	var out []ir.Check
	for _, side := range []struct {
		limit, exclusive string
		upper            bool
	}{{"minimum", "exclusiveMinimum", false}, {"maximum", "exclusiveMaximum", true}} {
		limit, exclusive := cur.Child(side.limit).Node, cur.Child(side.exclusive).Node
		if limit != nil && limit.Kind == source.Number {
			strict := exclusive != nil && exclusive.Kind == source.Bool && exclusive.Text == "true"
			out = append(out, ir.Bound{Limit: limit.Text, Upper: side.upper, Exclusive: strict})
		}
		if exclusive != nil && exclusive.Kind == source.Number {
			out = append(out, ir.Bound{Limit: exclusive.Text, Upper: side.upper, Exclusive: true})
		}
	}
	return out
}
