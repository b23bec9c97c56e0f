package hold

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// kinds holds the kinds of declared types: a schema that is another kind of type now, or
// a list, map or alias of another type, stays what it was. It returns whether one does.
func (h *holder) kinds() (changed bool) {
	for _, d := range h.api.Decls {
		b := h.blocks[d]
		if b == nil || b.Form == "" {
			continue
		}
		word, of := h.blockForm(b)
		if !h.isKind(d, word, of) {
			h.kind(d, b, word, of)
			changed = true
		}
	}
	return changed
}

// isKind reports whether a declaration is of a kind, of the Go type behind it.
func (h *holder) isKind(d *ir.Decl, word string, of lock.Form) bool {
	if wordOf(d) != word {
		return false
	}
	switch body := d.Body.(type) {
	case *ir.Named:
		return of == nil || h.formOf(body.Value, h.inLock).String() == h.resolved(of).String()
	case *ir.Alias:
		return of == nil || h.formOf(body.Value, h.inLock).String() == h.resolved(of).String()
	case *ir.Enum:
		return of == nil || h.formOf(ir.Value{Type: body.Base}, h.inLock).String() == of.String()
	}
	return true
}

// kind gives a declaration the kind of its block.
func (h *holder) kind(d *ir.Decl, b *lock.Block, word string, of lock.Form) {
	body, o := h.heldBody(d, b, word, of)
	if _, isAlias := body.(*ir.Alias); isAlias && h.variants[d] {
		o = fail("an alternative of a union cannot be an alias")
	}
	c := change{block: b, doc: d.Doc, what: "the type " + b.Name, was: b.Form, becomes: h.kindText(d), outcome: o}
	if h.report(c) {
		d.Body = body
		if d.Retired { // it was another name of a type that the document has
			d.Doc = h.made(b).Doc
		}
	}
}

// heldBody makes the body of a declaration in the lock for what it is now.
func (h *holder) heldBody(d *ir.Decl, b *lock.Block, word string, of lock.Form) (ir.DeclBody, outcome) {
	now := *d // refers to the body as it is in the document
	v := ir.Value{Type: ir.Ref{Decl: &now}}
	switch body := d.Body.(type) {
	case *ir.Named:
		v = body.Value
	case *ir.Alias:
		v = body.Value
	}
	switch word {
	case wordNamed:
		o := h.value(of, v)
		return &ir.Named{Value: o.value}, o
	case wordAlias:
		o := h.value(of, v)
		return &ir.Alias{Value: o.value}, o
	case wordEnum:
		base, ok := enumBase(of)
		if !ok {
			return nil, fail(structure)
		}
		return &ir.Enum{Base: base, Open: true, Values: h.values(b)}, changed(h.rule(base, v), v)
	case wordStruct:
		made := &ir.Struct{}
		o := h.rule(ir.Ref{Decl: &ir.Decl{Body: made}}, v)
		if len(h.restore(made, b)) > 0 {
			return nil, fail(structure)
		}
		for _, f := range made.Fields {
			f.Doc.From, f.Doc.Pos = d.Doc.From, d.Doc.Pos
		}
		return made, o
	}
	return nil, fail(structure)
}

// kindText is the kind of a declaration as a lock writes it.
func (h *holder) kindText(d *ir.Decl) string {
	word := wordOf(d)
	switch body := d.Body.(type) {
	case *ir.Named:
		return word + " " + h.formOf(body.Value, h.spoken).String()
	case *ir.Alias:
		return word + " " + h.formOf(body.Value, h.spoken).String()
	case *ir.Enum:
		return word + " " + h.formOf(ir.Value{Type: body.Base}, h.spoken).String()
	}
	return word
}
