package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// named gives a value a declared type of the lock. If the document does not have it, it
// is made from the lock.
func (h *holder) named(name string, v ir.Value) outcome {
	d := h.declared(name)
	if d == nil {
		b := h.earlier.Type(name)
		if now := ir.StructDecl(ir.Underlying(v)); now != nil && h.renamed(b, now) != nil {
			return outcome{exact, []string{name + " is another name of " + h.spoken(now)}, v}
		}
		if d = h.restored(b); d == nil {
			return fail(structure)
		}
	}
	if alias, ok := d.Body.(*ir.Alias); ok {
		return h.value(h.formOf(alias.Value, h.inLock), v)
	}
	return h.carries(d, v).typed(ir.Ref{Decl: d})
}

// carries decides whether a declaration can represent a value.
func (h *holder) carries(d *ir.Decl, v ir.Value) outcome {
	switch body := d.Body.(type) {
	case *ir.Enum:
		return h.rule(body.Base, v)
	case *ir.Named:
		return changed(h.value(h.formOf(body.Value, h.inLock), v), v)
	case *ir.Alias:
		return changed(h.value(h.formOf(body.Value, h.inLock), v), v)
	case *ir.Union:
		if ref, ok := ir.Underlying(v).Type.(ir.Ref); ok && h.areDeclaredLike(d, ref.Decl, nil) {
			return outcome{exact, nil, v}
		}
	case *ir.Struct:
		if now := ir.StructDecl(ir.Underlying(v)); now != nil {
			return h.represents(body, now.Body.(*ir.Struct), v)
		}
	}
	return h.rule(ir.Ref{Decl: d}, v)
}

// changed is an outcome of which only the verdict counts, for a value whose Go type
// changes in any case.
func changed(o outcome, v ir.Value) outcome {
	o.verdict, o.value = max(o.verdict, exact), v
	return o
}

// represents decides whether an object can represent another: it has all its required
// members, and those that both have are of the same Go types.
func (h *holder) represents(old, now *ir.Struct, v ir.Value) outcome {
	o := outcome{exact, nil, v}
	for _, f := range now.Fields {
		known := old.Field(f.Name)
		switch {
		case f.Hidden:
		case known == nil && f.Required && old.Additional == nil:
			return fail("it does not have the required member " + f.Name)
		case known == nil:
			o = o.with(outcome{verdict: lossy, notes: []string{"members without a field are not read"}})
		case !h.isLike(known.Value, f.Value, nil):
			return fail("the member " + f.Name + " has another type")
		}
	}
	return o
}

// isUsed reports whether an entry of the lock is of one of the kinds and in use.
func isUsed(e *lock.Entry, kinds ...lock.Kind) bool { return !e.Gone && slices.Contains(kinds, e.Kind) }
