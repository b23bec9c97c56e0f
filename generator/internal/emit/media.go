package emit

import (
	"fmt"

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
	case ir.JSON:
		return elemType(m.Value)
	case ir.Text:
		return goType(m.Value)
	case ir.Binary:
		return jen.Qual("io", "ReadCloser")
	}
	panic("emit: response of format " + string(m.Format))
}

func isPointer(m *ir.Media) bool {
	return m.Format == ir.JSON && structDecl(ir.Underlying(m.Value)) != nil && !elemNullable(m.Value)
}

// isNilMedia reports whether a body that is answered can be nil.
func isNilMedia(m *ir.Media) bool {
	switch m.Format {
	case ir.JSON:
		u := ir.Underlying(m.Value)
		return !elemNullable(m.Value) && (structDecl(u) != nil || isNilable(u))
	case ir.Text:
		return false
	}
	return m.Format.IsStream()
}

// readMedia answers the body of a success.
func readMedia(m *ir.Media) jen.Code {
	switch m.Format {
	case ir.JSON:
		helper := "decodeValue"
		if isPointer(m) {
			helper = "decodeResult"
		}
		return jen.Return(jen.Id(helper).Index(elemType(m.Value)).Call(jen.Id("resp"), element(m.Value)))
	case ir.Text:
		return jen.Return(readText(m))
	case ir.Binary:
		return jen.Return(jen.Id("stream"), jen.Nil())
	}
	panic("emit: response of format " + string(m.Format))
}

// readVariantBody puts the body of a success into a variant of a sealed result.
func readVariantBody(r *ir.Response) []jen.Code {
	body := jen.Id("body")
	var read *jen.Statement
	switch r.Media.Format {
	case ir.JSON:
		read = jen.Id("decodeResult").Index(elemType(r.Media.Value)).Call(jen.Id("resp"), element(r.Media.Value))
		body = jen.Op("*").Add(body)
	case ir.Text:
		read = readText(r.Media)
	case ir.Binary:
		body = jen.Id("stream")
	default:
		panic("emit: response of format " + string(r.Media.Format))
	}
	var code []jen.Code
	if read != nil {
		code = append(code,
			jen.List(jen.Id("body"), jen.Err()).Op(":=").Add(read),
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())))
	}
	return append(code, jen.Return(jen.Op("&").Id(r.GoName).Values(jen.Dict{jen.Id("Body"): body}), jen.Nil()))
}

// writeMedia sends the body of a success.
func writeMedia(r *ir.Response, result *jen.Statement, pointer bool) jen.Code {
	status, contentType := jen.Lit(statusToSend(r.Status)), jen.Lit(r.Media.Type)
	switch r.Media.Format {
	case ir.JSON:
		if !pointer {
			result = jen.Op("&").Add(result)
		}
		return jen.Return(jen.Id("writeResult").Call(jen.Id("w"), status, contentType, result, element(r.Media.Value)))
	case ir.Text:
		return jen.Return(jen.Id("writeText").Call(jen.Id("w"), status, contentType, formatted(notNull(ir.Underlying(r.Media.Value)), result)))
	case ir.Binary:
		return jen.Return(jen.Id("h").Dot("writeStream").Call(jen.Id("w"), jen.Id("r"), status, contentType, result))
	}
	panic(fmt.Sprintf("emit: response of format %s", r.Media.Format))
}

// mediaBodyType is the type of a request body that is not JSON.
func mediaBodyType(b *ir.Body) *jen.Statement {
	switch b.Media.Format {
	case ir.Text:
		return shaped(notNull(b.Media.Value), textShape(b))
	case ir.Binary:
		return jen.Qual("io", "Reader")
	}
	panic("emit: request of format " + string(b.Media.Format))
}

// sendMedia puts a body that is not JSON into the request r.
func sendMedia(b *ir.Body) jen.Code {
	switch b.Media.Format {
	case ir.Text:
		return sendText(b)
	case ir.Binary:
		return sendStream(b)
	}
	panic("emit: request of format " + string(b.Media.Format))
}

// receiveMedia reads a body that is not JSON into the params struct.
func receiveMedia(b *ir.Body) []jen.Code {
	switch b.Media.Format {
	case ir.Text:
		return receiveText(b)
	case ir.Binary:
		return receiveStream(b)
	}
	panic("emit: request of format " + string(b.Media.Format))
}

// setsBodyErr reports whether receiving a body leaves what is wrong with it in
// bodyErr; the error of a stream is found as it is read.
func setsBodyErr(b *ir.Body) bool { return !b.Media.Format.IsStream() }

// sampleBody is a request body for an example.
func (s *sampler) sampleBody(b *ir.Body) jen.Code {
	switch b.Media.Format {
	case ir.JSON:
		return s.element(b.Media.Value)
	case ir.Text:
		return s.value(notNull(b.Media.Value), "", "")
	case ir.Binary:
		return jen.Qual("strings", "NewReader").Call(jen.Lit("body"))
	}
	panic("emit: request of format " + string(b.Media.Format))
}

// media is a body that the server of an example answers.
func (s *sampler) media(m *ir.Media, pointer bool) jen.Code {
	switch m.Format {
	case ir.JSON:
		if pointer {
			return jen.Op("&").Add(s.element(m.Value))
		}
		return s.element(m.Value)
	case ir.Text:
		return s.value(notNull(m.Value), "", "")
	case ir.Binary:
		return jen.Qual("io", "NopCloser").Call(jen.Qual("strings", "NewReader").Call(jen.Lit("body")))
	}
	panic("emit: response of format " + string(m.Format))
}
