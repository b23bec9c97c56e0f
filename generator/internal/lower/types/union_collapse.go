package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// collapse returns what a union is if it has only one type: that of its only member,
// raw JSON if a member is, or the widest of scalars that no value distinguishes,
// such as a string and an enumeration of strings.
func collapse(members []ir.Value) (ir.Value, bool) {
	if len(members) == 0 {
		return ir.Value{Type: ir.Any{}}, true
	}
	values := members
	if len(members) > 1 {
		values = asJSON(members)
	}
	wide := values[0]
	wide.Checks = nil
	kind := scalarOf(wide)
	for _, m := range values {
		if ir.Underlying(m).Type == ir.Type(ir.Any{}) {
			return ir.Value{Type: ir.Any{}}, true
		}
		switch k := scalarOf(m); {
		case len(members) == 1:
			return m, true
		case k.json == "" || k.json != kind.json:
			kind = scalarKind{}
		case isEnumValue(wide) || k.fractional:
			wide, kind = ir.Value{Type: base(m)}, k
		case isEnumValue(m):
			wide.Type = base(wide)
		}
	}
	return wide, kind.json != ""
}

// asJSON are members as their JSON distinguishes them: a date is a string among
// others. A type from elsewhere can be anything if its JSON is not known.
func asJSON(members []ir.Value) []ir.Value {
	out := slices.Clone(members)
	for i, m := range out {
		switch t := ir.Underlying(m).Type.(type) {
		case ir.Time, ir.Date, ir.Bytes, ir.UnixTime:
			out[i] = ir.Value{Type: ir.Wire(t), Nullable: m.Nullable}
		case ir.Foreign:
			out[i] = ir.Value{Type: ir.Wire(t), Nullable: m.Nullable}
			if t.JSON == "" {
				out[i].Type = ir.Any{}
			}
		}
	}
	return out
}

func isEnumValue(v ir.Value) bool { return ir.AsEnum(ir.Underlying(v)) != nil }

// base is the type under an enumeration.
func base(v ir.Value) ir.Type {
	u := ir.Underlying(v)
	if enum := ir.AsEnum(u); enum != nil {
		return enum.Base
	}
	return u.Type
}

// scalarKind is the JSON type of a scalar; integers are numbers that are not
// fractional. It is zero for types that are not scalars.
type scalarKind struct {
	json       string
	fractional bool
}

func scalarOf(v ir.Value) scalarKind {
	switch base(v).(type) {
	case ir.String:
		return scalarKind{json: "string"}
	case ir.Integer:
		return scalarKind{json: "number"}
	case ir.Number, ir.Decimal:
		return scalarKind{json: "number", fractional: true}
	case ir.Boolean:
		return scalarKind{json: "boolean"}
	}
	return scalarKind{}
}

// sameType reports whether two values have one Go type, whatever their checks.
func sameType(a, b ir.Value) bool {
	switch t := a.Type.(type) {
	case ir.List:
		u, ok := b.Type.(ir.List)
		return ok && sameType(t.Elem, u.Elem)
	case ir.Dict:
		u, ok := b.Type.(ir.Dict)
		return ok && t.Names == u.Names && sameType(t.Elem, u.Elem)
	}
	return a.Type == b.Type
}
