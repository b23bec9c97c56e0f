package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/check"
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

func (e *Emitter) textChecks(m *ir.Media, required bool, body *jen.Statement) []jen.Code {
	return e.CheckPlace(nil, ir.NotNull(ir.Underlying(m.Value)), required, check.Place{}, body)
}

func (e *Emitter) readText(m *ir.Media) *jen.Statement {
	return e.RT("textResult").Index(e.Types.Of(m.Value)).Call(jen.Id("resp"), e.LenientParser(m.Value))
}

func (e *Emitter) sendText(m *ir.Media, required bool, body *jen.Statement) jen.Code {
	u := ir.NotNull(ir.Underlying(m.Value))
	set := func(value jen.Code) jen.Code {
		return jen.Id("r").Dot(e.RTMember("request.setText")).Call(jen.Lit(m.Type), e.Formatted(u, value))
	}
	if required {
		return set(body)
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(body).Dot(e.RTMember("Opt.Get")).Call(), jen.Id("ok")).Block(set(jen.Id("v")))
}

func (e *Emitter) receiveText(m *ir.Media, to Reception) []jen.Code {
	read := func(target jen.Code) *jen.Statement {
		return e.RT("readBodyText").Call(jen.Id("body"), jen.Id("r"), target, e.ReceivedParser(m.Value, to.Lenient))
	}
	code := e.readWhole(to)
	if to.Required {
		return append(code, to.bodyErr(read(jen.Op("&").Add(to.Target))))
	}
	return to.declared(code,
		jen.If(jen.Id("body").Op("!=").Nil()).Block(
			jen.Var().Id("v").Add(e.Types.Of(m.Value)),
			jen.Id("bodyErr").Op("=").Add(read(jen.Op("&").Id("v"))),
			jen.Add(to.Target).Op("=").Add(e.RT("Some")).Call(jen.Id("v"))))
}

// readWhole reads a request body that is not streamed.
func (e *Emitter) readWhole(to Reception) []jen.Code {
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot(e.RTMember("serverConfig.readBody")).Call(jen.Id("w"), jen.Id("r"), e.accepts(to)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
}
