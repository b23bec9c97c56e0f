package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// results keeps the result of an operation: responses whose bodies have another Go type are
// undeclared until they are accepted.
func (h *holder) results(op *ir.Operation, b *lock.Block) {
	h.resultsAgain(op, b)
	e := b.Find(lock.Result)
	switch {
	case b.Find(lock.Results) != nil && !b.Find(lock.Results).Gone:
		h.severalResults(op, b)
	case (e == nil || e.Gone) && b.Find(lock.Params) != nil: // else the block was made by a rename
		h.firstResult(op, b)
	case e == nil:
	case e.Form != "":
		h.oneResult(op, b, e)
	}
}

// severalResults gives the bodies of several results the forms of the lock. Further ones
// are more variants of the result.
func (h *holder) severalResults(op *ir.Operation, b *lock.Block) {
	for _, r := range op.Results {
		for _, m := range r.Contents {
			e := b.Get(identity.ResultBody(r.Status, m))
			if old := h.entryForm(e); old != nil && m.Format != ir.Binary {
				o, becomes := h.element(old, m.Value), h.formOf(m.Value, h.spoken)
				if !isTree(m) {
					o, becomes = h.streamOutcome(old, m), h.streamForm(m, h.spoken)
				}
				c := change{block: b, entry: e, doc: at(r.Doc, op.Doc), what: responseWords(b, r, m), was: old.String(), becomes: becomes.String(), outcome: o}
				if o.verdict != same && h.report(c) {
					m.Value = o.value
				}
			}
		}
	}
}

func responseWords(b *lock.Block, r *ir.Response, m *ir.Media) string {
	return "the body of the response " + identity.Status(r.Status) + " of " + b.Name + " in " + m.Type
}

// firstResult keeps an operation without a result: of responses, those with a body are
// undeclared if others have none, else their bodies are ignored.
func (h *holder) firstResult(op *ir.Operation, b *lock.Block) {
	withBody := func(r *ir.Response) bool { return len(r.Contents) > 0 }
	at := slices.IndexFunc(op.Results, withBody)
	if at < 0 {
		return
	}
	first := op.Results[at]
	c := change{block: b, doc: responseDoc(op, first), what: "the result of " + b.Name, was: "an error alone", becomes: h.resultForm(first.Media(), h.spoken)}
	c.outcome = outcome{verdict: lossy, notes: []string{"the body is ignored"}}
	if !h.report(c) {
		return
	}
	withoutBody := slices.DeleteFunc(slices.Clone(op.Results), withBody)
	if len(withoutBody) > 0 {
		op.Results = withoutBody
		return
	}
	for i, r := range op.Results {
		empty := *r // it can also be an error
		empty.Contents = nil
		op.Results[i] = &empty
	}
}

func responseDoc(op *ir.Operation, r *ir.Response) ir.Doc { return at(r.Doc, op.Doc) }

// resultForm is the form of the result that a content is.
func (h *holder) resultForm(m *ir.Media, name func(*ir.Decl) string) string {
	switch {
	case m.Format == ir.Binary:
		return "io.ReadCloser"
	case !isTree(m):
		return h.streamForm(m, name).String()
	case ir.IsNullable(m.Value):
		return lock.Opt{Of: h.formOf(m.Value, name)}.String()
	case m.Format != ir.Text && ir.StructDecl(ir.Underlying(m.Value)) != nil:
		return lock.Pointer{To: h.formOf(m.Value, name)}.String()
	}
	return h.formOf(m.Value, name).String()
}

// oneResult keeps the type of a result. Bodies of another type that it can represent get
// it, the others are undeclared.
func (h *holder) oneResult(op *ir.Operation, b *lock.Block, e *lock.Entry) {
	type fit struct {
		r *ir.Response
		m *ir.Media
		o outcome
	}
	var fits []fit
	known := false // a body has the type
	for _, r := range op.Results {
		for _, m := range r.Contents {
			o := h.resultOutcome(e, m)
			known = known || o.verdict == same
			fits = append(fits, fit{r, m, o})
		}
	}
	if len(fits) == 0 {
		h.report(change{block: b, entry: e, doc: op.Doc, what: "the result of " + b.Name, was: e.Form, outcome: fail("no response has a body")})
		return
	}
	undeclared := map[*ir.Media]bool{}
	for _, f := range fits {
		c := change{block: b, entry: e, doc: responseDoc(op, f.r), what: "the result of " + b.Name, was: e.Form, becomes: h.resultForm(f.m, h.spoken), outcome: f.o}
		isOther := f.o.verdict == breaking || ir.StructDecl(ir.Underlying(f.m.Value)) != nil
		if known && f.o.verdict != same && isOther && b.Get(identity.Success(f.r.Status, f.m)) == nil {
			c.becomes = "one of several types"
			c.outcome = outcome{lossy, []string{responseWords(b, f.r, f.m) + " is undeclared"}, f.m.Value}
			undeclared[f.m] = h.report(c)
			continue
		}
		if f.o.verdict != same && h.report(c) {
			f.m.Value = f.o.value
		}
	}
	op.Results = withoutContents(op.Results, undeclared)
}

// withoutContents leaves out contents, and responses that have no others.
func withoutContents(responses []*ir.Response, left map[*ir.Media]bool) (out []*ir.Response) {
	for _, r := range responses {
		contents := slices.DeleteFunc(slices.Clone(r.Contents), func(m *ir.Media) bool { return left[m] })
		switch len(contents) {
		case len(r.Contents):
			out = append(out, r)
		case 0:
		default:
			rest := *r // it can also be an error, which keeps all
			rest.Contents = contents
			out = append(out, &rest)
		}
	}
	return out
}

// resultOutcome decides whether a body can have the form of a result.
func (h *holder) resultOutcome(e *lock.Entry, m *ir.Media) outcome {
	old := h.entryForm(e)
	switch {
	case h.resultForm(m, h.inLock) == e.Form:
		return outcome{value: m.Value}
	case old == nil || m.Format == ir.Binary:
		return fail(structure)
	case !isTree(m):
		return h.streamOutcome(old, m)
	}
	inner, wrap := h.unwrapped(h.resolved(old))
	o := h.value(inner, m.Value)
	if o.verdict == breaking {
		return o
	}
	held := *m
	held.Value = o.value
	held.Value.Nullable = wrap == ir.Opt
	if held.Value.Nullable != o.value.Nullable {
		o = o.with(outcome{verdict: lossy, notes: []string{"null is read as zero"}})
		o.value.Nullable = held.Value.Nullable
	}
	if h.resultForm(&held, h.inLock) != wrapped(h.resolved(inner), wrap).String() {
		return fail(structure)
	}
	return o
}

// failures gives the bodies of errors the forms of the lock, so that importers find them
// in an error chain.
func (h *holder) failures(op *ir.Operation, b *lock.Block) {
	for _, r := range op.Errors {
		e := b.Get(identity.Failure(r.Status))
		old := h.entryForm(e)
		if old == nil || len(r.Contents) == 0 || r.Media().Format == ir.Binary {
			continue
		}
		if slices.ContainsFunc(r.Contents, func(m *ir.Media) bool { return m.Format != ir.Binary && h.element(old, m.Value).verdict == same }) {
			continue
		}
		m := r.Media()
		o := h.element(old, m.Value)
		c := change{block: b, entry: e, doc: responseDoc(op, r), what: responseWords(b, r, m), was: old.String(), becomes: h.formOf(m.Value, h.spoken).String(), outcome: o}
		if o.verdict != same && h.report(c) {
			m.Value = o.value
		}
	}
}
