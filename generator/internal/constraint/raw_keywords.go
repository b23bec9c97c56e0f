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
	case "enum":
		if len(cur.Node.Items) > 0 {
			return cur.Node
		}
	case "minLength", "minItems", "minProperties", "minContains":
		if least, _ := schema.Counts(of, name, ""); least > 0 || name == "minContains" {
			return count(least)
		}
	case "maxLength", "maxItems", "maxProperties", "maxContains":
		if _, most := schema.Counts(of, "", name); most != nil {
			return count(*most)
		}
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
		if cur.Node.Kind == source.Number {
			return cur.Node
		}
	case "multipleOf":
		if cur.Node.Kind == source.Number && schema.IsPositive(cur.Node.Text) {
			return cur.Node
		}
	case "uniqueItems":
		if cur.IsTrue() {
			return cur.Node
		}
	case "pattern":
		if expr, ok := cur.Node.Str(); ok {
			if pattern, ok := schema.RE2(expr); ok {
				return text(pattern.RE2)
			}
		}
	case "format":
		if format, ok := cur.Node.Str(); ok && runtimecheck.Formats[format] != nil {
			r.formats[format] = true
			return cur.Node
		}
	case "required":
		if out := names(cur); len(out.Items) > 0 {
			return out
		}
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

// UnsupportedPattern is the finding about a pattern of names that is not checked.
const UnsupportedPattern = "the pattern uses lookaround or back-references, which RE2 does not support; names are not matched"

// patternProperties leaves out patterns that RE2 does not support.
func (r *rawSchema) patternProperties(cur spec.Cursor) *source.Node {
	out := object()
	for expr, member := range cur.AllMembers() {
		if pattern, ok := schema.RE2(expr); ok {
			out = out.With(pattern.RE2, r.schema(member))
		} else {
			r.ReportFirst(diag.UnsupportedKeyword, member, UnsupportedPattern, "")
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
