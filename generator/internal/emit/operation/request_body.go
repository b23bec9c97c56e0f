package operation

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// bodyFields are the fields of the request body in the params struct: Body for the
// first declared content type, and one for each further Go type.
func (e *Emitter) bodyFields(b *ir.Body) []jen.Code {
	first := e.Body(b.Choices[0].Contents...)
	facts := "The request body: " + media.Spoken(b.Choices[0].Contents)
	var others []string
	for _, choice := range b.Choices[1:] {
		others = append(others, e.Names.Body(choice))
	}
	if !b.Required {
		facts += "; " + first.Absent() + " if absent"
	}
	if len(others) > 0 {
		facts += ". It is not sent if " + orListed(others) + " is set"
	}
	fields := []jen.Code{jen.Add(gocode.Doc(target.FirstText(b.Doc), sentences(facts+".", first.RequestFacts()))).
		Id(e.Names.Body(b.Choices[0])).Add(first.RequestType(b.Required))}
	for _, choice := range b.Choices[1:] {
		body := e.Body(choice.Contents...)
		facts := "The request body as " + media.Spoken(choice.Contents) + ", instead of Body; nil if it is not sent."
		fields = append(fields, jen.Add(gocode.Doc(sentences(facts, body.RequestFacts()))).Id(e.Names.Body(choice)).Add(body.FurtherType()))
	}
	return fields
}

// orListed joins words: a, b or c.
func orListed(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " or " + list[len(list)-1]
}

// sentences joins texts that may be empty.
func sentences(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), " ")
}

// isSet is the condition that the field of a further body is set.
func (e *Emitter) isSet(of string, choice *ir.Choice) *jen.Statement {
	return jen.Id(of).Dot(e.Names.Body(choice)).Op("!=").Nil()
}

// bodyChecks checks the bodies of the params struct p: those in further fields that
// are set, else the first one.
func (e *Emitter) bodyChecks(op *ir.Operation, first bool) []jen.Code {
	b := op.Body
	if b == nil {
		return nil
	}
	field := func(choice *ir.Choice) *jen.Statement { return jen.Id("p").Dot(e.Names.Body(choice)) }
	code := e.Body(b.Choices[0].Contents...).Check(b.Required, field(b.Choices[0]))
	if len(b.Choices) > 1 {
		var cases []jen.Code
		checked := len(code) > 0
		for _, choice := range b.Choices[1:] {
			checks := e.Body(choice.Contents...).CheckFurther(field(choice))
			checked = checked || len(checks) > 0
			cases = append(cases, jen.Case(e.isSet("p", choice)).Block(checks...))
		}
		if len(code) > 0 {
			cases = append(cases, jen.Default().Block(code...))
		}
		code = nil
		if checked {
			code = []jen.Code{jen.Switch().Block(cases...)}
		}
	}
	if len(code) == 0 {
		return nil
	}
	return append([]jen.Code{e.checkInBody(op, first)}, code...)
}

// sendBody puts the body into the request r, or declares it as out; see sendCall.
func (e *Emitter) sendBody(b *ir.Body) []jen.Code {
	field := func(choice *ir.Choice) *jen.Statement { return jen.Id("params").Dot(e.Names.Body(choice)) }
	first := media.Sending{Body: field(b.Choices[0]), Required: b.Required}
	if len(b.Choices) == 1 && len(e.Notations(b.Choices[0].Contents)) == 1 {
		return e.sendChoice(b.Choices[0], first)
	}
	var code []jen.Code
	if e.isOutgoing(b) {
		code = append(code, jen.Var().Id("out").Op("*").Add(e.RT("media.Outgoing")))
		first.Declared = true
	}
	if len(b.Choices) == 1 {
		return append(code, e.sendChoice(b.Choices[0], first)...)
	}
	bodies := []jen.Code{e.bodyRow(b.Choices[0], e.Body(b.Choices[0].Contents...).IsSet(b.Required, field(b.Choices[0])))}
	var cases []jen.Code
	for _, choice := range b.Choices[1:] {
		bodies = append(bodies, e.bodyRow(choice, e.isSet("params", choice)))
		send := e.sendChoice(choice, media.Sending{Body: field(choice), Required: true, Further: true, Declared: first.Declared})
		cases = append(cases, jen.Case(e.isSet("params", choice)).Block(send...))
	}
	cases = append(cases, jen.Default().Block(e.sendChoice(b.Choices[0], first)...))
	return append(code, jen.Id("r").Dot(e.RTMember("client.Request.OneBody")).Call(bodies...), jen.Switch().Block(cases...))
}

