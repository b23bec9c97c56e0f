package media

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/sample"
)

// stream has what all bodies have in common that are read while they arrive.
type stream struct{ base }

func (stream) IsPointer() bool                        { return false }
func (stream) IsNilable() bool                        { return true }
func (stream) Absent() string                         { return "nil" }
func (stream) Check(bool, *jen.Statement) []jen.Code  { return nil } // items are checked one by one
func (stream) CheckFurther(*jen.Statement) []jen.Code { return nil }
func (stream) IsOutgoing() bool                       { return true }

func (stream) IsSet(_ bool, body *jen.Statement) *jen.Statement { return body.Op("!=").Nil() }

// outgoing assigns what is sent to the variable out.
func outgoing(from Sending, out *jen.Statement) []jen.Code {
	if from.Declared {
		return []jen.Code{assign("=")(out)}
	}
	return []jen.Code{assign(":=")(out)}
}

// binaryBody is a stream of bytes.
type binaryBody struct{ stream }

func (binaryBody) Type() *jen.Statement            { return jen.Qual("io", "ReadCloser") }
func (binaryBody) RequestType(bool) *jen.Statement { return jen.Qual("io", "Reader") }
func (b binaryBody) FurtherType() *jen.Statement   { return b.RequestType(true) }

func (b binaryBody) RequestFacts() string {
	switch {
	case strings.Contains(b.m.Type, "*"):
		return "Use a *MediaStream to set its content type."
	case strings.HasPrefix(b.m.Type, "multipart/"):
		return "Use a *MediaStream to set its boundary."
	}
	return ""
}

func (b binaryBody) Send(from Sending) []jen.Code {
	contentType := from.contentType(b.m)
	if len(b.contents) > 1 || strings.Contains(b.m.Type, "*") {
		contentType = jen.Id("c").Dot("config").Dot(b.RTMember("client.Config.PickStreamType")).Call(append([]jen.Code{from.Body}, TypeNames(b.contents)...)...)
	}
	return outgoing(from, b.RT("client.OutgoingStream").Call(jen.Id("r"), contentType, from.Body))
}

func (b binaryBody) Receive(to Reception) []jen.Code {
	code := []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("in").Dot(b.RTMember("server.Exchange.OpenBody")).Call(jen.Lit(to.Required), to.ContentType),
		b.refused(),
	}
	if to.Required {
		return append(code, jen.Add(to.Target).Op("=").Id("body"))
	}
	return append(code, jen.If(jen.Id("body").Op("!=").Nil()).Block(jen.Add(to.Target).Op("=").Id("body")))
}

func (binaryBody) Read(bool) *jen.Statement { return nil }

func (b binaryBody) Write(contentType jen.Code, result *jen.Statement, _ bool) *jen.Statement {
	return jen.Id("in").Dot(b.RTMember("server.Exchange.WriteStream")).Call(contentType, result)
}

func (binaryBody) SampleRequest(*sample.Sampler) jen.Code {
	return jen.Qual("strings", "NewReader").Call(jen.Lit("body"))
}

func (b binaryBody) SampleResponse(s *sample.Sampler, _ bool) jen.Code {
	return jen.Qual("io", "NopCloser").Call(b.SampleRequest(s))
}
