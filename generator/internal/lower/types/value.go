package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Reuse gives a schema the type of an equal one.
func (b *Builder) Reuse(first, cur spec.Cursor) { b.declarations.same[cur.Node] = first }

// Value lowers a schema in the place where it is used.
func (b *Builder) Value(cur spec.Cursor) ir.Value {
	if first, ok := b.declarations.same[cur.Node]; ok {
		cur = first
	}
	switch {
	case cur.Node == nil, cur.IsTrue():
		return ir.Value{Type: ir.Any{}}
	case cur.Node.Kind == source.Bool:
		return b.combine(b.Schemas.Intersection(cur), b.siteOf(cur))
	}
	b.Schemas.Open(cur)
	if t := b.givenType(cur); t != nil {
		return ir.Value{Type: t, Nullable: b.Schemas.Intersection(cur).Nullable()}
	}
	if h := b.Schemas.Hierarchy(cur); h != nil {
		return b.hierarchy(h, b.siteOf(cur))
	}
	own, only := schema.Assertions(cur), schema.OnlyPart(cur)
	switch {
	case cur.Has("$ref") && b.Schemas.SiblingsIgnored(cur):
		b.reportIgnoredSiblings(cur, own)
		v := b.target(cur)
		v.Nullable = v.Nullable || cur.Child("nullable").IsTrue() // ignored by OpenAPI 3.0, but always meant
		return v
	case only.Node != nil && (len(own) == 0 || slices.Equal(own, []string{"nullable"})) && !b.Schemas.Extends(cur, only):
		v := b.Value(only) // a reference with a description
		v.Nullable = v.Nullable || len(own) > 0
		return v
	}
	if schema.ComponentName(cur.Pointer()) == "" && !cur.Has("x-go-type-name") {
		if n, ok := b.Schemas.Narrowed([]spec.Cursor{cur}); ok && !b.Schemas.Extends(cur, n.Reference) {
			return b.narrowed(n)
		}
	}
	v := b.recursive(b.Schemas.Intersection(cur), b.siteOf(cur))
	b.reportUnusedTypeName(cur, v)
	return v
}

// narrowed lowers a reference next to weaker schemas: to the target of the reference.
func (b *Builder) narrowed(n schema.Narrowed) ir.Value {
	v := b.Value(n.Reference)
	v.Nullable = n.AllowsNull(b.Schemas, v.Nullable)
	return v
}

// reportIgnoredSiblings reports the siblings of a reference that have no effect.
func (b *Builder) reportIgnoredSiblings(cur spec.Cursor, own []string) {
	for _, name := range own {
		if name != "type" && name != "nullable" {
			b.Report(diag.UnsupportedKeyword, cur.Child(name), name+" next to $ref has no effect before OpenAPI 3.1", "write an allOf of the reference and the rest")
		}
	}
}

// target lowers the target of a reference: a component by its declaration, any
// other schema as if it were here, except that each type is declared once.
func (b *Builder) target(cur spec.Cursor) ir.Value {
	to := b.Schemas.Resolve(cur)
	if to.Has("$ref") && len(schema.Assertions(to)) == 0 {
		b.Report(diag.UnsupportedType, cur, "the reference refers to itself", "give the schema a type")
		return ir.Value{Type: ir.Any{}}
	}
	if t := b.mappedSchema(to); t != nil {
		return ir.Value{Type: t, Nullable: b.Schemas.Intersection(to).Nullable()}
	}
	if b.Schemas.Component(to) == "" || to.Node == nil || to.Node.Kind == source.Bool {
		return b.Value(to)
	}
	return b.declare(to)
}

// combine lowers an intersection of schemas: its type, and the checks that the
// type does not make.
func (b *Builder) combine(v schema.Intersection, s Site) ir.Value {
	if out, ok := b.onlyAlternative(v, s); ok {
		return out
	}
	out := b.typeOf(v, s)
	b.reportContradictions(v)
	b.reportWithoutEffect(v)
	b.reportUnspelled(v, out.Type)
	b.Checks.Enum(v, out)
	out.Nullable = out.Nullable || v.Nullable()
	if _, declared := out.Type.(ir.Ref); declared {
		return out // the declaration has the checks
	}
	if constraint.IsRaw(out) {
		if len(v) < 2 || b.recursion.members <= maxMembers { // else it may be one of many that consist of the same schemas
			out.Checks = b.Checks.Checks(v, out)
		}
		return out
	}
	out.Checks = slices.Concat(out.Checks, b.Checks.Checks(v, out), formatChecks(out.Type))
	if ir.JSONKind(out) == "object" {
		out.Checks = append(out.Checks, constraint.RequiredAdditional(v, out)...)
	}
	return out
}

