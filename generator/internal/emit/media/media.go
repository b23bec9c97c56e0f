package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// MediaType is the Go type of a body that an operation answers: a pointer to an
// object, a stream, else the value.
func (e *Emitter) MediaType(m *ir.Media) *jen.Statement {
	if IsPointer(m) {
		return jen.Op("*").Add(e.Types.Of(m.Value))
	}
	return e.VariantBody(m)
}

// VariantBody is the type of a body that is a field.
func (e *Emitter) VariantBody(m *ir.Media) *jen.Statement {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return e.Types.Elem(m.Value)
	case ir.Text:
		return e.Types.Of(m.Value)
	case ir.Binary:
		return jen.Qual("io", "ReadCloser")
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return e.itemsType(m)
	}
	panic("emit: response of format " + string(m.Format))
}

func IsPointer(m *ir.Media) bool {
	return IsTree(m.Format) && ir.StructDecl(ir.Underlying(m.Value)) != nil && !ir.IsNullable(m.Value)
}

// IsNilMedia reports whether a body that is answered can be nil.
func IsNilMedia(m *ir.Media) bool {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		u := ir.Underlying(m.Value)
		return !ir.IsNullable(m.Value) && (ir.StructDecl(u) != nil || gocode.IsNilable(u))
	case ir.Text:
		return false
	}
	return m.Format.IsStream()
}

// ReadMedia answers the body of a success.
func (e *Emitter) ReadMedia(contents []*ir.Media) jen.Code {
	m := contents[0]
	switch m.Format {
	case ir.JSON:
		helper := "decodeValue"
		if IsPointer(m) {
			helper = "decodeResult"
		}
		return jen.Return(e.RT(helper).Index(e.Types.Elem(m.Value)).Call(e.respOf(contents), e.Element(m.Value)))
	case ir.XML, ir.Form, ir.Multipart:
		return jen.Return(e.readTree(m, IsPointer(m)))
	case ir.Text:
		return jen.Return(e.readText(m))
	case ir.Binary:
		return jen.Return(jen.Id("stream"), jen.Nil())
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return jen.Return(e.readItems(m))
	}
	panic("emit: response of format " + string(m.Format))
}

// ReadBody reads the body of a success into a variable: the statements that do,
// and the body.
func (e *Emitter) ReadBody(contents []*ir.Media) ([]jen.Code, *jen.Statement) {
	m := contents[0]
	var read *jen.Statement
	body := jen.Id("body")
	switch m.Format {
	case ir.JSON:
		read = e.RT("decodeResult").Index(e.Types.Elem(m.Value)).Call(e.respOf(contents), e.Element(m.Value))
		body = jen.Op("*").Id("body")
	case ir.XML, ir.Form, ir.Multipart:
		read = e.readTree(m, true)
		body = jen.Op("*").Id("body")
	case ir.Text:
		read = e.readText(m)
	case ir.Binary:
		return nil, jen.Id("stream")
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		read = e.readItems(m)
	default:
		panic("emit: response of format " + string(m.Format))
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Add(read),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
	}, body
}

// WriteMedia sends the body of a success to w.
func (e *Emitter) WriteMedia(m *ir.Media, status, contentType jen.Code, result *jen.Statement, pointer bool) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		if !pointer {
			result = jen.Op("&").Add(result)
		}
		return jen.Return(e.writeTree(m, status, contentType, result))
	case ir.Text:
		return jen.Return(e.RT("writeText").Call(jen.Id("w"), status, contentType, e.Formatted(ir.NotNull(ir.Underlying(m.Value)), result)))
	case ir.Binary:
		return jen.Return(jen.Id("h").Dot(e.RTMember("serverConfig.writeStream")).Call(jen.Id("w"), jen.Id("r"), status, contentType, result))
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return jen.Return(e.writeItems(m, status, contentType, result))
	}
	panic("emit: response of format " + string(m.Format))
}

// RequestType is the Go type of a request body: by value where it is required;
// else an object is a pointer and a scalar an Opt.
func (e *Emitter) RequestType(m *ir.Media, required bool) *jen.Statement {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		u := ir.Underlying(m.Value)
		switch {
		case ir.IsNullable(m.Value) || required:
			return e.Types.Elem(m.Value)
		case ir.StructDecl(u) != nil:
			return jen.Op("*").Add(e.Types.Of(m.Value))
		case gocode.IsNilable(u):
			return e.Types.Of(m.Value)
		}
		return e.RT("Opt").Index(e.Types.Of(m.Value))
	case ir.Text:
		return e.Types.Field(ir.NotNull(m.Value), textShape(required))
	case ir.Binary:
		return jen.Qual("io", "Reader")
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return e.itemsType(m)
	}
	panic("emit: request of format " + string(m.Format))
}

// RequestChecks are the statements that check a request body; none where
// nothing is to be checked.
func (e *Emitter) RequestChecks(m *ir.Media, required bool, body *jen.Statement) []jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return e.treeChecks(m, required, body)
	case ir.Text:
		return e.textChecks(m, required, body)
	case ir.Binary, ir.Lines, ir.Sequence, ir.Events, ir.Parts: // items are checked one by one
		return nil
	}
	panic("emit: request of format " + string(m.Format))
}

// SendMedia puts a body that is not an outgoing into the request r.
func (e *Emitter) SendMedia(m *ir.Media, required bool, body *jen.Statement) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form:
		return e.sendTree(m, required, body, func(set *jen.Statement) *jen.Statement { return set })
	case ir.Text:
		return e.sendText(m, required, body)
	}
	panic("emit: request of format " + string(m.Format))
}

// SendOutgoing makes out the body of a request that is sent as it is read. Unless
// out is declared, it is that, too.
func (e *Emitter) SendOutgoing(contents []*ir.Media, required bool, body *jen.Statement, declared bool) []jen.Code {
	assign := func(op string) func(*jen.Statement) *jen.Statement {
		return func(out *jen.Statement) *jen.Statement { return jen.Id("out").Op(op).Add(out) }
	}
	set := assign(":=")
	if declared {
		set = assign("=")
	}
	switch m := contents[0]; m.Format {
	case ir.Binary:
		return []jen.Code{set(e.sendStream(contents, body))}
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return []jen.Code{set(e.sendItems(m, body))}
	case ir.Multipart:
		if required || declared || ir.IsNullable(m.Value) {
			return []jen.Code{e.sendTree(m, required, body, set)}
		}
		return []jen.Code{jen.Var().Id("out").Op("*").Add(e.RT("outgoing")), e.sendTree(m, required, body, assign("="))}
	}
	panic("emit: request of format " + string(contents[0].Format))
}

// ReceiveMedia reads a request body into target.
func (e *Emitter) ReceiveMedia(m *ir.Media, to Reception) []jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return e.receiveTree(m, to)
	case ir.Text:
		return e.receiveText(m, to)
	case ir.Binary:
		return e.receiveStream(to)
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return e.receiveItems(m, to)
	}
	panic("emit: request of format " + string(m.Format))
}

// accepts is the function of the runtime that accepts the content type of a body.
func (e *Emitter) accepts(to Reception) jen.Code {
	m := to.Only
	if m == nil {
		return e.RT("anyType")
	}
	switch m.Format {
	case ir.JSON:
		return e.RT("isJSON")
	case ir.XML:
		return e.RT("isXML")
	}
	return e.RT("textType").Call(jen.Lit(m.Type))
}
