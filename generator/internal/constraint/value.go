package constraint

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// NonTrivial is a check as a list, which is empty if the check constrains nothing.
func NonTrivial(keyed ir.Keyed) []ir.Check {
	if !keyed.Closed && len(keyed.Unmatched) == 0 && !slices.ContainsFunc(keyed.Patterns, func(p ir.KeyPattern) bool { return len(p.Checks) > 0 }) {
		return nil
	}
	return []ir.Check{keyed}
}

// Whole are all the checks of a value, those of its elements included.
func Whole(v ir.Value) []ir.Check {
	u := ir.Underlying(v)
	out := slices.Clone(u.Checks)
	var elem ir.Value
	switch t := u.Type.(type) {
	case ir.List:
		elem = t.Elem
	case ir.Dict:
		elem = t.Elem
	default:
		return out
	}
	if inner := Whole(elem); len(inner) > 0 {
		out = append(out, ir.Each{Checks: inner, NullToo: ir.Underlying(elem).Nullable})
	}
	return out
}

// Without is a value without its checks and those of its elements.
func Without(v ir.Value) ir.Value {
	u := ir.Underlying(v)
	u.Checks = nil
	switch t := u.Type.(type) {
	case ir.List:
		u.Type = ir.List{Elem: Without(t.Elem)}
	case ir.Dict:
		u.Type = ir.Dict{Elem: Without(t.Elem), Names: t.Names}
	}
	return u
}
