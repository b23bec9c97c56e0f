package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// site is where a type would be declared: what tells it from all others, the
// path it is named after, and the place for its documentation and findings.
type site struct {
	key   string
	path  label.Path
	cur   spec.Cursor
	depth int // how many intersections it is within; see deeper
}

func (l *lowering) siteOf(cur spec.Cursor) site {
	return site{key: place(cur), path: l.namePath(cur), cur: cur}
}

// value lowers a schema in the place where it is used.
func (l *lowering) value(cur spec.Cursor) ir.Value {
	if first, ok := l.repeats[cur.Node]; ok {
		cur = first
	}
	switch {
	case cur.Node == nil:
		return ir.Value{Type: ir.Any{}}
	case isTrue(cur):
		return ir.Value{Type: ir.Any{}}
	case cur.Node.Kind == source.Bool:
		return l.meet(l.flatten(cur), l.siteOf(cur))
	}
	l.keywords(cur)
	if t := l.givenType(cur); t != nil {
		return ir.Value{Type: t, Nullable: l.flatten(cur).nullable()}
	}
	if f := l.family(cur); f != nil {
		return l.inherit(f, l.siteOf(cur))
	}
	own, sole := assertions(cur), solePart(cur)
	switch {
	case cur.Has("$ref") && l.siblingsSayNothing(cur, own):
		l.unheard(cur, own)
		v := l.target(cur)
		v.Nullable = v.Nullable || isTrue(cur.Child("nullable")) // not heard either, but meant
		return v
	case sole.Node != nil && (len(own) == 0 || slices.Equal(own, []string{"nullable"})) && !l.extends(cur, sole):
		v := l.value(sole) // a reference with a description of its own
		v.Nullable = v.Nullable || len(own) > 0
		return v
	}
	v := l.within(l.flatten(cur), l.siteOf(cur))
	l.unnamed(cur, v)
	return v
}

// solePart is the one part of an allOf that says what is valid; nothing where
// several do, or something else than a part does.
func solePart(cur spec.Cursor) (sole spec.Cursor) {
	for i := range cur.Items("allOf") {
		part := cur.Child("allOf").Index(i)
		if !part.Has("$ref") && !part.Has("allOf") && len(assertions(part)) == 0 {
			continue // a description
		}
		if sole.Node != nil || cur.Has("$ref") {
			return spec.Cursor{}
		}
		sole = part
	}
	return sole
}

// siblingsSayNothing holds for a reference beside which nothing counts: before
// 3.1 nothing does, and the type of the target says nothing new.
func (l *lowering) siblingsSayNothing(cur spec.Cursor, own []string) bool {
	if strings.HasPrefix(l.doc.Version(), "3.0") {
		return true
	}
	if cur.Has("allOf") || len(own) > 1 || len(own) == 1 && own[0] != "type" {
		return false
	}
	key := "same type " + place(cur)
	if len(own) == 0 || l.visited[key] { // what it leads to consists of itself
		return true
	}
	l.visited[key] = true
	defer delete(l.visited, key)
	return slices.Equal(typeNames(cur), l.flatten(l.doc.Follow(cur)).kinds())
}

// unheard reports what stands beside a reference in vain, once per place.
func (l *lowering) unheard(cur spec.Cursor, own []string) {
	key := "unheard " + place(cur)
	if l.visited[key] {
		return
	}
	l.visited[key] = true
	for _, name := range own {
		if name != "type" && name != "nullable" {
			l.report(diag.UnsupportedKeyword, cur.Child(name), name+" beside $ref says nothing before OpenAPI 3.1", "make it an allOf of the reference and the rest")
		}
	}
}

// target lowers what a reference leads to: a schema under components by its
// declaration, any other as if it stood here, but for types of its own, which
// are declared once.
func (l *lowering) target(cur spec.Cursor) ir.Value {
	to := l.speaking(cur)
	if to.Has("$ref") && len(assertions(to)) == 0 { // a circle of references says nothing
		l.report(diag.UnsupportedType, cur, "the reference leads round in a circle", "give the schema a type")
		return ir.Value{Type: ir.Any{}}
	}
	if t := l.mappedSchema(to); t != nil {
		return ir.Value{Type: t, Nullable: l.flatten(to).nullable()}
	}
	if l.component(to) == "" || to.Node == nil || to.Node.Kind == source.Bool {
		return l.value(to)
	}
	l.declare(to)
	return ir.Value{Type: ir.Ref{Decl: l.decls[place(to)]}, Nullable: l.flatten(to).nullable() || l.nulls[place(to)]}
}

