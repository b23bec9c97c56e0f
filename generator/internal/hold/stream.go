package hold

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// streamForm is the form of a stream of items or events. name is the name of a
// declaration in it.
func (h *holder) streamForm(m *ir.Media, name func(*ir.Decl) string) lock.Form {
	item := h.formOf(m.Value, name)
	if ir.IsNullable(m.Value) && m.Value.Shape != ir.Plain {
		item = lock.Opt{Of: item}
	}
	if m.Format == ir.Events {
		item = lock.Event{Data: item}
	}
	return lock.Stream{Item: item}
}

// streamOutcome decides whether the items of a stream can have the form that they have in
// the lock.
func (h *holder) streamOutcome(old lock.Form, m *ir.Media) outcome {
	stream, ok := old.(lock.Stream)
	if !ok {
		return fail(structure)
	}
	item := stream.Item
	event, isEvent := item.(lock.Event)
	switch {
	case isEvent != (m.Format == ir.Events):
		return fail("a stream of events has a name and an id for each item")
	case isEvent:
		item = event.Data
	}
	return h.element(item, m.Value)
}
