package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// schemes keeps services starting that have no Verifier for a security scheme, because the
// earlier output did not use it. A scheme that an operation of the lock cannot do without is
// required all the same.
func (h *holder) schemes() {
	if !slices.ContainsFunc(h.earlier.Blocks(), func(b *lock.Block) bool { return b.Kind == lock.Operation && b.Find(lock.Params) != nil }) {
		return // the lock has only what was renamed before a first generation
	}
	uses := h.schemeUses()
	added := map[*ir.SecurityScheme]bool{}
	for _, s := range h.api.Schemes {
		b := h.earlier.Block(identity.Scheme(s))
		added[s] = len(uses[s]) > 0 && s.IsKnown() && (b == nil || b.Gone || b.Find(lock.Unused) != nil)
	}
	for _, s := range h.api.Schemes {
		b := h.earlier.Block(identity.Scheme(s))
		wasOptional := b != nil && b.Find(lock.Optional) != nil
		if len(uses[s]) == 0 || !added[s] && !wasOptional {
			continue
		}
		if b == nil {
			b = &lock.Block{Entry: lock.Entry{Key: identity.Scheme(s)}}
		}
		c := change{block: b, doc: s.Doc, what: "the Verifier of the security scheme " + s.Key, was: "optional", becomes: "required"}
		c.outcome = outcome{verdict: lossy, notes: []string{"without it, servers reject credentials of the scheme"}}
		if op := h.needing(uses[s], added); op != nil && !wasOptional {
			c.outcome = fail(h.ids.EarlierOperation(op).Name + " requires it")
		}
		s.Optional = h.report(c)
	}
}

// schemeUses are the operations that use each scheme.
func (h *holder) schemeUses() map[*ir.SecurityScheme][]*ir.Operation {
	uses := map[*ir.SecurityScheme][]*ir.Operation{}
	for _, op := range h.api.Operations {
		for _, use := range slices.Concat(op.Security...) {
			uses[use.Scheme] = append(uses[use.Scheme], op)
		}
	}
	return uses
}

// needing returns an operation of the lock that has no alternative without added schemes, or
// nil.
func (h *holder) needing(uses []*ir.Operation, added map[*ir.SecurityScheme]bool) *ir.Operation {
	hasAdded := func(r ir.Requirement) bool {
		return slices.ContainsFunc(r, func(use ir.SchemeUse) bool { return added[use.Scheme] })
	}
	i := slices.IndexFunc(uses, func(op *ir.Operation) bool {
		b := h.ids.EarlierOperation(op)
		return b != nil && !b.Gone && !slices.ContainsFunc(op.Security, func(r ir.Requirement) bool { return !hasAdded(r) })
	})
	if i < 0 {
		return nil
	}
	return uses[i]
}
