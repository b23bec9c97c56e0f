package types

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
)

// hierarchy lowers a reference to the base of a hierarchy: to a union of the schemas
// that extend it, and of a struct with its own members if such values exist.
func (b *Builder) hierarchy(h *schema.Hierarchy, s Site) ir.Value {
	v := b.Schemas.Intersection(h.Base)
	d, isNew := b.open(s)
	out := ir.Value{Type: ir.Ref{Decl: d}, Nullable: v.Nullable()}
	if !isNew {
		return out
	}
	u := &union{decl: d, body: &ir.Union{Keyword: "oneOf"}, discriminators: h.Discriminators, base: h.Base}
	d.Body = u.body
	b.unions = append(b.unions, u)
	if h.HasOwn {
		own := Site{id: s.id.inside("base"), Path: s.Path.Append(label.Own{}), cur: h.Base}
		base := b.NewDecl(own)
		base.Owner = d
		u.members = append(u.members, member{value: b.object(v, own), cur: h.Base, meant: h.Base, name: b.Schemas.ImpliedName(h.Base)})
	}
	for _, subtype := range h.Subtypes {
		m := member{cur: subtype.Schema, meant: b.Doc.Follow(subtype.Schema), name: subtype.Name}
		if schema.ComponentName(subtype.Schema.Pointer()) == "" {
			m.value = b.Value(subtype.Schema)
		} else {
			m.value.Type = b.declare(subtype.Schema).Type
		}
		u.members = append(u.members, m)
	}
	return out
}
