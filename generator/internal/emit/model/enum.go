package model

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Constants declares the values of an enum.
func (e *Emitter) Constants(d *ir.Decl, body *ir.Enum) jen.Code {
	values := make([]jen.Code, 0, len(body.Values))
	for _, v := range body.Values {
		values = append(values, jen.Add(gocode.Doc(v.Doc, retiredFact(v))).Id(e.Names.Value(v)).Id(e.Names.Type(d)).Op("=").Add(gocode.Literal(v.Literal)))
	}
	return jen.Id(gocode.Comment("Values of " + e.Names.Type(d) + ".")).Line().Const().Defs(values...)
}

// retiredFact marks a value that is no longer in the document as deprecated.
func retiredFact(v *ir.EnumValue) string {
	if !v.Retired {
		return ""
	}
	return target.Deprecation(ir.Doc{Deprecated: true, Reason: "no longer in the API description."})
}

// ValueList declares the function that lists the values of an enum.
func (e *Emitter) ValueList(d *ir.Decl, body *ir.Enum) jen.Code {
	name, list := e.Names.ValueList(body), jen.Index().Id(e.Names.Type(d))
	values := make([]jen.Code, 0, len(body.Values))
	for _, v := range body.Values {
		if !v.Retired {
			values = append(values, jen.Id(e.Names.Value(v)))
		}
	}
	return jen.Id(gocode.Comment(name + " returns the values of " + e.Names.Type(d) + " that are defined in the document.")).Line().
		Func().Id(name).Params().Add(list).Block(jen.Return(jen.Add(list).Values(values...)))
}

// OthersToo documents the values of an open enum besides its constants.
func OthersToo(body *ir.Enum) string {
	text := "Other values are valid, too"
	if len(body.OpenChecks) > 0 {
		text += ": " + Phrases(body.OpenChecks)
	}
	return text + "."
}

// Known declares the method Known of an enum.
func (e *Emitter) Known(d *ir.Decl, body *ir.Enum) jen.Code {
	names := make([]jen.Code, 0, len(body.Values))
	for _, v := range body.Values {
		names = append(names, jen.Id(e.Names.Value(v)))
	}
	known := []jen.Code{jen.Return(jen.False())}
	if len(names) > 0 {
		known = []jen.Code{
			jen.Switch(jen.Id("v")).Block(jen.Case(names...).Block(jen.Return(jen.True()))),
			jen.Return(jen.False()),
		}
	}
	return jen.Id(gocode.Comment("Known reports whether v is defined in the document.")).Line().
		Func().Params(jen.Id("v").Id(e.Names.Type(d))).Id("Known").Params().Bool().Block(known...)
}

// EnumMessage is the message for a value that is not known.
func EnumMessage(body *ir.Enum) string { return "must be " + valueWords(literals(body)) }

// UseMessage is [EnumMessage] for a use that can allow some of the values only.
func UseMessage(v ir.Value, body *ir.Enum) string {
	for _, check := range ir.Underlying(v).Checks {
		if c, ok := check.(ir.OneOf); ok {
			return "must be " + valueWords(c.Literals)
		}
	}
	return EnumMessage(body)
}

// literals are the values of an enum as JSON.
func literals(body *ir.Enum) []string {
	out := make([]string, 0, len(body.Values))
	for _, v := range body.Values {
		if !v.Retired {
			out = append(out, v.Literal)
		}
	}
	return out
}
