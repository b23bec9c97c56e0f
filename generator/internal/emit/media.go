package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// mediaType is the Go type of a body: a pointer to an object, bytes for what
// is not JSON, else the value.
func mediaType(m *ir.Media) *jen.Statement {
	switch {
	case m.Format == ir.Binary:
		return jen.Index().Byte()
	case structDecl(ir.Underlying(m.Value)) != nil && !elemNullable(m.Value):
		return jen.Op("*").Add(goType(m.Value))
	}
	return elemType(m.Value)
}

func variantBody(m *ir.Media) jen.Code {
	if m.Format == ir.Binary {
		return jen.Index().Byte()
	}
	return elemType(m.Value)
}

func readMedia(m *ir.Media) jen.Code {
	switch {
	case m.Format == ir.Binary:
		return jen.Return(jen.Id("resp").Dot("body"), jen.Nil())
	case structDecl(ir.Underlying(m.Value)) != nil && !elemNullable(m.Value):
		return jen.Return(jen.Id("decodeResult").Index(elemType(m.Value)).Call(jen.Id("resp"), element(m.Value)))
	}
	return jen.Return(jen.Id("decodeValue").Index(elemType(m.Value)).Call(jen.Id("resp"), element(m.Value)))
}

func isPointer(m *ir.Media) bool {
	return m.Format != ir.Binary && structDecl(ir.Underlying(m.Value)) != nil && !elemNullable(m.Value)
}

func writeMedia(r *ir.Response, result *jen.Statement, pointer bool) jen.Code {
	status, contentType := jen.Lit(statusToSend(r.Status)), jen.Lit(r.Media.Type)
	if r.Media.Format == ir.Binary {
		return jen.Return(jen.Id("writeBytes").Call(jen.Id("w"), status, contentType, result))
	}
	if !pointer {
		result = jen.Op("&").Add(result)
	}
	return jen.Return(jen.Id("writeResult").Call(jen.Id("w"), status, contentType, result, element(r.Media.Value)))
}
