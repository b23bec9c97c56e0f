package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/check"
	"github.com/peergen/peergen/generator/internal/emit/sample"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/shape"
)

// tree is a body that is read and written as a whole by the functions of its type:
// JSON, XML and forms.
type tree struct {
	base
	format treeFormat
}

// treeFormat is what differs between those formats.
type treeFormat interface {
	// set makes the value that target points at the body of the request r.
	set(from Sending, target jen.Code, v ir.Value) *jen.Statement
	// open reads a request body without its type. The variable body is nil for none.
	open(to Reception) []jen.Code
	// decode reads body into the value that target points at.
	decode(target jen.Code, v ir.Value) *jen.Statement
	// read reads a response body: a pointer to it, or the value.
	read(pointer bool) *jen.Statement
	// write sends the value that target points at.
	write(contentType jen.Code, target jen.Code) *jen.Statement

	ErrorType() *jen.Statement
	ReadError() *jen.Statement
	ErrorEncoder() *jen.Statement
}

func (t tree) Type() *jen.Statement { return t.Types.Elem(t.m.Value) }

func (t tree) IsPointer() bool {
	return ir.StructDecl(ir.Underlying(t.m.Value)) != nil && !ir.IsNullable(t.m.Value)
}

func (t tree) IsNilable() bool {
	u := ir.Underlying(t.m.Value)
	return !ir.IsNullable(t.m.Value) && (ir.StructDecl(u) != nil || shape.IsNilable(u))
}

// RequestType is the value if it is required. Else an object is a pointer, and a
// scalar an Opt.
func (t tree) RequestType(required bool) *jen.Statement {
	u := ir.Underlying(t.m.Value)
	switch {
	case ir.IsNullable(t.m.Value) || required:
		return t.Types.Elem(t.m.Value)
	case ir.StructDecl(u) != nil:
		return jen.Op("*").Add(t.Types.Of(t.m.Value))
	case shape.IsNilable(u):
		return t.Types.Of(t.m.Value)
	}
	return t.Types.Opt(t.Types.Of(t.m.Value))
}

func (t tree) FurtherType() *jen.Statement { return jen.Op("*").Add(t.Types.Elem(t.m.Value)) }

func (t tree) IsSet(required bool, body *jen.Statement) *jen.Statement {
	u := ir.Underlying(t.m.Value)
	switch {
	case ir.IsNullable(t.m.Value):
	case required:
		return t.NotZero(t.m.Value, body)
	case ir.StructDecl(u) != nil || shape.IsNilable(u):
		return body.Op("!=").Nil()
	}
	return jen.Op("!").Add(body).Dot(t.RTMember("core.Opt.IsZero")).Call()
}

func (t tree) Absent() string {
	u := ir.Underlying(t.m.Value)
	if ir.IsNullable(t.m.Value) || ir.StructDecl(u) == nil && !shape.IsNilable(u) {
		return "the zero Opt"
	}
	return "nil"
}

func (t tree) Check(required bool, body *jen.Statement) []jen.Code {
	return t.CheckPlace(nil, t.m.Value, required, check.Place{}, body)
}

func (t tree) CheckFurther(body *jen.Statement) []jen.Code {
	if !t.IsPointer() {
		body = jen.Parens(jen.Op("*").Add(body))
	}
	return t.Check(true, body)
}

func (t tree) Send(from Sending) []jen.Code {
	return []jen.Code{t.send(from, func(set *jen.Statement) *jen.Statement { return set })}
}

// send passes what sets a body, if it is present, to assign.
func (t tree) send(from Sending, assign func(*jen.Statement) *jen.Statement) jen.Code {
	set := func(target jen.Code, v ir.Value) jen.Code { return assign(t.format.set(from, target, v)) }
	body, u := from.Body, ir.Underlying(t.m.Value)
	switch {
	case from.Further:
		return set(body, t.m.Value)
	case from.Required:
		return set(jen.Op("&").Add(body), t.m.Value)
	case ir.IsNullable(t.m.Value):
		return jen.If(jen.Op("!").Add(body).Dot(t.RTMember("core.Opt.IsZero")).Call()).Block(set(jen.Op("&").Add(body), t.m.Value))
	case ir.StructDecl(u) != nil:
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(body, u))
	case shape.IsNilable(u):
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(jen.Op("&").Add(body), u))
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(body).Dot(t.RTMember("core.Opt.Get")).Call(), jen.Id("ok")).Block(set(jen.Op("&").Id("v"), u))
}

