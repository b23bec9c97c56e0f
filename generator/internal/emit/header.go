package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// headerParam is a header of a response as a parameter.
func headerParam(h *ir.Header) *ir.Param {
	return &ir.Param{Name: h.Name, GoName: h.GoName, In: ir.InHeader, Style: h.Style, Explode: h.Explode, Required: h.Required, Value: h.Value}
}

// isTextHeader is isText for a header.
func isTextHeader(h *ir.Header) bool { return h.Lines || isText(headerParam(h)) }

// headerType: as with parameters, null has no text.
func (e *emitter) headerType(h *ir.Header) *jen.Statement {
	if !isTextHeader(h) {
		return shaped(h.Value, e.paramShape(headerParam(h)))
	}
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
func (e *emitter) readHeader(h *ir.Header, source, result *jen.Statement) jen.Code {
	if !isTextHeader(h) {
		return e.readHeaderForm(h, source, result)
	}
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

// writeHeader puts its field of a result into header, or fails.
func (e *emitter) writeHeader(h *ir.Header, result *jen.Statement, fail ...jen.Code) jen.Code {
	if !isTextHeader(h) {
		return e.writeHeaderForm(h, result, fail)
	}
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

// readHeaderForm reads a header that is more than texts.
func (e *emitter) readHeaderForm(h *ir.Header, source, result *jen.Statement) jen.Code {
	u := notNull(ir.Underlying(h.Value))
	read := jen.Id("headerFormValue").Index(elemType(u)).Call(source, e.formReader(nil, headerParam(h)), element(u))
	if h.Style == ir.StyleJSON {
		read = jen.Id("headerJSONValue").Index(elemType(u)).Call(source, jen.Lit(h.Name), element(u))
	}
	field := jen.Id("value")
	switch as := e.paramShape(headerParam(h)); as {
	case plain, nilable:
		field = jen.Op("*").Id("value")
	case opt:
		field = jen.Id("Some").Call(jen.Op("*").Id("value"))
	case pointer:
	default:
		panic(fmt.Sprintf("emit: header of shape %d", as))
	}
	return jen.If(jen.Id("value").Op(":=").Add(read), jen.Id("value").Op("!=").Nil()).Block(jen.Add(result).Dot(h.GoName).Op("=").Add(field))
}

// writeHeaderForm writes a header that is more than texts.
func (e *emitter) writeHeaderForm(h *ir.Header, result *jen.Statement, fail []jen.Code) jen.Code {
	u := notNull(ir.Underlying(h.Value))
	field := jen.Add(result).Dot(h.GoName)
	set := func(target jen.Code) jen.Code {
		write := jen.Id("setHeaderForm").Call(jen.Id("header"), formStyle(headerParam(h)), target, element(u))
		if h.Style == ir.StyleJSON {
			write = jen.Id("setHeaderJSON").Call(jen.Id("header"), jen.Lit(h.Name), target, element(u))
		}
		return jen.If(jen.Err().Op(":=").Add(write), jen.Err().Op("!=").Nil()).Block(fail...)
	}
	switch as := e.paramShape(headerParam(h)); as {
	case plain:
		return set(jen.Op("&").Add(field))
	case nilable:
		return jen.If(jen.Add(field).Op("!=").Nil()).Block(set(jen.Op("&").Add(field)))
	case pointer:
		return jen.If(jen.Add(field).Op("!=").Nil()).Block(set(field))
	case opt:
		return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(field).Dot("Get").Call(), jen.Id("ok")).Block(set(jen.Op("&").Id("v")))
	default:
		panic(fmt.Sprintf("emit: header of shape %d", as))
	}
}
