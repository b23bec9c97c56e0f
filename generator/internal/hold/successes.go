package hold

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// successes keeps responses that were successes because the document had no 2xx response:
// redirects, and the only response if that is the default one. Both are errors next to another
// success.
func (h *holder) successes(op *ir.Operation, b *lock.Block) {
	var kept []*ir.Response
	for _, r := range op.Errors {
		e := successLine(b, r.Status)
		if e == nil || slices.ContainsFunc(op.Results, func(other *ir.Response) bool { return other.Status == r.Status }) {
			continue
		}
		isRedirect := r.Status.Hundreds() == 3
		if !isRedirect && !(r.Status.IsDefault() && e.Kind != lock.Status && len(r.Contents) > 0) {
			continue // clients accept all 2xx statuses without a body
		}
		status := identity.Status(r.Status)
		c := change{block: b, entry: e, doc: responseDoc(op, r), what: "the response " + status + " of " + b.Name, was: "a success", becomes: "an error", outcome: outcome{verdict: exact}}
		if !h.report(c) {
			continue
		}
		success := *r
		if isRedirect {
			success.Contents, success.Headers = nil, ir.WithLocation(r.Headers, ir.Doc{From: op.Doc.From, Pos: op.Doc.Pos})
			op.Errors = slices.DeleteFunc(slices.Clone(op.Errors), func(other *ir.Response) bool { return other == r })
		}
		kept = append(kept, &success)
	}
	op.Results = append(kept, op.Results...)
}

// successLine is a line of the lock for a success with a status, or nil.
func successLine(b *lock.Block, status ir.Status) *lock.Entry {
	for _, e := range b.Entries() {
		s, _, _ := strings.Cut(e.ID, " ")
		if isUsed(e, lock.Status, lock.Success, lock.ResultBody) && s == identity.Status(status) {
			return e
		}
	}
	return nil
}
