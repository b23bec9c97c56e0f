package operation

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// resultClass is the class of statuses that a result without a code is for.
func resultClass(s ir.Status) int {
	if s.IsDefault() {
		return 2
	}
	return s.Class
}

// ReturnsStream reports whether the result of an operation is a stream and nothing else.
func (e *Emitter) ReturnsStream(op *ir.Operation) bool {
	return e.Names.Result(op) == "" && len(op.Results) == 1 && media.Streamed(op.Results[0])
}

// ResultType is the type of the result of an operation, or nil.
func (e *Emitter) ResultType(op *ir.Operation) jen.Code {
	switch {
	case e.Names.Result(op) == "" && len(op.Results) == 1 && len(op.Results[0].Contents) > 0:
		return e.bareResult(op.Results[0])
	case e.Names.Result(op) == "":
		return nil
	case len(op.Results) == 1:
		return jen.Op("*").Add(e.Declared(e.Names.Result(op)))
	}
	return e.Declared(e.Names.Result(op))
}

// nilResult reports whether the result of an operation can be nil.
func (e *Emitter) nilResult(op *ir.Operation) bool {
	return e.Names.Result(op) != "" || e.Body(op.Results[0].Contents...).IsNilable()
}

// results declares the struct around the body of a success, or, of several, the
// sealed interface over them.
func (e *Emitter) results(f *gocode.File, op *ir.Operation) {
	if len(op.Results) == 1 {
		f.Add(e.resultStruct(op.Results[0], "is the result of "+e.Names.Operation(op)+"."))
		return
	}
	names := make([]string, 0, len(op.Results))
	for _, r := range op.Results {
		names = append(names, fmt.Sprintf("*%s (%s)", e.Names.Response(r), answerWords(op, r)))
	}
	marker := e.Names.ResultMarker(op)
	f.Add(jen.Id(gocode.Comment(fmt.Sprintf("%s is the result of %s: one of %s.", e.Names.Result(op), e.Names.Operation(op), strings.Join(names, ", ")))).
		Line().Type().Id(e.Names.Result(op)).Interface(jen.Id(marker).Params()))
	for _, r := range op.Results {
		f.Add(e.resultStruct(r, "is the response "+answerWords(op, r)+"."))
		f.Add(jen.Func().Params(jen.Op("*").Id(e.Names.Response(r))).Id(marker).Params().Block())
	}
}

// answerWords are the status, and the content type where that makes a difference.
func answerWords(op *ir.Operation, r *ir.Response) string {
	words := statusWords(r.Status)
	if negotiates(op) && len(r.Contents) > 0 {
		words += ", " + media.Spoken(r.Contents)
	}
	return words
}

func (e *Emitter) resultStruct(r *ir.Response, otherwise string) jen.Code {
	lenient := ""
	if len(r.Headers) > 0 {
		lenient = "A client leaves headers that are missing or invalid at their zero value."
	}
	return jen.Add(gocode.Doc(target.About(e.Names.Response(r), r.Doc, otherwise), lenient)).Type().Id(e.Names.Response(r)).Struct(e.resultFields(r)...)
}

// resultFields are the status where the document leaves it open, the headers and
// the body.
func (e *Emitter) resultFields(r *ir.Response) []jen.Code {
	var fields []jen.Code
	if r.Status.Code == 0 {
		fields = append(fields, jen.Id(gocode.Comment(fmt.Sprintf("A status of the class %dXX. If it is 0, a server sends %d.", resultClass(r.Status), statusToSend(r.Status)))).
			Line().Id("StatusCode").Int())
	}
	fields = append(fields, e.HeaderFields(r.Headers)...)
	if len(r.Contents) > 0 {
		fields = append(fields, jen.Id("Body").Add(e.Body(r.Contents...).Type()))
	}
	return fields
}

// resultOf reads a success as the result of the operation.
func (e *Emitter) resultOf(op *ir.Operation, r *ir.Response, contents []*ir.Media) []jen.Code {
	if e.Names.Result(op) == "" {
		if len(contents) == 0 {
			return []jen.Code{jen.Return(jen.Nil())}
		}
		return []jen.Code{e.readBare(contents)}
	}
	var code []jen.Code
	values := jen.Dict{}
	if r.Status.Code == 0 {
		values[jen.Id("StatusCode")] = jen.Id("resp").Dot(e.RTMember("client.Response.Status"))
	}
	if len(contents) > 0 {
		code, values[jen.Id("Body")] = e.readBody(contents)
	}
	result := jen.Op("&").Id(e.Names.Response(r)).Values(values)
	if len(r.Headers) == 0 {
		return append(code, jen.Return(result, jen.Nil()))
	}
	code = append(code, jen.Id("result").Op(":=").Add(result))
	for _, h := range r.Headers {
		code = append(code, e.ReadHeader(h, jen.Id("resp").Dot(e.RTMember("client.Response.Header")), jen.Id("result")))
	}
	return append(code, jen.Return(jen.Id("result"), jen.Nil()))
}

// statusToSend is the status of a response, or what a server sends of a class
// by default.
func statusToSend(s ir.Status) int {
	switch {
	case s.Code != 0:
		return s.Code
	case s.Class == 3:
		return 302
	case s.Class != 0:
		return s.Class * 100
	}
	return 200
}

// bareResult is the Go type of a result that is its body.
func (e *Emitter) bareResult(r *ir.Response) *jen.Statement {
	body := e.Body(r.Contents...)
	if body.IsPointer() {
		return jen.Op("*").Add(body.Type())
	}
	return body.Type()
}

// readBare returns a result that is its body.
func (e *Emitter) readBare(contents []*ir.Media) jen.Code {
	body := e.Body(contents...)
	if read := body.Read(body.IsPointer()); read != nil {
		return jen.Return(read)
	}
	return jen.Return(jen.Id("stream"), jen.Nil())
}

// readBody reads the body of a result with more fields: the statements, and the
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
