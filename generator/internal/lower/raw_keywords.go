package lower

import (
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// keyword is what a keyword of a schema says, nil where that is nothing. $ref,
// allOf, const and nullable are not asked for here.
func (r *rawSchema) keyword(name string, schema, cur spec.Cursor) *source.Node {
	switch name {
	case "type":
		return typeList(schema)
	case "enum":
		if len(cur.Node.Items) > 0 {
			return cur.Node
		}
	case "minLength", "minItems", "minProperties", "minContains":
		if least, _ := limits(schema, name, ""); least > 0 || name == "minContains" {
			return count(least)
		}
	case "maxLength", "maxItems", "maxProperties", "maxContains":
		if _, most := limits(schema, "", name); most != nil {
			return count(*most)
		}
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
		if cur.Node.Kind == source.Number {
			return cur.Node
		}
	case "multipleOf":
		if cur.Node.Kind == source.Number && positive(cur.Node.Text) {
			return cur.Node
		}
	case "uniqueItems":
		if isTrue(cur) {
			return cur.Node
		}
	case "pattern":
		if expr, ok := cur.Node.Str(); ok {
			if pattern, ok := re2(expr); ok {
				return text(pattern.RE2)
			}
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
		if !hasUnreadPattern(schema) {
			return r.schema(cur)
		}
	case "items", "unevaluatedItems", "contains", "propertyNames", "not", "if", "then", "else":
		return r.schema(cur)
	case "anyOf", "oneOf", "prefixItems":
		return r.schemas(cur)
	}
	return nil
}

func (r *rawSchema) schemas(cur spec.Cursor) *source.Node {
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

// patternProperties leaves out names that RE2 cannot match; that is reported
// where the pattern stands.
func (r *rawSchema) patternProperties(cur spec.Cursor) *source.Node {
	out := object()
	for expr, member := range cur.AllMembers() {
		if pattern, ok := re2(expr); ok {
			out = out.With(pattern.RE2, r.schema(member))
		} else {
			r.unheardOnce(member, unreadPattern, "")
		}
	}
	return out
}

func hasUnreadPattern(schema spec.Cursor) bool {
	for expr := range schema.Child("patternProperties").AllMembers() {
		if _, ok := re2(expr); !ok {
			return true
		}
	}
	return false
}

// names are the strings of a list.
func names(cur spec.Cursor) *source.Node {
	out := list()
	for _, item := range listed(cur) {
		if _, ok := item.Node.Str(); ok {
			out.Items = append(out.Items, item.Node)
		}
	}
	return out
}

// typeList are the types that a schema names; true and false are no types.
func typeList(schema spec.Cursor) *source.Node {
	out := list()
	for _, name := range namedTypes(schema) {
		out.Items = append(out.Items, text(name))
	}
	if len(out.Items) == 0 {
		return nil
	}
	return out
}
