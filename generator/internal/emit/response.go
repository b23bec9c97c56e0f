package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// readResponse turns each declared status into its result or error, exact
// statuses before classes, and any other one into an *APIError.
func (e *emitter) readResponse(op *ir.Operation, fail func(jen.Code) jen.Code) []jen.Code {
	var exact, classes []jen.Code
	last := fail(jen.Id("resp").Dot("apiError").Call())
	add := func(r *ir.Response, isResult bool, body ...jen.Code) {
		switch {
		case r.Status.Code != 0:
			exact = append(exact, jen.Case(jen.Lit(r.Status.Code)).Block(body...))
		case r.Status.Class != 0:
			classes = append(classes, jen.Case(jen.Lit(r.Status.Class)).Block(body...))
		case isResult:
			classes = append(classes, jen.Case(jen.Lit(2)).Block(body...))
		default:
			last = body[0]
		}
	}
	for _, r := range op.Results {
		add(r, true, resultOf(op, r)...)
	}
	for _, r := range op.Errors {
		if typed(r) {
			add(r, false, fail(jen.Id("decodeError").Index(elemType(r.Media.Value)).Call(jen.Id("resp"), element(r.Media.Value))))
		}
	}
	var code []jen.Code
	if len(exact) > 0 {
		code = append(code, jen.Switch(jen.Id("resp").Dot("status")).Block(exact...))
	}
	if len(classes) > 0 {
		code = append(code, jen.Switch(jen.Id("resp").Dot("status").Op("/").Lit(100)).Block(classes...))
	}
	return append(code, last)
}

// resultOf reads a success into what the operation answers.
func resultOf(op *ir.Operation, r *ir.Response) []jen.Code {
	if op.ResultName == "" {
		if r.Media == nil {
			return []jen.Code{jen.Return(jen.Nil())}
		}
		return []jen.Code{readMedia(r.Media)}
	}
	if r.Media == nil {
		return []jen.Code{jen.Return(jen.Op("&").Id(r.GoName).Values(), jen.Nil())}
	}
	if r.Media.Raw {
		return []jen.Code{jen.Return(jen.Op("&").Id(r.GoName).Values(jen.Dict{jen.Id("Body"): jen.Id("resp").Dot("body")}), jen.Nil())}
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("decodeResult").Index(elemType(r.Media.Value)).Call(jen.Id("resp"), element(r.Media.Value)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Op("&").Id(r.GoName).Values(jen.Dict{jen.Id("Body"): jen.Op("*").Id("body")}), jen.Nil()),
	}
}

func readMedia(m *ir.Media) jen.Code {
	switch {
	case m.Raw:
		return jen.Return(jen.Id("resp").Dot("body"), jen.Nil())
	case structDecl(ir.Underlying(m.Value)) != nil && !elemNullable(m.Value):
		return jen.Return(jen.Id("decodeResult").Index(elemType(m.Value)).Call(jen.Id("resp"), element(m.Value)))
	}
	return jen.Return(jen.Id("decodeValue").Index(elemType(m.Value)).Call(jen.Id("resp"), element(m.Value)))
}
