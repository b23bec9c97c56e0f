package hold

import (
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// rankVariants makes values that were of a variant of the lock be of that variant although
// they fit a new one equally.
func (h *holder) rankVariants() {
	for d, b := range h.blocks {
		body, ok := d.Body.(*ir.Union)
		if !ok || h.accepted(b) {
			continue
		}
		ranks := map[string]int{}
		last := 0
		for _, e := range b.Entries() {
			if e.Kind == lock.Variant { // one that comes back has its rank again
				rank, _ := strconv.Atoi(e.Form)
				ranks[e.ID], last = rank, max(last, rank)
			}
		}
		if len(ranks) > 0 {
			h.rankVariantsOf(body, ranks, last+1)
		}
	}
}

// rankVariantsOf ranks the variants of a union. One is not chosen for a member that only it
// has if a variant before it has values with all members.
func (h *holder) rankVariantsOf(body *ir.Union, ranks map[string]int, next int) {
	for _, v := range body.Variants {
		v.Rank = next
		if b := h.blocks[v.Decl]; b != nil {
			if rank, known := ranks[b.Name]; known {
				v.Rank = rank
			}
		}
	}
	for _, v := range body.Variants {
		if slices.ContainsFunc(body.Variants, func(w *ir.Variant) bool { return w.Rank < v.Rank && hasAnyMember(w.Decl) }) {
			v.Member = ""
		}
	}
}

// hasAnyMember reports whether an object of a type has a value for each member.
func hasAnyMember(d *ir.Decl) bool {
	switch classOfDecl(d) {
	case dict:
		return true
	case object:
		return ir.StructDecl(ir.Underlying(ir.Value{Type: ir.Ref{Decl: d}})).Body.(*ir.Struct).Additional != nil
	}
	return false
}
