package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// sendStream makes out the body of the request; see sendCall.
func (e *emitter) sendStream(contents []*ir.Media, body *jen.Statement) *jen.Statement {
	contentType := jen.Lit(contents[0].Type)
	if len(contents) > 1 {
		contentType = e.rt("streamTypeOf").Call(append([]jen.Code{body}, typeNames(contents)...)...)
	}
	return e.rt("outgoingStream").Call(jen.Id("r"), contentType, body)
}

func (e *emitter) receiveStream(to reception) []jen.Code {
	code := []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot(e.rtDot("serverConfig.openBody")).Call(jen.Id("w"), jen.Id("r"), to.contentType, jen.Lit(to.required)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	if to.required {
		return append(code, jen.Add(to.target).Op("=").Id("body"))
	}
	return append(code, jen.If(jen.Id("body").Op("!=").Nil()).Block(jen.Add(to.target).Op("=").Id("body")))
}

// sendCall makes the request r. Where bodies are streams, its body is out, and a
// response that is one is left in stream.
func (e *emitter) sendCall(op *ir.Operation) *jen.Statement {
	sends := op.Body != nil && bodySendsOut(op.Body)
	kept := e.keptResponses(op)
	config := jen.Id("c").Dot("config")
	if op.Redirects() {
		config.Dot(e.rtDot("clientConfig.withoutRedirects")).Call()
	}
	args := []jen.Code{jen.Id("ctx"), jen.Op("&").Id(e.operationVarName(op)), jen.Id("r")}
	if !sends && kept == nil {
		return jen.List(jen.Id("resp"), jen.Err()).Op(":=").Add(config).Dot(e.rtDot(sender(op).whole)).Call(args...)
	}
	out, keep, stream := jen.Nil(), jen.Nil(), "_"
	if sends {
		out = jen.Id("out")
	}
	if kept != nil {
		stream = "stream"
		keep = jen.Func().Params(jen.Id("r").Op("*").Add(e.rt("response"))).Bool().Block(jen.Return(kept))
	}
	return jen.List(jen.Id("resp"), jen.Id(stream), jen.Err()).Op(":=").
		Add(config).Dot(e.rtDot(sender(op).stream)).Call(append(args, out, keep)...)
}

// senders are the methods that make a request and read the response whole, or
// leave it as a stream.
type senders struct{ whole, stream string }

func sender(op *ir.Operation) senders {
	switch {
	case takesTokens(op):
		return senders{"clientConfig.sendRenewing", "clientConfig.sendStreamRenewing"}
	case op.Hook != nil:
		return senders{"hookConfig.send", "hookConfig.sendStream"}
	}
	return senders{"clientConfig.send", "clientConfig.sendStream"}
}

// sendsOut reports whether a body of a format leaves as an outgoing.
func sendsOut(f ir.Format) bool { return f.IsStream() || f == ir.Multipart }

// keptResponses is the condition under which a response is read as a stream;
// nil if none is. Exact statuses count before classes.
func (e *emitter) keptResponses(op *ir.Operation) *jen.Statement {
	var kept *jen.Statement
	for _, answers := range byStatus(op.Results) {
		condition := e.keptAnswers(op, answers)
		switch {
		case condition == nil:
		case kept == nil:
			kept = condition
		default:
			kept = kept.Op("||").Add(condition)
		}
	}
	return kept
}

// keptAnswers is the condition for what is answered with one status: that its
// content type is one of a stream, too, where there are others.
func (e *emitter) keptAnswers(op *ir.Operation, answers []*ir.Response) *jen.Statement {
	var streams, all []*ir.Media
	for _, r := range answers {
		all = append(all, r.Contents...)
		if streamed(r) {
			streams = append(streams, r.Contents...)
		}
	}
	if len(streams) == 0 {
		return nil
	}
	status := func() *jen.Statement { return jen.Id("r").Dot(e.rtDot("response.status")) }
	condition := status().Op("==").Lit(answers[0].Status.Code)
	if answers[0].Status.Code == 0 {
		condition = status().Op("/").Lit(100).Op("==").Lit(resultClass(answers[0].Status))
		for _, other := range op.Results {
			if other.Status.Code != 0 && !streamed(other) {
				condition.Op("&&").Add(status()).Op("!=").Lit(other.Status.Code)
			}
		}
	}
	switch {
	case len(all) == 1 && all[0].Format == ir.Events:
		condition.Op("&&").Id("r").Dot(e.rtDot("response.isEvents")).Call()
	case len(all) == 1 && all[0].Format == ir.Parts:
		condition.Op("&&").Id("r").Dot(e.rtDot("response.isMultipart")).Call()
	case len(streams) < len(all), len(e.notations(all)) > 1:
		condition.Op("&&").Id("r").Dot(e.rtDot("response.contentIn")).Call(jen.Index().String().Values(typeNames(streams)...), typeList(all))
	}
	return condition
}

func streamed(r *ir.Response) bool { return len(r.Contents) > 0 && r.Contents[0].Format.IsStream() }

// resultClass is the class of statuses that a result without a code is for.
func resultClass(s ir.Status) int {
	if s.IsDefault() {
		return 2
	}
	return s.Class
}

func (e *emitter) returnsStream(op *ir.Operation) bool {
	return e.names.Result(op) == "" && len(op.Results) == 1 && streamed(op.Results[0])
}

// exampleStream calls an operation and takes what comes.
func exampleStream(op *ir.Operation, call jen.Code) []jen.Code {
	take := []jen.Code{
		jen.List(jen.Id("_"), jen.Err()).Op("=").Qual("io", "Copy").Call(jen.Qual("io", "Discard"), jen.Id("stream")),
		jen.Id("stream").Dot("Close").Call(),
	}
	if op.Results[0].Media().Format != ir.Binary {
		take = []jen.Code{jen.For(jen.List(jen.Id("_"), jen.Err()).Op("=").Range().Id("stream")).Block(
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Break()))}
	}
	return []jen.Code{
		jen.List(jen.Id("stream"), jen.Err()).Op(":=").Add(call),
		jen.If(jen.Err().Op("==").Nil()).Block(take...),
		jen.Qual("fmt", "Println").Call(jen.Err()),
	}
}

