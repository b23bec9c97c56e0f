package constraint

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// conditionDepth bounds conditions within conditions, which may have no end.
const conditionDepth = 6

// condition is a schema under not, if, contains and the like, as checks on a
// value whose type another schema has made. All values satisfy it if there are no
// checks. ok is false if it cannot be checked on the Go type.
func (c *Checker) condition(cur spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	if depth > conditionDepth {
		return nil, false
	}
	if cur.Node != nil && cur.Node.Kind == source.Bool {
		if cur.IsTrue() {
			return nil, true
		}
		return []ir.Check{ir.Never{Keyword: "false"}}, true
	}
	u = ir.Underlying(u)
	if IsRaw(u) {
		return c.RawSchema(cur), true
	}
	if body := structOf(u); body != nil && c.Incomplete[body] {
		return nil, false
	}
	for _, part := range c.schemas.Intersection(cur) {
		checks, ok := c.conditionPart(part, u, depth+1)
		if !ok {
			return nil, false
		}
		out = append(out, checks...)
	}
	if i := slices.IndexFunc(out, isImpossible); i >= 0 {
		return out[i : i+1], true
	}
	return out, true
}

func isImpossible(c ir.Check) bool {
	_, ok := c.(ir.Never)
	return ok
}

// impossible reports whether no value satisfies a set of checks.
func impossible(checks []ir.Check) bool { return slices.ContainsFunc(checks, isImpossible) }

// conditional are the keywords that conditions can have in addition to [schema.Constraining].
var conditional = []string{
	"type", "nullable", "enum", "const", "required", "properties", "items", "additionalProperties",
	"oneOf", "anyOf", "then", "else", "minContains", "maxContains", "discriminator",
}

// conditionPart is the checks of one part of a condition. Unlike a schema that makes
// a type it can name members that the type does not have.
func (c *Checker) conditionPart(part spec.Cursor, u ir.Value, depth int) (out []ir.Check, ok bool) {
	kind := ir.JSONKind(u)
	if kind == "" {
		return nil, false
	}
	for _, name := range schema.Assertions(part) {
		expected := slices.Contains(conditional, name) || slices.Contains(schema.Constraining, name)
		if !expected && schema.ClassOf(name) != schema.Unknown {
			return nil, false
		}
	}
	if ok, fraction := allowsType(part, kind); !ok {
		return []ir.Check{ir.Never{Keyword: "type"}}, true
	} else if fraction {
		out = append(out, ir.Whole{})
	}
	checks, unknown := c.constraints(part, u, depth)
	if len(unknown) > 0 {
		return nil, false
	}
	out = append(out, checks...)
	switch kind {
	case "object":
		checks, ok = c.memberCondition(part, u, depth)
	case "array":
		checks, ok = c.elementCondition(part, u, depth)
	default:
		return out, true
	}
	return append(out, checks...), ok
}

// allowsType reports whether a schema allows a JSON type at all, and whether it
// allows whole numbers only.
func allowsType(part spec.Cursor, kind string) (ok, whole bool) {
	names := schema.TypeNames(part)
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

func (c *Checker) not(cur spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	checks, ok := c.condition(cur, u, depth)
	switch {
	case !ok:
		return nil, false
	case len(checks) == 0:
		return []ir.Check{ir.Never{Keyword: "not"}}, true
	case impossible(checks):
		return nil, true
	}
	return []ir.Check{ir.Not{Checks: checks}}, true
}

func (c *Checker) ifThenElse(part spec.Cursor, u ir.Value, depth int) ([]ir.Check, bool) {
	if !part.Has("then") && !part.Has("else") {
		return nil, true
	}
	when, ok := c.condition(part.Child("if"), u, depth)
	if !ok {
		return nil, false
	}
	then, ok := c.branch(part, "then", u, depth)
	otherwise, also := c.branch(part, "else", u, depth)
	if (depth > 0 || keepsJSON(u)) && !(ok && also) {
		return nil, false
	}
	return whenever(when, then, otherwise), true
}

// branch is then or else. A branch that cannot be checked is reported and left out,
// unless it is a part of a condition itself.
func (c *Checker) branch(part spec.Cursor, keyword string, u ir.Value, depth int) ([]ir.Check, bool) {
	if !part.Has(keyword) {
		return nil, true
	}
	checks, ok := c.condition(part.Child(keyword), u, depth)
	if !ok && depth == 0 && !keepsJSON(u) {
		c.reportUnchecked(part.Child(keyword), keyword)
	}
	return checks, ok
}

// whenever is [ir.When], simplified if one of the branches is certain.
func whenever(when, then, otherwise []ir.Check) []ir.Check {
	switch {
	case len(when) == 0:
		return then
	case impossible(when):
		return otherwise
	case len(then) == 0 && len(otherwise) == 0:
		return nil
	}
	return []ir.Check{ir.When{If: when, Then: then, Else: otherwise}}
}
