package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// condition is a schema under not, if, contains and the like, as checks on a
// value whose type another schema has made. None means that all values hold to
// it; ok is false where that cannot be told from the Go type.
func (l *lowering) condition(cur spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	if depth > 6 {
		return nil, false // perhaps without end
	}
	if cur.Node != nil && cur.Node.Kind == source.Bool {
		if isTrue(cur) {
			return nil, true
		}
		return []ir.Check{ir.Never{Keyword: "false"}}, true
	}
	u = ir.Underlying(u)
	if isRaw(u) {
		return l.rawCondition(cur), true
	}
	if body := structOf(u); body != nil && l.unready[body] {
		return nil, false
	}
	for _, part := range l.flatten(cur) {
		checks, ok := l.demands(part, u, depth+1)
		if !ok {
			return nil, false
		}
		out = append(out, checks...)
	}
	if i := slices.IndexFunc(out, isNever); i >= 0 {
		return out[i : i+1], true
	}
	return out, true
}

func isNever(c ir.Check) bool {
	_, ok := c.(ir.Never)
	return ok
}

// never reports whether nothing holds to a set of checks.
func never(checks []ir.Check) bool { return slices.ContainsFunc(checks, isNever) }

// understood are the keywords of a condition beyond those of constraining.
var understood = words(`type nullable enum const required properties items additionalProperties oneOf anyOf then else minContains maxContains discriminator`)

// demands is all that one schema of a condition says. Unlike a schema that makes
// a type it may name members that the type requires, or has not got.
func (l *lowering) demands(part spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	kind := jsonKind(u)
	if kind == "" {
		return nil, false
	}
	for _, name := range assertions(part) {
		known := understood[name] || slices.Contains(constraining, name)
		if !known && (handled[name] || unsupported[name]) {
			return nil, false
		}
	}
	if ok, fraction := typeHolds(part, kind); !ok {
		return []ir.Check{ir.Never{Keyword: "type"}}, true
	} else if fraction {
		out = append(out, ir.Whole{})
	}
	checks, unknown := l.constraints(part, u, depth)
	if len(unknown) > 0 {
		return nil, false
	}
	out = append(out, checks...)
	switch kind {
	case "object":
		checks, ok = l.memberDemands(part, u, depth)
	case "array":
		checks, ok = l.elementDemands(part, u, depth)
	default:
		return out, true
	}
	return append(out, checks...), ok
}

// typeHolds reports whether a schema allows a JSON type at all, and whether it
// does so without fractions only.
func typeHolds(part spec.Cursor, kind string) (ok, whole bool) {
	names := typeNames(part)
	switch {
	case len(names) == 0, slices.Contains(names, kind):
		return true, false
	case kind == "integer":
		return slices.Contains(names, "number"), false
	case kind == "number":
		whole = slices.Contains(names, "integer")
		return whole, whole
	}
	return false, false
}

// allowsNull reports whether null holds to a schema; sure is false where that is
// too long a story.
func (l *lowering) allowsNull(cur spec.Cursor) (allows, sure bool) {
	if cur.Node != nil && cur.Node.Kind == source.Bool {
		return isTrue(cur), true
	}
	for _, part := range l.flatten(cur) {
		for _, keyword := range []string{"not", "if", "oneOf", "anyOf"} {
			if part.Has(keyword) {
				return false, false
			}
		}
		names := typeNames(part)
		if len(names) > 0 && !slices.Contains(names, "null") && !isTrue(part.Child("nullable")) {
			return false, true
		}
		for _, values := range [][]allowed{elements(part), constant(part)} {
			if values != nil && !slices.ContainsFunc(values, func(a allowed) bool { return a.Node.Kind == source.Null }) {
				return false, true
			}
		}
	}
	return true, true
}

func (l *lowering) not(cur spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	checks, ok := l.condition(cur, u, depth)
	switch {
	case !ok:
		return nil, false
	case len(checks) == 0:
		return []ir.Check{ir.Never{Keyword: "not"}}, true
	case never(checks):
		return nil, true
	}
	return []ir.Check{ir.Not{Checks: checks}}, true
}

func (l *lowering) ifThenElse(part spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	if !part.Has("then") && !part.Has("else") {
		return nil, true
	}
	when, ok := l.condition(part.Child("if"), u, depth)
	if !ok {
		return nil, false
	}
	then, ok := l.branch(part, "then", u, depth)
	otherwise, also := l.branch(part, "else", u, depth)
	if (depth > 0 || tells(u)) && !(ok && also) {
		return nil, false
	}
	return whenever(when, then, otherwise), true
}

// branch is then or else. One that says what cannot be told from the Go type is
// reported and left out, unless it is a part of a condition itself.
func (l *lowering) branch(part spec.Cursor, keyword string, u ir.Value, depth int) ([]ir.Check, bool) {
	if !part.Has(keyword) {
		return nil, true
	}
	checks, ok := l.condition(part.Child(keyword), u, depth)
	if !ok && depth == 0 && !tells(u) {
		l.unchecked(part.Child(keyword), keyword, u)
	}
	return checks, ok
}

// whenever is ir.When, but for what is decided already.
func whenever(when, then, otherwise []ir.Check) []ir.Check {
	switch {
	case len(when) == 0:
		return then
	case never(when):
		return otherwise
	case len(then) == 0 && len(otherwise) == 0:
		return nil
	}
	return []ir.Check{ir.When{If: when, Then: then, Else: otherwise}}
}
