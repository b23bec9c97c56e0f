package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// mediaType is the Go type of a body that an operation answers: a pointer to an
// object, a stream, else the value.
func mediaType(m *ir.Media) *jen.Statement {
	if isPointer(m) {
		return jen.Op("*").Add(goType(m.Value))
	}
	return variantBody(m)
}

// variantBody is the type of a body that is a field.
func variantBody(m *ir.Media) *jen.Statement {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return elemType(m.Value)
	case ir.Text:
		return goType(m.Value)
	case ir.Binary:
		return jen.Qual("io", "ReadCloser")
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return itemsType(m)
	}
	panic("emit: response of format " + string(m.Format))
}

func isPointer(m *ir.Media) bool {
	return isTree(m.Format) && structDecl(ir.Underlying(m.Value)) != nil && !elemNullable(m.Value)
}

// isNilMedia reports whether a body that is answered can be nil.
func isNilMedia(m *ir.Media) bool {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		u := ir.Underlying(m.Value)
		return !elemNullable(m.Value) && (structDecl(u) != nil || isNilable(u))
	case ir.Text:
		return false
	}
	return m.Format.IsStream()
}

// readMedia answers the body of a success.
func readMedia(r *ir.Response) jen.Code {
	m := r.Media()
	switch m.Format {
	case ir.JSON:
		helper := "decodeValue"
		if isPointer(m) {
			helper = "decodeResult"
		}
		return jen.Return(jen.Id(helper).Index(elemType(m.Value)).Call(respOf(r), element(m.Value)))
	case ir.XML, ir.Form, ir.Multipart:
		return jen.Return(readTree(m, isPointer(m)))
	case ir.Text:
		return jen.Return(readText(m))
	case ir.Binary:
		return jen.Return(jen.Id("stream"), jen.Nil())
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return jen.Return(readItems(m))
	}
	panic("emit: response of format " + string(m.Format))
}

// readBody reads the body of a success into a variable: the statements that do,
// and the body.
func readBody(r *ir.Response) ([]jen.Code, *jen.Statement) {
	m := r.Media()
	var read *jen.Statement
	body := jen.Id("body")
	switch m.Format {
	case ir.JSON:
		read = jen.Id("decodeResult").Index(elemType(m.Value)).Call(respOf(r), element(m.Value))
		body = jen.Op("*").Id("body")
	case ir.XML, ir.Form, ir.Multipart:
		read = readTree(m, true)
		body = jen.Op("*").Id("body")
	case ir.Text:
		read = readText(m)
	case ir.Binary:
		return nil, jen.Id("stream")
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		read = readItems(m)
	default:
		panic("emit: response of format " + string(m.Format))
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Add(read),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
	}, body
}

// writeMedia sends the body of a success to w.
func writeMedia(m *ir.Media, status, contentType jen.Code, result *jen.Statement, pointer bool) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		if !pointer {
			result = jen.Op("&").Add(result)
		}
		return jen.Return(writeTree(m, status, contentType, result))
	case ir.Text:
		return jen.Return(jen.Id("writeText").Call(jen.Id("w"), status, contentType, formatted(notNull(ir.Underlying(m.Value)), result)))
	case ir.Binary:
		return jen.Return(jen.Id("h").Dot("writeStream").Call(jen.Id("w"), jen.Id("r"), status, contentType, result))
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return jen.Return(writeItems(m, status, contentType, result))
	}
	panic("emit: response of format " + string(m.Format))
}

// requestType is the Go type of a request body: by value where it is required;
// else an object is a pointer and a scalar an Opt.
func requestType(m *ir.Media, required bool) *jen.Statement {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		u := ir.Underlying(m.Value)
		switch {
		case elemNullable(m.Value) || required:
			return elemType(m.Value)
		case structDecl(u) != nil:
			return jen.Op("*").Add(goType(m.Value))
		case isNilable(u):
			return goType(m.Value)
		}
		return jen.Id("Opt").Index(goType(m.Value))
	case ir.Text:
		return shaped(notNull(m.Value), textShape(required))
	case ir.Binary:
		return jen.Qual("io", "Reader")
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return itemsType(m)
	}
	panic("emit: request of format " + string(m.Format))
}

// requestChecks are the statements that check a request body; none where
// nothing is to be checked.
func (e *emitter) requestChecks(m *ir.Media, required bool, body *jen.Statement) []jen.Code {
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

// sendMedia puts a body that is not an outgoing into the request r.
func sendMedia(m *ir.Media, required bool, body *jen.Statement) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form:
		return sendTree(m, required, body, func(set *jen.Statement) *jen.Statement { return set })
	case ir.Text:
		return sendText(m, required, body)
	}
	panic("emit: request of format " + string(m.Format))
}

// sendOutgoing makes out the body of a request that is sent as it is read. Unless
// out is declared, it is that, too.
func sendOutgoing(contents []*ir.Media, required bool, body *jen.Statement, declared bool) []jen.Code {
	assign := func(op string) func(*jen.Statement) *jen.Statement {
		return func(out *jen.Statement) *jen.Statement { return jen.Id("out").Op(op).Add(out) }
	}
	set := assign(":=")
	if declared {
		set = assign("=")
	}
	switch m := contents[0]; m.Format {
	case ir.Binary:
		return []jen.Code{set(sendStream(contents, body))}
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return []jen.Code{set(sendItems(m, body))}
	case ir.Multipart:
		if required || declared || elemNullable(m.Value) {
			return []jen.Code{sendTree(m, required, body, set)}
		}
		return []jen.Code{jen.Var().Id("out").Op("*").Id("outgoing"), sendTree(m, required, body, assign("="))}
	}
	panic("emit: request of format " + string(contents[0].Format))
}

// receiveMedia reads a request body into target.
func receiveMedia(m *ir.Media, to reception) []jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return receiveTree(m, to)
	case ir.Text:
		return receiveText(m, to)
	case ir.Binary:
		return receiveStream(to)
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return receiveItems(m, to)
	}
	panic("emit: request of format " + string(m.Format))
}

// acceptsOnly is what reads a body of one content type only: a function of the
// runtime that knows it.
func acceptsOnly(m *ir.Media) jen.Code {
	switch m.Format {
	case ir.JSON:
		return jen.Id("isJSON")
	case ir.XML:
		return jen.Id("isXML")
	}
	return jen.Id("textType").Call(jen.Lit(m.Type))
}

// sampleBody is a request body for an example.
func (s *sampler) sampleBody(m *ir.Media) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return s.element(m.Value)
	case ir.Text:
		return s.value(notNull(m.Value), "", "")
	case ir.Binary:
		return jen.Qual("strings", "NewReader").Call(jen.Lit("body"))
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return s.sampleItems(m)
	}
	panic("emit: request of format " + string(m.Format))
}

// media is a body that the server of an example answers.
func (s *sampler) media(m *ir.Media, pointer bool) jen.Code {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		if pointer {
			return jen.Op("&").Add(s.element(m.Value))
		}
		return s.element(m.Value)
	case ir.Text:
		return s.value(notNull(m.Value), "", "")
	case ir.Binary:
		return jen.Qual("io", "NopCloser").Call(jen.Qual("strings", "NewReader").Call(jen.Lit("body")))
	case ir.Lines, ir.Sequence, ir.Events, ir.Parts:
		return s.sampleItems(m)
	}
	panic("emit: response of format " + string(m.Format))
}
