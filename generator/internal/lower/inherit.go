package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/spec"
)

// heir is a schema that extends another one by allOf.
type heir struct {
	cur  spec.Cursor
	name string // of the component
	bare bool   // it adds nothing
}

// family is a schema with a discriminator and no alternatives of its own: the
// schemas that extend it are its alternatives. A reference to it means any of
// them; under their allOf it means its own members.
type family struct {
	base          spec.Cursor
	discriminator spec.Cursor
	heirs         []heir
	own           bool // there are values of the base itself
}

// family reads a schema as the head of a family; nil where it is none, or where
// it cannot be told what its heirs are.
func (l *lowering) family(cur spec.Cursor) *family {
	if cur.Has("$ref") || len(l.heirsOf(cur)) == 0 {
		return nil
	}
	v := l.flatten(cur)
	if !v.isHead() {
		return nil
	}
	holders := v.with("discriminator")
	f := &family{base: cur, discriminator: holders[len(holders)-1]}
	mapping := f.discriminator.Child("mapping")
	for _, h := range append(l.descendants(cur), l.mappedHeirs(mapping, cur)...) {
		at := l.doc.Follow(h.cur)
		if h.bare && mapping.Node != nil && !l.isMapped(mapping, at, h.name) {
			continue // another name of the base
		}
		kinds := l.flatten(at).kinds()
		if len(kinds) != 1 || kinds[0] != "object" || l.flatten(at).unionKeyword() != "" {
			return nil
		}
		if !slices.ContainsFunc(f.heirs, func(other heir) bool { return place(l.doc.Follow(other.cur)) == place(at) }) {
			f.heirs = append(f.heirs, h)
		}
	}
	names, _ := v.properties()
	f.own = len(names) > 0 && (mapping.Node == nil || l.isMapped(mapping, cur, componentName(cur.Pointer)))
	if len(f.heirs) == 0 {
		return nil
	}
	return f
}

// isMapped reports whether a mapping has a schema among its targets.
func (l *lowering) isMapped(mapping, cur spec.Cursor, name string) bool {
	for _, target := range mapping.AllMembers() {
		if text, ok := target.Node.Str(); ok && l.targets(target, text, cur, name) {
			return true
		}
	}
	return false
}

// mappedHeirs are the schemas in other files that only a mapping leads to.
func (l *lowering) mappedHeirs(mapping, base spec.Cursor) []heir {
	var out []heir
	for _, target := range mapping.AllMembers() {
		text, _ := target.Node.Str()
		to := l.resolve(target, text)
		if to.Node != nil && place(to) != place(base) && slices.ContainsFunc(l.flatten(to), func(part spec.Cursor) bool { return place(part) == place(base) }) {
			out = append(out, heir{cur: to, name: lastSegment(text)})
		}
	}
	return out
}

// isHead holds for an object with a discriminator and without alternatives.
func (v view) isHead() bool {
	kinds := v.kinds()
	for _, holder := range v.with("discriminator") {
		if _, ok := holder.Child("propertyName").Node.Str(); !ok {
			return false
		}
	}
	return len(v.with("discriminator")) > 0 && v.unionKeyword() == "" && len(kinds) == 1 && kinds[0] == "object"
}

// heirsOf are the components that extend a schema directly.
func (l *lowering) heirsOf(cur spec.Cursor) []heir {
	if l.heirs == nil {
		l.heirs = map[string][]heir{}
		for name, component := range l.doc.Cursor().Child("components").Child("schemas").AllMembers() {
			at := l.doc.Follow(component)
			if component.Has("$ref") && componentName(at.Pointer) != "" {
				continue // another name of a component
			}
			bare := len(at.Items("allOf")) == 1 && len(assertions(at)) == 0
			for _, parent := range l.parents(at) {
				l.heirs[parent] = append(l.heirs[parent], heir{component, name, bare})
			}
		}
	}
	return l.heirs[place(cur)]
}

// parents are the places of the schemas that one names under allOf.
func (l *lowering) parents(cur spec.Cursor) []string {
	var out []string
	for i := range cur.Items("allOf") {
		part := cur.Child("allOf").Index(i)
		if part.Has("$ref") {
			out = append(out, place(l.doc.Follow(part)))
			continue
		}
		out = append(out, l.parents(part)...)
	}
	return out
}

// descendants are the heirs of a schema and theirs, each once.
func (l *lowering) descendants(cur spec.Cursor) []heir {
	var out []heir
	seen := map[string]bool{place(cur): true}
	var walk func(spec.Cursor)
	walk = func(cur spec.Cursor) {
		for _, h := range l.heirsOf(cur) {
			at := l.doc.Follow(h.cur)
			if !seen[place(at)] {
				seen[place(at)] = true
				out = append(out, h)
				walk(at)
			}
		}
	}
	walk(cur)
	return out
}

// extends holds for a schema that is one of a family and says nothing of its own:
// it is a type, not another name of the one that it extends.
func (l *lowering) extends(cur, base spec.Cursor) bool {
	f := l.family(l.doc.Follow(base))
	return f != nil && slices.ContainsFunc(f.heirs, func(h heir) bool { return place(l.doc.Follow(h.cur)) == place(cur) })
}

// inherit lowers a reference to the head of a family: a union of the schemas
// that extend it, and of a struct with its own members if such values exist.
func (l *lowering) inherit(f *family, s site) ir.Value {
	v := l.flatten(f.base)
	d, isNew := l.open(s)
	out := ir.Value{Type: ir.Ref{Decl: d}, Nullable: v.nullable()}
	if !isNew {
		return out
	}
	body := &ir.Union{}
	d.Body = body
	plan := &unionPlan{decl: d, body: body, site: s, discriminator: f.discriminator, base: f.base}
	l.plans = append(l.plans, plan)
	if f.own {
		own := site{key: s.key + " base", path: s.path.Append(label.Own{}), cur: f.base}
		base := l.newDecl(own)
		base.Owner = d
		plan.members = append(plan.members, planned{value: l.object(v, own), cur: f.base, name: componentName(f.base.Pointer)})
	}
	for _, h := range f.heirs {
		member := planned{cur: h.cur, name: h.name}
		if componentName(h.cur.Pointer) == "" {
			member.value = l.value(h.cur)
		} else {
			l.declare(h.cur)
			member.value.Type = ir.Ref{Decl: l.decls[place(h.cur)]}
		}
		plan.members = append(plan.members, member)
	}
	return out
}
