package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/lock"
)

// removedTypes keeps the types that only the lock has, although nothing refers to them.
func (h *holder) removedTypes() {
	used := h.used()
	for _, b := range h.earlier.Blocks() {
		d := h.declared(b.Name)
		if b.Gone || b.IsExcluded() || b.Form == "" || b.Kind != lock.Schema && b.Kind != lock.Type || d != nil && (used[d] || d.Retired) {
			continue
		}
		if d == nil && b.IsRevived() {
			continue // it is what it was: out of use
		}
		if d == nil {
			d = h.restored(b)
		}
		c := change{block: b, doc: h.document(), what: "the type " + b.Name, was: b.Form, outcome: outcome{verdict: exact, notes: []string{notInDocument}}}
		if d == nil {
			c.outcome = fail(structure)
		}
		if h.report(c) {
			d.Retired = true
		}
	}
}

// document is the position of the document.
func (h *holder) document() ir.Doc {
	for _, d := range h.api.Decls {
		if d.Doc.Pos.File != "" && !d.External {
			return ir.Doc{Pos: ir.Pos{File: d.Doc.Pos.File}}
		}
	}
	return ir.Doc{}
}

// renamed makes the name of an object in the lock another name of an object of the
// document. It returns nil unless the lock has the former as a component that the document
// does not have, and the latter has all its members, of the same Go types.
func (h *holder) renamed(b *lock.Block, now *ir.Decl) *ir.Decl {
	body, ok := now.Body.(*ir.Struct)
	if word, _ := h.blockForm(b); !ok || word != wordStruct || b.Kind != lock.Schema || h.accepted(b) {
		return nil
	}
	for _, e := range b.Entries() {
		if !isUsed(e, lock.Member) {
			continue
		}
		f := body.Field(e.ID)
		if f == nil || h.entryForm(e) == nil || h.form(place{now, f.Value, f.Required}, h.inLock).String() != h.resolved(h.entryForm(e)).String() {
			return nil
		}
	}
	d := h.made(b)
	d.Body, d.Retired = &ir.Alias{Value: ir.Value{Type: ir.Ref{Decl: now}}}, true
	h.declare(d, b)
	return d
}

// accepted reports whether the change of a type was accepted.
func (h *holder) accepted(b *lock.Block) bool { return h.earlier.Accepts(&b.Entry) }

// restored makes a declaration from the lock: of an enum, an object, an alias, or a list or
// map of what can be made. It returns nil for other types. Members of an object whose
// types cannot be made are left out, see [holder.reportLost].
func (h *holder) restored(b *lock.Block) *ir.Decl {
	if b == nil || b.Gone {
		return nil
	}
	d := h.made(b)
	word, of := h.blockForm(b)
	switch word {
	case wordStruct:
		body := &ir.Struct{}
		d.Body = body
		h.declare(d, b) // it can contain itself
		h.lost[d] = h.restore(body, b)
		return d
	case wordEnum:
		base, ok := enumBase(of)
		if !ok {
			return nil
		}
		d.Body = &ir.Enum{Base: base, Open: true, Values: h.values(b)}
		h.declare(d, b)
		return d
	case wordNamed, wordAlias:
	default:
		return nil
	}
	named, alias := &ir.Named{}, &ir.Alias{}
	if d.Body = named; word == wordAlias {
		d.Body = alias
	}
	h.declare(d, b) // as above
	v, ok := h.valueOf(of)
	if !ok {
		h.undeclare(d, b)
		return nil
	}
	named.Value, alias.Value = v, v
	return d
}

// restore adds to an object the members that its block in the lock has. It returns those
// whose types cannot be made.
func (h *holder) restore(body *ir.Struct, b *lock.Block) (lost []*lock.Entry) {
	for _, e := range b.Entries() {
		switch {
		case isUsed(e, lock.Member):
			if f := h.field(e); f != nil {
				f.ReadOnly, f.WriteOnly = h.directions(b, e)
				body.Fields = append(body.Fields, f)
				continue
			}
		case isUsed(e, lock.Additional):
			if values, isMap := h.entryForm(e).(lock.Map); isMap {
				if elem, ok := h.valueOf(values.Elem); ok {
					body.Additional = &elem
					continue
				}
			}
		default:
			continue
		}
		lost = append(lost, e)
	}
	return lost
}

// reportLost reports the members that types made from the lock do not have.
func (h *holder) reportLost() {
	for _, d := range h.api.Decls {
		for _, e := range h.lost[d] {
			b := h.blocks[d]
			h.report(change{block: b, entry: e, doc: h.document(), what: "the field " + e.Name + " of " + b.Name, was: e.Form, outcome: fail(structure)})
		}
	}
}

// made begins a declaration that is made from the lock.
func (h *holder) made(b *lock.Block) *ir.Decl {
	d := &ir.Decl{Earlier: b.Name, Path: label.Path{label.Name(b.Name)}, Doc: ir.Doc{Deprecated: true, Reason: noLonger}}
	if b.Kind == lock.Schema {
		d.Component = b.ID
	} else {
		d.Doc.Description = b.Name + " is a type of an earlier API description."
	}
	return d
}

// declare adds a declaration that was made from the lock.
func (h *holder) declare(d *ir.Decl, b *lock.Block) {
	h.api.Decls = append(h.api.Decls, d)
	h.fromLock[d] = true
	h.blocks[d] = b
	h.byName[b.Name] = append(h.byName[b.Name], d)
	h.methods(d, b)
}

// undeclare takes back what declare has done last.
func (h *holder) undeclare(d *ir.Decl, b *lock.Block) {
	h.api.Decls = slices.DeleteFunc(h.api.Decls, func(other *ir.Decl) bool { return other == d })
	h.byName[b.Name] = slices.DeleteFunc(h.byName[b.Name], func(other *ir.Decl) bool { return other == d })
	delete(h.fromLock, d)
	delete(h.blocks, d)
}

// enumBase is the base of an enum in the lock.
func enumBase(of lock.Form) (ir.Type, bool) {
	basic, ok := of.(lock.Basic)
	if !ok {
		return nil, false
	}
	base, ok := basicTypes[basic]
	return base, ok
}

// values are the values of an enum in the lock.
func (h *holder) values(b *lock.Block) (out []*ir.EnumValue) {
	for _, e := range b.Entries() {
		if isUsed(e, lock.Value) {
			out = append(out, &ir.EnumValue{Literal: e.ID})
		}
	}
	return out
}

// field makes a member from the lock, or nil.
func (h *holder) field(e *lock.Entry) *ir.Field {
	form := h.entryForm(e)
	if form == nil {
		return nil
	}
	inner, wrap := h.unwrapped(form)
	v, ok := h.valueOf(inner)
	if !ok {
		return nil
	}
	v.Shape = wrap
	return &ir.Field{Name: e.ID, Value: v}
}
