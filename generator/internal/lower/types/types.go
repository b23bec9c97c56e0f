// Package types turns the schemas of a document into the types and declarations of
// the IR.
//
// Files are named after the keywords that they serve. Questions about schemas are in
// package schema, constraints on values in package constraint.
package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/constraint"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Builder makes the types of one document.
type Builder struct {
	Doc     *spec.Document
	Schemas *schema.Reader
	Checks  *constraint.Checker
	*spec.Reporter
	API *ir.API // declarations are added to it

	// OperationIDs are by pointer of the operation; of hooks by that of their path
	// item, too. Names of inline types start with them.
	OperationIDs map[string]string

	mapped       mapped
	declarations declarations
	defaults     map[*ir.Field]spec.Cursor // of properties
	recursion    recursion
	unions       []*union        // in the order of their declarations
	objects      []pendingObject // whose constraints are still to be made
	mappings     mappings

	distinguishes map[spec.Place]bool // discriminators of unions whose alternatives another part of an allOf lists
	eventData     map[spec.Place]bool // schemas of the data of events, whose content has a type
	xmlNames      map[string]bool     // arrays whose name in XML is being read, by their parts
}

// New returns a builder that adds declarations to api and findings to ds. The
// mapping can be nil.
func New(doc *spec.Document, mapping *Mapping, api *ir.API, ds *diag.List) *Builder {
	schemas, reporter := schema.New(doc), spec.NewReporter(ds)
	return &Builder{
		Doc: doc, Schemas: schemas, Checks: constraint.New(doc, schemas, reporter), Reporter: reporter, API: api,
		OperationIDs: map[string]string{},
		mapped:       newMapped(mapping), declarations: newDeclarations(), defaults: map[*ir.Field]spec.Cursor{}, recursion: newRecursion(), xmlNames: map[string]bool{}, distinguishes: map[spec.Place]bool{}, eventData: map[spec.Place]bool{},
		mappings: mappings{byPlace: map[spec.Place]*mappingEntry{}},
	}
}

// Components lowers all component schemas, used or not: importers may use them.
func (b *Builder) Components() {
	for _, cur := range b.Doc.Cursor().Child("components").Child("schemas").AllMembers() {
		if b.mappedSchema(cur) == nil {
			b.declare(cur)
		}
	}
}

// FindUnused marks the components that nothing in the document refers to.
func (b *Builder) FindUnused() {
	for id, d := range b.declarations.byID {
		d.Unused = d.Component != "" && id.inner == "" && !b.Doc.IsTarget(id.place)
	}
}

// Doc is documentation from the document.
func Doc(summary, description string, deprecated bool, cur spec.Cursor) ir.Doc {
	return ir.Doc{
		Summary: summary, Description: description, Deprecated: deprecated, Reason: cur.Text("x-deprecated-reason"),
		From: cur.Pointer(), Pos: cur.Pos(),
	}
}

// Titled drops a title that only repeats one of the names of its subject:
// "Created At" of created_at.
func Titled(doc ir.Doc, names ...string) ir.Doc {
	if slices.ContainsFunc(names, func(name string) bool { return schema.SameWord(doc.Summary, name) }) {
		doc.Summary = ""
	}
	return doc
}

// Prose is the documentation of a schema.
func (b *Builder) Prose(cur spec.Cursor) ir.Doc {
	return Doc(cur.Text("title"), cur.Text("description"), cur.Child("deprecated").IsTrue(), cur)
}
