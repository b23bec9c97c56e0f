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
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
)

// methodNames are the exported methods of generated types, which no field may carry.
var methodNames = []string{"MarshalJSON", "UnmarshalJSON", "Validate", "Known", "Error", "String"}

// clientMethods are methods of all clients that are not operations.
var clientMethods = []string{"With"}

// Assign names all of api. reserved are the package-level identifiers that the
// output has for any document.
func Assign(api *ir.API, reserved []string, ds *diag.List) {
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
		case *ir.Enum:
			enumValues(d.Name, body, pkg)
		}
	}
	errorTypes(api, pkg)
	securitySchemes(api, pkg)
}

// unions names what belongs to a union: the variants that have no type of their
// own (PetString) and the one that keeps the rest (UnknownPet).
func unions(api *ir.API, pkg scope) {
	sorted := slices.Clone(api.Decls)
	slices.SortStableFunc(sorted, func(a, b *ir.Decl) int { return slices.Compare(a.Path, b.Path) })
	for _, d := range sorted {
		if d.Owner != nil {
			d.Name = pkg.claim(d.Owner.Name+Exported(d.Path[len(d.Path)-1]), "Variant")
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
				Code: "renamed", File: d.Doc.Pos.File, Line: d.Doc.Pos.Line, Column: d.Doc.Pos.Column, Pointer: d.Doc.From,
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

// operations names methods and the types that each operation brings along. The
// names are unique in the package; those of hooks give way to the others.
func operations(api *ir.API, pkg scope) {
	methods := newScope(clientMethods...)
	ops := slices.Clone(api.Operations)
	slices.SortFunc(ops, func(a, b *ir.Operation) int {
		return cmp.Or(cmp.Compare(slices.Index(operationWords, hookWord(a.Hook)), slices.Index(operationWords, hookWord(b.Hook))), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Method, b.Method))
	})
	for _, op := range ops {
		op.Name = methods.claim(cmp.Or(Exported(op.ID), "Operation"), hookWord(op.Hook))
		op.ParamsName = pkg.claim(op.Name+"Params", "Struct")
		if len(op.Results) > 1 {
			op.ResultName = pkg.claim(op.Name+"Result", "Union")
			for _, res := range op.Results {
				res.GoName = pkg.claim(op.Name+statusName(res.Status), "Result")
			}
		}
		params(op)
	}
}

// statusName is the status as it ends an identifier: 201, 4XX, Default.
func statusName(s ir.Status) string {
	switch {
	case s.IsDefault():
		return "Default"
	case s.Code == 0:
		return string(rune('0'+s.Class)) + "XX"
	}
	return strconv.Itoa(s.Code)
}

// params names the fields of a params struct; Body is the request body's. Of
// two parameters with one name the ones outside the path say where they travel.
func params(op *ir.Operation) {
	names := newScope(append([]string{"Body"}, methodNames...)...)
	sorted := slices.Clone(op.Params)
	slices.SortFunc(sorted, func(a, b *ir.Param) int {
		return cmp.Or(compareBool(a.GoName == "", b.GoName == ""), compareBool(a.In != ir.InPath, b.In != ir.InPath), cmp.Compare(a.Name, b.Name), cmp.Compare(a.In, b.In))
	})
	for _, p := range sorted {
		p.GoName = names.claim(cmp.Or(p.GoName, Exported(p.Name), "Param"), capitalize(string(p.In)))
	}
}

// fields names the fields of a struct.
func fields(s *ir.Struct) {
	reserved := slices.Clone(methodNames)
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
		v.GoName = pkg.claim(typeName+constantWord(word), "Value")
	}
}

// constantWord is the part of a constant's name after its type's: no N before
// digits, for the type's name already starts the identifier.
func constantWord(value string) string {
	w := words(value)
	if len(w) == 0 {
		if value == "" {
			return "Empty"
		}
		return "Value"
	}
	ident := join(w)
	if startsWithDigit(w[0]) {
		ident = strings.TrimPrefix(ident, "N")
	}
	return ident
}

func securitySchemes(api *ir.API, pkg scope) {
	sorted := slices.Clone(api.Schemes)
	slices.SortFunc(sorted, func(a, b *ir.SecurityScheme) int { return cmp.Compare(a.Key, b.Key) })
	for _, s := range sorted {
		s.Name = strings.TrimPrefix(pkg.claim("With"+cmp.Or(Exported(s.Key), "Scheme"), "Scheme"), "With")
	}
}
