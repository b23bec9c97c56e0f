package param

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// PartType declares a part with headers.
func (e *Emitter) PartType(d *ir.Decl, body *ir.Part) jen.Code {
	fields := append(e.HeaderFields(body.Headers), jen.Id("Body").Add(e.Types.Elem(body.Value)))
	doc := e.Names.Type(d) + " is " + e.Origin(d) + ", with its headers."
	return jen.Add(gocode.Doc(doc)).Type().Id(e.Names.Type(d)).Struct(fields...)
}

// PartMethod codes a part with its headers, for both directions.
func (e *Emitter) PartMethod(d *ir.Decl, body *ir.Part) jen.Code {
	v := jen.Id("v")
	fail := func(err *jen.Statement) jen.Code {
		return jen.If(jen.Err().Op(":=").Add(err), jen.Err().Op("!=").Nil()).Block(
			jen.Id("c").Dot(e.RTMember("media.PartCodec.Err")).Op("=").Err(), jen.Return())
	}
	var write, needed []jen.Code
	read := []jen.Code{e.HeaderReader(jen.Id("c").Dot(e.RTMember("media.PartCodec.Part")).Dot("Header"))}
	for _, h := range body.Headers {
		write = append(write, e.WriteHeader(h, v, fail))
		read = append(read, e.ReadHeader(h, v))
		if h.Required {
			needed = append(needed, jen.Lit(h.Name))
		}
	}
	code := []jen.Code{
		jen.If(jen.Id("c").Dot(e.RTMember("media.PartCodec.Writing"))).Block(append([]jen.Code{jen.Id("header").Op(":=").Id("c").Dot(e.RTMember("media.PartCodec.Headers")).Call()}, write...)...).
			Else().Block(read...),
	}
	if len(needed) > 0 {
		code = append(code, jen.Id("c").Dot(e.RTMember("media.PartCodec.NeedsHeaders")).Call(needed...))
	}
	code = append(code, e.PartBody(body.Value, []string{body.Types}, jen.Op("&").Id("v").Dot("Body")))
	return jen.Func().Params(jen.Id("v").Op("*").Id(e.Names.Type(d))).Id("codePart").Params(jen.Id("c").Op("*").Add(e.RT("media.PartCodec"))).Block(code...)
}
