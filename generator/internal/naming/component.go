package naming

import (
	"cmp"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// components gives component schemas their own names. One whose name is reserved
// or taken is called a Model.
func (a *assignment) components() {
	var components []*ir.Decl
	for _, d := range a.api.Decls {
		if d.Component != "" {
			components = append(components, d)
		}
	}
	// A name that the document gives comes first, then components of the document itself,
	// then a name that is spelled as Go spells it: of FooBar and Foo-Bar the former is FooBar.
	isGo := func(d *ir.Decl) bool { return Exported(d.Component) == d.Component }
	for _, d := range sorted(components, func(x, y *ir.Decl) int {
		return cmp.Or(trueFirst(x.Given != "", y.Given != ""), trueFirst(!x.External, !y.External), trueFirst(isGo(x), isGo(y)), cmp.Compare(x.Component, y.Component))
	}) {
		want := cmp.Or(d.Given, Exported(d.Component), "Schema")
		name := a.pkg.claim(want, "Model")
		a.names.set(d, itself, name)
		a.renamed("schema "+d.Component, want, name, d.Doc, hintGoName)
	}
	for _, d := range components {
		a.valueList(d)
	}
}

// valueList names the function that lists the values of an enum: StatusValues. A
// component that has this name keeps it.
func (a *assignment) valueList(d *ir.Decl) {
	body, ok := d.Body.(*ir.Enum)
	if !ok {
		return
	}
	want := a.names.Type(d) + "Values"
	name := a.pkg.claim(want, "List")
	a.names.set(body, overflow, name)
	if len(body.Values) > 0 {
		a.renamed("the list of the values of "+a.names.Type(d), want, name, d.Doc, hintNone)
	}
}

// unions names what belongs to a union: the variants that are made for it
// (PetString) and the one for unknown values (UnknownPet).
func (a *assignment) unions() {
	for _, d := range sorted(a.api.Decls, func(x, y *ir.Decl) int { return x.Path.Compare(y.Path) }) {
		if d.Owner != nil {
			want := a.names.Type(d.Owner) + Exported(d.Path.Last().String())
			name := a.pkg.claim(want, "Variant")
			a.names.set(d, itself, name)
			a.renamed("the variant "+d.Path.Last().String()+" of "+a.names.Type(d.Owner), want, name, d.Doc, hintNone)
			a.valueList(d)
		}
		if body, ok := d.Body.(*ir.Union); ok {
			want := "Unknown" + a.names.Type(d)
			name := a.pkg.claim(want, "Variant")
			a.names.set(body, overflow, name)
			a.renamed("the variant of "+a.names.Type(d)+" for unknown values", want, name, d.Doc, hintNone)
		}
	}
}

// errorAliases names the errors that have a declared body: ProblemError for
// Problem, and ValidationStatusError for ValidationError.
func (a *assignment) errorAliases() {
	for _, e := range sorted(a.api.Errors, func(x, y *ir.ErrorType) int { return cmp.Compare(a.names.Type(x.Decl), a.names.Type(y.Decl)) }) {
		body := a.names.Type(e.Decl)
		want, suffix := errorName(body)
		name := a.pkg.claim(want, suffix)
		a.names.set(e, itself, name)
		a.renamed("the error with the body "+body, want, name, e.Decl.Doc, hintNone)
	}
}

// errorName is the name of an error with a body, and the suffix to try if it is taken.
func errorName(body string) (name, suffix string) {
	stem, isError := strings.CutSuffix(body, "Error")
	switch {
	case !isError:
		return stem + "Error", "Status"
	case stem == "":
		return "ErrorStatusError", "Type"
	}
	return stem + "StatusError", "Type"
}
