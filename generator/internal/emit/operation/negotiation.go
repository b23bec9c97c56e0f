package operation

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/ir"
)

// negotiates reports whether callers choose the content type of a response: a
// status has several ones.
func negotiates(op *ir.Operation) bool {
	for _, responses := range media.ByStatus(op.Results) {
		if len(media.ContentsOf(responses)) > 1 {
			return true
		}
	}
	return false
}

// negotiate rejects callers that accept none of the content types.
func (e *Emitter) negotiate(op *ir.Operation) []jen.Code {
	if !negotiates(op) {
		return nil
	}
	return []jen.Code{
		jen.List(jen.Id("ctx"), jen.Err()).Op("=").Add(e.RT("server.Negotiate")).Call(jen.Id("ctx"), jen.Id("w"), jen.Id("r"), media.TypeList(media.ContentsOf(op.Results))),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
}

// respond calls the operation and writes its result.
func (e *Emitter) respond(op *ir.Operation) []jen.Code {
	call := jen.Id("h").Dot("api").Dot(e.Names.Operation(op)).Call(jen.Id("ctx"), jen.Id("params"))
	if e.ResultType(op) == nil {
		code := []jen.Code{jen.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))}
		status := 204
		if len(op.Results) == 1 {
			status = statusToSend(op.Results[0].Status)
		}
		return append(code, jen.Id("w").Dot("WriteHeader").Call(jen.Lit(status)), jen.Return(jen.Nil()))
	}
	code := []jen.Code{
		jen.List(jen.Id("result"), jen.Err()).Op(":=").Add(call),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	if e.Names.Result(op) == "" {
		r := op.Results[0]
		return append(code, e.writeContents(r, jen.Lit(statusToSend(r.Status)), jen.Id("result"), e.Body(r.Contents...).IsPointer())...)
	}
	if len(op.Results) == 1 {
		code = append(code, jen.If(jen.Id("result").Op("==").Nil()).Block(jen.Return(e.RT("server.NoResult").Call())))
		return append(code, e.writeResult(op.Results[0])...)
	}
	var cases []jen.Code
	which := jen.Id("result").Assert(jen.Type())
	for _, r := range op.Results {
		if len(e.resultFields(r)) > 0 {
			which = jen.Id("result").Op(":=").Id("result").Assert(jen.Type())
		}
		cases = append(cases, jen.Case(jen.Op("*").Id(e.Names.Response(r))).Block(e.writeResult(r)...))
	}
	return append(code, jen.Switch(which).Block(cases...), jen.Return(e.RT("server.NoResult").Call()))
}

// writeResult sends the struct result.
func (e *Emitter) writeResult(r *ir.Response) []jen.Code {
	var code []jen.Code
	status := jen.Lit(statusToSend(r.Status))
	if r.Status.Code == 0 {
		code = append(code,
			jen.List(jen.Id("status"), jen.Err()).Op(":=").Add(e.RT("server.StatusOf")).Call(jen.Id("result").Dot("StatusCode"), status, jen.Lit(len(r.Contents) > 0)),
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())))
		status = jen.Id("status")
	}
	if len(r.Headers) > 0 {
		code = append(code, jen.Id("header").Op(":=").Qual("net/http", "Header").Values())
		for _, h := range r.Headers {
			code = append(code, e.WriteHeader(h, jen.Id("result"), jen.Return(jen.Err())))
		}
		code = append(code, jen.Id("w").Op("=").Op("&").Add(e.RT("server.HeadedWriter")).Values(jen.Dict{e.RTKey("server.HeadedWriter.ResponseWriter"): jen.Id("w"), e.RTKey("server.HeadedWriter.Extra"): jen.Id("header")}))
	}
	if len(r.Contents) == 0 {
		return append(code, jen.Id("w").Dot("WriteHeader").Call(status), jen.Return(jen.Nil()))
	}
	return append(code, e.writeContents(r, status, jen.Id("result").Dot("Body"), false)...)
}

// writeContents sends a body in the content type that was negotiated.
func (e *Emitter) writeContents(r *ir.Response, status *jen.Statement, result *jen.Statement, pointer bool) []jen.Code {
	write := func(m *ir.Media, contentType jen.Code) jen.Code {
		return jen.Return(e.Body(m).Write(media.Writing{Status: status, ContentType: contentType}, result, pointer))
	}
	if len(r.Contents) == 1 {
		return []jen.Code{write(r.Contents[0], jen.Lit(r.Contents[0].Type))}
	}
	if r.Contents[0].Format == ir.Binary {
		return []jen.Code{write(r.Contents[0], e.RT("server.NegotiatedStream").Call(append([]jen.Code{jen.Id("ctx"), result}, media.TypeNames(r.Contents)...)...))}
	}
	contentType := e.RT("server.Negotiated").Call(append([]jen.Code{jen.Id("ctx")}, media.TypeNames(r.Contents)...)...)
	groups := e.Notations(r.Contents)
	if len(groups) == 1 {
		return []jen.Code{write(r.Contents[0], contentType)}
	}
	var cases []jen.Code
	for _, group := range groups[1:] {
		cases = append(cases, jen.Case(media.TypeNames(group)...).Block(write(group[0], jen.Id("contentType"))))
	}
	return []jen.Code{
		jen.Switch(jen.Id("contentType").Op(":=").Add(contentType), jen.Id("contentType")).Block(
			append(cases, jen.Default().Block(write(groups[0][0], jen.Id("contentType"))))...),
	}
}
