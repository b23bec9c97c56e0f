package hold

import (
	"maps"
	"net/textproto"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// operations holds the parameters, bodies, results, errors and headers of operations.
func (h *holder) operations() {
	for _, op := range h.api.Operations {
		if b := h.ids.EarlierOperation(op); b != nil && !b.Gone {
			h.params(op, b)
			h.requestBody(op, b)
			h.successes(op, b)
			h.results(op, b)
			h.failures(op, b)
			h.headers(op, b)
		}
	}
}

func (h *holder) params(op *ir.Operation, b *lock.Block) {
	known := map[lock.Key]bool{}
	earlier := identity.EarlierParams(op, b)
	for _, p := range op.Params {
		key := earlier[p]
		known[key] = true
		h.param(p, change{block: b, entry: b.Get(key), doc: at(p.Doc, op.Doc), what: "the " + string(p.In) + " parameter " + p.Name + " of " + b.Name})
	}
	renamed := slices.ContainsFunc(op.Params, func(p *ir.Param) bool { return p.In == ir.InPath && b.Get(earlier[p]) == nil })
	for _, e := range b.Entries() {
		if isUsed(e, lock.Param) && !known[e.Key] {
			h.removedParam(op, b, e, renamed && e.ID == string(ir.InPath))
		}
	}
}

// at is the position of a part, or of what it is in.
func at(doc, around ir.Doc) ir.Doc {
	if doc.Pos.Line == 0 {
		return around
	}
	return doc
}

// param gives a parameter the form of the lock. Null has no text: a parameter that may be
// null is absent then.
func (h *holder) param(p *ir.Param, c change) {
	old := h.entryForm(c.entry)
	if old == nil {
		return
	}
	h.optionalParam(p, c)
	inner, wrap := h.unwrapped(h.resolved(old))
	held := *p
	held.Value = ir.NotNull(ir.Underlying(p.Value))
	o := h.value(inner, held.Value)
	held.Value = o.value
	if o.verdict != breaking && wrapOf(h.shapes.Param(&held)) != wrap {
		if wrap == ir.Plain {
			held.Value.Shape = ir.Plain
			note := "absent is read as zero, and zero is sent"
			if wrapOf(h.shapes.Param(&held)) != wrap { // an optional one of bytes is an Opt
				held.Required, note = true, "it stays required"
			}
			o = o.with(outcome{verdict: lossy, notes: []string{note}})
		} else {
			held.Required, held.Value.Shape = false, wrap
			o = o.with(outcome{verdict: exact})
		}
		if wrapOf(h.shapes.Param(&held)) != wrap {
			o = fail(structure)
		}
	}
	if o.verdict == same {
		return
	}
	c.was, c.outcome = old.String(), o
	c.becomes = wrapped(h.formOf(p.Value, h.spoken), h.shapes.Param(p)).String()
	if h.report(c) {
		if o.verdict != exact {
			held.Default = "" // that of the document may be another type's
		}
		*p = held
	}
}

// removedParam keeps the field of a parameter that is no longer in the document, unless
// it may have been renamed: importers that set its field only would send an empty segment
// of the path.
func (h *holder) removedParam(op *ir.Operation, b *lock.Block, e *lock.Entry, mayBeRenamed bool) {
	c := change{block: b, entry: e, doc: op.Doc, what: "the " + e.ID + " parameter " + e.Sub + " of " + b.Name, was: e.Form}
	c.outcome, c.lost = outcome{verdict: lossy}, "code that sets it compiles, and it is not sent"
	earlier := identity.EarlierParams(op, b)
	for _, p := range op.Params {
		if string(p.In) == e.ID && !isKnown(b.Get(earlier[p])) && wrapped(h.formOf(p.Value, h.inLock), h.shapes.Param(p)).String() == e.Form {
			c.successors = append(c.successors, p.Name)
		}
	}
	v, ok := h.retiredValue(e)
	switch {
	case !ok:
		c.outcome = fail(structure)
	case mayBeRenamed:
		c.outcome = fail("the path has other parameters, and which of them it is now is not known")
	}
	if h.report(c) {
		op.RetiredParams = append(op.RetiredParams, &ir.Param{Name: e.Sub, In: ir.Location(e.ID), Value: v, Doc: h.retiredDoc(op)})
	}
}

func (h *holder) retiredDoc(op *ir.Operation) ir.Doc {
	return ir.Doc{Deprecated: true, Reason: noLonger, From: op.Doc.From, Pos: op.Doc.Pos}
}

// retiredValue makes the value of a part that only the lock has.
func (h *holder) retiredValue(e *lock.Entry) (ir.Value, bool) {
	f := h.field(e)
	if f == nil {
		return ir.Value{}, false
	}
	return f.Value, true
}

// headers gives the headers of an operation the forms of the lock. Of several responses
// that have a header of one name, the one with the form of the lock decides.
func (h *holder) headers(op *ir.Operation, b *lock.Block) {
	byName := map[string][]*ir.Header{}
	for _, responses := range [][]*ir.Response{op.Results, op.Errors} {
		for _, r := range responses {
			for _, header := range r.Headers {
				name := textproto.CanonicalMIMEHeaderKey(header.Name)
				byName[name] = append(byName[name], header)
			}
		}
	}
	for _, e := range b.Entries() {
		if !isUsed(e, lock.Header) {
			continue
		}
		name, kind, _ := strings.Cut(e.ID, " ")
		switch {
		case len(byName[name]) == 0:
			h.removedHeader(op, b, e, byName)
		case kind == "":
			h.header(op, b, e, byName[name])
		}
	}
}

func (h *holder) header(op *ir.Operation, b *lock.Block, e *lock.Entry, headers []*ir.Header) {
	old := h.entryForm(e)
	if old == nil {
		return
	}
	inner, wrap := h.unwrapped(h.resolved(old))
	held := make([]ir.Header, len(headers))
	all := outcome{}
	for i, header := range headers {
		optional := *header
		optional.Required = false
		v, as := h.shapes.Header(&optional)
		o := h.value(inner, v)
		if o.verdict == same && wrapOf(as) == wrap {
			return // the field that importers know
		}
		optional.Value = o.value
		if o.verdict != breaking {
			if _, as := h.shapes.Header(&optional); wrapOf(as) != wrap {
				optional.Value.Shape = wrap
				o = o.with(outcome{verdict: exact})
			}
		}
		optional.Required = header.Required
		held[i], all = optional, all.with(o)
	}
	c := change{block: b, entry: e, doc: at(headers[0].Doc, op.Doc), what: "the header " + e.ID + " of " + b.Name, was: old.String(), outcome: all}
	v, as := h.shapes.Header(headers[0])
	c.becomes = wrapped(h.formOf(v, h.spoken), as).String()
	if h.report(c) {
		for i, header := range headers {
			*header = held[i]
		}
	}
}

// removedHeader keeps the field of a header that is no longer in the document. now has the
// headers that are.
func (h *holder) removedHeader(op *ir.Operation, b *lock.Block, e *lock.Entry, now map[string][]*ir.Header) {
	c := change{block: b, entry: e, doc: op.Doc, what: "the header " + e.ID + " of " + b.Name, was: e.Form}
	c.outcome, c.lost = outcome{verdict: lossy}, codeWithoutValue
	for _, name := range slices.Sorted(maps.Keys(now)) {
		v, as := h.shapes.Header(now[name][0])
		if !isKnown(b.Get(lock.Key{Kind: lock.Header, ID: name})) && wrapped(h.formOf(v, h.inLock), as).String() == e.Form {
			c.successors = append(c.successors, name)
		}
	}
	v, ok := h.retiredValue(e)
	if !ok {
		c.outcome = fail(structure)
	}
	if h.report(c) {
		op.RetiredHeaders = append(op.RetiredHeaders, &ir.Header{Name: e.ID, Value: v, Doc: h.retiredDoc(op)})
	}
}
