package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// sendStream makes out the body of the request; see sendCall.
func (e *Emitter) sendStream(contents []*ir.Media, body *jen.Statement) *jen.Statement {
	contentType := jen.Lit(contents[0].Type)
	if len(contents) > 1 {
		contentType = e.RT("streamTypeOf").Call(append([]jen.Code{body}, TypeNames(contents)...)...)
	}
	return e.RT("outgoingStream").Call(jen.Id("r"), contentType, body)
}

func (e *Emitter) receiveStream(to Reception) []jen.Code {
	code := []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot(e.RTMember("serverConfig.openBody")).Call(jen.Id("w"), jen.Id("r"), to.ContentType, jen.Lit(to.Required)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	if to.Required {
		return append(code, jen.Add(to.Target).Op("=").Id("body"))
	}
	return append(code, jen.If(jen.Id("body").Op("!=").Nil()).Block(jen.Add(to.Target).Op("=").Id("body")))
}
