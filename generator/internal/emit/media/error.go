package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// AsBytes holds for the body of an error that is read whole and passed on as it is.
func AsBytes(m *ir.Media) bool { return m.Format.IsBytesInErrors() }

// ErrorType is the Go type of the body of an error.
func (e *Emitter) ErrorType(m *ir.Media) *jen.Statement {
	switch {
	case AsBytes(m):
		return jen.Index().Byte()
	case m.Format == ir.Text:
		return e.Types.Of(m.Value)
	}
	return e.Types.Elem(m.Value)
}

// ErrorOf reads a declared error; one without a body is as good as undeclared.
func (e *Emitter) ErrorOf(contents []*ir.Media, fail func(jen.Code) jen.Code) []jen.Code {
	if len(contents) == 0 {
		return nil
	}
	m := contents[0]
	switch {
	case AsBytes(m):
		return []jen.Code{fail(e.RT("decodeErrorBytes").Call(append([]jen.Code{jen.Id("resp")}, TypeNames(contents)...)...))}
	case m.Format == ir.Text:
		return []jen.Code{fail(e.RT("decodeErrorText").Index(e.ErrorType(m)).Call(jen.Id("resp"), e.LenientParser(m.Value)))}
	case m.Format == ir.XML:
		return []jen.Code{fail(e.RT("decodeErrorXML").Index(e.ErrorType(m)).Call(jen.Id("resp"), e.Element(m.Value), e.XMLRoot(m)))}
	}
	return []jen.Code{fail(e.RT("decodeError").Index(e.ErrorType(m)).Call(e.respOf(contents), e.Element(m.Value)))}
}

// ErrorEncoder is the function of the runtime that writes the body of an error.
func (e *Emitter) ErrorEncoder(m *ir.Media) jen.Code {
	switch {
	case AsBytes(m):
		return e.RT("errorAsBytes")
	case m.Format == ir.Text:
		return e.RT("errorAsText").Index(e.ErrorType(m)).Call(e.Formatter(m.Value))
	case m.Format == ir.XML:
		return e.RT("errorAsXML").Index(e.ErrorType(m)).Call(e.Element(m.Value), e.XMLRoot(m))
	}
	return e.RT("errorAsJSON").Index(e.ErrorType(m))
}
