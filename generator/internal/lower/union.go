package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
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
	step := label.Step(label.Name(l.component(l.doc.Follow(cur))))
	if step == label.Name("") {
		step = l.namePath(cur).Last()
	}
	inner := s.deeper(place(cur), step)
	inner.cur = cur
	if inner.depth > maxAlternatives {
		l.report(diag.UnsupportedType, cur, "alternatives within alternatives, without end, are raw JSON in Go", "")
		return ir.Value{Type: ir.Any{}}
	}
	if l.endless(inner) {
		return ir.Value{Type: ir.Any{}}
	}
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
		inner := s.deeper(kind, label.Name(kind))
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
