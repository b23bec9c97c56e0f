package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// textShape: an optional text is an Opt, for the empty one is one as well.
func textShape(required bool) gocode.Shape {
	if required {
		return gocode.Plain
	}
	return gocode.Opt
}

func (e *emitter) textChecks(m *ir.Media, required bool, body *jen.Statement) []jen.Code {
	return e.checkPlace(nil, ir.NotNull(ir.Underlying(m.Value)), required, e.itself(), body)
}

func (e *emitter) readText(m *ir.Media) *jen.Statement {
	return e.rt("textResult").Index(e.types.Of(m.Value)).Call(jen.Id("resp"), e.lenientParser(m.Value))
}

func (e *emitter) sendText(m *ir.Media, required bool, body *jen.Statement) jen.Code {
	u := ir.NotNull(ir.Underlying(m.Value))
	set := func(value jen.Code) jen.Code {
		return jen.Id("r").Dot(e.rtDot("request.setText")).Call(jen.Lit(m.Type), e.formatted(u, value))
	}
	if required {
		return set(body)
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(body).Dot(e.rtDot("Opt.Get")).Call(), jen.Id("ok")).Block(set(jen.Id("v")))
}

func (e *emitter) receiveText(m *ir.Media, to reception) []jen.Code {
	read := func(target jen.Code) *jen.Statement {
		return e.rt("readBodyText").Call(jen.Id("body"), jen.Id("r"), target, e.receivedParser(m.Value, to.lenient))
	}
	code := e.readWhole(to.accepts)
	if to.required {
		return append(code, to.bodyErr(read(jen.Op("&").Add(to.target))))
	}
	return to.declared(code,
		jen.If(jen.Id("body").Op("!=").Nil()).Block(
			jen.Var().Id("v").Add(e.types.Of(m.Value)),
			jen.Id("bodyErr").Op("=").Add(read(jen.Op("&").Id("v"))),
			jen.Add(to.target).Op("=").Add(e.rt("Some")).Call(jen.Id("v"))))
}

// readWhole reads a request body that is not streamed.
func (e *emitter) readWhole(accepts jen.Code) []jen.Code {
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot(e.rtDot("serverConfig.readBody")).Call(jen.Id("w"), jen.Id("r"), accepts),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
}
