package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// unionType declares the sealed interface of a union and makes its variants
// implement it.
func (e *emitter) unionType(f *gocode.File, d *ir.Decl, body *ir.Union) {
	marker := "is" + e.names.Type(d)
	f.Add(jen.Add(gocode.Doc(about(e.names.Type(d), d.Doc, "is "+origin(d)+"."), from(d), e.howToldApart(body), e.sentWithTags(body), deprecation(d.Doc))).
		Type().Id(e.names.Type(d)).Interface(jen.Id(marker).Params()))
	markers := jen.Null()
	for _, variant := range body.Variants {
		markers.Func().Params(e.variantType(variant.Decl)).Id(marker).Params().Block().Line()
	}
	f.Add(markers.Func().Params(jen.Id(e.names.Unknown(body))).Id(marker).Params().Block())
	f.Add(jen.Id(gocode.Comment(fmt.Sprintf("%s keeps what is none of the variants of %s, as JSON.", e.names.Unknown(body), e.names.Type(d)))).Line().
		Type().Id(e.names.Unknown(body)).Qual("encoding/json", "RawMessage"))
	f.Add(jen.Func().Params(jen.Id("v").Id(e.names.Unknown(body))).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Add(gocode.ShortBody(jen.Return(jen.Id("v"), jen.Nil()))))
}

// variantType is how a variant is held by its interface: a struct by pointer.
func (e *emitter) variantType(d *ir.Decl) *jen.Statement {
	if _, ok := d.Body.(*ir.Struct); ok {
		return jen.Op("*").Id(e.names.Type(d))
	}
	return jen.Id(e.names.Type(d))
}

// unionCodec writes the function that reads and writes a union.
func (e *emitter) unionCodec(d *ir.Decl, body *ir.Union) jen.Code {
	code := []jen.Code{e.writeVariants(body)}
	code = append(code, e.chooseVariant(body)...)
	code = append(code, jen.Op("*").Id("p").Op("=").Id(e.names.Unknown(body)).Call(e.rt("unknownVariant").Call(jen.Id("c"))))
	return jen.Func().Id("code"+e.names.Type(d)).Params(e.codecParam(), jen.Id("p").Op("*").Id(e.names.Type(d))).Block(code...)
}

func (e *emitter) writeVariants(body *ir.Union) jen.Code {
	var cases []jen.Code
	for _, variant := range body.Variants {
		cases = append(cases, jen.Case(e.variantType(variant.Decl)).Block(append(e.tagged(body, variant), jen.Id("v").Dot("codeJSON").Call(jen.Id("c")))...))
	}
	cases = append(cases,
		jen.Case(jen.Id(e.names.Unknown(body))).Block(e.rt("jsonRaw").Call(jen.Id("c"), jen.Parens(jen.Op("*").Qual("encoding/json", "RawMessage")).Call(jen.Op("&").Id("v")))),
		jen.Default().Block(e.rt("noVariant").Call(jen.Id("c"))))
	return jen.If(jen.Id("c").Dot(e.rtDot("jsonCodec.writing"))).Block(
		jen.Switch(jen.Id("v").Op(":=").Parens(jen.Op("*").Id("p")).Assert(jen.Type())).Block(cases...),
		jen.Return())
}
