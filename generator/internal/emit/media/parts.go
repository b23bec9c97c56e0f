package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// parts is a multipart body as a stream of parts without names.
type parts struct{ base }

func (p parts) itemType() *jen.Statement { return p.Types.Elem(p.m.Value) }

// codec is the function that reads or writes each part.
func (p parts) codec() jen.Code {
	if d := ir.PartDecl(p.m.Value); d != nil {
		return p.CodePart(d)
	}
	return jen.Func().Params(jen.Id("v").Op("*").Add(p.Types.Elem(p.m.Value)), jen.Id("c").Op("*").Add(p.RT("media.PartCodec"))).
		Add(gocode.ShortBody(p.PartBody(p.m.Value, p.m.Details.(ir.PartsDetails).Types, jen.Id("v"))))
}

func (p parts) read() call {
	return call{"client.PartsResult", []jen.Code{jen.Id("resp"), jen.Id("stream"), p.codec()}}
}

func (p parts) write() call { return call{"server.WriteParts", []jen.Code{p.codec()}} }
func (p parts) send() call  { return call{"client.OutgoingParts", []jen.Code{p.codec()}} }

func (p parts) receive() call {
	return call{"server.ReadBodyParts", []jen.Code{p.codec()}}
}

func (p parts) condition() *jen.Statement {
	return jen.Id("r").Dot(p.RTMember("client.Response.IsMultipart")).Call()
}

func (parts) sampleItem(value *jen.Statement) *jen.Statement { return value }
