package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// textShape: an optional text is an Opt, for the empty one is one as well.
func textShape(b *ir.Body) shape {
	if b.Required {
		return plain
	}
	return opt
}

func (e *emitter) textChecks(b *ir.Body) []jen.Code {
	v := notNull(ir.Underlying(b.Media.Value))
	return e.checkPlace(nil, v, b.Required, jen.Lit(""), jen.Id("p").Dot("Body"))
}

func readText(m *ir.Media) *jen.Statement {
	return jen.Id("textResult").Index(goType(m.Value)).Call(jen.Id("resp"), lenientParser(m.Value))
}

// lenientParser is the function of the runtime that reads a scalar from text as
// a client does: an enumeration may have grown since.
func lenientParser(v ir.Value) jen.Code {
	if enumDecl(ir.Underlying(v)) == nil {
		return textParser(v)
	}
	return jen.Id("parse" + textKind(v)).Index(goType(v))
}

func sendText(b *ir.Body) jen.Code {
	u := notNull(ir.Underlying(b.Media.Value))
	set := func(value jen.Code) jen.Code {
		return jen.Id("r").Dot("setText").Call(jen.Lit(b.Media.Type), formatted(u, value))
	}
	body := jen.Id("params").Dot("Body")
	if b.Required {
		return set(body)
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(body).Dot("Get").Call(), jen.Id("ok")).Block(set(jen.Id("v")))
}

func receiveText(b *ir.Body) []jen.Code {
	target := jen.Id("params").Dot("Body")
	read := func(target jen.Code) *jen.Statement {
		return jen.Id("readBodyText").Call(jen.Id("body"), jen.Id("r"), target, textParser(b.Media.Value))
	}
	code := readWhole(jen.Id("textType").Call(jen.Lit(b.Media.Type)))
	if b.Required {
		return append(code, jen.Id("bodyErr").Op(":=").Add(read(jen.Op("&").Add(target))))
	}
	return append(code, jen.Var().Id("bodyErr").Error(),
		jen.If(jen.Id("body").Op("!=").Nil()).Block(
			jen.Var().Id("v").Add(goType(b.Media.Value)),
			jen.Id("bodyErr").Op("=").Add(read(jen.Op("&").Id("v"))),
			jen.Add(target).Op("=").Id("Some").Call(jen.Id("v"))))
}

// readWhole reads a request body that is not streamed.
func readWhole(accepts jen.Code) []jen.Code {
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot("readBody").Call(jen.Id("w"), jen.Id("r"), accepts),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
}
