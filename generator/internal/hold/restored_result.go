package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// resultsAgain puts the result of an operation into use again that was removed from the
// document: it could not stay, and is what it was as soon as the document has its responses.
func (h *holder) resultsAgain(op *ir.Operation, b *lock.Block) {
	bodies, has := map[lock.Key]bool{}, map[lock.Key]bool{}
	for _, r := range op.Results {
		for _, m := range r.Contents {
			bodies[identity.ResultBody(r.Status, m)] = true
			has[identity.Success(r.Status, m)] = true
		}
	}
	isGone := func(e *lock.Entry) bool { return e != nil && e.Gone }
	result := b.Find(lock.Result)
	lines := func(kind lock.Kind, in map[lock.Key]bool) (found []*lock.Entry, all bool) {
		all = true
		for _, e := range b.Entries() {
			if e.Kind == kind && in[e.Key] {
				found = append(found, e)
			} else if e.Kind == kind {
				all = false
			}
		}
		return found, all
	}
	was := "an error alone"
	if result != nil && !result.Gone {
		was = result.Form
	}
	if results := b.Find(lock.Results); isGone(results) && result != nil {
		if found, all := lines(lock.ResultBody, bodies); all && len(found) > 1 {
			result.Form = results.Name
			for _, e := range append(found, result, results) {
				e.Gone = false
			}
			h.reportAgain("the result of "+b.Name, was, result.Form, responseDoc(op, op.Results[0]))
			return
		}
	}
	if found, _ := lines(lock.Success, has); isGone(result) && slices.ContainsFunc(found, isGone) {
		for _, e := range append(found, result) {
			e.Gone = false
		}
		h.reportAgain("the result of "+b.Name, was, result.Form, responseDoc(op, op.Results[0]))
	}
}

// reportAgain reports that a part becomes what it was before the last change.
func (h *holder) reportAgain(what, was, becomes string, doc ir.Doc) {
	add(diag.Diagnostic{
		Code: diag.Breaking, File: doc.Pos.File, Line: doc.Pos.Line, Column: doc.Pos.Column, Pointer: doc.From,
		Message: what + ", which was " + was + ", becomes " + becomes + " again", Hint: codeMustBeEdited,
	}, h.ds)
}
