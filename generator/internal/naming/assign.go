// Package naming decides every Go identifier of the output, once.
//
// Names depend on the set of names in the document and never on their order: if
// two names become the same identifier, comparing them decides which one gets it.
// What has a name or a place in the document is named first: components,
// operations, inline schemas, members and constants. Helpers, which only generated
// code uses, are named last, and avoid all of these and the names of the runtime.
package naming

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// Assign chooses the Go identifiers for api, and reports those that differ from what
// the document suggests. The lock of an earlier output can be nil.
func Assign(api *ir.API, runtime Runtime, earlier *lock.Lock, ds *diag.List) *Names {
	a := &assignment{
		api:     api,
		runtime: runtime,
		ds:      ds,
		pkg:     newScope(declared, runtime.Package, api.Taken),
		earlier: earlier,
		names:   &Names{identifiers: map[place]string{}, record: lock.New()},
	}
	a.components()
	a.operations()
	a.hooks()
	a.inlineSchemas()
	a.unions()
	a.members()
	a.errorAliases()
	a.securitySchemes()
	a.helpers()
	a.imports()
	return a.names
}

// assignment is the state of one run of [Assign].
type assignment struct {
	api     *ir.API
	runtime Runtime
	earlier *lock.Lock // of an earlier output, or nil
	ds      *diag.List
	pkg     scope           // of the package
	scopes  map[owner]scope // of helpers
	names   *Names
}

// sorted returns a sorted copy of list. Equal elements keep their order.
func sorted[T any](list []T, compare func(a, b T) int) []T {
	out := slices.Clone(list)
	slices.SortStableFunc(out, compare)
	return out
}

// trueFirst compares two values for sorting: true is before false.
func trueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// renamed reports that a name differs from the one that follows from the document.
// what is the part of the document, in words: "schema pet".
func (a *assignment) renamed(what, want, name string, doc ir.Doc, hint string) {
	if name == want {
		return
	}
	a.ds.Add(diag.Diagnostic{
		Code: diag.Renamed, File: doc.Pos.File, Line: doc.Pos.Line, Column: doc.Pos.Column, Pointer: doc.From,
		Message: what + " is " + name + " in Go: " + want + " is taken",
		Hint:    hint,
	})
}

// The hints of renamed: what to write to choose another name.
const (
	hintGoName    = "choose a name with x-go-name"
	hintVarNames  = "choose names with x-enum-varnames"
	hintOperation = "give it another operationId"
	hintNone      = "" // no extension names it
)
