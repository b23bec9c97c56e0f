package operation

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/ir"
)

// respond calls the operation and writes its result.
func (e *Emitter) respond(op *ir.Operation) []jen.Code {
	call := jen.Id("h").Dot("api").Dot(e.Names.Operation(op)).Call(jen.Id("ctx"), jen.Id("params"))
	code := []jen.Code{jen.Id("ctx").Op(":=").Id("in").Dot(e.RTMember("server.Exchange.Begin")).Call()}
	empty, least := emptyResponses(op), 204
	if len(empty) > 0 {
		least = leastStatus(op, empty)
	}
	if len(op.Bodies) == 0 {
		return append(code, jen.Return(e.replyEmpty(call, least)))
	}
	code = append(code, jen.List(jen.Id("result"), jen.Err()).Op(":=").Add(call))
	if len(empty) > 0 {
		code = append(code, jen.If(jen.Err().Op("==").Nil().Op("&&").Add(e.choseEmpty(op))).Block(jen.Return(e.replyEmpty(jen.Nil(), least))))
	}
	if len(op.Bodies) == 1 {
		code = append(code, e.settle(op, 0, jen.Err())...)
		pointer := e.Body(op.Bodies[0].First().Contents...).IsPointer()
		return append(code, e.writeBody(op.Bodies[0], jen.Id("result"), pointer)...)
	}
	var cases []jen.Code
	for i, b := range op.Bodies {
		body := append(e.settle(op, i, jen.Nil()), e.writeBody(b, jen.Id("result").Dot("Body"), false)...)
		cases = append(cases, jen.Case(jen.Op("*").Id(e.Names.ResultBody(b))).Block(body...))
	}
	return append(code,
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Id("in").Dot(e.RTMember("server.Exchange.Failed")).Call(jen.Err()))),
		jen.Switch(jen.Id("result").Op(":=").Id("result").Assert(jen.Type())).Block(cases...), jen.Return(e.RT("server.NoResult").Call()))
}

// replyEmpty sends a response without a body, unless err is an error.
func (e *Emitter) replyEmpty(err jen.Code, least int) jen.Code {
	return jen.Id("in").Dot(e.RTMember("server.Exchange.Empty")).Call(err, jen.Lit(least))
}

// choseEmpty is the condition under which a response without a body is sent: the
// operation has returned nil, or has set such a status. An empty list is a result.
func (e *Emitter) choseEmpty(op *ir.Operation) *jen.Statement {
	isNil := jen.Id("result").Op("==").Nil()
	chose := func(forward jen.Code) *jen.Statement {
		return jen.Id("in").Dot(e.RTMember("server.Exchange.ChoseEmpty")).Call(forward)
	}
	body := e.Body(op.Bodies[0].First().Contents...)
	switch {
	case !e.nilResult(op):
		return chose(jen.True())
	case len(op.Bodies) > 1 || body.IsPointer() || media.Streamed(op.Bodies[0].First()):
		return jen.Parens(isNil.Op("||").Add(chose(jen.False())))
	}
	return chose(isNil)
}

// settle chooses the status of the ith Go type of results, unless err is an error.
func (e *Emitter) settle(op *ir.Operation, i int, err jen.Code) []jen.Code {
	settle := jen.Id("in").Dot(e.RTMember("server.Exchange.Settle")).Call(err, jen.Lit(leastStatus(op, op.Bodies[i].Responses)), jen.Lit(i+1))
	return []jen.Code{refuse(settle)}
}

// writeBody sends a result as its status describes it.
func (e *Emitter) writeBody(b *ir.ResultBody, result *jen.Statement, pointer bool) []jen.Code {
	last := b.Responses[len(b.Responses)-1] // a range, if there is one
	var cases []jen.Code
	for _, r := range b.Responses[:len(b.Responses)-1] {
		if !sameContents(r, last) {
			cases = append(cases, jen.Case(jen.Lit(r.Status.Code)).Block(e.writeContents(r, jen.Add(result), pointer)...))
		}
	}
	write := e.writeContents(last, result, pointer)
	if len(cases) == 0 {
		return write
	}
	return append([]jen.Code{jen.Switch(e.replyStatus()).Block(cases...)}, write...)
}

// sameContents reports whether two responses have the same content types, written alike.
func sameContents(a, b *ir.Response) bool {
	return slices.EqualFunc(a.Contents, b.Contents, func(x, y *ir.Media) bool {
		return x.Type == y.Type && x.Format == y.Format && x.Details == nil && y.Details == nil && ir.SameType(x.Value, y.Value)
	})
}

// replyStatus is the status that was chosen.
func (e *Emitter) replyStatus() *jen.Statement {
	return jen.Id("in").Dot(e.RTMember("server.Exchange.Status"))
}

// writeContents sends a body in the content type that was negotiated.
func (e *Emitter) writeContents(r *ir.Response, result *jen.Statement, pointer bool) []jen.Code {
	write := func(m *ir.Media, contentType jen.Code) jen.Code {
		return jen.Return(e.Body(m).Write(contentType, result, pointer))
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
