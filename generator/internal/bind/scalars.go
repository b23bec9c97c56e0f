package bind

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// scalars binds scalar variants that have another Go type than in the lock, because the
// schema gained or lost a format or an enum: each is the only one of its JSON type, and so is
// the type of the lock.
func (b *binder) scalars(variants []*ir.Variant, types []*lock.Block) {
	byJSON := map[string][]*ir.Variant{}
	for _, v := range variants {
		if kind := kind(v.Decl); kind == "named" || kind == "enum" {
			word := ir.JSONKind(ir.Value{Type: ir.Ref{Decl: v.Decl}})
			byJSON[word] = append(byJSON[word], v)
		}
	}
	locked := map[string][]*lock.Block{}
	for _, t := range types {
		word := b.jsonKind(t)
		locked[word] = append(locked[word], t)
	}
	for word, found := range byJSON {
		if word != "" && len(found) == 1 && len(locked[word]) == 1 {
			b.decl(found[0].Decl, locked[word][0])
		}
	}
}

// jsonKind is the JSON type of a scalar type in the lock, or "".
func (b *binder) jsonKind(t *lock.Block) string {
	word, of := b.kindOf(t)
	if word == "enum" {
		of = b.form(t.Form[len("enum "):])
	}
	if basic, ok := of.(lock.Basic); ok {
		return basic.JSON()
	}
	return ""
}
