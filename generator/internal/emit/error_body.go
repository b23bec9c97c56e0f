package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// asBytes holds for the body of an error that is read whole and passed on as it is.
func asBytes(m *ir.Media) bool { return m.Format.IsBytesInErrors() }

// errorType is the Go type of the body of an error.
func errorType(m *ir.Media) *jen.Statement {
	switch {
	case asBytes(m):
		return jen.Index().Byte()
	case m.Format == ir.Text:
		return goType(m.Value)
	}
	return elemType(m.Value)
}

// errorOf reads a declared error; one without a body is as good as undeclared.
func errorOf(r *ir.Response, fail func(jen.Code) jen.Code) []jen.Code {
	if !typed(r) {
		return nil
	}
	m := r.Media()
	switch {
	case asBytes(m):
		return []jen.Code{fail(jen.Id("decodeErrorBytes").Call(append([]jen.Code{jen.Id("resp")}, typeNames(r.Contents)...)...))}
	case m.Format == ir.Text:
		return []jen.Code{fail(jen.Id("decodeErrorText").Index(errorType(m)).Call(jen.Id("resp"), lenientParser(m.Value)))}
	case m.Format == ir.XML:
		return []jen.Code{fail(jen.Id("decodeErrorXML").Index(errorType(m)).Call(jen.Id("resp"), element(m.Value), xmlRoot(m)))}
	}
	return []jen.Code{fail(jen.Id("decodeError").Index(errorType(m)).Call(respOf(r), element(m.Value)))}
}

// hasOtherErrors reports whether an operation declares errors that are not JSON.
func hasOtherErrors(op *ir.Operation) bool {
	return slices.ContainsFunc(contentsOf(op.Errors), func(m *ir.Media) bool { return m.Format != ir.JSON })
}

// errorBodyRows are all contents of the declared errors of an operation, the most
// exact status first; none where all of them are JSON.
func errorBodyRows(op *ir.Operation) []jen.Code {
	if !hasOtherErrors(op) {
		return nil
	}
	var exact, classes, others []jen.Code
	for _, r := range op.Errors {
		for _, m := range r.Contents {
			row := func(status ...jen.Code) jen.Code {
				return jen.Line().Values(append(status, jen.Id("contentType").Op(":").Lit(m.Type), jen.Id("encode").Op(":").Add(errorEncoder(m)))...)
			}
			switch {
			case r.Status.IsDefault():
				others = append(others, row())
			case r.Status.Code == 0:
				classes = append(classes, row(jen.Id("class").Op(":").Lit(r.Status.Class)))
			default:
				exact = append(exact, row(jen.Id("code").Op(":").Lit(r.Status.Code)))
			}
		}
	}
	return append(append(append(exact, classes...), others...), jen.Line())
}

// errorEncoder is the function of the runtime that writes the body of an error.
func errorEncoder(m *ir.Media) jen.Code {
	switch {
	case asBytes(m):
		return jen.Id("errorAsBytes")
	case m.Format == ir.Text:
		return jen.Id("errorAsText").Index(errorType(m)).Call(formatter(m.Value))
	case m.Format == ir.XML:
		return jen.Id("errorAsXML").Index(errorType(m)).Call(element(m.Value), xmlRoot(m))
	}
	return jen.Id("errorAsJSON").Index(errorType(m))
}