// typeOf chooses the type of what the schemas allow together.
func (b *Builder) typeOf(v schema.Intersection, s Site) ir.Value {
	kinds := v.Kinds()
	only := func(t ir.Type) ir.Value { return ir.Value{Type: t} }
	switch {
	case v.IsEnum(kinds):
		_, t := b.enum(v.Values(), kinds[0], b.scalar(kinds[0], v, s.cur), s.called(v.EnumName()))
		return only(t)
	case v.UnionKeyword() != "":
		if e, ok := b.enumeration(v); ok {
			return b.enumOfAlternatives(e, s)
		}
		if !s.counted && b.isProduct(v, s) {
			return only(ir.Any{})
		}
		return b.union(v, s)
	case len(kinds) > 1:
		return b.unionOfTypes(v, kinds, s)
	case len(kinds) == 0:
		return only(ir.Any{})
	case kinds[0] == "object":
		return b.object(v, s)
	case kinds[0] == "array" && len(v.PrefixItems()) > 0:
		return only(b.tuple(v, s))
	case kinds[0] == "array":
		return only(ir.List{Elem: b.common(v.Items(), s, label.Item{})})
	default:
		return only(b.scalar(kinds[0], v, s.cur))
	}
}

// enumeration reads alternatives as an enumeration; ok is false if they are not one.
func (b *Builder) enumeration(v schema.Intersection) (e schema.Enumeration, ok bool) {
	e, ok = b.Schemas.Enumeration(v)
	return e, ok && schema.IsEnumOf(e.Kind, e.Values) && !(e.Kind == "boolean" && e.IsOpen())
}

// common lowers several schemas of one value: of a property that two
// parts of an allOf declare, the items of two arrays.
func (b *Builder) common(schemas []spec.Cursor, s Site, step label.Step) ir.Value {
	same := func(x, y spec.Cursor) bool { return b.Doc.Follow(x).Place() == b.Doc.Follow(y).Place() }
	schemas = b.withoutPlaceholders(slices.CompactFunc(slices.Clone(schemas), same))
	switch len(schemas) {
	case 0:
		return ir.Value{Type: ir.Any{}}
	case 1:
		return b.Value(schemas[0])
	}
	if n, ok := b.Schemas.Narrowed(schemas); ok {
		return b.narrowed(n)
	}
	var all schema.Intersection
	for _, cur := range schemas {
		all = append(all, b.Schemas.Intersection(cur)...)
	}
	inner := s.deeper(step.String(), step)
	inner.cur = schemas[len(schemas)-1]
	if b.endless(inner) {
		return ir.Value{Type: ir.Any{}}
	}
	return b.recursive(all.Unique(), inner)
}

// withoutPlaceholders leaves out schemas that mean any value where another schema
// of the same value has the type: those that allow all values, and {type: object}
// where no other allows an object. Some tools write that for a value of any type.
func (b *Builder) withoutPlaceholders(schemas []spec.Cursor) []spec.Cursor {
	if len(schemas) < 2 {
		return schemas
	}
	kept := slices.DeleteFunc(slices.Clone(schemas), b.Schemas.AllowsAll)
	if len(kept) == 0 {
		return schemas[len(schemas)-1:]
	}
	bare := func(cur spec.Cursor) bool { return schema.IsBareObject(b.Doc.Follow(cur)) }
	others := slices.DeleteFunc(slices.Clone(kept), bare)
	if len(others) == len(kept) || len(others) == 0 || b.Schemas.AllowsObject(others) {
		return kept
	}
	for _, cur := range kept {
		if at := b.Doc.Follow(cur); bare(cur) {
			b.ReportFirst(diag.UnsupportedType, at.Child("type"), "another part of the allOf has a different type for this value: this type is ignored", "write {} for a value of any type")
		}
	}
	return others
}

// reportContradictions reports parts that no value but null satisfies together:
// types, or lists of values, that have nothing in common.
func (b *Builder) reportContradictions(v schema.Intersection) {
	isTyped := func(part spec.Cursor) bool {
		names := schema.TypeNames(part)
		return len(names) > 0 && !slices.Equal(names, []string{"null"})
	}
	isListed := func(part spec.Cursor) bool { return len(part.Items("enum")) > 0 || part.Has("const") }
	if at := v.Last(isTyped); at >= 0 && len(v.Kinds()) == 0 {
		valid := "no value is valid"
		if v.Nullable() {
			valid = "only null is valid"
		}
		b.ReportFirst(diag.UnsupportedType, v[at].Child("type"), "the parts of this schema have no type in common: "+valid+", and the raw JSON that is generated accepts any", "")
	}
	if at := v.Last(isListed); at >= 0 && len(v.Values()) == 0 {
		b.ReportFirst(diag.UnsupportedType, v[at], "the lists of values of this schema have no value in common: no value is valid", "")
	}
}

// reportWithoutEffect reports keywords that make a type in other schemas and do
// nothing here: a discriminator without alternatives.
func (b *Builder) reportWithoutEffect(v schema.Intersection) {
	hasUnion := v.UnionKeyword() != ""
	for _, part := range v {
		if part.Has("discriminator") && !hasUnion && b.Schemas.Hierarchy(part) == nil && !b.Schemas.HasEffect(part.Child("discriminator")) && !b.distinguishes[part.Child("discriminator").Place()] {
			b.Report(diag.UnsupportedKeyword, part.Child("discriminator"), "a discriminator without alternatives has no effect", "list them under oneOf, or extend this schema by allOf")
		}
	}
}
