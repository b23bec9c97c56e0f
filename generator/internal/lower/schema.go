package lower

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// value lowers a schema in the place where it is used.
func (l *lowering) value(ref *openapi3.SchemaRef, cur spec.Cursor) ir.Value {
	if ref == nil || ref.Value == nil {
		return ir.Value{Type: ir.Any{}}
	}
	l.keywords(cur)
	if cur.Has("$ref") {
		return l.target(ref, cur)
	}
	schema := ref.Value
	v := ir.Value{Type: l.typeOf(schema, cur), Nullable: nullable(schema), Checks: checks(schema, cur)}
	if v.Type == (ir.Any{}) {
		v.Nullable = false // raw JSON holds a null like anything else
	}
	return v
}

// target lowers what a reference leads to: a schema under components by its
// declaration, any other as if it stood here, but for types of its own, which
// are declared once.
func (l *lowering) target(ref *openapi3.SchemaRef, cur spec.Cursor) ir.Value {
	to := l.doc.Follow(cur)
	if to.Has("$ref") { // a circle of references says nothing
		l.report("unsupported-type", cur, "the reference leads round in a circle", "give the schema a type")
		return ir.Value{Type: ir.Any{}}
	}
	bare := &openapi3.SchemaRef{Value: ref.Value}
	if componentName(to.Pointer) == "" {
		return l.value(bare, to)
	}
	v := ir.Value{Type: ir.Ref{Decl: l.declare(bare, to)}, Nullable: nullable(ref.Value)}
	if alias, ok := v.Type.(ir.Ref).Decl.Body.(*ir.Alias); ok && alias.Value.Type == (ir.Any{}) {
		v.Nullable = false
	}
	return v
}

// declare makes the declaration of a schema under components, once.
func (l *lowering) declare(ref *openapi3.SchemaRef, cur spec.Cursor) *ir.Decl {
	if d := l.decls[place(cur)]; d != nil {
		return d
	}
	if cur.Has("$ref") { // a component that is another one's alias
		d := l.newDecl(ref.Value, cur)
		d.Body = &ir.Alias{Value: l.target(ref, cur)}
		return d
	}
	if l.hasOwnType(ref.Value, cur) {
		l.value(ref, cur)
		return l.decls[place(cur)]
	}
	d := l.newDecl(ref.Value, cur)
	d.Body = &ir.Alias{Value: ir.Value{Type: ir.Any{}}} // for who comes back here while this is being lowered
	v := l.value(ref, cur)
	switch v.Type.(type) {
	case ir.List, ir.Dict:
		d.Body = &ir.Named{Value: ir.Value{Type: v.Type, Checks: v.Checks}}
	default:
		v.Nullable = false // is the matter of each use
		d.Body = &ir.Alias{Value: v}
	}
	return d
}

// newDecl enters a declaration under its place. Its body follows, so that a
// schema that contains itself finds it.
func (l *lowering) newDecl(schema *openapi3.Schema, cur spec.Cursor) *ir.Decl {
	d := &ir.Decl{
		Component: componentName(cur.Pointer),
		Path:      l.namePath(cur.Pointer),
		Doc:       prose(schema.Title, schema.Description, schema.Deprecated, cur),
	}
	l.decls[place(cur)] = d
	l.api.Decls = append(l.api.Decls, d)
	return d
}

// hasOwnType reports whether a schema becomes a struct or an enum.
func (l *lowering) hasOwnType(schema *openapi3.Schema, cur spec.Cursor) bool {
	return isStruct(schema, cur) || isEnum(schema)
}

// typeOf dispatches on what a schema allows.
func (l *lowering) typeOf(schema *openapi3.Schema, cur spec.Cursor) ir.Type {
	switch kinds := jsonTypes(schema); {
	case isEnum(schema):
		return l.enum(schema, cur)
	case combined(cur) != "":
		l.report("unsupported-type", cur, "a schema with "+combined(cur)+" is raw JSON in Go", "")
		return ir.Any{}
	case isStruct(schema, cur):
		return l.object(schema, cur)
	case len(kinds) > 1:
		l.report("unsupported-type", cur, "a schema of several types is raw JSON in Go", "")
		return ir.Any{}
	case len(kinds) == 0:
		return ir.Any{}
	case kinds[0] == openapi3.TypeObject:
		return l.dict(schema, cur)
	case kinds[0] == openapi3.TypeArray:
		return ir.List{Elem: l.value(schema.Items, cur.Child("items"))}
	default:
		return l.scalar(kinds[0], schema, cur)
	}
}

// jsonTypes are the types a schema names, but null; what it leaves unsaid
// where its keywords say it is filled in.
func jsonTypes(schema *openapi3.Schema) []string {
	var kinds []string
	for _, kind := range schema.Type.Slice() {
		if kind != openapi3.TypeNull {
			kinds = append(kinds, kind)
		}
	}
	if schema.Type.Slice() == nil {
		switch {
		case len(schema.Properties) > 0 || schema.AdditionalProperties.Schema != nil:
			kinds = append(kinds, openapi3.TypeObject)
		case schema.Items != nil:
			kinds = append(kinds, openapi3.TypeArray)
		}
	}
	return kinds
}

func nullable(schema *openapi3.Schema) bool {
	return schema.Nullable || schema.Type.Includes(openapi3.TypeNull)
}

// combined names the keyword that makes a type out of several schemas.
func combined(cur spec.Cursor) string {
	for _, keyword := range []string{"oneOf", "anyOf", "allOf"} {
		if cur.Has(keyword) {
			return keyword
		}
	}
	return ""
}
