package types

import "github.com/peergen/peergen/generator/internal/ir"

// Shape is [ir.ShapeOf], also for unions whose variants are still to be decided.
func (b *Builder) Shape(v ir.Value) ir.Shape { return b.shape(v, map[*ir.Decl]bool{}) }

func (b *Builder) shape(v ir.Value, seen map[*ir.Decl]bool) (all ir.Shape) {
	ref, ok := ir.Underlying(v).Type.(ir.Ref)
	if !ok || seen[ref.Decl] {
		return ir.ShapeOf(v)
	}
	seen[ref.Decl] = true
	for _, u := range b.unions {
		if u.decl == ref.Decl && u.state != decided {
			for _, m := range u.members {
				all |= b.shape(m.value, seen)
			}
			return all
		}
	}
	return ir.ShapeOf(v)
}