// speaking is where a reference leads, through references beside which nothing
// is said.
func (l *lowering) speaking(cur spec.Cursor) spec.Cursor {
	seen := map[string]bool{}
	for cur.Has("$ref") && !seen[place(cur)] {
		if seen[place(cur)] = true; len(seen) > 1 && !l.siblingsSayNothing(cur, assertions(cur)) {
			return cur
		}
		to, ok := l.doc.Target(cur)
		if !ok {
			return cur
		}
		cur = to
	}
	return cur
}

// declare makes the declaration of a schema under components, once.
func (l *lowering) declare(cur spec.Cursor) {
	if l.decls[place(cur)] != nil {
		return
	}
	if at := l.doc.Follow(cur); componentName(at.Pointer) == "" && l.component(at) == componentName(cur.Pointer) && place(at) != place(cur) {
		l.declare(at)
		l.decls[place(cur)], l.nulls[place(cur)] = l.decls[place(at)], l.nulls[place(at)]
		return
	}
	d := l.newDecl(l.siteOf(cur))
	l.nulls[place(cur)] = l.holdsNull(l.flatten(cur), 0) // it may contain itself
	v := l.value(cur)
	l.nulls[place(cur)] = v.Nullable
	if d.Body != nil {
		return // a struct, enumeration or union has taken it
	}
	switch v.Type.(type) {
	case ir.List, ir.Dict:
		d.Body = &ir.Named{Value: ir.Value{Type: v.Type, Checks: v.Checks}}
	default:
		if namesAlone(v, d) {
			l.report(diag.UnsupportedType, cur, "the schema is nothing but itself", "give the schema a type")
			v.Type = ir.Any{}
		}
		v.Nullable = false // is the matter of each use
		d.Body = &ir.Alias{Value: v}
	}
}

// namesAlone holds where a value is, through names of names, what d declares.
func namesAlone(v ir.Value, d *ir.Decl) bool {
	for {
		ref, ok := v.Type.(ir.Ref)
		if !ok || ref.Decl == nil {
			return false
		}
		if ref.Decl == d {
			return true
		}
		alias, ok := ref.Decl.Body.(*ir.Alias)
		if !ok {
			return false
		}
		v = alias.Value
	}
}

// newDecl enters a declaration under its site. Its body follows, so that a
// schema that contains itself finds it.
func (l *lowering) newDecl(s site) *ir.Decl {
	d := &ir.Decl{Path: s.path, Doc: titled(l.prose(s.cur), s.path.Words()...)}
	if s.key == place(s.cur) { // not a part of it
		d.Component = l.component(s.cur)
		d.Given = l.givenTypeName(s.cur)
	}
	if d.Component == "" {
		d.Media = otherContent(s.cur)
	}
	l.decls[s.key] = d
	l.api.Decls = append(l.api.Decls, d)
	return d
}

// open answers the declaration of a site, and whether its body is still to be
// made.
func (l *lowering) open(s site) (d *ir.Decl, isNew bool) {
	d = l.decls[s.key]
	if d == nil {
		return l.newDecl(s), true
	}
	return d, d.Body == nil
}

// meet lowers an intersection of schemas.
func (l *lowering) meet(v view, s site) ir.Value {
	out := l.typeOf(v, s)
	l.unmet(v)
	l.unspelled(v, out.Type)
	l.enumHolds(v, out)
	out.Nullable = out.Nullable || v.nullable()
	if _, declared := out.Type.(ir.Ref); declared {
		return out // its declaration has the checks
	}
	if isRaw(out) {
		out.Checks = l.checks(v, out)
		return out
	}
	out.Checks = append(append(out.Checks, l.checks(v, out)...), formatChecks(out.Type)...)
	if jsonKind(out) == "object" {
		out.Checks = append(out.Checks, requiredOthers(v, out)...)
	}
	return out
}

