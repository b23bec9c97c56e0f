package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// requests reports what requests of operations in the lock must have now, and earlier clients
// do not send: parameters, bodies and members of bodies that are new and required. What was
// optional stays so.
func (h *holder) requests() {
	seen := map[*ir.Decl]bool{}
	var visit func(v ir.Value) ir.Value
	visit = func(v ir.Value) ir.Value {
		ir.EachPart(v, func(v ir.Value) {
			if ref, ok := v.Type.(ir.Ref); ok && !seen[ref.Decl] {
				seen[ref.Decl] = true
				ir.MapValues(ref.Decl, visit)
			}
		})
		return v
	}
	for _, op := range h.api.Operations {
		b := h.ids.EarlierOperation(op)
		if b == nil || b.Gone || b.Find(lock.Params) == nil {
			continue
		}
		h.requiredParts(op, b)
		for _, p := range op.Params {
			visit(p.Value)
		}
		if op.Body == nil {
			continue
		}
		for _, m := range op.Body.Choices[0].Contents {
			if b.Get(identity.Body(m)) != nil {
				visit(m.Value)
			}
		}
	}
	for _, d := range h.api.Decls {
		if b := h.blocks[d]; seen[d] && b != nil && b.Form == wordStruct {
			h.requiredMembers(d, b)
		}
	}
}

// requiredParts reports parameters and bodies.
func (h *holder) requiredParts(op *ir.Operation, b *lock.Block) {
	earlier := identity.EarlierParams(op, b)
	for _, p := range op.Params {
		if e := b.Get(earlier[p]); p.Required && p.In != ir.InPath && (e == nil || e.Gone) {
			h.reportRequired("the "+string(p.In)+" parameter "+p.Name+" of "+b.Name, at(p.Doc, op.Doc))
		}
	}
	hadBody := slices.ContainsFunc(b.Entries(), func(e *lock.Entry) bool { return isUsed(e, lock.Body) })
	if op.Body != nil && op.Body.Required && !hadBody {
		h.reportRequired("the request body of "+b.Name, at(op.Body.Doc, op.Doc))
	}
}

// requiredMembers reports members of an object that requests have.
func (h *holder) requiredMembers(d *ir.Decl, b *lock.Block) {
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return
	}
	for _, f := range body.Fields {
		isDue := !f.Hidden && (f.Required || f.DirectionRequired && f.WriteOnly)
		wasReadOnly := b.Get(lock.Key{Kind: lock.ReadOnly, ID: f.Name}) != nil
		if e := b.Get(identity.Field(f)); isDue && (e == nil || e.Gone || wasReadOnly) {
			h.reportRequired("the member "+f.Name+" of "+b.Name, f.Doc)
		}
	}
}

func (h *holder) reportRequired(what string, doc ir.Doc) {
	add(diag.Diagnostic{
		Code: diag.Breaking, File: doc.Pos.File, Line: doc.Pos.Line, Column: doc.Pos.Column, Pointer: doc.From,
		Message: what + " is required, and new in requests: servers reject those of earlier clients",
		Hint:    "make it optional in the document, unless all clients are updated before the server",
	}, h.ds)
}
