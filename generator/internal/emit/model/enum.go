package model

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

func (e *Emitter) EnumCodec(d *ir.Decl, body *ir.Enum) jen.Code {
	scalar := e.scalarCodec(body.Base).Call(jen.Id("c"), jen.Id("v"))
	if body.Open {
		return e.CodecFunc(d, scalar)
	}
	return e.CodecFunc(d, scalar,
		jen.If(jen.Id("c").Dot(e.RTMember("json.Codec.Strict")).Op("&&").Op("!").Id("v").Dot("Known").Call()).Block(
			jen.Id("c").Dot(e.RTMember("json.Codec.Violate")).Call(jen.Lit("enum"), jen.Lit("must be a value of the enumeration"))),
	)
}

func (e *Emitter) Constants(d *ir.Decl, body *ir.Enum) jen.Code {
	values := make([]jen.Code, 0, len(body.Values))
	for _, v := range body.Values {
		values = append(values, jen.Add(gocode.Doc(v.Doc)).Id(e.Names.Value(v)).Id(e.Names.Type(d)).Op("=").Add(gocode.Literal(v.Literal)))
	}
	return jen.Id(gocode.Comment("The values of " + e.Names.Type(d) + " that the document knows.")).Line().Const().Defs(values...)
}

// OthersToo says which values an open enumeration has beside its constants.
func OthersToo(body *ir.Enum) string {
	text := "Other values than those known are valid, too"
	if len(body.Others) > 0 {
		text += ": " + Phrases(body.Others)
	}
	return text + "."
}

func (e *Emitter) Known(d *ir.Decl, body *ir.Enum) jen.Code {
	names := make([]jen.Code, 0, len(body.Values))
	for _, v := range body.Values {
		names = append(names, jen.Id(e.Names.Value(v)))
	}
	answer := []jen.Code{jen.Return(jen.False())}
	if len(names) > 0 {
		answer = []jen.Code{
			jen.Switch(jen.Id("v")).Block(jen.Case(names...).Block(jen.Return(jen.True()))),
			jen.Return(jen.False()),
		}
	}
	return jen.Id(gocode.Comment("Known reports whether v is a value that the document knows.")).Line().
		Func().Params(jen.Id("v").Id(e.Names.Type(d))).Id("Known").Params().Bool().Block(answer...)
}
