package lower

import (
	"net/http"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/mediatype"
)

// reportUnfilled reports the error bodies for invalid requests that a server cannot fill, each
// once.
func (l *lowering) reportUnfilled() {
	reported := map[*ir.Decl]bool{}
	for _, op := range l.API.Operations {
		if op.Hook != nil {
			continue
		}
		bodies := invalidBodies(op)
		if slices.ContainsFunc(bodies, isFilled) {
			continue
		}
		for _, m := range bodies {
			ref, ok := m.Value.Type.(ir.Ref)
			if !ok || reported[ref.Decl] {
				continue
			}
			reported[ref.Decl] = true
			pos := ref.Decl.Doc.Pos
			l.ds.Add(diag.Diagnostic{
				Code: diag.UnfilledError, File: pos.File, Line: pos.Line, Column: pos.Column, Pointer: ref.Decl.Doc.From,
				Message: "a server cannot fill this error body for invalid requests: it sends application/problem+json",
			})
		}
	}
}

// invalidBodies returns the declared bodies of the response to invalid requests: of 400, else of
// 422, of 4XX or the default.
func invalidBodies(op *ir.Operation) (out []*ir.Media) {
	for _, status := range []ir.Status{{Code: http.StatusBadRequest}, {Code: http.StatusUnprocessableEntity}, {Class: 4}, {}} {
		for _, r := range op.Errors {
			if r.Status == status {
				out = append(out, r.Contents...)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// isFilled reports whether a server fills a body for its own errors.
func isFilled(m *ir.Media) bool {
	switch m.Format {
	case ir.JSON, ir.XML:
		if ref, ok := m.Value.Type.(ir.Ref); ok {
			return ir.FaultOf(ref.Decl) != nil
		}
	case ir.Text:
		u := ir.Underlying(m.Value)
		_, isString := u.Type.(ir.String)
		return isString && len(u.Checks) == 0 && mediatype.Base(m.Type) == "text/plain"
	}
	return false
}
