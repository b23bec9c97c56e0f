package lower

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
)

// hierarchy lowers a reference to the base of a hierarchy: to a union of the schemas
// that extend it, and of a struct with its own members if such values exist.
func (l *lowering) hierarchy(h *schema.Hierarchy, s site) ir.Value {
	v := l.schemas.Intersection(h.Base)
	d, isNew := l.open(s)
	out := ir.Value{Type: ir.Ref{Decl: d}, Nullable: v.Nullable()}
	if !isNew {
		return out
	}
	u := &union{decl: d, body: &ir.Union{}, discriminator: h.Discriminator, base: h.Base}
	d.Body = u.body
	l.unions = append(l.unions, u)
	if h.HasOwn {
		own := site{id: s.id.inside("base"), path: s.path.Append(label.Own{}), cur: h.Base}
		base := l.newDecl(own)
		base.Owner = d
		u.members = append(u.members, member{value: l.object(v, own), cur: h.Base, name: schema.ComponentName(h.Base.Pointer)})
	}
	for _, subtype := range h.Subtypes {
		m := member{cur: subtype.Schema, name: subtype.Name}
		if schema.ComponentName(subtype.Schema.Pointer) == "" {
			m.value = l.value(subtype.Schema)
		} else {
			m.value.Type = l.declare(subtype.Schema).Type
		}
		u.members = append(u.members, m)
	}
	return out
}
