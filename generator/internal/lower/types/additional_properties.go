package types

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Additional describes the members of an object that are not declared as properties.
type Additional struct {
	Value  ir.Value   // their common type
	Names  string     // the expression that their names match, see [ir.Dict]
	Checks []ir.Check // checks that depend on their names
}

// AdditionalProperties lowers additionalProperties, unevaluatedProperties and
// patternProperties. If the schemas of all patterns, and that of the members that
// match none, have the same Go type, the members have this type. If not, they are raw
// JSON that is checked against the schemas for their names.
func (b *Builder) AdditionalProperties(v schema.Intersection, patterns []schema.PatternProperty, closed bool, s Site) Additional {
	schemas := v.Additional()
	rest := b.common(schemas, s, label.Value{})
	if len(patterns) == 0 {
		return Additional{Value: rest}
	}
	keyed := ir.Keyed{Closed: closed}
	var types []ir.Value
	if len(schemas) > 0 {
		types, keyed.Unmatched = append(types, rest), constraint.Whole(rest)
	}
	for _, p := range patterns {
		if !p.Checked {
			keyed.Closed = false // a name can match the pattern
		}
		if p.Schema.IsFalse() {
			keyed.Patterns = append(keyed.Patterns, ir.KeyPattern{Pattern: p.Pattern, Checks: []ir.Check{ir.Never{Keyword: "patternProperties"}}})
			continue
		}
		value := b.Value(p.Schema)
		types = append(types, value)
		if p.Checked {
			keyed.Patterns = append(keyed.Patterns, ir.KeyPattern{Pattern: p.Pattern, Checks: constraint.Whole(value)})
		}
	}
	common, ok := commonType(types)
	if !ok {
		return Additional{Value: ir.Value{Type: ir.Any{}}, Checks: b.rawAdditional(patterns, schemas, keyed.Closed)}
	}
	out := Additional{Value: common, Checks: constraint.NonTrivial(keyed)}
	if !constraint.IsRaw(common) && !keyed.Closed && len(schemas) == 0 {
		out.Names = alternation(patterns)
	}
	return out
}

// rawAdditional checks members of several types, which are raw JSON, against the
// schemas for their names.
func (b *Builder) rawAdditional(patterns []schema.PatternProperty, schemas []spec.Cursor, closed bool) []ir.Check {
	keyed := ir.Keyed{Closed: closed}
	for _, p := range patterns {
		if p.Checked {
			keyed.Patterns = append(keyed.Patterns, ir.KeyPattern{Pattern: p.Pattern, Checks: b.Checks.RawSchema(p.Schema)})
		}
	}
	for _, cur := range schemas {
		keyed.Unmatched = append(keyed.Unmatched, b.Checks.RawSchema(cur)...)
	}
	return constraint.NonTrivial(keyed)
}

// commonType returns the type that all values of a map have. ok is false if they have
// several.
func commonType(types []ir.Value) (out ir.Value, ok bool) {
	if len(types) == 0 {
		return ir.Value{Type: ir.Any{}}, true
	}
	out = constraint.Without(types[0])
	return out, !slices.ContainsFunc(types, func(t ir.Value) bool { return !sameType(out, t) || out.Nullable != t.Nullable })
}

// alternation returns an expression for names that match one of the patterns. It is
// "" if all names match, or if one of the patterns is not supported.
func alternation(patterns []schema.PatternProperty) string {
	var exprs []string
	for _, p := range patterns {
		expr := p.Pattern.RE2
		if !p.Checked || slices.Contains([]string{"", ".*", ".+"}, strings.Trim(expr, "^()$")) {
			return ""
		}
		if len(patterns) > 1 {
			expr = "(?:" + expr + ")"
		}
		exprs = append(exprs, expr)
	}
	return strings.Join(exprs, "|")
}

// matching returns the schemas of the patterns that a name matches.
func matching(patterns []schema.PatternProperty, name string) (out []spec.Cursor) {
	for _, p := range patterns {
		if p.Matches(name) {
			out = append(out, p.Schema)
		}
	}
	return out
}

// Closed is [schema.Intersection.Closed], and reports the keywords that are ignored.
func (b *Builder) Closed(v schema.Intersection, names []string) bool {
	closed, ignored := v.Closed(names)
	for _, keyword := range ignored {
		b.reportIgnored(keyword)
	}
	return closed
}

func (b *Builder) reportIgnored(keyword schema.Ignored) {
	var message, hint string
	switch keyword.Reason {
	case schema.OtherPartsForbidden:
		message, hint = "additionalProperties is ignored here: other parts of the allOf declare more properties", "write unevaluatedProperties: false next to the allOf"
	case schema.OtherPartsDescribed:
		message = "properties that other parts of the allOf declare are not checked against these additionalProperties"
	case schema.ConditionsDeclare:
		message, hint = "unevaluatedProperties is ignored here: the conditions of the schema declare more properties", "declare them in properties, too"
	}
	b.ReportFirst(diag.UnsupportedKeyword, keyword.At, message, hint)
}

// PatternProperties are those of all parts; patterns that RE2 does not support are
// reported.
func (b *Builder) PatternProperties(v schema.Intersection) []schema.PatternProperty {
	patterns := v.PatternProperties()
	for _, p := range patterns {
		if !p.Checked {
			constraint.ReportPattern(b.Reporter, p.Pattern.Expr, p.Schema)
		}
	}
	return patterns
}