func (e *Emitter) bodyRow(choice *ir.Choice, isSet jen.Code) jen.Code {
	name := e.RTKey("client.BodyField.Name").Op(":").Lit(e.Names.Body(choice))
	return jen.Line().Add(e.RT("client.BodyField")).Values(name, e.RTKey("client.BodyField.IsSet").Op(":").Add(isSet))
}

// sendChoice sends a body in the content type that the caller picks, of those of
// one Go type.
func (e *Emitter) sendChoice(choice *ir.Choice, from media.Sending) []jen.Code {
	contents := choice.Contents
	if len(contents) == 1 || contents[0].Format == ir.Binary {
		return e.Body(contents...).Send(from)
	}
	pick := jen.Id("c").Dot("config").Dot(e.RTMember("client.Config.PickType")).Call(media.TypeNames(contents)...)
	groups := e.Notations(contents)
	if len(groups) == 1 {
		from.ContentType = pick
		return e.Body(contents...).Send(from)
	}
	from.ContentType = jen.Id("contentType")
	var cases []jen.Code
	for _, group := range groups[1:] {
		cases = append(cases, jen.Case(media.TypeNames(group)...).Block(e.Body(group...).Send(from)...))
	}
	cases = append(cases, jen.Default().Block(e.Body(groups[0]...).Send(from)...))
	return []jen.Code{jen.Switch(jen.Id("contentType").Op(":=").Add(pick), jen.Id("contentType")).Block(cases...)}
}

// isOutgoing reports whether a body, in one of its content types, is sent while it
// is read.
func (e *Emitter) isOutgoing(b *ir.Body) bool {
	return slices.ContainsFunc(media.BodyContents(b), func(m *ir.Media) bool { return e.Body(m).IsOutgoing() })
}

// setsBodyErr reports whether receiving a body leaves what is wrong with it in
// bodyErr; the error of a stream is found as it is read.
func setsBodyErr(b *ir.Body) bool {
	return slices.ContainsFunc(media.BodyContents(b), func(m *ir.Media) bool { return !m.Format.IsStream() })
}

// receiveBody reads the request body into the field of its content type; what is
// wrong with it is bodyErr, see setsBodyErr.
func (e *Emitter) receiveBody(op *ir.Operation) []jen.Code {
	b := op.Body
	contents := media.BodyContents(b)
	to := media.Reception{Target: jen.Id("params").Dot(e.Names.Body(b.Choices[0])), Required: b.Required}
	if len(b.Choices) == 1 && media.OneNotation(contents) {
		to.ContentType = jen.Lit(contents[0].Type)
		return e.Body(contents...).Receive(to)
	}
	to.ContentType, to.Chosen = jen.Id("contentType"), true
	var cases []jen.Code
	for i, choice := range b.Choices {
		if i > 0 {
			to.Target, to.Required, to.Further = jen.Id("params").Dot(e.Names.Body(choice)), true, true
		}
		for _, notation := range e.Notations(choice.Contents) {
			cases = append(cases, jen.Case(media.TypeNames(notation)...).Block(e.Body(notation[0]).Receive(to)...))
		}
	}
	code := []jen.Code{
		jen.List(jen.Id("contentType"), jen.Err()).Op(":=").Id("in").Dot(e.RTMember("server.Exchange.ContentOf")).Call(jen.Lit(b.Required), media.TypeList(contents)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(e.finish(jen.Err()))),
	}
	if setsBodyErr(b) {
		code = append(code, jen.Var().Id("bodyErr").Error())
	}
	return append(code, jen.Switch(jen.Id("contentType")).Block(cases...))
}
