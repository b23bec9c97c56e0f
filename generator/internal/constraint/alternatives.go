package constraint

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// alternativeSets is the check for oneOf or anyOf if the alternatives make no type.
func (c *Checker) alternativeSets(part spec.Cursor, keyword string, u ir.Value, depth int) ([]ir.Check, bool) {
	var sets [][]ir.Check
	for i := range part.Items(keyword) {
		checks, ok := c.condition(part.Child(keyword).Index(i), u, depth)
		if !ok {
			return nil, false
		}
		sets = append(sets, checks)
	}
	if keyword == "oneOf" {
		return exactlyOne(sets), true
	}
	return AnyOf(keyword, sets), true
}

// AnyOf requires one of several sets of checks. It is simplified: sets that nothing
// satisfies are left out, and nothing is required if everything satisfies one of them.
func AnyOf(keyword string, sets [][]ir.Check) []ir.Check {
	sets = slices.DeleteFunc(slices.Clone(sets), impossible)
	switch {
	case len(sets) == 0:
		return []ir.Check{ir.Never{Keyword: keyword}}
	case len(sets) == 1:
		return sets[0]
	case slices.ContainsFunc(sets, func(checks []ir.Check) bool { return len(checks) == 0 }):
		return nil
	}
	if values, ok := joinValues(sets); ok {
		return []ir.Check{values}
	}
	return []ir.Check{ir.Alternatives{Keyword: keyword, Sets: sets}}
}

// joinValues makes one list of values of several.
func joinValues(sets [][]ir.Check) (ir.OneOf, bool) {
	out := ir.OneOf{Keyword: "enum"}
	for _, set := range sets {
		values, ok := set[0].(ir.OneOf)
		if !ok || len(set) > 1 {
			return out, false
		}
		out.OfUnknown = out.OfUnknown || values.OfUnknown
		for _, literal := range values.Literals {
			if !slices.Contains(out.Literals, literal) {
				out.Literals = append(out.Literals, literal)
			}
		}
	}
	return out, true
}

// exactlyOne requires one set and forbids the others. If everything satisfies one
// set, all others are forbidden.
func exactlyOne(sets [][]ir.Check) []ir.Check {
	sets = slices.DeleteFunc(slices.Clone(sets), impossible)
	always := slices.IndexFunc(sets, func(checks []ir.Check) bool { return len(checks) == 0 })
	switch {
	case len(sets) == 0:
		return []ir.Check{ir.Never{Keyword: "oneOf"}}
	case len(sets) == 1:
		return sets[0]
	case always < 0:
		return []ir.Check{ir.Alternatives{Keyword: "oneOf", Exactly: true, Sets: sets}}
	}
	var out []ir.Check
	for _, set := range slices.Delete(sets, always, always+1) {
		if len(set) == 0 {
			return []ir.Check{ir.Never{Keyword: "oneOf"}}
		}
		out = append(out, ir.Not{Checks: set})
	}
	return out
}

// Narrowed are the checks of a scalar alternative on a value of a wider type.
func Narrowed(m, wide ir.Value) []ir.Check {
	u := ir.Underlying(m)
	out := slices.Clone(u.Checks)
	if ref, ok := u.Type.(ir.Ref); ok && !ref.Decl.Body.(*ir.Enum).Open {
		values := ir.OneOf{Keyword: "enum"}
		for _, v := range ref.Decl.Body.(*ir.Enum).Values {
			values.Literals = append(values.Literals, v.Literal)
		}
		out = append(out, values)
	}
	switch u.Type.(type) {
	case ir.Date:
		out = append(out, ir.StringFormat{Name: "date"})
	case ir.Time:
		out = append(out, ir.StringFormat{Name: "date-time"})
	}
	if _, isInteger := plainType(m).(ir.Integer); isInteger && isFractional(plainType(wide)) {
		out = append(out, ir.Whole{})
	}
	return out
}

// Collapsed are the checks of a value that several members of a union have become
// because no value distinguishes them. They are those of wide itself unless it is
// a scalar.
func Collapsed(keyword string, members []ir.Value, wide ir.Value) []ir.Check {
	if len(members) < 2 || !isScalar(wide) {
		return wide.Checks
	}
	var sets [][]ir.Check
	for _, m := range members {
		sets = append(sets, Narrowed(m, wide))
	}
	return AnyOf(keyword, sets)
}

func isScalar(v ir.Value) bool {
	switch plainType(v).(type) {
	case ir.String, ir.Integer, ir.Number, ir.Decimal, ir.Boolean:
		return true
	}
	return false
}

func isFractional(t ir.Type) bool {
	switch t.(type) {
	case ir.Number, ir.Decimal:
		return true
	}
	return false
}
