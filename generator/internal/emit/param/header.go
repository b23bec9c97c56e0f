package param

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

func (e *Emitter) headerType(h *ir.Header) *jen.Statement { return e.Types.Field(e.Shapes.Header(h)) }

// HeaderReader declares the variable r, which reads headers of source.
func (e *Emitter) HeaderReader(source *jen.Statement) jen.Code {
	return jen.Id("r").Op(":=").Op("&").Add(e.RT("form.HeaderReader")).Values(jen.Dict{e.RTKey("form.HeaderReader.Header"): source})
}

// ReadHeader reads a header by the variable r into its field of a struct.
func (e *Emitter) ReadHeader(h *ir.Header, result *jen.Statement) jen.Code {
	if !h.IsText() {
		return e.readHeaderForm(h, result)
	}
	v, as := e.Shapes.Header(h)
	read := "form.ReadHeader"
	list, isList := v.Type.(ir.List)
	switch {
	case h.Lines:
		read, v = "form.ReadHeaderLines", list.Elem
	case isList:
		read, v = "form.ReadHeaderList", list.Elem
	case as == ir.Opt:
		read = "form.ReadOptionalHeader"
	}
	return e.RT(read).Call(jen.Id("r"), jen.Lit(h.Name), jen.Op("&").Add(result).Dot(e.Names.Header(h)), e.headerParser(v))
}

// headerParser is Parser without the known values of an enum: headers are not read strictly.
func (e *Emitter) headerParser(v ir.Value) jen.Code {
	if ir.AsEnum(ir.Underlying(v)) != nil {
		return e.parser(v).Index(e.Types.Of(v))
	}
	return e.parser(v)
}

// WriteHeader puts a field of a struct into the variable header. check makes a statement
// of an expression that is an error if the header cannot express the value.
func (e *Emitter) WriteHeader(h *ir.Header, result *jen.Statement, check func(err *jen.Statement) jen.Code) jen.Code {
	if !h.IsText() {
		return e.writeHeaderForm(h, result, check)
	}
	v, as := e.Shapes.Header(h)
	field := jen.Add(result).Dot(e.Names.Header(h))
	set := func(value jen.Code) jen.Code {
		return jen.Id("header").Dot("Set").Call(jen.Lit(h.Name), value)
	}
	list, isList := v.Type.(ir.List)
	switch {
	case h.Lines:
		return jen.For(jen.List(jen.Id("_"), jen.Id("v")).Op(":=").Range().Add(field)).Block(
			jen.Id("header").Dot("Add").Call(jen.Lit(h.Name), e.Formatted(ir.NotNull(ir.Underlying(list.Elem)), jen.Id("v"))))
	case isList:
		texts := e.RT("core.FormatList").Call(field, e.Formatter(list.Elem))
		send := set(jen.Qual("strings", "Join").Call(texts, jen.Lit(",")))
		if mayHoldComma(list.Elem) {
			send = check(e.RT("form.SetHeaderList").Call(jen.Id("header"), jen.Lit(h.Name), texts))
		}
		if h.Required {
			return send
		}
		return jen.If(jen.Add(field).Op("!=").Nil()).Block(send)
	case as != ir.Opt:
		return set(e.Formatted(v, field))
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(field).Dot(e.RTMember("core.Opt.Get")).Call(), jen.Id("ok")).Block(set(e.Formatted(v, jen.Id("v"))))
}

// readHeaderForm reads a header that is more than texts.
func (e *Emitter) readHeaderForm(h *ir.Header, result *jen.Statement) jen.Code {
	u := ir.NotNull(ir.Underlying(h.Value))
	read := e.RT("form.ReadHeaderForm").Index(e.Types.Elem(u)).Call(jen.Id("r"), e.formReader(nil, h.Param()), e.Reader(u))
	if h.Style == ir.StyleJSON {
		read = e.RT("form.ReadHeaderJSON").Index(e.Types.Elem(u)).Call(jen.Id("r"), jen.Lit(h.Name), e.Reader(u))
	}
	field := jen.Id("value")
	switch as := e.Shapes.Param(h.Param()); as {
	case ir.Plain, ir.Nilable, ir.ZeroFilled:
		field = jen.Op("*").Id("value")
	case ir.Opt:
		field = e.RT("core.Some").Call(jen.Op("*").Id("value"))
	case ir.Pointer:
	default:
		panic(fmt.Sprintf("emit: header of shape %d", as))
	}
	return jen.If(jen.Id("value").Op(":=").Add(read), jen.Id("value").Op("!=").Nil()).Block(jen.Add(result).Dot(e.Names.Header(h)).Op("=").Add(field))
}

// writeHeaderForm writes a header that is more than texts.
func (e *Emitter) writeHeaderForm(h *ir.Header, result *jen.Statement, check func(*jen.Statement) jen.Code) jen.Code {
	u := ir.NotNull(ir.Underlying(h.Value))
	field := jen.Add(result).Dot(e.Names.Header(h))
	set := func(target jen.Code) jen.Code {
		write := e.RT("form.SetHeaderForm").Call(jen.Id("header"), e.formStyle(h.Param()), target, e.Appender(u))
		if h.Style == ir.StyleJSON {
			write = e.RT("form.SetHeaderJSON").Call(jen.Id("header"), jen.Lit(h.Name), target, e.Appender(u))
		}
		return check(write)
	}
	switch as := e.Shapes.Param(h.Param()); as {
	case ir.Plain, ir.ZeroFilled:
		return set(jen.Op("&").Add(field))
	case ir.Nilable:
		return jen.If(jen.Add(field).Op("!=").Nil()).Block(set(jen.Op("&").Add(field)))
	case ir.Pointer:
		return jen.If(jen.Add(field).Op("!=").Nil()).Block(set(field))
	case ir.Opt:
		return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(field).Dot(e.RTMember("core.Opt.Get")).Call(), jen.Id("ok")).Block(set(jen.Op("&").Id("v")))
	default:
		panic(fmt.Sprintf("emit: header of shape %d", as))
	}
}

// RetiredHeaders are the fields of headers that are only in the lock.
func (e *Emitter) RetiredHeaders(headers []*ir.Header) []jen.Code {
	var fields []jen.Code
	for _, h := range headers {
		fields = append(fields, jen.Add(gocode.Doc("Neither read nor written.", target.Deprecation(h.Doc))).Id(e.Names.Header(h)).Add(e.headerType(h)))
	}
	return fields
}

// HeaderFields are the fields of a struct for headers.
func (e *Emitter) HeaderFields(headers []*ir.Header) []jen.Code {
	var fields []jen.Code
	for _, h := range headers {
		fields = append(fields, jen.Add(gocode.Doc(target.FirstText(h.Doc), "The header "+h.Name+".", target.Deprecation(h.Doc))).Id(e.Names.Header(h)).Add(e.headerType(h)))
	}
	return fields
}
