package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// onlyConstrain holds for alternatives that make no type: they say which members
// are required, or bound what other schemas describe.
//
//	type: object
//	properties: {email: {type: string}, phone: {type: string}}
//	anyOf: [{required: [email]}, {required: [phone]}]
func onlyConstrain(part spec.Cursor, keyword string) bool {
	for i := range part.Items(keyword) {
		alternative := part.Child(keyword).Index(i)
		names := assertions(alternative)
		if alternative.Has("$ref") || alternative.Has("allOf") || len(names) == 0 {
			return false
		}
		for _, name := range names {
			if name != "required" && !slices.Contains(constraining, name) {
				return false
			}
		}
	}
	return len(part.Items(keyword)) > 0
}

// alternativeSets is oneOf or anyOf beside what makes the type.
func (l *lowering) alternativeSets(part spec.Cursor, keyword string, u ir.Value, depth int) ([]ir.Check, bool) {
	var sets [][]ir.Check
	for i := range part.Items(keyword) {
		checks, ok := l.condition(part.Child(keyword).Index(i), u, depth)
		if !ok {
			return nil, false
		}
		sets = append(sets, checks)
	}
	if keyword == "oneOf" {
		return exactlyOne(sets), true
	}
	return anyOf(keyword, sets), true
}

// anyOf demands one set of several, but for what is decided already.
func anyOf(keyword string, sets [][]ir.Check) []ir.Check {
	sets = slices.DeleteFunc(slices.Clone(sets), never)
	switch {
	case len(sets) == 0:
		return []ir.Check{ir.Never{Keyword: keyword}}
	case len(sets) == 1:
		return sets[0]
	case slices.ContainsFunc(sets, func(checks []ir.Check) bool { return len(checks) == 0 }):
		return nil
	}
	if values, ok := joined(sets); ok {
		return []ir.Check{values}
	}
	return []ir.Check{ir.Alternatives{Keyword: keyword, Sets: sets}}
}

// joined is one list of values that stands for several.
func joined(sets [][]ir.Check) (ir.OneOf, bool) {
	out := ir.OneOf{Keyword: "enum"}
	for _, set := range sets {
		values, ok := set[0].(ir.OneOf)
		if !ok || len(set) > 1 {
			return out, false
		}
		for _, literal := range values.Literals {
			if !slices.Contains(out.Literals, literal) {
				out.Literals = append(out.Literals, literal)
			}
		}
	}
	return out, true
}

// exactlyOne demands one set and none of the others. Beside one that always
// holds, all others must not.
func exactlyOne(sets [][]ir.Check) []ir.Check {
	sets = slices.DeleteFunc(slices.Clone(sets), never)
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

// scalarChecks are what a scalar alternative demands of a value of a wider type
// that stands for several of them.
func scalarChecks(m, wide ir.Value) []ir.Check {
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
	if scalarKind(m) == "number" && scalarKind(wide) == "number+" {
		out = append(out, ir.Whole{})
	}
	return out
}

// alternativesOf are the checks of what several members of a union have
// collapsed into.
func alternativesOf(keyword string, members []planned, wide ir.Value) []ir.Check {
	if len(members) < 2 || scalarKind(wide) == "" {
		return wide.Checks
	}
	var sets [][]ir.Check
	for _, m := range members {
		sets = append(sets, scalarChecks(m.value, wide))
	}
	return anyOf(keyword, sets)
}

// add takes a member into a union. Of those that have one Go type there is but
// one, which holds to the checks of either.
func (plan *unionPlan) add(member planned, keyword string) {
	i := slices.IndexFunc(plan.members, func(m planned) bool { return sameType(m.value, member.value) })
	if i < 0 {
		plan.members = append(plan.members, member)
		plan.sets = append(plan.sets, [][]ir.Check{wholeChecks(member.value)})
		return
	}
	plan.sets[i] = append(plan.sets[i], wholeChecks(member.value))
	if _, declared := member.value.Type.(ir.Ref); !declared {
		plan.members[i].value = unchecked(plan.members[i].value)
		plan.members[i].value.Checks = anyOf(keyword, plan.sets[i])
	}
}
