package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// directions are what the lock has of the directions of a member.
func (h *holder) directions(b *lock.Block, e *lock.Entry) (readOnly, writeOnly bool) {
	has := func(kind lock.Kind) bool { return b.Get(lock.Key{Kind: kind, ID: e.ID}) != nil }
	return has(lock.ReadOnly), has(lock.WriteOnly)
}

// bothDirections keeps a member in requests and responses that the document now has in one
// of them only. It returns whether it has changed the member.
func (h *holder) bothDirections(b *lock.Block, e *lock.Entry, f *ir.Field) bool {
	isKnown := func(key lock.Key) bool { return b.Get(key) != nil }
	if e == nil || e.Gone || !slices.ContainsFunc(identity.Directions(f), func(key lock.Key) bool { return !isKnown(key) }) {
		return false
	}
	becomes := "read-only"
	if f.WriteOnly {
		becomes = "write-only"
	}
	c := change{block: b, entry: e, doc: f.Doc, what: "the member " + f.Name + " of " + b.Name, was: "in requests and responses", becomes: becomes, outcome: outcome{verdict: exact}}
	if !h.report(c) {
		return false
	}
	f.Required = f.Required || f.DirectionRequired
	f.ReadOnly, f.WriteOnly, f.DirectionRequired = false, false, false
	return true
}
