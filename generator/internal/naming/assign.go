// Package naming decides every Go identifier of the output, once.
//
// What the lock has keeps its name; all names of the lock, in use or not, are taken for
// everything else. For the rest the order of the document decides: components, then
// operations, inline schemas, members and constants; component schemas that nothing
// refers to come last. Helpers, which only generated code uses, are named after all of
// these, and are not in the lock.
package naming

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// Assign chooses the Go identifiers for api, and reports those that differ from what
// the document suggests. The lock of an earlier output can be nil.
func Assign(api *ir.API, runtime Runtime, earlier *lock.Lock, ds *diag.List) *Names {
	a := &assignment{
		api:        api,
		runtime:    runtime,
		ds:         ds,
		earlier:    earlier,
		identities: identity.New(api, earlier),
		pkg:        newScope(declared, runtime.Package, api.Taken),
		methods:    newScope(operationMethods, standardMethods),
		hookFields: map[family]*scope{webhook: newScope(), callback: newScope()},
		structs:    map[*ir.Decl]*scope{},
		names:      &Names{identifiers: map[place]string{}, record: lock.New(), blocks: map[any]blocks{}, headerKeys: map[*ir.Header]lock.Key{}},
	}
	a.keep()
	a.fakeMethods()
	used, unused := a.split()
	a.components(used)
	a.operations()
	a.hooks()
	a.inlineSchemas(used)
	a.unions(used)
	a.members(used)
	a.errorAliases()
	a.securitySchemes()
	a.servers()
	a.components(unused)
	a.inlineSchemas(unused)
	a.unions(unused)
	a.members(unused)
	a.asOthers()
	a.fakes()
	a.helpers()
	a.imports()
	return a.names
}

// assignment is the state of one run of [Assign].
type assignment struct {
	api        *ir.API
	runtime    Runtime
	earlier    *lock.Lock // of an earlier output, or nil
	identities *identity.Table
	ds         *diag.List
	pkg        *scope              // of the package
	methods    *scope              // of operations: names of types are derived from them
	hookFields map[family]*scope   // of the handlers of webhooks, and of callbacks
	structs    map[*ir.Decl]*scope // of their fields and methods
	scopes     map[owner]*scope    // of helpers
	names      *Names
}

// split divides the declarations into those that operations and components in use
// need, and those of components that nothing refers to.
func (a *assignment) split() (used, unused []*ir.Decl) {
	reached := ir.Reached(a.api, slices.DeleteFunc(a.api.Components(), func(d *ir.Decl) bool { return d.Unused })...)
	for _, d := range a.api.Decls { // the name of a variant begins with that of its union
		for of := d; reached[d] && of != nil; of = of.Owner {
			reached[of] = true
		}
	}
	for _, d := range a.api.Decls {
		if reached[d] {
			used = append(used, d)
		} else {
			unused = append(unused, d)
		}
	}
	return used, unused
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
