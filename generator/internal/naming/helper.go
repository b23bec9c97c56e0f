package naming

import (
	"cmp"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// helper is a kind of unexported identifier that generated code declares for one
// part of the API. The names of helpers can change with every release.
type helper role

// The helpers.
const (
	reader         helper = iota + helper(firstHelper) // function of a type: reads its JSON
	keys                                               // variable of a struct: its members in JSON
	appender                                           // function of a type: writes its JSON
	variantChecker                                     // function of a union: checks the constraints of its value
	setChecker                                         // function of a struct or tuple: reports whether a field is not zero
	marker                                             // method of an interface: seals it
	xmlMembers                                         // function of a struct: describes its XML
	errorMaker                                         // function of an error: makes it of an error of the server
	operationFacts                                     // variable of an operation
	formMembers                                        // variable of a form: describes the encoding of its members
	handler                                            // method of the handlers: serves an operation
	routes                                             // method of the handlers: the routes of a hook
	patterns                                           // variables of regular expressions, numbered
	rawSchemas                                         // variables of schemas for raw JSON, numbered
)

// helpers is how each kind is spelled, and what its names must be unique in. The
// star is the exported name of the part that the helper belongs to, a circumflex its
// unexported form, a number sign a number. With one of them in it, a name has a
// capital or a digit behind its first letter: it cannot be a keyword, a predeclared
// identifier or the name of a package of the standard library.
var helpers = map[helper]struct {
	spelling string
	in       owner
}{
	reader:         {"read*", ofPackage},
	keys:           {"^Keys", ofPackage},
	appender:       {"append*", ofPackage},
	variantChecker: {"check*Variant", ofPackage},
	setChecker:     {"isSet*", ofPackage},
	marker:         {"is*", ofType},
	xmlMembers:     {"xmlOf*", ofPackage},
	errorMaker:     {"fault*", ofPackage},
	operationFacts: {"^Operation", ofPackage},
	formMembers:    {"^Members", ofPackage},
	handler:        {"serve*", ofHandlers},
	routes:         {"routes*", ofHandlers},
	patterns:       {"pattern#", ofPackage},
	rawSchemas:     {"schema#", ofPackage},
}

// owner is what a helper is declared in.
type owner int

const (
	ofPackage  owner = iota
	ofType           // a method of types that embed nothing
	ofHandlers       // a method of types that embed the server's configuration, with the methods and fields of the runtime
)

// helpers names all helpers, after everything that users see.
func (a *assignment) helpers() {
	a.scopes = map[owner]*scope{ofPackage: a.pkg, ofType: newScope(), ofHandlers: newScope(a.runtime.Members)}
	for _, d := range sorted(a.api.Decls, func(x, y *ir.Decl) int { return cmp.Compare(a.names.Type(x), a.names.Type(y)) }) {
		a.helper(d, reader, a.names.Type(d))
		a.helper(d, appender, a.names.Type(d))
		switch d.Body.(type) {
		case *ir.Union:
			a.helper(d, variantChecker, a.names.Type(d))
			a.helper(d, marker, a.names.Type(d))
		case *ir.Struct:
			a.helper(d, keys, a.names.Type(d))
			a.helper(d, xmlMembers, a.names.Type(d))
			a.helper(d, setChecker, a.names.Type(d))
		case *ir.Tuple:
			a.helper(d, setChecker, a.names.Type(d))
		}
	}
	for _, e := range sorted(a.api.Errors, func(x, y *ir.ErrorType) int { return cmp.Compare(a.names.Type(x.Decl), a.names.Type(y.Decl)) }) {
		a.helper(e.Decl, errorMaker, a.names.Type(e.Decl))
	}
	for _, op := range sorted(a.api.Operations, func(x, y *ir.Operation) int { return cmp.Compare(a.names.Operation(x), a.names.Operation(y)) }) {
		a.operationHelpers(op)
	}
	for _, h := range sorted(a.api.Hooks, func(x, y *ir.Hook) int {
		return cmp.Or(cmp.Compare(a.names.Hook(x), a.names.Hook(y)), cmp.Compare(familyOf(x), familyOf(y)))
	}) {
		a.helper(h, routes, a.names.Hook(h))
	}
	a.expressions()
}

func (a *assignment) operationHelpers(op *ir.Operation) {
	name := a.names.Operation(op)
	a.helper(op, operationFacts, name)
	a.helper(op, handler, name)
	if a.names.Result(op) != "" {
		a.helper(op, marker, a.names.Result(op))
	}
	if op.Body != nil {
		for _, choice := range op.Body.Choices {
			a.formMembers(choice.Contents, name, "")
		}
	}
	for _, r := range op.Results {
		a.formMembers(r.Contents, name, statusName(r.Status))
	}
}

// formMembers names the tables of forms. A form that is both a result and an
// error has one.
func (a *assignment) formMembers(contents []*ir.Media, operation, status string) {
	for _, m := range contents {
		if len(m.FormMembers()) > 0 && a.names.FormMembers(m) == "" {
			a.helper(m, formMembers, operation+mediaWord(m.Type)+status)
		}
	}
}

// helper claims the name of a helper of the part called name.
func (a *assignment) helper(part any, kind helper, name string) {
	h := helpers[kind]
	a.names.set(part, role(kind), a.scopes[h.in].claim(spelled(h.spelling, name), "", asIs))
}

// spelled is the name of a helper of the part called name, which is an identifier.
func spelled(spelling, name string) string {
	if strings.Contains(spelling, "^") {
		spelling = strings.ReplaceAll(spelling, "^", Unexported(name))
	}
	return strings.ReplaceAll(strings.ReplaceAll(spelling, "*", name), "#", "1")
}

// Appender is the function that writes the JSON of a type.
func (n *Names) Appender(d *ir.Decl) string { return n.get(d, role(appender)) }

// Reader is the function that reads the JSON of a type.
func (n *Names) Reader(d *ir.Decl) string { return n.get(d, role(reader)) }

// Keys is the variable that describes the members of a struct in JSON.
func (n *Names) Keys(d *ir.Decl) string { return n.get(d, role(keys)) }

// VariantChecker is the function that checks the value of a union.
func (n *Names) VariantChecker(d *ir.Decl) string { return n.get(d, role(variantChecker)) }

// UnionMarker is the method that seals the interface of a union.
func (n *Names) UnionMarker(d *ir.Decl) string { return n.get(d, role(marker)) }

// ResultMarker is the method that seals the interface over several results.
func (n *Names) ResultMarker(op *ir.Operation) string { return n.get(op, role(marker)) }

// SetChecker is the function that reports whether a field of a struct or tuple is
// not zero.
func (n *Names) SetChecker(d *ir.Decl) string { return n.get(d, role(setChecker)) }

// XMLMembers is the function that describes how the members of a struct are
// written in XML.
func (n *Names) XMLMembers(d *ir.Decl) string { return n.get(d, role(xmlMembers)) }

// ErrorMaker is the function that makes a declared error of an error that the
// server itself responds with.
func (n *Names) ErrorMaker(body *ir.Decl) string { return n.get(body, role(errorMaker)) }

// OperationFacts is the variable that describes an operation to the runtime.
func (n *Names) OperationFacts(op *ir.Operation) string { return n.get(op, role(operationFacts)) }

// FormMembers is the variable that describes how the members of a form are
// encoded. It is empty if all are encoded as usual.
func (n *Names) FormMembers(m *ir.Media) string { return n.find(m, role(formMembers)) }

// Handler is the method that serves an operation.
func (n *Names) Handler(op *ir.Operation) string { return n.get(op, role(handler)) }

// Routes is the method with the routes of a hook.
func (n *Names) Routes(h *ir.Hook) string { return n.get(h, role(routes)) }
