package constraint

import (
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	runtimecheck "github.com/peergen/peergen/runtime/check"
)

// keyword is a keyword of a schema as the runtime reads it, nil if it constrains
// nothing. $ref, allOf, const and nullable are handled elsewhere.
func (r *rawSchema) keyword(name string, of, cur spec.Cursor) *source.Node {
	switch name {
	case "type":
		return typeList(of)
	case "enum", "required", "uniqueItems":
		return ofLists(name, cur)
	case "minLength", "minItems", "minProperties", "minContains":
		return atLeast(name, of)
	case "maxLength", "maxItems", "maxProperties", "maxContains":
		if _, most := schema.Counts(of, "", name); most != nil {
			return count(*most)
		}
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf":
		return bounded(name, cur)
	case "pattern", "format":
		return r.ofText(name, cur)
	case "dependentRequired":
		return r.members(cur, names)
	case "properties", "dependentSchemas":
		return r.members(cur, r.schema)
	case "patternProperties":
		return r.patternProperties(cur)
	case "additionalProperties", "unevaluatedProperties":
		if !hasUnsupportedPattern(of) {
			return r.schema(cur)
		}
	case "items", "unevaluatedItems", "contains", "propertyNames", "not", "if", "then", "else":
		return r.schema(cur)
	case "anyOf", "oneOf", "prefixItems":
		return r.list(cur)
	}
	return nil
}

// ofLists are the keywords that list values, or are about equal ones.
func ofLists(name string, cur spec.Cursor) *source.Node {
	switch name {
	case "required":
		if out := names(cur); len(out.Items) > 0 {
			return out
		}
	case "enum":
		if len(cur.Node.Items) > 0 {
			return cur.Node
		}
	case "uniqueItems":
		if cur.IsTrue() {
			return cur.Node
		}
	}
	return nil
}

// atLeast is a minimum count. Only that of minContains is another one if it is absent.
func atLeast(name string, of spec.Cursor) *source.Node {
	if least, _ := schema.Counts(of, name, ""); least > 0 || name == "minContains" {
		return count(least)
	}
	return nil
}

// bounded are the keywords about numbers.
func bounded(name string, cur spec.Cursor) *source.Node {
	if cur.Node.Kind == source.Number && (name != "multipleOf" || schema.IsPositive(cur.Node.Text)) {
		return cur.Node
	}
	return nil
}

// ofText are the keywords about strings that are not counts.
func (r *rawSchema) ofText(name string, cur spec.Cursor) *source.Node {
	value, ok := cur.Node.Str()
	if !ok {
		return nil
	}
	if name == "pattern" {
		if pattern, ok := schema.RE2(value); ok {
			return text(pattern.RE2)
		}
		return nil
	}
	if runtimecheck.Formats[value] == nil {
		return nil
	}
	r.formats[value] = true
	return cur.Node
}

func (r *rawSchema) list(cur spec.Cursor) *source.Node {
	out := list()
	for i := range cur.Node.Items {
		out.Items = append(out.Items, r.schema(cur.Index(i)))
	}
	if len(out.Items) == 0 {
		return nil
	}
	return out
}

func (r *rawSchema) members(cur spec.Cursor, write func(spec.Cursor) *source.Node) *source.Node {
	out := object()
	for name, member := range cur.AllMembers() {
		out = out.With(name, write(member))
	}
	return out
}

// ReportPattern reports a name under patternProperties that RE2 does not support. Names that are
// not regular expressions are violations, which package rules reports.
func ReportPattern(r *spec.Reporter, expr string, at spec.Cursor) {
	if schema.PatternProblem(expr) == "" {
		r.ReportFirst(diag.UnsupportedKeyword, at, "the pattern has "+schema.PatternNeeds(expr)+", which regular expressions of Go do not support; names are not matched", "")
	}
}

// patternProperties leaves out patterns that RE2 does not support.
func (r *rawSchema) patternProperties(cur spec.Cursor) *source.Node {
	out := object()
	for expr, member := range cur.AllMembers() {
		if pattern, ok := schema.RE2(expr); ok {
			out = out.With(pattern.RE2, r.schema(member))
		} else {
			ReportPattern(r.Reporter, expr, member)
		}
	}
	return out
}

func hasUnsupportedPattern(cur spec.Cursor) bool {
	for expr := range cur.Child("patternProperties").AllMembers() {
		if _, ok := schema.RE2(expr); !ok {
			return true
		}
	}
	return false
}

// names are the strings of a list.
func names(cur spec.Cursor) *source.Node {
	out := list()
	for _, item := range cur.Elements() {
		if _, ok := item.Node.Str(); ok {
			out.Items = append(out.Items, item.Node)
		}
	}
	return out
}

// typeList are the types that a schema names.
func typeList(cur spec.Cursor) *source.Node {
	out := list()
	for _, name := range schema.DeclaredTypes(cur) {
		out.Items = append(out.Items, text(name))
	}
	if len(out.Items) == 0 {
		return nil
	}
	return out
}
