package bind

import (
	"maps"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// innerUnions binds the unions of a union that are inline schemas. Such a union is the type
// of the lock with the most variants of which it has all, of several the only one that
// nothing else has.
func (b *binder) innerUnions(body *ir.Union) {
	for _, inner := range body.Inner {
		if b.component(inner.Decl) != nil || inner.Decl.Earlier != "" {
			continue
		}
		found := b.unionsOf(b.variantNames(inner.Body()))
		if len(found) > 1 {
			found = slices.DeleteFunc(found, b.isMentioned)
		}
		if len(found) == 1 {
			b.decl(inner.Decl, found[0])
		}
	}
}

// unionsOf are the inline unions of the lock that have the most of the variants with these
// names, at least one, and no others.
func (b *binder) unionsOf(names map[string]bool) (found []*lock.Block) {
	most := 1
	for _, t := range b.inlineUnions() {
		variants := lockedVariants(t)
		if len(variants) < most || slices.ContainsFunc(variants, func(name string) bool { return !names[name] }) {
			continue
		}
		if len(variants) > most {
			found, most = nil, len(variants)
		}
		found = append(found, t)
	}
	return found
}

// isMentioned reports whether a form in the lock has a type.
func (b *binder) isMentioned(t *lock.Block) bool {
	if b.mentioned == nil {
		b.mentioned = map[string]bool{}
		for _, block := range b.earlier.Blocks() {
			for _, e := range block.Entries() {
				if e.Form != "" {
					b.mention(b.form(e.Form))
				}
			}
			if _, of := b.kindOf(block); of != nil {
				b.mention(of)
			}
		}
	}
	return b.mentioned[t.Name]
}

// mention collects the types in a form.
func (b *binder) mention(f lock.Form) {
	switch f := f.(type) {
	case lock.Opt:
		b.mention(f.Of)
	case lock.Pointer:
		b.mention(f.To)
	case lock.Stream:
		b.mention(f.Item)
	case lock.Event:
		b.mention(f.Data)
	case lock.List:
		b.mention(f.Elem)
	case lock.Map:
		b.mention(f.Elem)
	case lock.Named:
		b.mentioned[string(f)] = true
	}
}

// inlineUnions are the unions of the lock that were inline schemas.
func (b *binder) inlineUnions() []*lock.Block {
	if b.unions == nil {
		b.unions = []*lock.Block{}
		for _, t := range b.earlier.Blocks() {
			if t.Kind == lock.Type && !t.Gone && t.Form == "union" {
				b.unions = append(b.unions, t)
			}
		}
	}
	return b.unions
}

// lockedVariants are the names of the types that are variants of a union in the lock.
func lockedVariants(t *lock.Block) (names []string) {
	for _, e := range t.Entries() {
		if e.Kind == lock.Variant && !e.Gone {
			names = append(names, e.ID)
		}
	}
	return names
}

// variantNames are the names that the lock has for the variants of a union.
func (b *binder) variantNames(body *ir.Union) map[string]bool {
	names := map[string]bool{}
	for _, v := range body.Variants {
		if block := b.component(v.Decl); block != nil {
			names[block.Name] = true
		} else {
			names[v.Decl.Earlier] = true
		}
	}
	maps.DeleteFunc(names, func(name string, _ bool) bool { return name == "" })
	return names
}
