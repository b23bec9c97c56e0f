// Package lower turns a loaded document into the IR. It decides what a schema or an
// operation means; it decides no names and no Go syntax.
//
// [API] is a table of passes over the document and the IR. Files are named after
// the concepts of OpenAPI: type_ for schemas, union_ for oneOf and anyOf, op_ for
// operations, param_ and media_ for what they carry. Questions about schemas are in
// package schema, constraints on values in package constraint.
package lower

import (
	"path/filepath"
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// API lowers a whole document. Findings are added to ds. What cannot be expressed
// becomes raw JSON or bytes and is reported; nothing is dropped. The mapping can be nil.
func API(doc *spec.Document, mapping *Mapping, ds *diag.List) *ir.API {
	l := newLowering(doc, mapping, ds)
	for _, p := range passes {
		p.run(l)
	}
	return l.api
}

// lowering is the state of one run. What the parts of it are for stands with
// their types.
type lowering struct {
	doc *spec.Document
	ds  *diag.List
	*spec.Reporter
	schemas *schema.Reader
	checks  *constraint.Checker
	api     *ir.API

	mapped       mapped
	declarations declarations
	recursion    recursion
	unions       []*union                     // in the order of their declarations
	objects      []pendingObject              // whose constraints are still to be made
	xmlNames     map[string]bool              // lists whose XML name is being read, by their parts
	identical    map[*source.Node]spec.Cursor // schemas of contents, and the same one of an earlier content; see addSchema
	xml          bool                         // a file mentions XML

	schemes   map[string]*ir.SecurityScheme // by key; nil for one that is not understood
	endpoints []*endpoint                   // all operations, in the order in which they are emitted
	ids       map[string]string             // operation ids, by pointer of the operation; of hooks by that of their path item, too
}

func newLowering(doc *spec.Document, mapping *Mapping, ds *diag.List) *lowering {
	info := doc.Cursor().Child("info")
	schemas, reporter := schema.New(doc), spec.NewReporter(ds)
	return &lowering{
		doc: doc, ds: ds, Reporter: reporter, schemas: schemas, checks: constraint.New(doc, schemas, reporter),
		api: &ir.API{
			Title: info.Text("title"), Version: info.Text("version"), Description: info.Text("description"),
			Source: filepath.Base(doc.Root.Path), Hash: doc.Hash,
		},
		mapped: newMapped(mapping), declarations: newDeclarations(), recursion: newRecursion(),
		xmlNames: map[string]bool{}, identical: map[*source.Node]spec.Cursor{}, xml: doc.Mentions("xml"),
		schemes: map[string]*ir.SecurityScheme{},
	}
}

func prose(summary, description string, deprecated bool, cur spec.Cursor) ir.Doc {
	reason, _ := cur.Child("x-deprecated-reason").Node.Str()
	return ir.Doc{Summary: summary, Description: description, Deprecated: deprecated, Reason: reason, From: cur.Pointer, Pos: cur.Pos()}
}

// titled drops a title that only repeats one of the names of its subject:
// "Created At" of created_at.
func titled(doc ir.Doc, names ...string) ir.Doc {
	if slices.ContainsFunc(names, func(name string) bool { return schema.SameWord(doc.Summary, name) }) {
		doc.Summary = ""
	}
	return doc
}

// prose is the documentation of a schema.
func (l *lowering) prose(cur spec.Cursor) ir.Doc {
	return prose(cur.Text("title"), cur.Text("description"), cur.Child("deprecated").IsTrue(), cur)
}
