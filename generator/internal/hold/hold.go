// Package hold keeps the Go types of an earlier output where the document has changed
// them: it changes the IR back to the forms of the lock if these can represent the values
// of the document. It reports each change, and those that it cannot hold.
//
// The table in table.go has which forms can represent what.
package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/shape"
)

// Apply changes an API, whose inline declarations are bound to the lock, back to the forms
// of the lock. Bodies and results are not grouped by type yet. Without a lock it does
// nothing.
func Apply(api *ir.API, earlier *lock.Lock, ds *diag.List) {
	if earlier == nil {
		return
	}
	h := &holder{api: api, earlier: earlier, ids: identity.New(api, earlier), ds: ds, blocks: map[*ir.Decl]*lock.Block{}, byName: map[string][]*ir.Decl{}, fromLock: map[*ir.Decl]bool{}, variants: map[*ir.Decl]bool{}, forms: map[string]lock.Form{}, lost: map[*ir.Decl][]*lock.Entry{}}
	for _, d := range api.Decls {
		h.bind(d)
		if union, ok := d.Body.(*ir.Union); ok {
			for _, v := range union.Variants {
				h.variants[v.Decl] = true
			}
		}
	}
	h.rankVariants()
	h.shapes = shape.New(api)
	if h.kinds() {
		h.shapes = shape.New(api)
	}
	h.members()
	h.requests()
	h.operations()
	h.schemes()
	h.removedTypes()
	h.dropUnused()
	h.reportLost()
}

// holder is the state of one run of [Apply].
type holder struct {
	api      *ir.API
	earlier  *lock.Lock
	ids      *identity.Table
	shapes   *shape.Shapes
	ds       *diag.List
	blocks   map[*ir.Decl]*lock.Block
	byName   map[string][]*ir.Decl // by Go name in the lock; inline schemas can share one
	fromLock map[*ir.Decl]bool     // made from the lock
	variants map[*ir.Decl]bool     // of unions
	forms    map[string]lock.Form  // by their text

	lost map[*ir.Decl][]*lock.Entry // members of the lock that declarations made from it do not have
}

// used are the declarations that the document has, and those that they and operations
// refer to.
func (h *holder) used() map[*ir.Decl]bool {
	used := map[*ir.Decl]bool{}
	var use func(v ir.Value) ir.Value
	use = func(v ir.Value) ir.Value {
		if ref, ok := v.Type.(ir.Ref); ok && !used[ref.Decl] {
			used[ref.Decl] = true
			ir.MapValues(ref.Decl, use)
		}
		return v
	}
	for _, d := range h.api.Decls {
		if !h.fromLock[d] && d.Component != "" || d.Retired {
			use(ir.Value{Type: ir.Ref{Decl: d}})
		}
	}
	ir.MapOperationValues(h.api, use)
	return used
}

// dropUnused drops the declarations that were made from the lock and are not used: those
// for changes that could not be held.
func (h *holder) dropUnused() {
	used := h.used()
	h.api.Decls = slices.DeleteFunc(h.api.Decls, func(d *ir.Decl) bool { return h.fromLock[d] && !used[d] })
}

// bind finds the block of a declaration.
func (h *holder) bind(d *ir.Decl) {
	if b := h.ids.EarlierDecl(d); b != nil && !b.Gone {
		h.blocks[d] = b
		h.byName[b.Name] = append(h.byName[b.Name], d)
	}
}

// declared is the declaration that has a Go name in the lock, or nil.
func (h *holder) declared(name string) *ir.Decl {
	if decls := h.byName[name]; len(decls) > 0 {
		return decls[0]
	}
	return nil
}
