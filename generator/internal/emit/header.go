package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// headerParam is a header of a response as a parameter.
func headerParam(h *ir.Header) *ir.Param {
	return &ir.Param{Name: h.Name, In: ir.InHeader, Style: h.Style, Explode: h.Explode, Required: h.Required, Value: h.Value}
}

// isTextHeader is isText for a header.
func isTextHeader(h *ir.Header) bool { return h.Lines || isText(headerParam(h)) }

// headerType: as with parameters, null has no text.
func (e *emitter) headerType(h *ir.Header) *jen.Statement {
	if !isTextHeader(h) {
		return e.types.Field(h.Value, e.paramShape(headerParam(h)))
	}
	v := ir.NotNull(ir.Underlying(h.Value))
	if list, ok := v.Type.(ir.List); ok {
		return jen.Index().Add(e.types.Of(ir.NotNull(ir.Underlying(list.Elem))))
	}
	if h.Required {
		return e.types.Of(v)
	}
	return e.rt("Opt").Index(e.types.Of(v))
}

// readHeader reads a header of those in source into its field of a result.
func (e *emitter) readHeader(h *ir.Header, source, result *jen.Statement) jen.Code {
	if !isTextHeader(h) {
		return e.readHeaderForm(h, source, result)
	}
	v := ir.NotNull(ir.Underlying(h.Value))
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
	return e.rt(read).Call(source, jen.Lit(h.Name), jen.Op("&").Add(result).Dot(e.names.Header(h)), e.lenientParser(v))
}

// writeHeader puts its field of a result into header, or fails.
func (e *emitter) writeHeader(h *ir.Header, result *jen.Statement, fail ...jen.Code) jen.Code {
	if !isTextHeader(h) {
		return e.writeHeaderForm(h, result, fail)
	}
	v := ir.NotNull(ir.Underlying(h.Value))
	field := jen.Add(result).Dot(e.names.Header(h))
	set := func(value jen.Code) jen.Code {
		return jen.Id("header").Dot("Set").Call(jen.Lit(h.Name), value)
	}
	list, isList := v.Type.(ir.List)
	switch {
	case h.Lines:
		return jen.For(jen.List(jen.Id("_"), jen.Id("v")).Op(":=").Range().Add(field)).Block(
			jen.Id("header").Dot("Add").Call(jen.Lit(h.Name), e.formatted(ir.NotNull(ir.Underlying(list.Elem)), jen.Id("v"))))
	case isList:
		send := set(jen.Qual("strings", "Join").Call(e.rt("formatList").Call(field, e.formatter(list.Elem)), jen.Lit(",")))
		if h.Required {
			return send
		}
		return jen.If(jen.Add(field).Op("!=").Nil()).Block(send)
	case h.Required:
		return set(e.formatted(v, field))
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(field).Dot(e.rtDot("Opt.Get")).Call(), jen.Id("ok")).Block(set(e.formatted(v, jen.Id("v"))))
}

// readHeaderForm reads a header that is more than texts.
func (e *emitter) readHeaderForm(h *ir.Header, source, result *jen.Statement) jen.Code {
	u := ir.NotNull(ir.Underlying(h.Value))
	read := e.rt("headerFormValue").Index(e.types.Elem(u)).Call(source, e.formReader(nil, headerParam(h)), e.element(u))
	if h.Style == ir.StyleJSON {
		read = e.rt("headerJSONValue").Index(e.types.Elem(u)).Call(source, jen.Lit(h.Name), e.element(u))
	}
	field := jen.Id("value")
	switch as := e.paramShape(headerParam(h)); as {
	case gocode.Plain, gocode.Nilable:
		field = jen.Op("*").Id("value")
	case gocode.Opt:
		field = e.rt("Some").Call(jen.Op("*").Id("value"))
	case gocode.Pointer:
	default:
		panic(fmt.Sprintf("emit: header of shape %d", as))
	}
	return jen.If(jen.Id("value").Op(":=").Add(read), jen.Id("value").Op("!=").Nil()).Block(jen.Add(result).Dot(e.names.Header(h)).Op("=").Add(field))
}

// writeHeaderForm writes a header that is more than texts.
func (e *emitter) writeHeaderForm(h *ir.Header, result *jen.Statement, fail []jen.Code) jen.Code {
	u := ir.NotNull(ir.Underlying(h.Value))
	field := jen.Add(result).Dot(e.names.Header(h))
	set := func(target jen.Code) jen.Code {
		write := e.rt("setHeaderForm").Call(jen.Id("header"), e.formStyle(headerParam(h)), target, e.element(u))
		if h.Style == ir.StyleJSON {
			write = e.rt("setHeaderJSON").Call(jen.Id("header"), jen.Lit(h.Name), target, e.element(u))
		}
		return jen.If(jen.Err().Op(":=").Add(write), jen.Err().Op("!=").Nil()).Block(fail...)
	}
	switch as := e.paramShape(headerParam(h)); as {
	case gocode.Plain:
		return set(jen.Op("&").Add(field))
	case gocode.Nilable:
		return jen.If(jen.Add(field).Op("!=").Nil()).Block(set(jen.Op("&").Add(field)))
	case gocode.Pointer:
		return jen.If(jen.Add(field).Op("!=").Nil()).Block(set(field))
	case gocode.Opt:
		return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(field).Dot(e.rtDot("Opt.Get")).Call(), jen.Id("ok")).Block(set(jen.Op("&").Id("v")))
	default:
		panic(fmt.Sprintf("emit: header of shape %d", as))
	}
}
