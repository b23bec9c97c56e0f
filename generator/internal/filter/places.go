package filter

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// places are the values of a document that the output is made of.
type places struct {
	root  string
	files map[string]bool     // of the document; findings about others, such as overlays, are not about its parts
	exact map[spec.Place]bool // with all in them
	above map[spec.Place]bool // values that contain those of exact
}

// reached finds the operations and types that are kept, and what they refer to.
func reached(doc *spec.Document, p *pruning) *places {
	out := &places{root: doc.Root.Path, files: map[string]bool{}, exact: map[spec.Place]bool{}, above: map[spec.Place]bool{}}
	for _, file := range doc.Files() {
		out.files[file.File.Path] = true
	}
	for _, op := range p.Operations {
		cur, item := place(doc, op)
		out.reach(doc, cur)
		for name, member := range item.AllMembers() {
			if name == "parameters" || name == "servers" {
				out.reach(doc, member)
			}
		}
	}
	for _, h := range p.Hooks {
		out.addDoc(doc, h.Doc)
	}
	for _, d := range p.Decls {
		out.addDoc(doc, d.Doc)
	}
	for _, scheme := range p.Schemes {
		out.addDoc(doc, scheme.Doc)
	}
	return out
}

func (p *places) addDoc(doc *spec.Document, d ir.Doc) {
	if file := doc.ByPath[d.Pos.File]; file != nil && d.From != "" {
		p.reach(doc, spec.At(file, d.From))
	}
}

// reach adds a value, and what the references in it lead to.
func (p *places) reach(doc *spec.Document, cur spec.Cursor) {
	if cur.Node == nil || p.exact[cur.Place()] {
		return
	}
	p.exact[cur.Place()] = true
	for pointer := cur.Pointer(); pointer != ""; {
		pointer = pointer[:strings.LastIndexByte(pointer, '/')]
		p.above[spec.Place{File: cur.File.Path, Pointer: pointer}] = true
	}
	p.follow(doc, cur)
}

func (p *places) follow(doc *spec.Document, cur spec.Cursor) {
	if to, ok := doc.Target(cur); ok {
		p.reach(doc, to)
	}
	for _, member := range cur.AllMembers() {
		p.follow(doc, member)
	}
	for _, item := range cur.Elements() {
		p.follow(doc, item)
	}
}

// has reports whether a finding is about the output. Findings without a place are, and
// those about other sections of the document than the ones that a filter makes smaller.
func (p *places) has(d diag.Diagnostic) bool {
	at := spec.Place{File: d.File, Pointer: d.Pointer}
	if d.Pointer == "" || p.above[at] || !p.files[d.File] {
		return true
	}
	if tokens := source.SplitPointer(d.Pointer); d.File == p.root && !filtered[tokens[0]] {
		return true
	}
	for {
		if p.exact[at] {
			return true
		}
		if at.Pointer == "" {
			return false
		}
		at.Pointer = at.Pointer[:strings.LastIndexByte(at.Pointer, '/')]
	}
}

// filtered are the sections of a document of which a filter leaves out parts, with those of
// Swagger 2.0.
var filtered = map[string]bool{
	"paths": true, "webhooks": true, "components": true,
	"definitions": true, "parameters": true, "responses": true, "securityDefinitions": true,
}
