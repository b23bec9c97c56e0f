package hold

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/shape"
)

// place is a value that may be absent or null: a member, a parameter,
// a header or a body. owner is nil if it is not a member.
type place struct {
	owner    *ir.Decl
	value    ir.Value
	required bool
}

// form is the form of a place.
func (h *holder) form(p place, name func(*ir.Decl) string) lock.Form {
	return wrapped(h.formOf(p.value, name), h.shapes.Of(p.owner, p.value, p.required))
}

// held gives a place the form of the lock, with notes about what that does not represent.
func (h *holder) held(old lock.Form, p place) (place, outcome) {
	inner, wrap := h.unwrapped(h.resolved(old))
	o := h.value(inner, p.value)
	if o.verdict == breaking {
		return p, o
	}
	out := p
	out.value = o.value
	if h.wrapOf(out) == wrap {
		return out, o
	}
	var change outcome
	switch wrap {
	case ir.Plain:
		out.value.Shape, change = ir.Plain, outcome{lossy, []string{"absent and null are read as zero, and zero is written"}, out.value}
		switch u := ir.Underlying(out.value); {
		case shape.IsNilable(u):
			change.notes = []string{"null is read as nil"}
		case ir.IsFile(u.Type):
			change.notes = []string{"absent is read as zero, and a file without content is not sent"}
		}
	case ir.Pointer: // of an object
		out.required, out.value.Shape, change.verdict = false, ir.Pointer, exact
	case ir.Opt, ir.OptPtr: // the earlier value could be absent or null: the lock does not know which
		out.required, out.value.Nullable, out.value.Shape, change.verdict = false, true, wrap, exact
	}
	if h.wrapOf(out) != wrap {
		return p, fail("the type would contain itself")
	}
	return out, o.with(change)
}

func (h *holder) wrapOf(p place) ir.Shape { return wrapOf(h.shapes.Of(p.owner, p.value, p.required)) }
