package media

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/check"
	"github.com/peergen/peergen/generator/internal/emit/sample"
	"github.com/peergen/peergen/generator/internal/ir"
)

// textBody is a scalar as text.
type textBody struct{ base }

func (t textBody) Type() *jen.Statement { return t.Types.Of(t.m.Value) }
func (textBody) IsPointer() bool        { return false }
func (textBody) IsNilable() bool        { return false }

// RequestType is an Opt for an optional text, since an empty text is a text, too.
func (t textBody) RequestType(required bool) *jen.Statement {
	if required {
		return t.Types.Of(ir.NotNull(t.m.Value))
	}
	return t.Types.Opt(t.Types.Of(ir.NotNull(t.m.Value)))
}

func (t textBody) FurtherType() *jen.Statement {
	return jen.Op("*").Add(t.Types.Of(ir.NotNull(t.m.Value)))
}

func (t textBody) IsSet(required bool, body *jen.Statement) *jen.Statement {
	if required {
		return t.NotZero(ir.NotNull(t.m.Value), body)
	}
	return jen.Op("!").Add(body).Dot(t.RTMember("core.Opt.IsZero")).Call()
}

func (textBody) Absent() string { return "the zero Opt" }

func (t textBody) Check(required bool, body *jen.Statement) []jen.Code {
	return t.CheckPlace(nil, ir.NotNull(ir.Underlying(t.m.Value)), required, check.Place{}, body)
}

func (t textBody) CheckFurther(body *jen.Statement) []jen.Code {
	return t.Check(true, jen.Parens(jen.Op("*").Add(body)))
}

func (t textBody) Send(from Sending) []jen.Code {
	set := func(value jen.Code) jen.Code {
		return jen.Id("r").Dot(t.RTMember("client.Request.SetText")).Call(from.contentType(t.m), t.Formatted(ir.NotNull(ir.Underlying(t.m.Value)), value))
	}
	switch {
	case from.Further:
		return []jen.Code{set(jen.Op("*").Add(from.Body))}
	case from.Required:
		return []jen.Code{set(from.Body)}
	}
	return []jen.Code{jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(from.Body).Dot(t.RTMember("core.Opt.Get")).Call(), jen.Id("ok")).Block(set(jen.Id("v")))}
}

func (t textBody) Receive(to Reception) []jen.Code {
	read := func(target jen.Code) *jen.Statement {
		return t.RT("server.ReadBodyText").Call(jen.Id("in"), jen.Id("body"), target, t.Parser(t.m.Value))
	}
	code := t.readWhole(to, "server.Exchange.ReadText")
	if to.Further {
		return append(code, jen.Add(to.Target).Op("=").New(t.Types.Of(t.m.Value)), to.bodyErr(read(to.Target)))
	}
	if to.Required {
		return append(code, to.bodyErr(read(jen.Op("&").Add(to.Target))))
	}
	return to.declared(code,
		jen.If(jen.Id("body").Op("!=").Nil()).Block(
			jen.Var().Id("v").Add(t.Types.Of(t.m.Value)),
			jen.Id("bodyErr").Op("=").Add(read(jen.Op("&").Id("v"))),
			jen.Add(to.Target).Op("=").Add(t.RT("core.Some")).Call(jen.Id("v"))))
}

func (t textBody) Read(bool) *jen.Statement {
	parse := t.Parser(t.m.Value)
	if _, isForeign := ir.Underlying(t.m.Value).Type.(ir.Foreign); !isForeign { // whose only constraint is that it can be parsed
		parse = t.withChecks("check.CheckedText", ir.NotNull(t.m.Value), parse)
	}
	return t.RT("client.TextResult").Index(t.Types.Of(t.m.Value)).Call(jen.Id("resp"), parse)
}

func (t textBody) Write(contentType jen.Code, result *jen.Statement, _ bool) *jen.Statement {
	return t.RT("server.WriteText").Call(jen.Id("in"), contentType, t.Formatted(ir.NotNull(ir.Underlying(t.m.Value)), result))
}

func (t textBody) ErrorType() *jen.Statement { return t.Types.Of(t.m.Value) }

func (t textBody) ReadError() *jen.Statement {
	return t.RT("client.DecodeErrorText").Index(t.ErrorType()).Call(jen.Id("resp"), t.withChecks("check.CheckedText", ir.NotNull(t.m.Value), t.Parser(t.m.Value)))
}

func (t textBody) ErrorEncoder() *jen.Statement {
	return t.RT("server.ErrorAsText").Index(t.ErrorType()).Call(t.Formatter(t.m.Value))
}

func (t textBody) SampleRequest(s *sample.Sampler) jen.Code {
	return s.Body(t.m)
}

func (t textBody) SampleResponse(s *sample.Sampler, _ bool) jen.Code { return t.SampleRequest(s) }
