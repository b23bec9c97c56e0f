// Package media writes how bodies are sent and received, by their content types.
//
// A format is one file, with a type that implements [Body], and one row of the
// table in [Emitter.Body].
package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/check"
	"github.com/peergen/peergen/generator/internal/emit/param"
	"github.com/peergen/peergen/generator/internal/emit/sample"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Emitter writes bodies.
type Emitter struct {
	*param.Emitter
	forms target.Helpers[*ir.Media] // the variables of FormMembers
}

// New returns an emitter of bodies.
func New(e *param.Emitter) *Emitter { return &Emitter{Emitter: e} }

// Body writes the code for bodies of one Go type and format, in all roles that
// a body has.
type Body interface {
	// Type is the Go type of a response body that is a field.
	Type() *jen.Statement
	// IsPointer reports whether a response body without headers is a pointer to
	// an object, and IsNilable whether it has a nil.
	IsPointer() bool
	IsNilable() bool
	// RequestType is the Go type of a request body, and Absent what its value is
	// called if it is absent. FurtherType is that of a further request body, which
	// is nil if it is not sent.
	RequestType(required bool) *jen.Statement
	Absent() string
	FurtherType() *jen.Statement
	// IsSet is the condition that a request body is not zero.
	IsSet(required bool, body *jen.Statement) *jen.Statement
	// RequestFacts is what else to document of a request body, or "".
	RequestFacts() string

	// Check checks a request body, and CheckFurther one of the FurtherType.
	Check(required bool, body *jen.Statement) []jen.Code
	CheckFurther(body *jen.Statement) []jen.Code
	// Send puts a request body into the request r, or into out if IsOutgoing.
	Send(from Sending) []jen.Code
	// IsOutgoing reports whether a request body is sent while it is read.
	IsOutgoing() bool
	// Receive reads a request body into a field of the params.
	Receive(to Reception) []jen.Code

	// Read reads a response body: an expression with an error. It is nil if the
	// body is in the variable stream already.
	Read(pointer bool) *jen.Statement
	// ReadsPointer reports whether Read(true) is a pointer.
	ReadsPointer() bool
	// Write sends a response body in a content type.
	Write(contentType jen.Code, result *jen.Statement, pointer bool) *jen.Statement
	// IsKept is a further condition for reading a response as a stream, or nil.
	IsKept() *jen.Statement

	// ErrorType is the Go type of the body of an error, ReadError reads one, and
	// ErrorEncoder is the function of the runtime that writes one.
	ErrorType() *jen.Statement
	ReadError() *jen.Statement
	ErrorEncoder() *jen.Statement

	// SampleRequest and SampleResponse make up a body.
	SampleRequest(s *sample.Sampler) jen.Code
	SampleResponse(s *sample.Sampler, pointer bool) jen.Code
}

// Body returns the code for contents that have one Go type, as the first of them
// is read and written.
func (e *Emitter) Body(contents ...*ir.Media) Body {
	m := contents[0]
	b := base{e, m, contents}
	switch m.Format {
	case ir.JSON:
		return tree{b, jsonBody{b}}
	case ir.XML:
		return tree{b, xmlBody{b}}
	case ir.Form:
		return tree{b, formBody{b}}
	case ir.Multipart:
		return multipartBody{tree{b, multipartTree{b}}}
	case ir.Text:
		return textBody{b}
	case ir.Binary:
		return binaryBody{stream{b}}
	case ir.Lines:
		return items{stream{b}, separated{b, "media.NextLine", "media.AppendLine"}}
	case ir.Sequence:
		return items{stream{b}, separated{b, "media.NextRecord", "media.AppendRecord"}}
	case ir.Events:
		return items{stream{b}, events{b}}
	case ir.Parts:
		return items{stream{b}, parts{b}}
	}
	panic("emit: body of format " + string(m.Format))
}

// Sending is a request body that is sent.
type Sending struct {
	Body        *jen.Statement
	Required    bool
	Further     bool     // Body has the FurtherType
	ContentType jen.Code // nil for that of the document
	Declared    bool     // the variable out is declared
}

// contentType is the content type that is sent.
func (from Sending) contentType(m *ir.Media) jen.Code {
	if from.ContentType != nil {
		return from.ContentType
	}
	return jen.Lit(m.Type)
}

// base has what most formats have in common: an error is read as a whole, so that
// its body is bytes.
type base struct {
	*Emitter
	m        *ir.Media
	contents []*ir.Media
}

func (base) RequestFacts() string   { return "" }
func (base) IsOutgoing() bool       { return false }
func (base) ReadsPointer() bool     { return false }
func (base) IsKept() *jen.Statement { return nil }

func (base) ErrorType() *jen.Statement { return jen.Index().Byte() }

func (b base) ReadError() *jen.Statement {
	return b.RT("client.DecodeErrorBytes").Call(append([]jen.Code{jen.Id("resp")}, TypeNames(b.contents)...)...)
}

func (b base) ErrorEncoder() *jen.Statement { return b.RT("server.ErrorAsBytes") }

// readWhole reads a request body that is not a stream into the variable body, with
// a method of the runtime.
func (b base) readWhole(to Reception, read string) []jen.Code {
	return []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("in").Dot(b.RTMember(read)).Call(jen.Lit(to.Required), to.ContentType),
		b.refused(),
	}
}

// checked is the function that reads a body, or of an item, that also checks constraints if it is
// strict. Types with a Validate are checked by that.
func (b base) checked(code jen.Code) jen.Code {
	return b.withChecks("check.Checked", b.m.Value, code)
}

// checkedAppender is checked for writing.
func (b base) checkedAppender(elem jen.Code) jen.Code {
	return b.withChecks("check.CheckedAppender", b.m.Value, elem)
}

// withChecks passes code and the checks of a value without Validate to a function of the
// runtime. Without such checks it returns code.
func (b base) withChecks(function string, v ir.Value, code jen.Code) jen.Code {
	u := ir.Underlying(v)
	if ref, ok := u.Type.(ir.Ref); ok && len(u.Checks) == 0 && !ir.IsNullable(v) {
		if _, isUnion := ref.Decl.Body.(*ir.Union); !isUnion {
			return code
		}
	}
	checks := b.CheckPlace(nil, v, true, check.Place{}, jen.Id("v"))
	if len(checks) == 0 {
		return code
	}
	params := []jen.Code{jen.Id("c").Op("*").Add(b.RT("check.Collector")), jen.Id("v").Add(b.Types.Elem(v))}
	return b.RT(function).Call(code, jen.Func().Params(params...).Block(checks...))
}

// refused ends a handler whose request body cannot be read, with the violations of the
// parameters.
func (b base) refused() jen.Code {
	finish := jen.Id("in").Dot(b.RTMember("server.Exchange.Finish")).Call(jen.Id("params").Dot("Validate"), jen.Err())
	return jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(finish))
}
