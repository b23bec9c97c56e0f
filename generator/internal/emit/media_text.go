package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// textShape: an optional text is an Opt, for the empty one is one as well.
func textShape(required bool) shape {
	if required {
		return plain
	}
	return opt
}

func (e *emitter) textChecks(m *ir.Media, required bool, body *jen.Statement) []jen.Code {
	return e.checkPlace(nil, notNull(ir.Underlying(m.Value)), required, itself(), body)
}

func readText(m *ir.Media) *jen.Statement {
	return jen.Id("textResult").Index(goType(m.Value)).Call(jen.Id("resp"), lenientParser(m.Value))
}

// lenientParser is the function of the runtime that reads a scalar from text as
// a client does: an enumeration may have grown since, a date-time may be loose.
func lenientParser(v ir.Value) jen.Code {
	u := ir.Underlying(v)
	switch u.Type.(type) {
	case ir.Time, ir.Date:
		return jen.Id("parseLoose" + formatWord(u.Type))
	}
	if enumDecl(u) == nil {
		return textParser(v)
	}
	return jen.Id(parserName(v)).Index(goType(v))
}

func sendText(m *ir.Media, required bool, body *jen.Statement) jen.Code {
	u := notNull(ir.Underlying(m.Value))
	set := func(value jen.Code) jen.Code {
		return jen.Id("r").Dot("setText").Call(jen.Lit(m.Type), formatted(u, value))
	}
	if required {
		return set(body)
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(body).Dot("Get").Call(), jen.Id("ok")).Block(set(jen.Id("v")))
}

func receiveText(m *ir.Media, to reception) []jen.Code {
	read := func(target jen.Code) *jen.Statement {
		return jen.Id("readBodyText").Call(jen.Id("body"), jen.Id("r"), target, receivedParser(m.Value, to.lenient))
	}
	code := readWhole(to.accepts)
	if to.required {
		return append(code, to.bodyErr(read(jen.Op("&").Add(to.target))))
	}
	return to.declared(code,
		jen.If(jen.Id("body").Op("!=").Nil()).Block(
			jen.Var().Id("v").Add(goType(m.Value)),
			jen.Id("bodyErr").Op("=").Add(read(jen.Op("&").Id("v"))),
			jen.Add(to.target).Op("=").Id("Some").Call(jen.Id("v"))))
}

// readWhole reads a request body that is not streamed.
func readWhole(accepts jen.Code) []jen.Code {
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot("readBody").Call(jen.Id("w"), jen.Id("r"), accepts),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
}
