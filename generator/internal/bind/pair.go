package bind

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// candidates are the types of the lock that each variant can be, and the reverse.
type candidates struct {
	types    map[*ir.Variant][]*lock.Block
	variants map[*lock.Block][]*ir.Variant
}

// candidates compares each variant with each type of its kind once.
func (b *binder) candidates(variants []*ir.Variant, types []*lock.Block, same func(*ir.Variant, *lock.Block) bool) candidates {
	c := candidates{map[*ir.Variant][]*lock.Block{}, map[*lock.Block][]*ir.Variant{}}
	for _, v := range variants {
		for _, t := range types {
			if b.isKind(v.Decl, t) && same(v, t) {
				c.types[v] = append(c.types[v], t)
				c.variants[t] = append(c.variants[t], v)
			}
		}
	}
	return c
}

// pair binds the variants and types that are the same, each the only one of the other. It
// returns those that are left.
func (b *binder) pair(variants []*ir.Variant, types []*lock.Block, same func(*ir.Variant, *lock.Block) bool) ([]*ir.Variant, []*lock.Block) {
	c := b.candidates(variants, types, same)
	bound, found := map[*ir.Variant]bool{}, map[*lock.Block]bool{}
	for grew := true; grew; {
		grew = false
		for _, t := range types {
			v := only(c.variants[t], bound)
			if found[t] || v == nil || only(c.types[v], found) != t {
				continue
			}
			b.decl(v.Decl, t)
			bound[v], found[t], grew = true, true, true
		}
	}
	return without(variants, bound), without(types, found)
}

// pairEqual binds variants that nothing distinguishes to as many types of the lock that are
// identical in Go: whichever of them a variant is, importers compile. Types are in the order
// in which their names were counted. Variants that repeat each other have one type in the lock.
func (b *binder) pairEqual(variants []*ir.Variant, types []*lock.Block, same func(*ir.Variant, *lock.Block) bool) ([]*ir.Variant, []*lock.Block) {
	c := b.candidates(variants, types, same)
	bound, found := map[*ir.Variant]bool{}, map[*lock.Block]bool{}
	for _, v := range variants {
		all := slices.Clone(c.types[v])
		if bound[v] || len(all) == 0 || len(all) > 1 && len(c.variants[all[0]]) != len(all) {
			continue
		}
		group := c.variants[all[0]]
		isGroup := !slices.ContainsFunc(group, func(v *ir.Variant) bool { return !slices.Equal(c.types[v], c.types[group[0]]) }) &&
			!slices.ContainsFunc(all, func(t *lock.Block) bool {
				return !slices.Equal(c.variants[t], group) || !b.areIdentical(all[0], t)
			})
		if !isGroup {
			continue
		}
		slices.SortFunc(all, func(a, b *lock.Block) int {
			return cmp.Or(cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Name, b.Name))
		})
		for i, v := range group {
			t := all[min(i, len(all)-1)]
			b.decl(v.Decl, t)
			bound[v], found[t] = true, true
		}
	}
	return without(variants, bound), without(types, found)
}

// areIdentical reports whether two types of the lock have the same members of the same Go
// types, values or items.
func (b *binder) areIdentical(x, y *lock.Block) bool {
	parts := func(t *lock.Block) (out []lock.Entry) {
		for _, e := range t.Entries() {
			if !e.Gone && (isMember(e) || e.Kind == lock.Additional || e.Kind == lock.Rest) {
				part := lock.Entry{Key: e.Key, Form: e.Form}
				if e.Kind == lock.Member || e.Kind == lock.Additional {
					part.Name = e.Name
				}
				out = append(out, part)
			}
		}
		return out
	}
	return x.Form == y.Form && slices.EqualFunc(parts(x), parts(y), func(a, b lock.Entry) bool {
		return a.Key == b.Key && a.Name == b.Name && a.Form == b.Form
	})
}

// only returns the one element that is not in done, or nil if there are several.
func only[T any](list []*T, done map[*T]bool) (out *T) {
	for _, x := range list {
		switch {
		case done[x]:
		case out != nil:
			return nil
		default:
			out = x
		}
	}
	return out
}

func without[T any](list []*T, done map[*T]bool) []*T {
	return slices.DeleteFunc(slices.Clone(list), func(x *T) bool { return done[x] })
}
