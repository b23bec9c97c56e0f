package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// likeness is two declarations that are compared.
type likeness struct{ old, now *ir.Decl }

// isLike reports whether two values have one Go type, or types that are declared alike: a
// schema was copied. within are the declarations around them.
func (h *holder) isLike(old, now ir.Value, within []likeness) bool {
	if h.formOf(old, h.inLock).String() == h.formOf(now, h.inLock).String() {
		return true
	}
	x, y := unnamed(old), unnamed(now)
	switch t := x.Type.(type) {
	case ir.List:
		u, ok := y.Type.(ir.List)
		return ok && h.areElementsLike(t.Elem, u.Elem, within)
	case ir.Dict:
		u, ok := y.Type.(ir.Dict)
		return ok && h.areElementsLike(t.Elem, u.Elem, within)
	case ir.Ref:
		u, ok := y.Type.(ir.Ref)
		return ok && h.areDeclaredLike(t.Decl, u.Decl, within)
	}
	return false
}

func (h *holder) areElementsLike(old, now ir.Value, within []likeness) bool {
	return ir.IsNullable(old) == ir.IsNullable(now) && h.isLike(old, now, within)
}

func (h *holder) areDeclaredLike(old, now *ir.Decl, within []likeness) bool {
	pair := likeness{old, now}
	if old == now || slices.Contains(within, pair) {
		return true
	}
	within = append(slices.Clip(within), pair)
	switch x := old.Body.(type) {
	case *ir.Enum:
		y, ok := now.Body.(*ir.Enum)
		return ok && x.Base == y.Base && slices.EqualFunc(x.Values, y.Values, func(a, b *ir.EnumValue) bool { return a.Literal == b.Literal })
	case *ir.Struct:
		y, ok := now.Body.(*ir.Struct)
		return ok && (x.Additional == nil) == (y.Additional == nil) && (x.Additional == nil || h.areElementsLike(*x.Additional, *y.Additional, within)) &&
			slices.EqualFunc(x.Fields, y.Fields, func(a, b *ir.Field) bool {
				return a.Name == b.Name && a.Required == b.Required && h.areElementsLike(a.Value, b.Value, within)
			})
	case *ir.Union:
		y, ok := now.Body.(*ir.Union)
		return ok && x.Property == y.Property && slices.EqualFunc(x.Variants, y.Variants, func(a, b *ir.Variant) bool {
			return slices.Equal(a.Tags, b.Tags) && h.areDeclaredLike(a.Decl, b.Decl, within)
		})
	case *ir.Named:
		y, ok := now.Body.(*ir.Named)
		return ok && h.areElementsLike(x.Value, y.Value, within)
	}
	return false
}
