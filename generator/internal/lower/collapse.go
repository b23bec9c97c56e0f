package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

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

// collapse answers what a union is when it is none: a single member, anything
// at all where a member is, or the wider one of scalars that no value tells
// apart, such as a string and an enumeration of strings.
func collapse(members []planned) (ir.Value, bool) {
	if len(members) == 0 {
		return ir.Value{Type: ir.Any{}}, true
	}
	values := make([]ir.Value, 0, len(members))
	for _, member := range members {
		values = append(values, member.value)
	}
	if len(values) > 1 {
		values = onTheWire(values)
	}
	wide := values[0]
	wide.Checks = nil
	kind := scalarKind(wide)
	for _, m := range values {
		if _, ok := ir.Underlying(m).Type.(ir.Any); ok {
			return ir.Value{Type: ir.Any{}}, true
		}
		switch k := scalarKind(m); {
		case len(members) == 1:
			return m, true
		case k == "" || kind == "" || strings.TrimSuffix(k, "+") != strings.TrimSuffix(kind, "+"):
			kind = ""
		case isEnumValue(wide) || k == "number+":
			wide, kind = ir.Value{Type: base(m)}, k
		case isEnumValue(m):
			wide.Type = base(wide)
		}
	}
	return wide, kind != ""
}

// onTheWire are members as they are told apart: a date is a string among others.
// Of a type from elsewhere whose JSON is not known nothing can be told.
func onTheWire(members []ir.Value) []ir.Value {
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

func isEnumValue(v ir.Value) bool { return base(v) != ir.Underlying(v).Type }

// base is the type under an enumeration.
func base(v ir.Value) ir.Type {
	t := ir.Underlying(v).Type
	if ref, ok := t.(ir.Ref); ok {
		if enum, ok := ref.Decl.Body.(*ir.Enum); ok {
			return enum.Base
		}
	}
	return t
}

// scalarKind is the JSON type of a scalar, "number+" for one that holds
// fractions; "" for what is no scalar.
func scalarKind(v ir.Value) string {
	switch base(v).(type) {
	case ir.String:
		return "string"
	case ir.Integer:
		return "number"
	case ir.Number, ir.Decimal:
		return "number+"
	case ir.Boolean:
		return "boolean"
	}
	return ""
}

// abandon takes back the declaration of a union that is none. A component
// keeps its name, as an alias.
func (l *lowering) abandon(d *ir.Decl, s site, v ir.Value, nullable bool) ir.Value {
	d.Body = nil
	if d.Component == "" {
		l.gone[d] = v
		delete(l.decls, s.key)
		l.api.Decls = slices.DeleteFunc(l.api.Decls, func(other *ir.Decl) bool { return other == d })
	}
	v.Nullable = v.Nullable || nullable
	return v
}
