package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// asBytes holds for the body of an error that is read whole and passed on as it is.
func asBytes(m *ir.Media) bool { return m.Format.IsBytesInErrors() }

// errorType is the Go type of the body of an error.
func (e *emitter) errorType(m *ir.Media) *jen.Statement {
	switch {
	case asBytes(m):
		return jen.Index().Byte()
	case m.Format == ir.Text:
		return e.types.Of(m.Value)
	}
	return e.types.Elem(m.Value)
}

// errorOf reads a declared error; one without a body is as good as undeclared.
func (e *emitter) errorOf(contents []*ir.Media, fail func(jen.Code) jen.Code) []jen.Code {
	if len(contents) == 0 {
		return nil
	}
	m := contents[0]
	switch {
	case asBytes(m):
		return []jen.Code{fail(e.rt("decodeErrorBytes").Call(append([]jen.Code{jen.Id("resp")}, typeNames(contents)...)...))}
	case m.Format == ir.Text:
		return []jen.Code{fail(e.rt("decodeErrorText").Index(e.errorType(m)).Call(jen.Id("resp"), e.lenientParser(m.Value)))}
	case m.Format == ir.XML:
		return []jen.Code{fail(e.rt("decodeErrorXML").Index(e.errorType(m)).Call(jen.Id("resp"), e.element(m.Value), e.xmlRoot(m)))}
	}
	return []jen.Code{fail(e.rt("decodeError").Index(e.errorType(m)).Call(e.respOf(contents), e.element(m.Value)))}
}

// hasOtherErrors reports whether an operation declares errors that are not JSON.
func hasOtherErrors(op *ir.Operation) bool {
	return slices.ContainsFunc(contentsOf(op.Errors), func(m *ir.Media) bool { return m.Format != ir.JSON })
}

// errorBodyRows are all contents of the declared errors of an operation, the most
// exact status first; none where all of them are JSON.
func (e *emitter) errorBodyRows(op *ir.Operation) []jen.Code {
	if !hasOtherErrors(op) {
		return nil
	}
	var exact, classes, others []jen.Code
	for _, r := range op.Errors {
		for _, m := range r.Contents {
			row := func(status ...jen.Code) jen.Code {
				return jen.Line().Values(append(status, e.rtKey("errorBody.contentType").Op(":").Lit(m.Type), e.rtKey("errorBody.encode").Op(":").Add(e.errorEncoder(m)))...)
			}
			switch {
			case r.Status.IsDefault():
				others = append(others, row())
			case r.Status.Code == 0:
				classes = append(classes, row(e.rtKey("errorBody.class").Op(":").Lit(r.Status.Class)))
			default:
				exact = append(exact, row(e.rtKey("errorBody.code").Op(":").Lit(r.Status.Code)))
			}
		}
	}
	return append(append(append(exact, classes...), others...), jen.Line())
}

// errorEncoder is the function of the runtime that writes the body of an error.
func (e *emitter) errorEncoder(m *ir.Media) jen.Code {
	switch {
	case asBytes(m):
		return e.rt("errorAsBytes")
	case m.Format == ir.Text:
		return e.rt("errorAsText").Index(e.errorType(m)).Call(e.formatter(m.Value))
	case m.Format == ir.XML:
		return e.rt("errorAsXML").Index(e.errorType(m)).Call(e.element(m.Value), e.xmlRoot(m))
	}
	return e.rt("errorAsJSON").Index(e.errorType(m))
}
