package operation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/param"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// bodyField is the field of the request body in the params struct.
func (e *Emitter) bodyField(b *ir.Body) jen.Code {
	return jen.Add(gocode.Doc(target.FirstText(b.Doc), e.bodyFacts(b))).Id("Body").Add(e.bodyType(b))
}

func (e *Emitter) bodyFacts(b *ir.Body) string {
	text := "The request body: " + media.Spoken(media.BodyContents(b))
	if e.Names.Body(b) != "" {
		var names []string
		for _, choice := range b.Choices {
			names = append(names, "*"+e.Names.Choice(choice))
		}
		text = "The request body: one of " + strings.Join(names, ", ")
	}
	if !b.Required {
		text += "; " + e.absentBody(b) + " if absent"
	}
	return text + "." + e.requestFacts(b)
}

func (e *Emitter) bodyType(b *ir.Body) *jen.Statement {
	if e.Names.Body(b) != "" {
		return jen.Id(e.Names.Body(b))
	}
	return e.Body(b.Choices[0].Contents...).RequestType(b.Required)
}

// bodyChoices declares the sealed interface over the types of a request body.
func (e *Emitter) bodyChoices(f *gocode.File, op *ir.Operation) {
	b := op.Body
	marker := e.Names.BodyMarker(b)
	f.Add(jen.Id(gocode.Comment(fmt.Sprintf("%s is the request body of %s: one of %s.", e.Names.Body(b), e.Names.Operation(op), e.choiceNames(b)))).
		Line().Type().Id(e.Names.Body(b)).Interface(jen.Id(marker).Params()))
	for _, choice := range b.Choices {
		f.Add(jen.Id(gocode.Comment(e.Names.Choice(choice) + " is a request body of type " + media.Spoken(choice.Contents) + ".")).Line().
			Type().Id(e.Names.Choice(choice)).Struct(jen.Id("Body").Add(e.Body(choice.Contents...).RequestType(true))))
		f.Add(jen.Func().Params(jen.Op("*").Id(e.Names.Choice(choice))).Id(marker).Params().Block())
	}
}

func (e *Emitter) choiceNames(b *ir.Body) string {
	var names []string
	for _, choice := range b.Choices {
		names = append(names, fmt.Sprintf("*%s (%s)", e.Names.Choice(choice), choice.Contents[0].Type))
	}
	return strings.Join(names, ", ")
}

// bodyChecks checks the body of the params struct p.
func (e *Emitter) bodyChecks(b *ir.Body, first bool) []jen.Code {
	if b == nil {
		return nil
	}
	if e.Names.Body(b) == "" {
		checks := e.Body(b.Choices[0].Contents...).Check(b.Required, jen.Id("p").Dot("Body"))
		if len(checks) == 0 {
			return nil
		}
		return append([]jen.Code{e.checkInBody(b, first)}, checks...)
	}
	var cases []jen.Code
	if b.Required {
		cases = append(cases, jen.Case(jen.Nil()).Block(jen.Id("c").Dot(e.RTMember("check.Collector.MissingBody")).Call()))
	}
	which := jen.Id("p").Dot("Body").Assert(jen.Type())
	for _, choice := range b.Choices {
		if checks := e.Body(choice.Contents...).Check(true, jen.Id("body").Dot("Body")); len(checks) > 0 {
			which = jen.Id("body").Op(":=").Id("p").Dot("Body").Assert(jen.Type())
			cases = append(cases, jen.Case(jen.Op("*").Id(e.Names.Choice(choice))).Block(checks...))
		}
	}
	if len(cases) == 0 {
		return nil
	}
	return []jen.Code{e.checkInBody(b, first), jen.Switch(which).Block(cases...)}
}

