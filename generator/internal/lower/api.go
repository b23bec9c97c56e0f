// Package lower turns a loaded document into the IR, one file per concept of
// OpenAPI. It decides what a schema means; it decides no name and no syntax.
package lower

import (
	"path/filepath"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// API lowers a whole document. Findings go to ds; what cannot be expressed is
// degraded, never dropped. The mapping may be nil.
func API(doc *spec.Document, mapping *Mapping, ds *diag.List) *ir.API {
	if mapping == nil {
		mapping = &Mapping{}
	}
	info := doc.Cursor().Child("info")
	l := &lowering{
		doc: doc, ds: ds, mapping: mapping, rows: usage{},
		api: &ir.API{
			Title: info.Text("title"), Version: info.Text("version"), Description: info.Text("description"),
			Source: filepath.Base(doc.Root.Path), Hash: doc.Hash,
		},
		decls: map[string]*ir.Decl{}, nulls: map[string]bool{}, gone: map[*ir.Decl]ir.Value{}, schemes: map[string]*ir.SecurityScheme{},
		visited: map[string]bool{}, steps: map[string][]label.Step{}, read: map[string]*features{}, meeting: map[string]*meeting{}, repeats: map[*source.Node]spec.Cursor{}, unready: map[*ir.Struct]bool{}, xml: doc.Mentions("xml"),
	}
	l.servers()
	l.securitySchemes()
	l.findEndpoints()
	l.operationIDs()
	l.components()
	l.operations()
	l.settleUnions()
	l.unusedRows()
	l.redirectGone()
	l.structChecks()
	l.requiredCycles()
	dropUnused(l.api)
	mergeIdentical(l.api)
	bodyChoices(l.api)
	errorTypes(l.api)
	return l.api
}

// lowering is the state of one run.
type lowering struct {
	doc           *spec.Document
	ds            *diag.List
	api           *ir.API
	decls         map[string]*ir.Decl           // by place: file#pointer
	nulls         map[string]bool               // component schemas that allow null, by place
	gone          map[*ir.Decl]ir.Value         // declarations taken back, and what stands for them
	schemes       map[string]*ir.SecurityScheme // by key; nil for one that is not understood
	endpoints     []*endpoint                   // all operations, in the order in which they are emitted
	ids           map[string]string             // operation ids, by pointer of the operation; of hooks by that of their path item, too
	repeats       map[*source.Node]spec.Cursor  // schemas of contents, and the same one of an earlier content; see noteRepeat
	xml           bool                          // some file mentions XML: who has such a body names its content type
	visited       map[string]bool               // what has been looked at, by what for and its place
	intersections int                           // made so far, see endless
	meeting       map[string]*meeting           // what is being lowered, by the places of its parts
	steps         map[string][]label.Step       // what alternatives are called by, by the place of their list
	read          map[string]*features          // what alternatives can be called by, by place
	plans         []*unionPlan                  // unions, in the order of their declarations
	homes         map[string]string             // component names of schemas elsewhere, by place; nil until asked for
	heirs         map[string][]heir             // schemas that extend another one, by its place; nil until asked for
	mapping       *Mapping
	rows          usage               // of mapping
	later         []func()            // checks of structs, which look at the types of their members
	unready       map[*ir.Struct]bool // structs whose members are not all there yet
}

// report adds a finding about the place of a cursor.
func (l *lowering) report(code diag.Code, cur spec.Cursor, message, hint string) {
	pos := cur.Pos()
	l.ds.Add(diag.Diagnostic{
		Code: code, File: pos.File, Line: pos.Line, Column: pos.Column, Pointer: cur.Pointer, Message: message, Hint: hint,
	})
}

// place identifies a schema: two cursors with one place stand on one schema.
func place(cur spec.Cursor) string { return cur.File.Path + "#" + cur.Pointer }

func prose(summary, description string, deprecated bool, cur spec.Cursor) ir.Doc {
	reason, _ := cur.Child("x-deprecated-reason").Node.Str()
	return ir.Doc{Summary: summary, Description: description, Deprecated: deprecated, Reason: reason, From: cur.Pointer, Pos: cur.Pos()}
}

// titled drops a title that is but one of the names of what it is about:
// "Created At" of created_at.
func titled(doc ir.Doc, names ...string) ir.Doc {
	if slices.ContainsFunc(names, func(name string) bool { return sameWord(doc.Summary, name) }) {
		doc.Summary = ""
	}
	return doc
}

// prose is what a schema says in words.
func (l *lowering) prose(cur spec.Cursor) ir.Doc {
	title, _ := cur.Child("title").Node.Str()
	description, _ := cur.Child("description").Node.Str()
	return prose(title, description, isTrue(cur.Child("deprecated")), cur)
}

// components lowers all component schemas, used or not: an importer may want them.
func (l *lowering) components() {
	for _, cur := range l.doc.Cursor().Child("components").Child("schemas").AllMembers() {
		if l.mappedSchema(cur) == nil {
			l.declare(cur)
		}
	}
}
