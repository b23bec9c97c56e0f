package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// itemsType is a stream of items: iter.Seq2[T, error].
func itemsType(m *ir.Media) *jen.Statement {
	return jen.Qual("iter", "Seq2").Index(jen.List(itemType(m), jen.Error()))
}

func itemType(m *ir.Media) *jen.Statement {
	if m.Format == ir.Events {
		return jen.Id("ServerEvent").Index(elemType(m.Value))
	}
	return elemType(m.Value)
}

// itemFormat are the functions of the runtime that find an item in a stream and
// put one there.
func itemFormat(m *ir.Media) (next, put jen.Code) {
	if m.Format == ir.Sequence {
		return jen.Id("nextRecord"), jen.Id("appendRecord")
	}
	return jen.Id("nextLine"), jen.Id("appendLine")
}

// isEventText reports whether the data of events is text and no JSON.
func isEventText(m *ir.Media) bool {
	u := ir.Underlying(m.Value)
	if enum := enumDecl(u); enum != nil {
		u = ir.Value{Type: enum.Base}
	}
	return isPlainString(u) && !elemNullable(m.Value)
}

func eventData(m *ir.Media) jen.Code {
	if isEventText(m) {
		return jen.Id("eventText")
	}
	return element(m.Value)
}

func readItems(m *ir.Media) *jen.Statement {
	limit := jen.Id("c").Dot("config").Dot("maxBody")
	if m.Format == ir.Parts {
		return jen.Id("partsResult").Index(elemType(m.Value)).Call(limit, jen.Id("resp"), jen.Id("stream"), partCode(m))
	}
	if m.Format == ir.Events {
		return jen.Id("eventResult").Index(elemType(m.Value)).Call(limit, jen.Id("resp"), jen.Id("stream"), jen.Lit(isEventText(m)), eventData(m))
	}
	next, _ := itemFormat(m)
	return jen.Id("itemResult").Index(elemType(m.Value)).Call(limit, jen.Id("stream"), next, element(m.Value))
}

func writeItems(m *ir.Media, status, contentType, result jen.Code) *jen.Statement {
	args := []jen.Code{jen.Op("&").Id("h").Dot("serverConfig"), jen.Id("w"), jen.Id("r"), status, contentType, result}
	switch m.Format {
	case ir.Events:
		return jen.Id("writeEvents").Call(append(args, eventData(m))...)
	case ir.Parts:
		return jen.Id("writeParts").Call(append(args, partCode(m))...)
	}
	_, put := itemFormat(m)
	return jen.Id("writeItems").Call(append(args, put, element(m.Value))...)
}

func sendItems(m *ir.Media, body *jen.Statement) *jen.Statement {
	args := []jen.Code{jen.Id("r"), jen.Lit(m.Type), body}
	switch m.Format {
	case ir.Events:
		return jen.Id("outgoingEvents").Call(append(args, eventData(m))...)
	case ir.Parts:
		return jen.Id("outgoingParts").Call(append(args, partCode(m))...)
	}
	_, put := itemFormat(m)
	return jen.Id("outgoingItems").Call(append(args, put, element(m.Value))...)
}

func receiveItems(m *ir.Media, to reception) []jen.Code {
	args := []jen.Code{jen.Op("&").Id("h").Dot("serverConfig"), jen.Id("w"), jen.Id("r"), to.contentType, jen.Lit(to.required)}
	read := "readBodyItems"
	switch m.Format {
	case ir.Events:
		data := eventData(m)
		if !isEventText(m) {
			data = receivedElement(m.Value, to.lenient)
		}
		read, args = "readBodyEvents", append(args, jen.Lit(isEventText(m)), data)
	case ir.Parts:
		code := partCode(m)
		if to.lenient {
			code = jen.Id("lenientPart").Index(elemType(m.Value)).Call(code)
		}
		read, args = "readBodyParts", append(args, code)
	default:
		next, _ := itemFormat(m)
		args = append(args, next, receivedElement(m.Value, to.lenient))
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id(read).Index(elemType(m.Value)).Call(args...),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Add(to.target).Op("=").Id("body"),
	}
}

// sampleItems is a stream of one item.
func (s *sampler) sampleItems(m *ir.Media) jen.Code {
	item := s.element(m.Value)
	if m.Format == ir.Events {
		item = jen.Add(itemType(m)).Values(jen.Dict{jen.Id("Data"): item})
	}
	return jen.Func().Params(jen.Id("yield").Func().Params(itemType(m), jen.Error()).Bool()).Block(
		jen.Id("yield").Call(item, jen.Nil()))
}
