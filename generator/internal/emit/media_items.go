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
	config := jen.Op("&").Id("c").Dot("config")
	if m.Format == ir.Events {
		return jen.Id("eventResult").Index(elemType(m.Value)).Call(config, jen.Id("resp"), jen.Id("stream"), jen.Lit(isEventText(m)), eventData(m))
	}
	next, _ := itemFormat(m)
	return jen.Id("itemResult").Index(elemType(m.Value)).Call(config, jen.Id("stream"), next, element(m.Value))
}

func writeItems(m *ir.Media, status, contentType, result jen.Code) *jen.Statement {
	args := []jen.Code{jen.Op("&").Id("h").Dot("serverConfig"), jen.Id("w"), jen.Id("r"), status, contentType, result}
	if m.Format == ir.Events {
		return jen.Id("writeEvents").Call(append(args, eventData(m))...)
	}
	_, put := itemFormat(m)
	return jen.Id("writeItems").Call(append(args, put, element(m.Value))...)
}

func sendItems(m *ir.Media, body *jen.Statement) *jen.Statement {
	_, put := itemFormat(m)
	return jen.Id("outgoingItems").Call(jen.Id("r"), jen.Lit(m.Type), body, put, element(m.Value))
}

func receiveItems(m *ir.Media, to reception) []jen.Code {
	next, _ := itemFormat(m)
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("readBodyItems").Index(elemType(m.Value)).Call(
			jen.Op("&").Id("h").Dot("serverConfig"), jen.Id("w"), jen.Id("r"), to.contentType, jen.Lit(to.required), next, receivedElement(m.Value, to.lenient)),
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