// none is the value of an optional body that is not there.
func (e *emitter) none(b *ir.Body) string {
	if e.names.Body(b) != "" {
		return "nil"
	}
	m := b.Choices[0].Contents[0]
	u := ir.Underlying(m.Value)
	if m.Format == ir.Text || isTree(m.Format) && (ir.IsNullable(m.Value) || ir.StructDecl(u) == nil && !gocode.IsNilable(u)) {
		return "the zero Opt"
	}
	return "nil"
}

// streamFacts says what else there is to know of a body that is a stream.
func streamFacts(b *ir.Body) string {
	for _, m := range bodyContents(b) {
		switch {
		case m.Format == ir.Binary && strings.Contains(m.Type, "*"):
			return " A *MediaStream says of which type it is."
		case m.Format == ir.Binary && strings.HasPrefix(m.Type, "multipart/"):
			return " A *MediaStream says which boundary it has."
		case m.Format == ir.Lines, m.Format == ir.Sequence, m.Format == ir.Events, m.Format == ir.Parts:
			return " It is read once; an error in it ends the request."
		}
	}
	return ""
}

// streamDoc says whose a stream is that an operation answers.
func streamDoc(op *ir.Operation) string {
	for _, r := range op.Results {
		switch {
		case !streamed(r):
		case r.Media().Format == ir.Binary:
			return "The stream that it answers is the caller's to close, and ends with ctx."
		default:
			return "The stream that it answers is there to be ranged over, once. It ends with the loop, or with ctx."
		}
	}
	return ""
}
