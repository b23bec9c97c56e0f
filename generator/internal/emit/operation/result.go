package operation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// ReturnsStream reports whether the result of an operation is a stream and nothing else.
func (e *Emitter) ReturnsStream(op *ir.Operation) bool {
	return len(op.Bodies) == 1 && media.Streamed(op.Bodies[0].First())
}

// ResultType is the type of the result of an operation, or nil.
func (e *Emitter) ResultType(op *ir.Operation) jen.Code {
	switch len(op.Bodies) {
	case 0:
		return nil
	case 1:
		body := e.Body(op.Bodies[0].First().Contents...)
		if body.IsPointer() {
			return jen.Op("*").Add(body.Type())
		}
		return body.Type()
	}
	return e.Declared(e.Names.Result(op))
}

// nilResult reports whether the result of an operation can be nil.
func (e *Emitter) nilResult(op *ir.Operation) bool {
	return len(op.Bodies) > 1 || e.Body(op.Bodies[0].First().Contents...).IsNilable()
}

// results declares the sealed interface over the results of an operation that have
// several Go types, and a struct around each.
func (e *Emitter) results(f *gocode.File, op *ir.Operation) {
	if len(op.Bodies) < 2 {
		return
	}
	names := make([]string, 0, len(op.Bodies))
	for _, b := range op.Bodies {
		names = append(names, fmt.Sprintf("*%s (%s)", e.Names.ResultBody(b), resultWords(op, b)))
	}
	marker := e.Names.ResultMarker(op)
	f.Add(jen.Id(gocode.Comment(fmt.Sprintf("%s is the result of %s: one of %s.", e.Names.Result(op), e.Names.Operation(op), strings.Join(names, ", ")))).
		Line().Type().Id(e.Names.Result(op)).Interface(jen.Id(marker).Params()))
	for _, b := range op.Bodies {
		name := e.Names.ResultBody(b)
		f.Add(jen.Add(gocode.Doc(target.About(name, b.First().Doc, "is the response "+resultWords(op, b)+"."))).Type().Id(name).Struct(
			jen.Id("Body").Add(e.Body(b.First().Contents...).Type())))
		f.Add(jen.Func().Params(jen.Op("*").Id(name)).Id(marker).Params().Block())
	}
}

// resultWords are the statuses of a result, and the content type where that makes a difference.
func resultWords(op *ir.Operation, b *ir.ResultBody) string {
	words := make([]string, 0, len(b.Responses))
	for _, r := range b.Responses {
		words = append(words, statusWords(r.Status))
	}
	text := strings.Join(words, " or ")
	if negotiates(op) {
		text += ", " + media.Spoken(b.First().Contents)
	}
	return text
}

// emptyResponses are the successes without a body: see [ir.Empty].
func emptyResponses(op *ir.Operation) []*ir.Response { return ir.Empty(op.Results) }

// resultOf reads a success as the result of the operation.
func (e *Emitter) resultOf(op *ir.Operation, r *ir.Response, contents []*ir.Media, fail func(jen.Code) jen.Code) []jen.Code {
	switch {
	case len(op.Bodies) == 0:
		return []jen.Code{jen.Return(jen.Nil())}
	case len(contents) == 0:
		return []jen.Code{fail(jen.Nil())}
	}
	body := e.Body(contents...)
	if len(op.Bodies) == 1 {
		if read := body.Read(body.IsPointer()); read != nil {
			return []jen.Code{jen.Return(read)}
		}
		return []jen.Code{jen.Return(jen.Id("stream"), jen.Nil())}
	}
	code, value := e.readBody(contents)
	return append(code, jen.Return(jen.Op("&").Id(e.Names.ResultBody(bodyOf(op, r))).Values(jen.Dict{jen.Id("Body"): value}), jen.Nil()))
}

// bodyOf is the Go type of the body of a success.
func bodyOf(op *ir.Operation, r *ir.Response) *ir.ResultBody {
	for _, b := range op.Bodies {
		if slices.Contains(b.Responses, r) {
			return b
		}
	}
	panic("emit: a success without a result")
}

// readBody reads the body of one of several results: the statements, and the
// expression for the body.
func (e *Emitter) readBody(contents []*ir.Media) ([]jen.Code, *jen.Statement) {
	body := e.Body(contents...)
	read := body.Read(true)
	if read == nil {
		return nil, jen.Id("stream")
	}
	value := jen.Id("body")
	if body.ReadsPointer() {
		value = jen.Op("*").Id("body")
	}
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Add(read),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
	}, value
}