// sendBody puts the body into the request r, or declares it as out; see sendCall.
func (e *Emitter) sendBody(b *ir.Body) []jen.Code {
	if e.Names.Body(b) == "" {
		return e.Body(b.Choices[0].Contents...).Send(media.Sending{Body: jen.Id("params").Dot("Body"), Required: b.Required})
	}
	var code, cases []jen.Code
	if e.isOutgoing(b) {
		code = append(code, jen.Var().Id("out").Op("*").Add(e.RT("media.Outgoing")))
	}
	for _, choice := range b.Choices {
		send := e.Body(choice.Contents...).Send(media.Sending{Body: jen.Id("body").Dot("Body"), Required: true, Declared: true})
		cases = append(cases, jen.Case(jen.Op("*").Id(e.Names.Choice(choice))).Block(send...))
	}
	return append(code, jen.Switch(jen.Id("body").Op(":=").Id("params").Dot("Body").Assert(jen.Type())).Block(cases...))
}

// isOutgoing reports whether a body, or one of its choices, is sent while it is
// read.
func (e *Emitter) isOutgoing(b *ir.Body) bool {
	return slices.ContainsFunc(b.Choices, func(choice *ir.Choice) bool { return e.Body(choice.Contents...).IsOutgoing() })
}

// setsBodyErr reports whether receiving a body leaves what is wrong with it in
// bodyErr; the error of a stream is found as it is read.
func setsBodyErr(b *ir.Body) bool {
	return slices.ContainsFunc(media.BodyContents(b), func(m *ir.Media) bool { return !m.Format.IsStream() })
}

// receiveBody reads the request body; what is wrong with it is bodyErr, see setsBodyErr.
func (e *Emitter) receiveBody(op *ir.Operation) []jen.Code {
	b := op.Body
	to := media.Reception{Target: jen.Id("params").Dot("Body"), Required: b.Required, Lenient: param.IsLenient(op)}
	contents := media.BodyContents(b)
	if e.Names.Body(b) == "" && media.OneNotation(contents) {
		to.ContentType = jen.Lit(contents[0].Type)
		return e.Body(contents...).Receive(to)
	}
	to.ContentType, to.Chosen = jen.Id("contentType"), true
	var cases []jen.Code
	for _, choice := range b.Choices {
		for _, notation := range e.Notations(choice.Contents) {
			cases = append(cases, jen.Case(media.TypeNames(notation)...).Block(e.receiveChoice(b, choice, notation[0], to)...))
		}
	}
	code := []jen.Code{
		jen.List(jen.Id("contentType"), jen.Err()).Op(":=").Add(e.RT("server.ContentOf")).Call(jen.Id("r"), jen.Lit(b.Required), media.TypeList(contents)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	if setsBodyErr(b) {
		code = append(code, jen.Var().Id("bodyErr").Error())
	}
	return append(code, jen.Switch(jen.Id("contentType")).Block(cases...))
}

// receiveChoice reads one content type of several.
func (e *Emitter) receiveChoice(b *ir.Body, choice *ir.Choice, m *ir.Media, to media.Reception) []jen.Code {
	if e.Names.Body(b) == "" {
		return e.Body(m).Receive(to)
	}
	params := to.Target
	to.Target, to.Required = jen.Id("v").Dot("Body"), true
	code := append([]jen.Code{jen.Id("v").Op(":=").New(jen.Id(e.Names.Choice(choice)))}, e.Body(m).Receive(to)...)
	return append(code, jen.Add(params).Op("=").Id("v"))
}

// absentBody is what the value of an optional body is called if it is absent.
func (e *Emitter) absentBody(b *ir.Body) string {
	if e.Names.Body(b) != "" {
		return "nil"
	}
	return e.Body(b.Choices[0].Contents...).Absent()
}

// requestFacts is what else there is to document of a body.
func (e *Emitter) requestFacts(b *ir.Body) string {
	for _, m := range media.BodyContents(b) {
		if facts := e.Body(m).RequestFacts(); facts != "" {
			return " " + facts
		}
	}
	return ""
}
