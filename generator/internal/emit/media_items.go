package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// itemsType is a stream of items: iter.Seq2[T, error].
func (e *emitter) itemsType(m *ir.Media) *jen.Statement {
	return jen.Qual("iter", "Seq2").Index(jen.List(e.itemType(m), jen.Error()))
}

func (e *emitter) itemType(m *ir.Media) *jen.Statement {
	if m.Format == ir.Events {
		return e.rt("ServerEvent").Index(e.types.Elem(m.Value))
	}
	return e.types.Elem(m.Value)
}

// itemFormat are the functions of the runtime that find an item in a stream and
// put one there.
func (e *emitter) itemFormat(m *ir.Media) (next, put jen.Code) {
	if m.Format == ir.Sequence {
		return e.rt("nextRecord"), e.rt("appendRecord")
	}
	return e.rt("nextLine"), e.rt("appendLine")
}

// isEventText reports whether the data of events is text and no JSON.
func isEventText(m *ir.Media) bool {
	u := ir.Underlying(m.Value)
	if enum := ir.AsEnum(u); enum != nil {
		u = ir.Value{Type: enum.Base}
	}
	return isPlainString(u) && !ir.IsNullable(m.Value)
}

func (e *emitter) eventData(m *ir.Media) jen.Code {
	if isEventText(m) {
		return e.rt("eventText")
	}
	return e.element(m.Value)
}

func (e *emitter) readItems(m *ir.Media) *jen.Statement {
	limit := jen.Id("c").Dot("config").Dot(e.rtDot("clientConfig.maxBody"))
	if m.Format == ir.Parts {
		return e.rt("partsResult").Index(e.types.Elem(m.Value)).Call(limit, jen.Id("resp"), jen.Id("stream"), e.partCode(m))
	}
	if m.Format == ir.Events {
		return e.rt("eventResult").Index(e.types.Elem(m.Value)).Call(limit, jen.Id("resp"), jen.Id("stream"), jen.Lit(isEventText(m)), e.eventData(m))
	}
	next, _ := e.itemFormat(m)
	return e.rt("itemResult").Index(e.types.Elem(m.Value)).Call(limit, jen.Id("stream"), next, e.element(m.Value))
}

func (e *emitter) writeItems(m *ir.Media, status, contentType, result jen.Code) *jen.Statement {
	args := []jen.Code{jen.Op("&").Id("h").Dot(e.rtEmbedded("serverConfig")), jen.Id("w"), jen.Id("r"), status, contentType, result}
	switch m.Format {
	case ir.Events:
		return e.rt("writeEvents").Call(append(args, e.eventData(m))...)
	case ir.Parts:
		return e.rt("writeParts").Call(append(args, e.partCode(m))...)
	}
	_, put := e.itemFormat(m)
	return e.rt("writeItems").Call(append(args, put, e.element(m.Value))...)
}

func (e *emitter) sendItems(m *ir.Media, body *jen.Statement) *jen.Statement {
	args := []jen.Code{jen.Id("r"), jen.Lit(m.Type), body}
	switch m.Format {
	case ir.Events:
		return e.rt("outgoingEvents").Call(append(args, e.eventData(m))...)
	case ir.Parts:
		return e.rt("outgoingParts").Call(append(args, e.partCode(m))...)
	}
	_, put := e.itemFormat(m)
	return e.rt("outgoingItems").Call(append(args, put, e.element(m.Value))...)
}

func (e *emitter) receiveItems(m *ir.Media, to reception) []jen.Code {
	args := []jen.Code{jen.Op("&").Id("h").Dot(e.rtEmbedded("serverConfig")), jen.Id("w"), jen.Id("r"), to.contentType, jen.Lit(to.required)}
	read := "readBodyItems"
	switch m.Format {
	case ir.Events:
		data := e.eventData(m)
		if !isEventText(m) {
			data = e.receivedElement(m.Value, to.lenient)
		}
		read, args = "readBodyEvents", append(args, jen.Lit(isEventText(m)), data)
	case ir.Parts:
		code := e.partCode(m)
		if to.lenient {
			code = e.rt("lenientPart").Index(e.types.Elem(m.Value)).Call(code)
		}
		read, args = "readBodyParts", append(args, code)
	default:
		next, _ := e.itemFormat(m)
		args = append(args, next, e.receivedElement(m.Value, to.lenient))
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Add(e.rt(read)).Index(e.types.Elem(m.Value)).Call(args...),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Add(to.target).Op("=").Id("body"),
	}
}

// sampleItems is a stream of one item.
func (s *sampler) sampleItems(m *ir.Media) jen.Code {
	item := s.element(m.Value)
	if m.Format == ir.Events {
		item = jen.Add(s.itemType(m)).Values(jen.Dict{s.rtKey("ServerEvent.Data"): item})
	}
	return jen.Func().Params(jen.Id("yield").Func().Params(s.itemType(m), jen.Error()).Bool()).Block(
		jen.Id("yield").Call(item, jen.Nil()))
}
