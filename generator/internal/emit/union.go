package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// unionType declares the sealed interface of a union and makes its variants
// implement it.
func (e *emitter) unionType(f *file, d *ir.Decl, body *ir.Union) {
	marker := "is" + d.Name
	f.add(jen.Add(docComment(about(d.Name, d.Doc, "is "+origin(d)+"."), from(d), howToldApart(body), e.sentWithTags(body), deprecation(d.Doc))).
		Type().Id(d.Name).Interface(jen.Id(marker).Params()))
	markers := jen.Null()
	for _, variant := range body.Variants {
		markers.Func().Params(variantType(variant.Decl)).Id(marker).Params().Block().Line()
	}
	f.add(markers.Func().Params(jen.Id(body.UnknownName)).Id(marker).Params().Block())
	f.add(jen.Id(comment(fmt.Sprintf("%s keeps what is none of the variants of %s, as JSON.", body.UnknownName, d.Name))).Line().
		Type().Id(body.UnknownName).Qual("encoding/json", "RawMessage"))
	f.add(jen.Func().Params(jen.Id("v").Id(body.UnknownName)).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Add(oneLine(jen.Return(jen.Id("v"), jen.Nil()))))
}

// variantType is how a variant is held by its interface: a struct by pointer.
func variantType(d *ir.Decl) *jen.Statement {
	if _, ok := d.Body.(*ir.Struct); ok {
		return jen.Op("*").Id(d.Name)
	}
	return jen.Id(d.Name)
}

// unionCodec writes the function that reads and writes a union.
func (e *emitter) unionCodec(d *ir.Decl, body *ir.Union) jen.Code {
	code := []jen.Code{e.writeVariants(body)}
	code = append(code, e.chooseVariant(body)...)
	code = append(code, jen.Op("*").Id("p").Op("=").Id(body.UnknownName).Call(jen.Id("unknownVariant").Call(jen.Id("c"))))
	return jen.Func().Id("code"+d.Name).Params(codecParam(), jen.Id("p").Op("*").Id(d.Name)).Block(code...)
}

func (e *emitter) writeVariants(body *ir.Union) jen.Code {
	var cases []jen.Code
	for _, variant := range body.Variants {
		cases = append(cases, jen.Case(variantType(variant.Decl)).Block(append(e.tagged(body, variant), jen.Id("v").Dot("codeJSON").Call(jen.Id("c")))...))
	}
	cases = append(cases,
		jen.Case(jen.Id(body.UnknownName)).Block(jen.Id("jsonRaw").Call(jen.Id("c"), jen.Parens(jen.Op("*").Qual("encoding/json", "RawMessage")).Call(jen.Op("&").Id("v")))),
		jen.Default().Block(jen.Id("noVariant").Call(jen.Id("c"))))
	return jen.If(jen.Id("c").Dot("writing")).Block(
		jen.Switch(jen.Id("v").Op(":=").Parens(jen.Op("*").Id("p")).Assert(jen.Type())).Block(cases...),
		jen.Return())
}