func (t tree) Receive(to Reception) []jen.Code {
	code := t.format.open(to)
	if to.Further {
		return append(code,
			jen.Add(to.Target).Op("=").New(t.Types.Elem(t.m.Value)),
			to.bodyErr(t.format.decode(to.Target, t.m.Value)))
	}
	if to.Required {
		return append(code, to.bodyErr(t.format.decode(jen.Op("&").Add(to.Target), t.m.Value)))
	}
	u := ir.Underlying(t.m.Value)
	present := jen.If(jen.Id("body").Op("!=").Nil())
	decode := func(target jen.Code, v ir.Value) jen.Code {
		return jen.Id("bodyErr").Op("=").Add(t.format.decode(target, v))
	}
	switch {
	case ir.IsNullable(t.m.Value):
		present.Block(decode(jen.Op("&").Add(to.Target), t.m.Value))
	case ir.StructDecl(u) != nil:
		present.Block(jen.Add(to.Target).Op("=").New(t.Types.Of(t.m.Value)), decode(to.Target, u))
	case shape.IsNilable(u):
		present.Block(decode(jen.Op("&").Add(to.Target), u))
	default:
		present.Block(
			jen.Var().Id("v").Add(t.Types.Of(t.m.Value)),
			decode(jen.Op("&").Id("v"), u),
			jen.Add(to.Target).Op("=").Add(t.RT("core.Some")).Call(jen.Id("v")))
	}
	return to.declared(code, present)
}

func (tree) ReadsPointer() bool { return true }

func (t tree) Read(pointer bool) *jen.Statement { return t.format.read(pointer) }

func (t tree) Write(contentType jen.Code, result *jen.Statement, pointer bool) *jen.Statement {
	if !pointer {
		result = jen.Op("&").Add(result)
	}
	return t.format.write(contentType, result)
}

func (t tree) ErrorType() *jen.Statement    { return t.format.ErrorType() }
func (t tree) ReadError() *jen.Statement    { return t.format.ReadError() }
func (t tree) ErrorEncoder() *jen.Statement { return t.format.ErrorEncoder() }

func (t tree) SampleRequest(s *sample.Sampler) jen.Code { return t.sample(s) }

// sample uses examples of the document only in JSON: other formats cannot represent
// every value.
func (t tree) sample(s *sample.Sampler) *jen.Statement {
	if t.m.Format == ir.JSON {
		return s.Body(t.m)
	}
	return s.Element(t.m.Value)
}

func (t tree) SampleResponse(s *sample.Sampler, pointer bool) jen.Code {
	if pointer {
		return jen.Op("&").Add(t.sample(s))
	}
	return t.sample(s)
}

// setArgs are the arguments that all formats have for set.
func (b base) setArgs(from Sending, target jen.Code, v ir.Value, more ...jen.Code) []jen.Code {
	return append([]jen.Code{jen.Id("r"), from.contentType(b.m), target, b.Appender(v)}, more...)
}

// decodeArgs are the arguments that all formats have for decode.
func (b base) decodeArgs(target jen.Code, v ir.Value, more ...jen.Code) []jen.Code {
	return append([]jen.Code{jen.Id("body"), jen.Id("in").Dot(b.RTMember("server.Exchange.Mode")), target, b.Reader(v)}, more...)
}

// writeArgs are the arguments that all formats have for write.
func (b base) writeArgs(contentType jen.Code, target jen.Code, more ...jen.Code) []jen.Code {
	return append([]jen.Code{jen.Id("in"), contentType, target, b.Appender(b.m.Value)}, more...)
}

// result calls the function of the runtime that reads a response body that is
// not JSON.
func (b base) result(read string, pointer bool, more ...jen.Code) *jen.Statement {
	call := b.RT(read).Index(b.Types.Elem(b.m.Value)).Call(append([]jen.Code{jen.Id("resp"), b.checked(b.Reader(b.m.Value))}, more...)...)
	if pointer {
		return call
	}
	return b.RT("client.BodyValue").Call(call)
}
