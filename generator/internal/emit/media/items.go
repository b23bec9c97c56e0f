package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/sample"
	"github.com/peergen/peergen/generator/internal/ir"
)

// SampleBody is a request body for an example.
func (e *Emitter) SampleBody(s *sample.Sampler, m *ir.Media) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return s.Element(m.Value)
	case ir.Text:
		return s.Value(ir.NotNull(m.Value), "", "")
	case ir.Binary:
		return jen.Qual("strings", "NewReader").Call(jen.Lit("body"))
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return e.sampleItems(s, m)
	}
	panic("emit: request of format " + string(m.Format))
}

// SampleMedia is a body that the server of an example answers.
func (e *Emitter) SampleMedia(s *sample.Sampler, m *ir.Media, pointer bool) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		if pointer {
			return jen.Op("&").Add(s.Element(m.Value))
		}
		return s.Element(m.Value)
	case ir.Text:
		return s.Value(ir.NotNull(m.Value), "", "")
	case ir.Binary:
		return jen.Qual("io", "NopCloser").Call(jen.Qual("strings", "NewReader").Call(jen.Lit("body")))
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return e.sampleItems(s, m)
	}
	panic("emit: response of format " + string(m.Format))
}

// itemsType is a stream of items: iter.Seq2[T, error].
func (e *Emitter) itemsType(m *ir.Media) *jen.Statement {
	return jen.Qual("iter", "Seq2").Index(jen.List(e.itemType(m), jen.Error()))
}

func (e *Emitter) itemType(m *ir.Media) *jen.Statement {
	if m.Format == ir.Events {
		return e.RT("ServerEvent").Index(e.Types.Elem(m.Value))
	}
	return e.Types.Elem(m.Value)
}

// itemFormat are the functions of the runtime that find an item in a stream and
// put one there.
func (e *Emitter) itemFormat(m *ir.Media) (next, put jen.Code) {
	if m.Format == ir.Sequence {
		return e.RT("nextRecord"), e.RT("appendRecord")
	}
	return e.RT("nextLine"), e.RT("appendLine")
}

func (e *Emitter) readItems(m *ir.Media) *jen.Statement {
	limit := jen.Id("c").Dot("config").Dot(e.RTMember("clientConfig.maxBody"))
	if m.Format == ir.Parts {
		return e.RT("partsResult").Index(e.Types.Elem(m.Value)).Call(limit, jen.Id("resp"), jen.Id("stream"), e.partCode(m))
	}
	if m.Format == ir.Events {
		return e.RT("eventResult").Index(e.Types.Elem(m.Value)).Call(limit, jen.Id("resp"), jen.Id("stream"), jen.Lit(isEventText(m)), e.eventData(m))
	}
	next, _ := e.itemFormat(m)
	return e.RT("itemResult").Index(e.Types.Elem(m.Value)).Call(limit, jen.Id("stream"), next, e.Element(m.Value))
}

func (e *Emitter) writeItems(m *ir.Media, status, contentType, result jen.Code) *jen.Statement {
	args := []jen.Code{jen.Op("&").Id("h").Dot(e.RTEmbedded("serverConfig")), jen.Id("w"), jen.Id("r"), status, contentType, result}
	switch m.Format {
	case ir.Events:
		return e.RT("writeEvents").Call(append(args, e.eventData(m))...)
	case ir.Parts:
		return e.RT("writeParts").Call(append(args, e.partCode(m))...)
	}
	_, put := e.itemFormat(m)
	return e.RT("writeItems").Call(append(args, put, e.Element(m.Value))...)
}

func (e *Emitter) sendItems(m *ir.Media, body *jen.Statement) *jen.Statement {
	args := []jen.Code{jen.Id("r"), jen.Lit(m.Type), body}
	switch m.Format {
	case ir.Events:
		return e.RT("outgoingEvents").Call(append(args, e.eventData(m))...)
	case ir.Parts:
		return e.RT("outgoingParts").Call(append(args, e.partCode(m))...)
	}
	_, put := e.itemFormat(m)
	return e.RT("outgoingItems").Call(append(args, put, e.Element(m.Value))...)
}

func (e *Emitter) receiveItems(m *ir.Media, to Reception) []jen.Code {
	args := []jen.Code{jen.Op("&").Id("h").Dot(e.RTEmbedded("serverConfig")), jen.Id("w"), jen.Id("r"), to.ContentType, jen.Lit(to.Required)}
	read := "readBodyItems"
	switch m.Format {
	case ir.Events:
		data := e.eventData(m)
		if !isEventText(m) {
			data = e.ReceivedElement(m.Value, to.Lenient)
		}
		read, args = "readBodyEvents", append(args, jen.Lit(isEventText(m)), data)
	case ir.Parts:
		code := e.partCode(m)
		if to.Lenient {
			code = e.RT("lenientPart").Index(e.Types.Elem(m.Value)).Call(code)
		}
		read, args = "readBodyParts", append(args, code)
	default:
		next, _ := e.itemFormat(m)
		args = append(args, next, e.ReceivedElement(m.Value, to.Lenient))
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Add(e.RT(read)).Index(e.Types.Elem(m.Value)).Call(args...),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Add(to.Target).Op("=").Id("body"),
	}
}

// sampleItems is a stream of one item.
func (e *Emitter) sampleItems(s *sample.Sampler, m *ir.Media) jen.Code {
	item := s.Element(m.Value)
	if m.Format == ir.Events {
		item = jen.Add(e.itemType(m)).Values(jen.Dict{e.RTKey("ServerEvent.Data"): item})
	}
	return jen.Func().Params(jen.Id("yield").Func().Params(e.itemType(m), jen.Error()).Bool()).Block(
		jen.Id("yield").Call(item, jen.Nil()))
}
