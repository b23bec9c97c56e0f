// Package filter leaves operations out of the output, with all that only they use.
//
// It runs last, over an API that is lowered and named as a whole, so that a filter changes
// neither names nor Go types. Findings about what is left out are removed.
package filter

import (
	"fmt"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/naming"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Filter selects the operations of the output. Include selects the union of what its
// patterns match, or all operations if it has no pattern. Exclude wins.
type Filter struct {
	Include Selection `json:",omitzero"`
	Exclude Selection `json:",omitzero"`

	At diag.Diagnostic `json:"-"` // where a finding about the whole filter is
}

// Selection selects operations by any of its criteria.
type Selection struct {
	Tags       []Pattern `json:",omitempty"` // tags of the operation
	Operations []Pattern `json:",omitempty"` // operationId; for an operation without one, the text that replaces it: "GET /pets"
	Paths      []Pattern `json:",omitempty"` // path templates, without the server
	Extensions []Pattern `json:",omitempty"` // extensions of the operation or its path item that are not false
	Deprecated bool      `json:",omitempty"` // deprecated operations
}

// Pattern is a text in which * is any text. In a pattern of paths, * is any text without a
// slash, ** is any text, and /** at the end also matches nothing: /v1/** matches /v1.
type Pattern struct {
	Text string
	At   diag.Diagnostic `json:"-"` // where a finding about it is
}

// Apply removes from a named API what the filter leaves out, marks it in the record of its
// names, and removes findings about it. It reports patterns that match nothing, and
// operations that an earlier output had.
func Apply(f *Filter, doc *spec.Document, api *ir.API, names *naming.Names, ds *diag.List) {
	s := newSelector(f, doc)
	p := &pruning{API: api, names: names, kept: map[any]bool{}}
	for _, op := range api.Operations {
		if s.selects(f, op, p.kept) {
			p.kept[op] = true
		}
	}
	s.reportUnused(f, api, ds)
	if len(p.kept) == 0 && len(api.Operations) > 0 {
		d := f.At
		d.Code, d.Message, d.Hint = diag.BadConfig, "include and exclude leave no operation", "exclude less, or include an operation"
		ds.Add(d)
	}
	earlier := p.leftOut()
	p.prune(len(earlier) > 0)
	places := reached(doc, p)
	ds.Keep(places.has)
	for _, op := range earlier {
		ds.Add(diag.Diagnostic{
			Code: diag.Breaking, File: op.Doc.Pos.File, Line: op.Doc.Pos.Line, Column: op.Doc.Pos.Column, Pointer: op.Doc.From,
			Message: fmt.Sprintf("%s %s is no longer part of the output: code that uses %s does not compile", op.Method, op.Path, names.Operation(op)),
			Hint:    "edit that code, or change include and exclude",
		})
	}
}

// pruning removes parts of an API.
type pruning struct {
	*ir.API
	names *naming.Names
	kept  map[any]bool // operations first; then declarations, security schemes and what else can have had another name
}

// leftOut are the operations that an earlier output has and this one has not.
func (p *pruning) leftOut() (out []*ir.Operation) {
	for _, op := range p.Operations {
		if !p.kept[op] && p.isUsed(op) {
			out = append(out, op)
		}
	}
	return out
}

// isUsed reports whether an earlier output has a part, so that importers may use it.
func (p *pruning) isUsed(part any) bool {
	b := p.names.EarlierBlock(part)
	return b != nil && !b.Gone && !b.IsExcluded()
}

// prune removes what is not kept. What importers use stays, unless the filter has just
// become narrower.
func (p *pruning) prune(narrower bool) {
	isLeftOut := func(op *ir.Operation) bool { return !p.kept[op] }
	for _, op := range p.Operations {
		p.mark(op)
	}
	p.Operations = slices.DeleteFunc(p.Operations, isLeftOut)
	p.pruneHooks(isLeftOut)
	p.pruneLinks()
	p.pruneSchemes(narrower)
	p.pruneDecls(narrower)
	p.keepNamed()
	p.names.KeepForwarders(p.kept)
}

// mark records that a part is not in the output.
func (p *pruning) mark(part any) {
	if b := p.names.Block(part); b != nil && !p.kept[part] {
		b.Add(lock.Entry{Key: lock.Key{Kind: lock.Excluded}})
	}
}

func (p *pruning) pruneHooks(isLeftOut func(*ir.Operation) bool) {
	for _, h := range p.Hooks {
		h.Operations = slices.DeleteFunc(h.Operations, isLeftOut)
		if h.Callback != nil {
			h.Callback.Of = slices.DeleteFunc(h.Callback.Of, isLeftOut)
		}
		p.kept[h] = len(h.Operations) > 0
		p.mark(h)
	}
	p.Hooks = slices.DeleteFunc(p.Hooks, func(h *ir.Hook) bool { return !p.kept[h] })
}

func (p *pruning) pruneLinks() {
	for _, op := range p.Operations {
		for _, r := range slices.Concat(op.Results, op.Errors, op.Interim) {
			r.Links = slices.DeleteFunc(r.Links, func(l *ir.Link) bool { return l.To != nil && !p.kept[l.To] })
		}
	}
}

func (p *pruning) pruneSchemes(narrower bool) {
	for _, op := range p.Operations {
		for _, use := range slices.Concat(op.Security...) {
			p.kept[use.Scheme] = true
		}
	}
	for _, s := range p.Schemes {
		p.kept[s] = p.kept[s] || !narrower && p.isUsed(s)
		p.mark(s)
	}
	p.Schemes = slices.DeleteFunc(p.Schemes, func(s *ir.SecurityScheme) bool { return !p.kept[s] })
	p.Security = slices.DeleteFunc(p.Security, func(r ir.Requirement) bool {
		return slices.ContainsFunc(r, func(use ir.SchemeUse) bool { return !p.kept[use.Scheme] })
	})
}

func (p *pruning) pruneDecls(narrower bool) {
	var roots []*ir.Decl
	for _, d := range p.Decls {
		if !narrower && p.isUsed(d) {
			roots = append(roots, d)
		}
	}
	for d := range ir.Reached(p.API, roots...) {
		p.kept[d] = true
	}
	for _, d := range p.Decls {
		p.mark(d)
		if d.Owner != nil && !p.kept[d.Owner] {
			d.Owner = nil
		}
	}
	p.Decls = slices.DeleteFunc(p.Decls, func(d *ir.Decl) bool { return !p.kept[d] })
	p.Errors = slices.DeleteFunc(p.Errors, func(e *ir.ErrorType) bool { return !p.kept[e.Decl] })
}

// keepNamed keeps what has a name of the package and is a part of what is kept.
func (p *pruning) keepNamed() {
	for _, d := range p.Decls {
		p.kept[d.Body] = true
		if body, ok := d.Body.(*ir.Enum); ok {
			for _, v := range body.Values {
				p.kept[v] = true
			}
		}
	}
	for _, e := range p.Errors {
		p.kept[e] = true
	}
	for _, op := range p.Operations {
		for _, b := range op.Bodies {
			p.kept[b] = true
		}
	}
	for _, s := range p.Schemes {
		authority := s.Authority()
		if authority == nil {
			continue
		}
		for _, e := range authority.Endpoints {
			p.kept[e] = true
		}
		for _, c := range authority.Consents {
			p.kept[c] = true
		}
	}
}
