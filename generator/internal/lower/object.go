package lower

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// isStruct holds for an object with members of known names, and for one that
// forbids all others.
func isStruct(schema *openapi3.Schema, cur spec.Cursor) bool {
	kinds := jsonTypes(schema)
	if len(kinds) != 1 || kinds[0] != openapi3.TypeObject || combined(cur) != "" {
		return false
	}
	return len(schema.Properties) > 0 || closed(schema)
}

func closed(schema *openapi3.Schema) bool {
	allowed := schema.AdditionalProperties.Has
	return allowed != nil && !*allowed
}

func (l *lowering) object(schema *openapi3.Schema, cur spec.Cursor) ir.Type {
	if d := l.decls[place(cur)]; d != nil {
		return ir.Ref{Decl: d}
	}
	d := l.newDecl(schema, cur)
	body := &ir.Struct{Closed: closed(schema)}
	d.Body = body
	if extra := schema.AdditionalProperties.Schema; extra != nil {
		l.report("unsupported-type", cur.Child("additionalProperties"), "members beside the named ones are skipped", "")
	}
	for name, propCur := range cur.Child("properties").Members() {
		if prop := schema.Properties[name]; prop != nil {
			body.Fields = append(body.Fields, l.field(name, prop, propCur, slices.Contains(schema.Required, name)))
		}
	}
	for _, name := range schema.Required {
		if schema.Properties[name] == nil {
			l.report("unsupported-keyword", cur.Child("required"), "required names "+name+", which is no property", "add the property, or take the name out")
		}
	}
	return ir.Ref{Decl: d}
}

func (l *lowering) field(name string, ref *openapi3.SchemaRef, cur spec.Cursor, required bool) *ir.Field {
	f := &ir.Field{Name: name, Required: required, Value: l.value(ref, cur), Doc: prose("", "", false, cur)}
	if ref.Value == nil {
		return f
	}
	f.Doc = prose(ref.Value.Title, ref.Value.Description, ref.Value.Deprecated, cur)
	if cur.Has("$ref") && !cur.Has("description") {
		f.Doc.Summary, f.Doc.Description = "", "" // the type has them
	}
	f.ReadOnly, f.WriteOnly = ref.Value.ReadOnly, ref.Value.WriteOnly
	f.Default = jsonText(l.doc.Follow(cur).Child("default"))
	return f
}

// dict is an object without named members: a map of what it may hold.
func (l *lowering) dict(schema *openapi3.Schema, cur spec.Cursor) ir.Type {
	if extra := schema.AdditionalProperties.Schema; extra != nil {
		return ir.Dict{Elem: l.value(extra, cur.Child("additionalProperties"))}
	}
	return ir.Dict{Elem: ir.Value{Type: ir.Any{}}}
}

// jsonText is the JSON of the value at a place, "" for none.
func jsonText(cur spec.Cursor) string {
	if cur.Node == nil {
		return ""
	}
	return string(cur.Node.JSON())
}
