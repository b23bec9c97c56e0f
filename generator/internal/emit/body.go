package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

func bodyFacts(b *ir.Body) string {
	text := "The request body, " + b.Media.Type
	if !b.Required {
		text += "; nil for none"
	}
	return text + "."
}

// bodyType is by value where the body is required; else an object is a pointer
// and a scalar an Opt.
func bodyType(b *ir.Body) *jen.Statement {
	switch {
	case b.Media.Format != ir.JSON:
		return mediaBodyType(b)
	case elemNullable(b.Media.Value) || b.Required:
		return elemType(b.Media.Value)
	case structDecl(ir.Underlying(b.Media.Value)) != nil:
		return jen.Op("*").Add(goType(b.Media.Value))
	case isNilable(ir.Underlying(b.Media.Value)):
		return goType(b.Media.Value)
	}
	return jen.Id("Opt").Index(goType(b.Media.Value))
}

func (e *emitter) bodyChecks(b *ir.Body, first bool) []jen.Code {
	if b == nil || b.Media.Format.IsStream() || !e.hasChecks(b.Media.Value) {
		return nil
	}
	code := []jen.Code{checkIn("body", first)}
	ref, ok := ir.Underlying(b.Media.Value).Type.(ir.Ref)
	switch {
	case b.Media.Format == ir.Text:
		return append(code, e.textChecks(b)...)
	case !ok:
		return append(code, e.checkPlace(nil, b.Media.Value, b.Required, jen.Lit(""), jen.Id("p").Dot("Body"))...)
	case !e.checked[ref.Decl]:
		return nil
	}
	call := jen.Id("p").Dot("Body").Dot("check").Call(jen.Id("c"))
	if elemNullable(b.Media.Value) {
		return append(code, jen.If(jen.List(jen.Id("x"), jen.Id("ok")).Op(":=").Id("p").Dot("Body").Dot("Get").Call(), jen.Id("ok")).Block(
			jen.Id("x").Dot("check").Call(jen.Id("c"))))
	}
	if !b.Required {
		return append(code, jen.If(jen.Id("p").Dot("Body").Op("!=").Nil()).Block(call))
	}
	return append(code, call)
}

func sendBody(b *ir.Body) jen.Code {
	if b.Media.Format != ir.JSON {
		return sendMedia(b)
	}
	body := jen.Id("params").Dot("Body")
	set := func(target jen.Code, v ir.Value) jen.Code {
		return jen.Id("setBody").Call(jen.Id("r"), jen.Lit(b.Media.Type), target, element(v))
	}
	u := ir.Underlying(b.Media.Value)
	switch {
	case elemNullable(b.Media.Value) || b.Required:
		return set(jen.Op("&").Add(body), b.Media.Value)
	case structDecl(u) != nil:
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(body, u))
	case isNilable(u):
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(jen.Op("&").Add(body), u))
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(body).Dot("Get").Call(), jen.Id("ok")).Block(set(jen.Op("&").Id("v"), u))
}

// receiveBody reads the request body; what is wrong with it is bodyErr, see setsBodyErr.
func (e *emitter) receiveBody(b *ir.Body) []jen.Code {
	if b.Media.Format != ir.JSON {
		return receiveMedia(b)
	}
	code := readWhole(jen.Id("isJSON"))
	target := jen.Id("params").Dot("Body")
	u := ir.Underlying(b.Media.Value)
	decode := func(target jen.Code, v ir.Value) jen.Code {
		return jen.Id("decodeBody").Call(jen.Id("body"), jen.True(), target, element(v))
	}
	if b.Required || elemNullable(b.Media.Value) {
		return append(code, jen.Id("bodyErr").Op(":=").Add(decode(jen.Op("&").Add(target), b.Media.Value)))
	}
	present := jen.Id("body").Op("!=").Nil()
	code = append(code, jen.Var().Id("bodyErr").Error())
	switch {
	case structDecl(u) != nil:
		return append(code, jen.If(present).Block(
			jen.Add(target).Op("=").New(goType(b.Media.Value)),
			jen.Id("bodyErr").Op("=").Add(decode(target, u))))
	case isNilable(u):
		return append(code, jen.If(present).Block(jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Add(target), u))))
	}
	return append(code, jen.If(present).Block(
		jen.Var().Id("v").Add(goType(b.Media.Value)),
		jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Id("v"), u)),
		jen.Add(target).Op("=").Id("Some").Call(jen.Id("v"))))
}

// bodyField is the field of the request body in the params struct.
func bodyField(b *ir.Body) jen.Code {
	return jen.Add(docComment(firstText(b.Doc), bodyFacts(b))).Id("Body").Add(bodyType(b))
}
