// Package naming decides every Go identifier of the output, once.
//
// All decisions depend on the set of names in the document and never on their
// order: where two claim one identifier, the winner is found by comparing the
// names themselves.
package naming

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Exported methods that types can have, which none of their fields may be called.
// They are reserved whether or not a type has them now: a constraint that is added
// later does not rename a field.
var (
	structMethods = []string{"MarshalJSON", "UnmarshalJSON", "Validate"}
	paramsMethods = []string{"Validate"}
)

// clientMethods are methods of all clients that are not operations.
var clientMethods = []string{"With"}

// Assign names all of api. reserved are the package-level identifiers that the
// output has for any document.
func Assign(api *ir.API, reserved []string, ds *diag.List) *Names {
	pkg := newScope(append(reserved, api.Taken...)...)
	components(api, pkg, ds)
	operations(api, pkg)
	hooks(api)
	inlineSchemas(api, pkg)
	unions(api, pkg)
	for _, d := range api.Decls {
		switch body := d.Body.(type) {
		case *ir.Struct:
			fields(body)
		case *ir.Tuple:
			items(body)
		case *ir.Part:
			headers(body.Headers)
		case *ir.Enum:
			enumValues(d.Name, body, pkg)
		}
	}
	errorTypes(api, pkg)
	securitySchemes(api, pkg)
	return &Names{}
}

// unions names what belongs to a union: the variants that have no type of their
// own (PetString) and the one that keeps the rest (UnknownPet).
func unions(api *ir.API, pkg scope) {
	sorted := slices.Clone(api.Decls)
	slices.SortStableFunc(sorted, func(a, b *ir.Decl) int { return a.Path.Compare(b.Path) })
	for _, d := range sorted {
		if d.Owner != nil {
			d.Name = pkg.claim(d.Owner.Name+Exported(d.Path.Last().String()), "Variant")
		}
		if body, ok := d.Body.(*ir.Union); ok {
			body.UnknownName = pkg.claim("Unknown"+d.Name, "Variant")
		}
	}
}

// errorTypes names what errors with a body are: ProblemError for Problem, and
// ValidationStatusError for ValidationError.
func errorTypes(api *ir.API, pkg scope) {
	sorted := slices.Clone(api.Errors)
	slices.SortFunc(sorted, func(a, b *ir.ErrorType) int { return cmp.Compare(a.Decl.Name, b.Decl.Name) })
	for _, e := range sorted {
		stem, isError := strings.CutSuffix(e.Decl.Name, "Error")
		switch {
		case !isError:
			e.Name = pkg.claim(stem+"Error", "Status")
		case stem == "":
			e.Name = pkg.claim("ErrorStatusError", "Type")
		default:
			e.Name = pkg.claim(stem+"StatusError", "Type")
		}
	}
}

// components gives component schemas their own names; one that meets a
// reserved name is called a Model.
func components(api *ir.API, pkg scope, ds *diag.List) {
	var named []*ir.Decl
	for _, d := range api.Decls {
		if d.Component != "" {
			named = append(named, d)
		}
	}
	// Who is given a name comes first, then who is spelled as Go spells it: "FooBar"
	// keeps its name beside "Foo-Bar".
	slices.SortFunc(named, func(a, b *ir.Decl) int {
		return cmp.Or(compareBool(a.Name == "", b.Name == ""), compareBool(Exported(b.Component) == b.Component, Exported(a.Component) == a.Component), cmp.Compare(a.Component, b.Component))
	})
	for _, d := range named {
		want := cmp.Or(d.Name, Exported(d.Component), "Schema")
		d.Name = pkg.claim(want, "Model")
		if d.Name != want {
			ds.Add(diag.Diagnostic{
				Code: diag.Renamed, File: d.Doc.Pos.File, Line: d.Doc.Pos.Line, Column: d.Doc.Pos.Column, Pointer: d.Doc.From,
				Message: "schema " + d.Component + " is " + d.Name + " in Go: " + want + " is taken",
			})
		}
	}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// fields names the fields of a struct.
func fields(s *ir.Struct) {
	reserved := slices.Clone(structMethods)
	for _, f := range s.Fields {
		reserved = append(reserved, "Get"+cmp.Or(f.GoName, Exported(f.Name))) // a getter, for some of them
	}
	names := newScope(reserved...)
	sorted := slices.Clone(s.Fields)
	slices.SortFunc(sorted, func(a, b *ir.Field) int {
		return cmp.Or(compareBool(a.GoName == "", b.GoName == ""), cmp.Compare(a.Name, b.Name))
	})
	for _, f := range sorted {
		f.GoName = names.claim(cmp.Or(f.GoName, Exported(f.Name), "Field"), "Field")
	}
	if s.Others != nil {
		s.OthersName = names.claim("AdditionalProperties", "Map")
	}
}

// items names the items of a tuple by their titles, else by their indexes.
func items(t *ir.Tuple) {
	names := newScope(append([]string{"Rest"}, structMethods...)...)
	t.RestName = "Rest"
	for _, f := range t.Items {
		title := ""
		if len(f.Doc.Summary) <= 40 {
			title = Exported(f.Doc.Summary)
		}
		f.GoName = names.claim(cmp.Or(title, "Item"+f.Name), "Item")
	}
}

// enumValues names constants, always prefixed by their type.
func enumValues(typeName string, e *ir.Enum, pkg scope) {
	sorted := slices.Clone(e.Values)
	slices.SortFunc(sorted, func(a, b *ir.EnumValue) int { return cmp.Compare(a.Literal, b.Literal) })
	for _, v := range sorted {
		word := v.GoName // a name the document gives, else empty
		if word == "" {
			word = v.Literal
			_ = json.Unmarshal([]byte(v.Literal), &word) // a number stays its literal
		}
		v.GoName = pkg.claim(constantName(typeName, word), "Value")
	}
}

// constantName is the name of a value after that of its type, which already
// starts the identifier: no N goes before a digit.
func constantName(typeName, value string) string {
	word := join(constantWords(value))
	switch {
	case value == "":
		return typeName + "Empty"
	case word == "":
		return typeName + "Value"
	case endsInDigit(typeName) && startsWithDigit(word):
		return typeName + "_" + word
	}
	return typeName + word
}
