package lower

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

// value lowers a schema in the place where it is used.
func (l *lowering) value(cur spec.Cursor) ir.Value {
	if first, ok := l.identical[cur.Node]; ok {
		cur = first
	}
	switch {
	case cur.Node == nil, cur.IsTrue():
		return ir.Value{Type: ir.Any{}}
	case cur.Node.Kind == source.Bool:
		return l.combine(l.schemas.Intersection(cur), l.siteOf(cur))
	}
	l.schemas.Open(cur)
	if t := l.givenType(cur); t != nil {
		return ir.Value{Type: t, Nullable: l.schemas.Intersection(cur).Nullable()}
	}
	if h := l.schemas.Hierarchy(cur); h != nil {
		return l.hierarchy(h, l.siteOf(cur))
	}
	own, only := schema.Assertions(cur), schema.OnlyPart(cur)
	switch {
	case cur.Has("$ref") && l.schemas.SiblingsIgnored(cur):
		l.reportIgnoredSiblings(cur, own)
		v := l.target(cur)
		v.Nullable = v.Nullable || cur.Child("nullable").IsTrue() // ignored by OpenAPI 3.0, but always meant
		return v
	case only.Node != nil && (len(own) == 0 || slices.Equal(own, []string{"nullable"})) && !l.schemas.Extends(cur, only):
		v := l.value(only) // a reference with a description of its own
		v.Nullable = v.Nullable || len(own) > 0
		return v
	}
	v := l.recursive(l.schemas.Intersection(cur), l.siteOf(cur))
	l.reportUnusedTypeName(cur, v)
	return v
}

// reportIgnoredSiblings reports the keywords beside a reference that have no effect.
func (l *lowering) reportIgnoredSiblings(cur spec.Cursor, own []string) {
	for _, name := range own {
		if name != "type" && name != "nullable" {
			l.Report(diag.UnsupportedKeyword, cur.Child(name), name+" beside $ref has no effect before OpenAPI 3.1", "write an allOf of the reference and the rest")
		}
	}
}

// target lowers the target of a reference: a component by its declaration, any
// other schema as if it were here, except that types of its own are declared once.
func (l *lowering) target(cur spec.Cursor) ir.Value {
	to := l.schemas.Resolve(cur)
	if to.Has("$ref") && len(schema.Assertions(to)) == 0 {
		l.Report(diag.UnsupportedType, cur, "the reference refers to itself", "give the schema a type")
		return ir.Value{Type: ir.Any{}}
	}
	if t := l.mappedSchema(to); t != nil {
		return ir.Value{Type: t, Nullable: l.schemas.Intersection(to).Nullable()}
	}
	if l.schemas.Component(to) == "" || to.Node == nil || to.Node.Kind == source.Bool {
		return l.value(to)
	}
	return l.declare(to)
}

// combine lowers an intersection of schemas: its type, and the checks that the
// type does not make.
func (l *lowering) combine(v schema.Intersection, s site) ir.Value {
	out := l.typeOf(v, s)
	l.reportContradictions(v)
	l.reportWithoutEffect(v)
	l.reportUnspelled(v, out.Type)
	l.checks.Enum(v, out)
	out.Nullable = out.Nullable || v.Nullable()
	if _, declared := out.Type.(ir.Ref); declared {
		return out // the declaration has the checks
	}
	if constraint.IsRaw(out) {
		out.Checks = l.checks.Checks(v, out)
		return out
	}
	out.Checks = slices.Concat(out.Checks, l.checks.Checks(v, out), formatChecks(out.Type))
	if ir.JSONKind(out) == "object" {
		out.Checks = append(out.Checks, constraint.RequiredAdditional(v, out)...)
	}
	return out
}

// typeOf chooses the type of what the schemas allow together.
func (l *lowering) typeOf(v schema.Intersection, s site) ir.Value {
	kinds := v.Kinds()
	only := func(t ir.Type) ir.Value { return ir.Value{Type: t} }
	switch {
	case v.IsEnum(kinds):
		_, t := l.enum(v.Values(), kinds[0], l.scalar(kinds[0], v, s.cur), s)
		return only(t)
	case v.UnionKeyword() != "":
		if e, ok := l.schemas.Enumeration(v); ok && schema.IsEnumOf(e.Kind, e.Values) && !(e.Kind == "boolean" && e.Open) {
			return l.enumOfAlternatives(e, s)
		}
		return l.union(v, s)
	case len(kinds) > 1:
		return l.unionOfTypes(v, kinds, s)
	case len(kinds) == 0:
		return only(ir.Any{})
	case kinds[0] == "object":
		return l.object(v, s)
	case kinds[0] == "array" && len(v.PrefixItems()) > 0:
		return only(l.tuple(v, s))
	case kinds[0] == "array":
		return only(ir.List{Elem: l.common(v.Items(), s, label.Item{})})
	default:
		return only(l.scalar(kinds[0], v, s.cur))
	}
}

// common lowers what several schemas say about one thing: a property that two
// parts of an allOf declare, the items of two arrays.
func (l *lowering) common(schemas []spec.Cursor, s site, step label.Step) ir.Value {
	same := func(a, b spec.Cursor) bool { return l.doc.Follow(a).Place() == l.doc.Follow(b).Place() }
	schemas = slices.CompactFunc(slices.Clone(schemas), same)
	switch len(schemas) {
	case 0:
		return ir.Value{Type: ir.Any{}}
	case 1:
		return l.value(schemas[0])
	}
	var all schema.Intersection
	for _, cur := range schemas {
		all = append(all, l.schemas.Intersection(cur)...)
	}
	inner := s.deeper(step.String(), step)
	inner.cur = schemas[len(schemas)-1]
	if l.endless(inner) {
		return ir.Value{Type: ir.Any{}}
	}
	return l.recursive(all.Unique(), inner)
}

// reportContradictions reports parts that no value but null satisfies together:
// types, or lists of values, that have nothing in common.
func (l *lowering) reportContradictions(v schema.Intersection) {
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
		l.ReportFirst(diag.UnsupportedType, v[at].Child("type"), "the parts of this schema have no type in common: "+valid+", and the raw JSON that is generated accepts any", "")
	}
	if at := v.Last(isListed); at >= 0 && len(v.Values()) == 0 {
		l.ReportFirst(diag.UnsupportedType, v[at], "the lists of values of this schema have no value in common: no value is valid", "")
	}
}

// reportWithoutEffect reports keywords that make a type in other schemas and do
// nothing here: an enum without values, a discriminator without alternatives.
func (l *lowering) reportWithoutEffect(v schema.Intersection) {
	hasUnion := v.UnionKeyword() != ""
	for _, part := range v {
		if list := part.Child("enum"); list.Node != nil && len(list.Node.Items) == 0 {
			l.Report(diag.UnsupportedKeyword, list, "empty enum ignored", "")
		}
		if part.Has("discriminator") && !hasUnion && l.schemas.Hierarchy(part) == nil {
			l.Report(diag.UnsupportedKeyword, part.Child("discriminator"), "a discriminator without alternatives has no effect", "list them under oneOf, or extend this schema by allOf")
		}
	}
}
