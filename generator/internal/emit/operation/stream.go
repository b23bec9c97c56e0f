package operation

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/ir"
)

// sendCall makes the request r. Where bodies are streams, its body is out, and a
// response that is one is left in stream.
func (e *Emitter) sendCall(op *ir.Operation) *jen.Statement {
	sends := op.Body != nil && e.isOutgoing(op.Body)
	kept := e.keptResponses(op)
	args := []jen.Code{jen.Op("&").Add(e.operationFacts(op)), jen.Id("r")}
	if !sends && kept == nil {
		return jen.List(jen.Id("resp"), jen.Err()).Op(":=").Add(e.send(op, "Send", args...))
	}
	out, keep, stream := jen.Nil(), jen.Nil(), "_"
	if sends {
		out = jen.Id("out")
	}
	if kept != nil {
		stream = "stream"
		keep = jen.Func().Params(jen.Id("r").Op("*").Add(e.RT("client.Response"))).Bool().Block(jen.Return(kept))
	}
	return jen.List(jen.Id("resp"), jen.Id(stream), jen.Err()).Op(":=").Add(e.send(op, "SendStream", append(args, out, keep)...))
}

// send calls the method of the configuration that makes a request. If tokens may
// have to be renewed, the function of package oauth with the same name calls it.
func (e *Emitter) send(op *ir.Operation, method string, args ...jen.Code) *jen.Statement {
	config := "client.Config."
	if op.Hook != nil {
		config = "hook.Config."
	}
	send := jen.Id("c").Dot("config")
	if op.Redirects() {
		send.Dot(e.RTMember(config + "WithoutRedirects")).Call()
	}
	send.Dot(e.RTMember(config + method))
	if takesTokens(op) {
		return e.RT("oauth." + method).Call(append([]jen.Code{jen.Id("ctx"), send}, args...)...)
	}
	return send.Call(append([]jen.Code{jen.Id("ctx")}, args...)...)
}

// keptResponses is the condition under which a response is read as a stream;
// nil if none is. Exact statuses count before classes.
func (e *Emitter) keptResponses(op *ir.Operation) *jen.Statement {
	var kept *jen.Statement
	for _, responses := range media.ByStatus(op.Results) {
		condition := e.keptStatus(op, responses)
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

// keptStatus is the condition for the responses with one status. It includes the
// content type if the status has others that are not streams.
func (e *Emitter) keptStatus(op *ir.Operation, responses []*ir.Response) *jen.Statement {
	var streams, all []*ir.Media
	for _, r := range responses {
		all = append(all, r.Contents...)
		if media.Streamed(r) {
			streams = append(streams, r.Contents...)
		}
	}
	if len(streams) == 0 {
		return nil
	}
	status := func() *jen.Statement { return jen.Id("r").Dot(e.RTMember("client.Response.Status")) }
	condition := status().Op("==").Lit(responses[0].Status.Code)
	if responses[0].Status.Code == 0 {
		condition = status().Op("/").Lit(100).Op("==").Lit(resultClass(responses[0].Status))
		for _, other := range op.Results {
			if other.Status.Code != 0 && !media.Streamed(other) {
				condition.Op("&&").Add(status()).Op("!=").Lit(other.Status.Code)
			}
		}
	}
	switch {
	case len(all) == 1:
		if more := e.Body(all...).IsKept(); more != nil {
			condition.Op("&&").Add(more)
		}
	case len(streams) < len(all), len(e.Notations(all)) > 1:
		condition.Op("&&").Id("r").Dot(e.RTMember("client.Response.ContentIn")).Call(jen.Index().String().Values(media.TypeNames(streams)...), media.TypeList(all))
	}
	return condition
}

// streamDoc documents how a returned stream ends. A stream within a result is
// called the Body of the result or of its variant.
func (e *Emitter) streamDoc(op *ir.Operation) string {
	if e.ReturnsStream(op) {
		if op.Bodies[0].First().Media().Format == ir.Binary {
			return "The caller must close the returned stream. It ends when ctx is done."
		}
		return "The returned stream can be iterated over once. It ends with the loop, or when ctx is done."
	}
	var closed, iterated []string
	for _, b := range op.Bodies {
		r := b.First()
		switch name := "*" + e.Names.ResultBody(b); {
		case !media.Streamed(r):
		case r.Media().Format == ir.Binary:
			closed = append(closed, name)
		default:
			iterated = append(iterated, name)
		}
	}
	var sentences []string
	if len(closed) > 0 {
		sentences = append(sentences, "The caller must close the Body of "+target.Listed(closed)+". It ends when ctx is done.")
	}
	if len(iterated) > 0 {
		sentences = append(sentences, "The Body of "+target.Listed(iterated)+" can be iterated over once. It ends with the loop, or when ctx is done.")
	}
	return strings.Join(sentences, " ")
}
