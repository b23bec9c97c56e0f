package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

func (e *emitter) treeChecks(m *ir.Media, required bool, body *jen.Statement) []jen.Code {
	return e.checkPlace(nil, m.Value, required, e.itself(), body)
}

// sendTree puts a body that is there into the request r; of a multipart body,
// assign gets what is sent.
func (e *emitter) sendTree(m *ir.Media, required bool, body *jen.Statement, assign func(*jen.Statement) *jen.Statement) jen.Code {
	set := func(target jen.Code, v ir.Value) jen.Code {
		return assign(e.setTree(m, target, v))
	}
	u := ir.Underlying(m.Value)
	switch {
	case required:
		return set(jen.Op("&").Add(body), m.Value)
	case ir.IsNullable(m.Value):
		return jen.If(jen.Op("!").Add(body).Dot(e.rtDot("Opt.IsZero")).Call()).Block(set(jen.Op("&").Add(body), m.Value))
	case ir.StructDecl(u) != nil:
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(body, u))
	case gocode.IsNilable(u):
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(jen.Op("&").Add(body), u))
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(body).Dot(e.rtDot("Opt.Get")).Call(), jen.Id("ok")).Block(set(jen.Op("&").Id("v"), u))
}

func (e *emitter) receiveTree(m *ir.Media, to reception) []jen.Code {
	decode := func(target jen.Code, v ir.Value) *jen.Statement { return e.decodeTree(m, to, target, v) }
	code := e.openTree(m, to)
	if to.required {
		return append(code, to.bodyErr(decode(jen.Op("&").Add(to.target), m.Value)))
	}
	u := ir.Underlying(m.Value)
	present := jen.If(jen.Id("body").Op("!=").Nil())
	switch {
	case ir.IsNullable(m.Value):
		present.Block(jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Add(to.target), m.Value)))
	case ir.StructDecl(u) != nil:
		present.Block(
			jen.Add(to.target).Op("=").New(e.types.Of(m.Value)),
			jen.Id("bodyErr").Op("=").Add(decode(to.target, u)))
	case gocode.IsNilable(u):
		present.Block(jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Add(to.target), u)))
	default:
		present.Block(
			jen.Var().Id("v").Add(e.types.Of(m.Value)),
			jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Id("v"), u)),
			jen.Add(to.target).Op("=").Add(e.rt("Some")).Call(jen.Id("v")))
	}
	return to.declared(code, present)
}
