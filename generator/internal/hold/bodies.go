package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/shape"
)

// isTree reports whether a content is a value of its schema that is read as a whole.
func isTree(m *ir.Media) bool {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart, ir.Text:
		return true
	}
	return false
}

// requestBody gives a request body the forms of the lock, and the order: the content type
// that is in the first field stays first.
func (h *holder) requestBody(op *ir.Operation, b *lock.Block) {
	if op.Body == nil {
		return
	}
	first := h.firstBody(b)
	contents := h.inSendingOrder(op, b)
	op.Body.Choices[0].Contents = contents
	isFirst := func(m *ir.Media) bool {
		e := b.Get(identity.Body(m))
		return e != nil && first != nil && e.Name == first.Name
	}
	known := slices.DeleteFunc(slices.Clone(contents), func(m *ir.Media) bool { return !isFirst(m) })
	if len(known) == 0 {
		return
	}
	contents = slices.Concat(known, slices.DeleteFunc(slices.Clone(contents), isFirst))
	op.Body.Choices[0].Contents = contents
	h.optionalBody(op.Body, change{block: b, entry: b.Get(identity.Body(known[0])), doc: at(op.Body.Doc, op.Doc), what: "the request body of " + b.Name})
	required := op.Body.Required
	for _, m := range known {
		if e := b.Get(identity.Body(m)); isTree(m) {
			now := body{m.Value, op.Body.Required}
			c := change{block: b, entry: e, doc: at(op.Body.Doc, op.Doc), what: "the request body of " + b.Name + " in " + m.Type}
			if out, changed := h.holdBody(now, c); changed {
				m.Value, required = out.value, out.required
			}
		}
	}
	op.Body.Required = required
	for _, m := range contents[len(known):] {
		if e := b.Get(identity.Body(m)); isTree(m) && h.entryForm(e) != nil {
			h.furtherBody(op, b, e, m)
		}
	}
}

// firstBody is an entry of the field for the first content type, or nil. The others are
// pointers and streams, which are called after their content types.
func (h *holder) firstBody(b *lock.Block) *lock.Entry {
	for _, e := range b.Entries() {
		if isUsed(e, lock.Body) && (e.Name == firstBodyName || slices.Contains(e.Formerly, firstBodyName)) {
			return e
		}
	}
	return nil
}

// firstBodyName is the name of the field for the first content type of a request body.
const firstBodyName = "Body"

// body is the value of a request body.
type body struct {
	value    ir.Value
	required bool
}

// wrap is the form around the type of a request body.
func (b body) wrap() ir.Shape {
	u := ir.Underlying(b.value)
	switch {
	case ir.IsNullable(b.value):
		return ir.Opt
	case b.required:
		return ir.Plain
	case ir.StructDecl(u) != nil:
		return ir.Pointer
	case shape.IsNilable(u):
		return ir.Plain
	}
	return ir.Opt
}

// holdBody gives a request body the form of its entry in the lock. It returns whether the
// body has changed.
func (h *holder) holdBody(now body, c change) (out body, changed bool) {
	old := h.entryForm(c.entry)
	if old == nil {
		return now, false
	}
	inner, wrap := h.unwrapped(h.resolved(old))
	o := h.value(inner, now.value)
	out = body{o.value, now.required}
	if o.verdict != breaking && out.wrap() != wrap {
		switch wrap {
		case ir.Plain:
			out.value.Nullable, out.required = false, true
			o = o.with(outcome{verdict: lossy, notes: []string{"the body stays required"}})
		case ir.Pointer:
			out.value.Nullable, out.required = false, false
			o = o.with(outcome{verdict: exact})
		default:
			out.value.Nullable, out.required = true, false
			o = o.with(outcome{verdict: exact})
		}
		if out.wrap() != wrap {
			o = fail(structure)
		}
	}
	if o.verdict == same {
		return now, false
	}
	c.was, c.outcome = old.String(), o
	c.becomes = wrapped(h.formOf(now.value, h.spoken), now.wrap()).String()
	return out, h.report(c)
}

// furtherBody gives a body that is not the first the form of the lock, which is a pointer.
func (h *holder) furtherBody(op *ir.Operation, b *lock.Block, e *lock.Entry, m *ir.Media) {
	pointer, ok := h.entryForm(e).(lock.Pointer)
	if !ok {
		return
	}
	o := h.element(pointer.To, m.Value)
	if o.verdict == same {
		return
	}
	c := change{block: b, entry: e, doc: at(op.Body.Doc, op.Doc), what: "the request body of " + b.Name + " in " + m.Type, was: pointer.String(), outcome: o}
	c.becomes = "*" + h.formOf(m.Value, h.spoken).String()
	if h.report(c) {
		m.Value = o.value
	}
}
