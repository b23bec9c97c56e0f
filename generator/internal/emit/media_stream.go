package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// sendStream makes out the body of the request; see sendCall.
func sendStream(b *ir.Body) jen.Code {
	return jen.Id("out").Op(":=").Id("outgoingStream").Call(jen.Id("r"), jen.Lit(b.Media.Type), jen.Id("params").Dot("Body"))
}

func receiveStream(b *ir.Body) []jen.Code {
	target := jen.Id("params").Dot("Body")
	code := []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot("openBody").Call(jen.Id("w"), jen.Id("r"), jen.Lit(b.Media.Type), jen.Lit(b.Required)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	if b.Required {
		return append(code, jen.Add(target).Op("=").Id("body"))
	}
	return append(code, jen.If(jen.Id("body").Op("!=").Nil()).Block(jen.Add(target).Op("=").Id("body")))
}

// sendCall makes the request r. Where bodies are streams, its body is out, and a
// response that is one is left in stream.
func sendCall(op *ir.Operation) *jen.Statement {
	sends := op.Body != nil && sendsOut(op.Body.Media.Format)
	kept := keptResponses(op)
	args := []jen.Code{jen.Id("ctx"), jen.Op("&").Id(operationVarName(op)), jen.Id("r")}
	if !sends && kept == nil {
		return jen.List(jen.Id("resp"), jen.Err()).Op(":=").Id("c").Dot("config").Dot("send").Call(args...)
	}
	out, keep, stream := jen.Nil(), jen.Nil(), "_"
	if sends {
		out = jen.Id("out")
	}
	if kept != nil {
		stream = "stream"
		keep = jen.Func().Params(jen.Id("r").Op("*").Id("response")).Bool().Block(jen.Return(kept))
	}
	return jen.List(jen.Id("resp"), jen.Id(stream), jen.Err()).Op(":=").
		Id("c").Dot("config").Dot("sendStream").Call(append(args, out, keep)...)
}

// sendsOut reports whether a body of a format leaves as an outgoing.
func sendsOut(f ir.Format) bool { return f.IsStream() || f == ir.Multipart }

// keptResponses is the condition under which a response is read as a stream;
// nil if none is. Exact statuses count before classes.
func keptResponses(op *ir.Operation) *jen.Statement {
	var kept *jen.Statement
	or := func(condition *jen.Statement) {
		if kept != nil {
			condition = kept.Op("||").Add(condition)
		}
		kept = condition
	}
	status := func() *jen.Statement { return jen.Id("r").Dot("status") }
	for _, r := range op.Results {
		if r.Media == nil || !r.Media.Format.IsStream() {
			continue
		}
		if r.Status.Code != 0 {
			or(status().Op("==").Lit(r.Status.Code))
			continue
		}
		class := status().Op("/").Lit(100).Op("==").Lit(resultClass(r.Status))
		for _, other := range op.Results {
			if other.Status.Code != 0 && (other.Media == nil || !other.Media.Format.IsStream()) {
				class.Op("&&").Add(status()).Op("!=").Lit(other.Status.Code)
			}
		}
		or(class)
	}
	return kept
}

// resultClass is the class of statuses that a result without a code is for.
func resultClass(s ir.Status) int {
	if s.IsDefault() {
		return 2
	}
	return s.Class
}

func returnsStream(op *ir.Operation) bool {
	return op.ResultName == "" && len(op.Results) == 1 && op.Results[0].Media != nil && op.Results[0].Media.Format.IsStream()
}

// exampleStream calls an operation and takes what comes.
func exampleStream(op *ir.Operation, call jen.Code) []jen.Code {
	return []jen.Code{
		jen.List(jen.Id("stream"), jen.Err()).Op(":=").Add(call),
		jen.If(jen.Err().Op("==").Nil()).Block(
			jen.List(jen.Id("_"), jen.Err()).Op("=").Qual("io", "Copy").Call(jen.Qual("io", "Discard"), jen.Id("stream")),
			jen.Id("stream").Dot("Close").Call()),
		jen.Qual("fmt", "Println").Call(jen.Err()),
	}
}
