package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// headerType: as with parameters, null has no text.
func headerType(h *ir.Header) *jen.Statement {
	v := notNull(ir.Underlying(h.Value))
	if list, ok := v.Type.(ir.List); ok {
		return jen.Index().Add(goType(notNull(ir.Underlying(list.Elem))))
	}
	if h.Required {
		return goType(v)
	}
	return jen.Id("Opt").Index(goType(v))
}

// readHeader reads a header of those in source into its field of a result.
func readHeader(h *ir.Header, source, result *jen.Statement) jen.Code {
	v := notNull(ir.Underlying(h.Value))
	read := "readHeaderValue"
	list, isList := v.Type.(ir.List)
	switch {
	case h.Lines:
		read, v = "readHeaderLines", list.Elem
	case isList:
		read, v = "readHeaderList", list.Elem
	case !h.Required:
		read = "readOptionalHeader"
	}
	return jen.Id(read).Call(source, jen.Lit(h.Name), jen.Op("&").Add(result).Dot(h.GoName), lenientParser(v))
}

// writeHeader puts its field of a result into header.
func writeHeader(h *ir.Header, result *jen.Statement) jen.Code {
	v := notNull(ir.Underlying(h.Value))
	field := jen.Add(result).Dot(h.GoName)
	set := func(value jen.Code) jen.Code {
		return jen.Id("header").Dot("Set").Call(jen.Lit(h.Name), value)
	}
	list, isList := v.Type.(ir.List)
	switch {
	case h.Lines:
		return jen.For(jen.List(jen.Id("_"), jen.Id("v")).Op(":=").Range().Add(field)).Block(
			jen.Id("header").Dot("Add").Call(jen.Lit(h.Name), formatted(notNull(ir.Underlying(list.Elem)), jen.Id("v"))))
	case isList:
		send := set(jen.Qual("strings", "Join").Call(jen.Id("formatList").Call(field, formatter(list.Elem)), jen.Lit(",")))
		if h.Required {
			return send
		}
		return jen.If(jen.Add(field).Op("!=").Nil()).Block(send)
	case h.Required:
		return set(formatted(v, field))
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(field).Dot("Get").Call(), jen.Id("ok")).Block(set(formatted(v, jen.Id("v"))))
}
