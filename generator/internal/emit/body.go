package emit

import (
	"fmt"
	"mime"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// bodyField is the field of the request body in the params struct.
func (e *emitter) bodyField(b *ir.Body) jen.Code {
	return jen.Add(gocode.Doc(firstText(b.Doc), e.bodyFacts(b))).Id("Body").Add(e.bodyType(b))
}

func (e *emitter) bodyFacts(b *ir.Body) string {
	text := "The request body, " + spoken(bodyContents(b))
	if e.names.Body(b) != "" {
		var names []string
		for _, choice := range b.Choices {
			names = append(names, "*"+e.names.Choice(choice))
		}
		text = "The request body, one of " + strings.Join(names, ", ")
	}
	if !b.Required {
		text += "; " + e.none(b) + " for none"
	}
	return text + "." + streamFacts(b)
}

// spoken lists content types, the first of which is the one that is sent.
func spoken(contents []*ir.Media) string {
	types := make([]string, 0, len(contents))
	for _, m := range contents {
		types = append(types, m.Type)
	}
	if len(types) == 1 {
		return types[0]
	}
	return types[0] + " (or " + strings.Join(types[1:], ", ") + ")"
}

// bodyContents are all content types of a body, the preferred ones first.
func bodyContents(b *ir.Body) []*ir.Media {
	var out []*ir.Media
	for _, choice := range b.Choices {
		out = append(out, choice.Contents...)
	}
	return out
}

func (e *emitter) bodyType(b *ir.Body) *jen.Statement {
	if e.names.Body(b) != "" {
		return jen.Id(e.names.Body(b))
	}
	return e.requestType(b.Choices[0].Contents[0], b.Required)
}

// bodyChoices declares the sealed interface over the types of a request body.
func (e *emitter) bodyChoices(f *gocode.File, op *ir.Operation) {
	b := op.Body
	marker := "is" + e.names.Body(b)
	f.Add(jen.Id(gocode.Comment(fmt.Sprintf("%s is the request body of %s: one of %s.", e.names.Body(b), e.names.Operation(op), e.choiceNames(b)))).
		Line().Type().Id(e.names.Body(b)).Interface(jen.Id(marker).Params()))
	for _, choice := range b.Choices {
		f.Add(jen.Id(gocode.Comment(e.names.Choice(choice) + " is a request body of type " + spoken(choice.Contents) + ".")).Line().
			Type().Id(e.names.Choice(choice)).Struct(jen.Id("Body").Add(e.requestType(choice.Contents[0], true))))
		f.Add(jen.Func().Params(jen.Op("*").Id(e.names.Choice(choice))).Id(marker).Params().Block())
	}
}

func (e *emitter) choiceNames(b *ir.Body) string {
	var names []string
	for _, choice := range b.Choices {
		names = append(names, fmt.Sprintf("*%s (%s)", e.names.Choice(choice), choice.Contents[0].Type))
	}
	return strings.Join(names, ", ")
}

// bodyChecks checks the body of the params struct p.
func (e *emitter) bodyChecks(b *ir.Body, first bool) []jen.Code {
	if b == nil {
		return nil
	}
	if e.names.Body(b) == "" {
		checks := e.requestChecks(b.Choices[0].Contents[0], b.Required, jen.Id("p").Dot("Body"))
		if len(checks) == 0 {
			return nil
		}
		return append([]jen.Code{e.checkInBody(b, first)}, checks...)
	}
	var cases []jen.Code
	if b.Required {
		cases = append(cases, jen.Case(jen.Nil()).Block(jen.Id("c").Dot(e.rtDot("checker.missingBody")).Call()))
	}
	which := jen.Id("p").Dot("Body").Assert(jen.Type())
	for _, choice := range b.Choices {
		if checks := e.requestChecks(choice.Contents[0], true, jen.Id("body").Dot("Body")); len(checks) > 0 {
			which = jen.Id("body").Op(":=").Id("p").Dot("Body").Assert(jen.Type())
			cases = append(cases, jen.Case(jen.Op("*").Id(e.names.Choice(choice))).Block(checks...))
		}
	}
	if len(cases) == 0 {
		return nil
	}
	return []jen.Code{e.checkInBody(b, first), jen.Switch(which).Block(cases...)}
}

// sendBody puts the body into the request r, or makes it out; see sendCall.
func (e *emitter) sendBody(b *ir.Body) []jen.Code {
	if e.names.Body(b) == "" {
		choice, body := b.Choices[0], jen.Id("params").Dot("Body")
		if sendsOut(choice.Contents[0].Format) {
			return e.sendOutgoing(choice.Contents, b.Required, body, false)
		}
		return []jen.Code{e.sendMedia(choice.Contents[0], b.Required, body)}
	}
	var code, cases []jen.Code
	if bodySendsOut(b) {
		code = append(code, jen.Var().Id("out").Op("*").Add(e.rt("outgoing")))
	}
	for _, choice := range b.Choices {
		body := jen.Id("body").Dot("Body")
		send := []jen.Code{}
		if sendsOut(choice.Contents[0].Format) {
			send = e.sendOutgoing(choice.Contents, true, body, true)
		} else {
			send = append(send, e.sendMedia(choice.Contents[0], true, body))
		}
		cases = append(cases, jen.Case(jen.Op("*").Id(e.names.Choice(choice))).Block(send...))
	}
	return append(code, jen.Switch(jen.Id("body").Op(":=").Id("params").Dot("Body").Assert(jen.Type())).Block(cases...))
}

// bodySendsOut reports whether a body, or one of its choices, is an outgoing.
func bodySendsOut(b *ir.Body) bool {
	return slices.ContainsFunc(b.Choices, func(choice *ir.Choice) bool { return sendsOut(choice.Contents[0].Format) })
}

// setsBodyErr reports whether receiving a body leaves what is wrong with it in
// bodyErr; the error of a stream is found as it is read.
func setsBodyErr(b *ir.Body) bool {
	return slices.ContainsFunc(bodyContents(b), func(m *ir.Media) bool { return !m.Format.IsStream() })
}

// reception is how a request body is read, and where to.
type reception struct {
	target      *jen.Statement
	required    bool
	accepts     jen.Code // a predicate on its content type
	contentType jen.Code // as declared
	chosen      bool     // bodyErr has been declared
	lenient     bool     // see isLenient
}

// bodyErr assigns what is wrong with the body.
func (to reception) bodyErr(err jen.Code) jen.Code {
	if to.chosen {
		return jen.Id("bodyErr").Op("=").Add(err)
	}
	return jen.Id("bodyErr").Op(":=").Add(err)
}

// declared puts a declaration of bodyErr, if there is none yet, before a use.
func (to reception) declared(code []jen.Code, use jen.Code) []jen.Code {
	if !to.chosen {
		code = append(code, jen.Var().Id("bodyErr").Error())
	}
	return append(code, use)
}

// receiveBody reads the request body; what is wrong with it is bodyErr, see setsBodyErr.
func (e *emitter) receiveBody(op *ir.Operation) []jen.Code {
	b := op.Body
	to := reception{target: jen.Id("params").Dot("Body"), required: b.Required, lenient: isLenient(op)}
	contents := bodyContents(b)
	if e.names.Body(b) == "" && oneNotation(contents) {
		to.accepts, to.contentType = e.acceptsOnly(contents[0]), jen.Lit(contents[0].Type)
		return e.receiveMedia(contents[0], to)
	}
	to.accepts, to.contentType, to.chosen = e.rt("anyType"), jen.Id("contentType"), true
	var cases []jen.Code
	for _, choice := range b.Choices {
		for _, notation := range e.notations(choice.Contents) {
			cases = append(cases, jen.Case(typeNames(notation)...).Block(e.receiveChoice(b, choice, notation[0], to)...))
		}
	}
	code := []jen.Code{
		jen.List(jen.Id("contentType"), jen.Err()).Op(":=").Add(e.rt("contentOf")).Call(jen.Id("r"), jen.Lit(b.Required), typeList(contents)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	if setsBodyErr(b) {
		code = append(code, jen.Var().Id("bodyErr").Error())
	}
	return append(code, jen.Switch(jen.Id("contentType")).Block(cases...))
}

// receiveChoice reads one content type of several.
func (e *emitter) receiveChoice(b *ir.Body, choice *ir.Choice, m *ir.Media, to reception) []jen.Code {
	if e.names.Body(b) == "" {
		return e.receiveMedia(m, to)
	}
	params := to.target
	to.target, to.required = jen.Id("v").Dot("Body"), true
	code := append([]jen.Code{jen.Id("v").Op(":=").New(jen.Id(e.names.Choice(choice)))}, e.receiveMedia(m, to)...)
	return append(code, jen.Add(params).Op("=").Id("v"))
}

// notations sorts contents of one type by how their bytes are read.
func (e *emitter) notations(contents []*ir.Media) [][]*ir.Media {
	var out [][]*ir.Media
next:
	for _, m := range contents {
		for i := range out {
			if out[i][0].Format == m.Format && e.names.FormMembers(out[i][0]) == e.names.FormMembers(m) {
				out[i] = append(out[i], m)
				continue next
			}
		}
		out = append(out, []*ir.Media{m})
	}
	return out
}

// oneNotation reports whether one function of the runtime knows all contents.
func oneNotation(contents []*ir.Media) bool {
	return len(contents) == 1 || !slices.ContainsFunc(contents, func(m *ir.Media) bool {
		return m.Format != ir.JSON || !namesJSON(m.Type)
	})
}

// namesJSON reports whether the runtime takes a content type for JSON.
func namesJSON(mediaType string) bool {
	base, _, err := mime.ParseMediaType(mediaType)
	return err == nil && (strings.HasSuffix(base, "/json") || strings.HasSuffix(base, "+json"))
}

func typeList(contents []*ir.Media) *jen.Statement {
	return jen.Index().String().Values(typeNames(contents)...)
}

func typeNames(contents []*ir.Media) []jen.Code {
	var out []jen.Code
	for _, m := range contents {
		out = append(out, jen.Lit(m.Type))
	}
	return out
}