// unmet reports what shapes a type elsewhere and did not here, once per place: a
// list of values that is no enumeration in Go, a discriminator without alternatives.
func (l *lowering) unmet(v view) {
	l.contradicts(v, v.kinds())
	for _, part := range v {
		key := "unmet " + place(part)
		if l.visited[key] {
			continue
		}
		l.visited[key] = true
		if list := part.Child("enum").Node; list != nil && len(list.Items) == 0 {
			l.report(diag.UnsupportedKeyword, part.Child("enum"), "an empty list of values is not heard", "")
		}
		if part.Has("discriminator") && v.unionKeyword() == "" && l.family(part) == nil {
			l.report(diag.UnsupportedKeyword, part.Child("discriminator"), "a discriminator without alternatives has no effect", "list them under oneOf, or let them extend this schema by allOf")
		}
	}
}

// contradicts reports parts that no value but null satisfies together: types, or
// lists of values, that have nothing in common.
func (l *lowering) contradicts(v view, kinds []string) {
	isTyped := func(part spec.Cursor) bool {
		return len(typeNames(part)) > 0 && !slices.Equal(typeNames(part), []string{"null"})
	}
	isListed := func(part spec.Cursor) bool { return len(part.Items("enum")) > 0 || part.Has("const") }
	if at := lastOf(v, isTyped); at >= 0 && len(kinds) == 0 && l.first("contradicts", v[at]) {
		valid := "no value is valid"
		if v.nullable() {
			valid = "null alone is valid"
		}
		l.report(diag.UnsupportedType, v[at].Child("type"), "the parts of this schema allow no type in common: "+valid+", and raw JSON takes any", "")
	}
	if at := lastOf(v, isListed); at >= 0 && len(v.allowed()) == 0 && l.first("contradicts", v[at]) {
		l.report(diag.UnsupportedType, v[at], "the lists of values here have none in common: no value is valid", "")
	}
}

// lastOf is the index of the last part that something holds for, or -1.
func lastOf(v view, holds func(spec.Cursor) bool) int {
	for i := len(v) - 1; i >= 0; i-- {
		if holds(v[i]) {
			return i
		}
	}
	return -1
}

// typeOf dispatches on what the schemas allow together.
func (l *lowering) typeOf(v view, s site) ir.Value {
	kinds := v.kinds()
	only := func(t ir.Type) ir.Value { return ir.Value{Type: t} }
	switch {
	case v.isEnum(kinds):
		_, t := l.enum(v.allowed(), kinds[0], l.scalar(kinds[0], v, s.cur), s)
		return only(t)
	case v.unionKeyword() != "":
		if c, ok := l.choices(v, 0); ok && isEnumOf(c.kind, c.values) && !(c.kind == "boolean" && c.open) {
			return l.enumOfChoices(c, s)
		}
		return l.union(v, s)
	case len(kinds) > 1:
		return l.oneOfKinds(v, kinds, s)
	case len(kinds) == 0:
		return only(ir.Any{})
	case kinds[0] == "object":
		return l.object(v, s)
	case kinds[0] == "array" && len(v.firstItems()) > 0:
		return only(l.tuple(v, s))
	case kinds[0] == "array":
		return only(ir.List{Elem: l.common(v.itemSchemas(), s, label.Item{})})
	default:
		return only(l.scalar(kinds[0], v, s.cur))
	}
}

// common lowers what several schemas say of one thing: a property that two
// parts of an allOf declare, the items of two arrays.
func (l *lowering) common(schemas []spec.Cursor, s site, step label.Step) ir.Value {
	same := func(a, b spec.Cursor) bool { return place(l.doc.Follow(a)) == place(l.doc.Follow(b)) }
	schemas = slices.CompactFunc(slices.Clone(schemas), same)
	switch len(schemas) {
	case 0:
		return ir.Value{Type: ir.Any{}}
	case 1:
		return l.value(schemas[0])
	}
	var all view
	for _, schema := range schemas {
		all = append(all, l.flatten(schema)...)
	}
	inner := s.deeper(step.String(), step)
	inner.cur = schemas[len(schemas)-1]
	if l.endless(inner) {
		return ir.Value{Type: ir.Any{}}
	}
	return l.within(all.once(), inner)
}
