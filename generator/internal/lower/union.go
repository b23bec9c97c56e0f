package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// unionKeyword is the keyword under which the first part with one lists
// alternatives; "" for a view without any. Those that only constrain a type are
// a matter of checks.
func (v view) unionKeyword() string {
	typed := len(v.kinds()) > 0
	for _, part := range v {
		for _, keyword := range []string{"oneOf", "anyOf"} {
			if len(part.Items(keyword)) > 0 && !(typed && onlyConstrain(part, keyword)) {
				return keyword
			}
		}
	}
	return ""
}

// union lowers oneOf and anyOf. What stands beside the alternatives holds for
// each of them.
func (l *lowering) union(v view, s site) ir.Value {
	rest, part, keyword := v.alternatives()
	if i, ok := l.soleAlternative(part.Child(keyword)); ok && s.key == place(s.cur) && l.component(s.cur) != "" {
		return l.orNull(append(rest, l.flatten(part.Child(keyword).Index(i))...), s)
	}
	d, isNew := l.open(s)
	if !isNew {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	body := &ir.Union{}
	d.Body = body
	out := ir.Value{Type: ir.Ref{Decl: d}}
	plan := &unionPlan{decl: d, body: body, site: s, discriminator: part.Child("discriminator")}
	for i := range part.Items(keyword) {
		alternative := part.Child(keyword).Index(i)
		if isNullSchema(l.doc.Follow(alternative)) {
			out.Nullable = true
			continue
		}
		member := l.alternative(rest, alternative, s)
		if member.Nullable {
			out.Nullable, member.Nullable = true, false
		}
		plan.add(planned{value: member, cur: alternative, name: l.component(l.doc.Follow(alternative))}, keyword)
	}
	if single, ok := collapse(plan.members); ok {
		single.Checks = alternativesOf(keyword, plan.members, single)
		return l.abandon(d, s, single, out.Nullable)
	}
	l.plans = append(l.plans, plan)
	return out
}

// holdsNull holds for a view that is nullable, or has an alternative that is.
func (l *lowering) holdsNull(v view, depth int) bool {
	rest, part, keyword := v.alternatives()
	if keyword == "" || v.nullable() || depth > 5 {
		return v.nullable()
	}
	for i := range part.Items(keyword) {
		alternative := part.Child(keyword).Index(i)
		if isNullSchema(l.doc.Follow(alternative)) || l.holdsNull(append(slices.Clone(rest), l.flatten(alternative)...), depth+1) {
			return true
		}
	}
	return false
}

// soleAlternative is the one schema of a list that stands there in full, beside
// nothing but null.
func (l *lowering) soleAlternative(list spec.Cursor) (int, bool) {
	sole := -1
	for i := range list.Node.Items {
		switch cur := list.Index(i); {
		case isNullSchema(l.doc.Follow(cur)):
		case sole >= 0 || cur.Has("$ref") || cur.Node.Kind != source.Object:
			return 0, false
		default:
			sole = i
		}
	}
	return sole, sole >= 0 && len(list.Node.Items) > 1
}

// orNull lowers a component that is null or what a view says: it has the name
// of the component, and where that has no text of its own, the text.
func (l *lowering) orNull(v view, s site) ir.Value {
	out := l.meet(v, s)
	out.Nullable = true
	if d := l.decls[s.key]; d != nil && d.Doc.Description == "" {
		d.Doc.Description = l.prose(v[len(v)-1]).Description
	}
	return out
}

// alternatives takes a view apart: the first part that lists alternatives, its
// keyword, and what holds beside them. The keyword is "" for a view without any.
func (v view) alternatives() (rest view, part spec.Cursor, keyword string) {
	keyword = v.unionKeyword()
	if keyword == "" {
		return v, part, ""
	}
	typed := len(v.kinds()) > 0
	at := slices.IndexFunc(v, func(part spec.Cursor) bool {
		return len(part.Items(keyword)) > 0 && !(typed && onlyConstrain(part, keyword))
	})
	part = v[at]
	rest = slices.Clone(v)
	rest[at] = part.Without(keyword)
	if !constrains(rest[at]) {
		rest = slices.Delete(rest, at, at+1)
	}
	return rest, part, keyword
}

// constrains holds where a schema says more than that it is an object.
func constrains(cur spec.Cursor) bool {
	for _, name := range assertions(cur) {
		text, _ := cur.Child(name).Node.Str()
		if name != "discriminator" && name != "nullable" && (name != "type" || text != "object") {
			return true
		}
	}
	return false
}

// alternative lowers one schema of a union together with what holds for all.
func (l *lowering) alternative(rest view, cur spec.Cursor, s site) ir.Value {
	own := l.flatten(cur)
	rest = slices.DeleteFunc(slices.Clone(rest), func(part spec.Cursor) bool {
		return slices.ContainsFunc(own, func(other spec.Cursor) bool { return place(part) == place(other) }) // it extends that
	})
	if len(rest) == 0 {
		return l.value(cur)
	}
	if strings.Count(s.key, " ") > 6 {
		l.report(diag.UnsupportedType, cur, "alternatives within alternatives, without end, are raw JSON in Go", "")
		return ir.Value{Type: ir.Any{}}
	}
	inner := l.siteOf(cur)
	inner.key, inner.path = s.key+" "+inner.key, append(slices.Clone(s.path), inner.path[len(inner.path)-1])
	return l.meet(append(rest, own...), inner)
}

// oneOfKinds lowers a schema of several types: one alternative per type.
func (l *lowering) oneOfKinds(v view, kinds []string, s site) ir.Value {
	d, isNew := l.open(s)
	if !isNew {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	body := &ir.Union{}
	d.Body = body
	plan := &unionPlan{decl: d, body: body, site: s}
	for _, kind := range kinds {
		inner := site{key: s.key + " " + kind, path: append(slices.Clone(s.path), kind), cur: s.cur}
		only := append(slices.Clone(v), s.cur.WithType(kind))
		plan.members = append(plan.members, planned{value: l.meet(only, inner), cur: s.cur})
		if own := l.decls[inner.key]; own != nil {
			own.Owner = d
		}
	}
	if single, ok := collapse(plan.members); ok {
		single.Checks = alternativesOf("type", plan.members, single)
		return l.abandon(d, s, single, false)
	}
	l.plans = append(l.plans, plan)
	return ir.Value{Type: ir.Ref{Decl: d}}
}

func isNullSchema(cur spec.Cursor) bool {
	names := typeNames(cur)
	if len(names) == 1 && names[0] == "null" {
		return true
	}
	if c := cur.Child("const").Node; c != nil && c.Kind == source.Null {
		return true
	}
	values := cur.Items("enum")
	return len(values) == 1 && values[0].Kind == source.Null
}

func sameType(a, b ir.Value) bool {
	switch t := a.Type.(type) {
	case ir.List:
		u, ok := b.Type.(ir.List)
		return ok && sameType(t.Elem, u.Elem)
	case ir.Dict:
		u, ok := b.Type.(ir.Dict)
		return ok && sameType(t.Elem, u.Elem)
	}
	return a.Type == b.Type
}

// collapse answers what a union is when it is none: a single member, anything
// at all where a member is, or the wider one of scalars that no value tells
// apart, such as a string and an enumeration of strings.
func collapse(members []planned) (ir.Value, bool) {
	if len(members) == 0 {
		return ir.Value{Type: ir.Any{}}, true
	}
	values := make([]ir.Value, 0, len(members))
	for _, member := range members {
		values = append(values, member.value)
	}
	if len(values) > 1 {
		values = onTheWire(values)
	}
	wide := values[0]
	wide.Checks = nil
	kind := scalarKind(wide)
	for _, m := range values {
		if _, ok := ir.Underlying(m).Type.(ir.Any); ok {
			return ir.Value{Type: ir.Any{}}, true
		}
		switch k := scalarKind(m); {
		case len(members) == 1:
			return m, true
		case k == "" || kind == "" || strings.TrimSuffix(k, "+") != strings.TrimSuffix(kind, "+"):
			kind = ""
		case isEnumValue(wide) || k == "number+":
			wide, kind = ir.Value{Type: base(m)}, k
		case isEnumValue(m):
			wide.Type = base(wide)
		}
	}
	return wide, kind != ""
}

// onTheWire are members as they are told apart: a date is a string among others.
// Of a type from elsewhere whose JSON is not known nothing can be told.
func onTheWire(members []ir.Value) []ir.Value {
	out := slices.Clone(members)
	for i, m := range out {
		switch t := ir.Underlying(m).Type.(type) {
		case ir.Time, ir.Date, ir.Bytes, ir.UnixTime:
			out[i] = ir.Value{Type: ir.Wire(t), Nullable: m.Nullable}
		case ir.Foreign:
			out[i] = ir.Value{Type: ir.Wire(t), Nullable: m.Nullable}
			if t.JSON == "" {
				out[i].Type = ir.Any{}
			}
		}
	}
	return out
}

func isEnumValue(v ir.Value) bool { return base(v) != ir.Underlying(v).Type }

// base is the type under an enumeration.
func base(v ir.Value) ir.Type {
	t := ir.Underlying(v).Type
	if ref, ok := t.(ir.Ref); ok {
		if enum, ok := ref.Decl.Body.(*ir.Enum); ok {
			return enum.Base
		}
	}
	return t
}

// scalarKind is the JSON type of a scalar, "number+" for one that holds
// fractions; "" for what is no scalar.
func scalarKind(v ir.Value) string {
	switch base(v).(type) {
	case ir.String:
		return "string"
	case ir.Integer:
		return "number"
	case ir.Number, ir.Decimal:
		return "number+"
	case ir.Boolean:
		return "boolean"
	}
	return ""
}

// abandon takes back the declaration of a union that is none. A component
// keeps its name, as an alias.
func (l *lowering) abandon(d *ir.Decl, s site, v ir.Value, nullable bool) ir.Value {
	d.Body = nil
	if d.Component == "" {
		l.gone[d] = v
		delete(l.decls, s.key)
		l.api.Decls = slices.DeleteFunc(l.api.Decls, func(other *ir.Decl) bool { return other == d })
	}
	v.Nullable = v.Nullable || nullable
	return v
}
