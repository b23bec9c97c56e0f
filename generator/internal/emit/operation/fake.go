package operation

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/sample"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Fake writes the type Fake, which implements the API with functions, examples and samples,
// and NewLocalClient.
func (e *Emitter) Fake(f *gocode.File) {
	var fields []jen.Code
	ops := e.API.Served()
	for _, op := range ops {
		fields = append(fields, jen.Id(e.Names.FakeFunc(op)).Func().Add(e.signature(op)))
	}
	if len(ops) > 0 {
		fields = append(fields, jen.Line())
	}
	for _, op := range ops {
		fields = append(fields, jen.Id(e.Names.FakeRecord(op)).Add(e.RT("fake.Calls")).Index(jen.Id(e.Names.Params(op))))
	}
	doc := "Fake implements API with functions, for tests. An operation without a function returns the first valid example of its success in the document, else a sample made from the schema, else an error with status 501."
	if e.HasServer {
		doc += " In a server, the header Prefer of a request selects another response, by code=404 and example=name."
	}
	doc += "\n\nThe zero value is ready to use. Its methods are safe for concurrent use while its fields do not change."
	f.Add(jen.Id(gocode.Comment(doc)).Line().Type().Id("Fake").Struct(fields...))
	f.Add(jen.Var().Id("_").Id("API").Op("=").Parens(jen.Op("*").Id("Fake")).Call(jen.Nil()))
	for _, op := range ops {
		f.Add(e.fakeMethod(op))
		name := e.Names.FakeCalls(op)
		f.Add(jen.Id(gocode.Comment(name + " returns the params of all calls of " + e.Names.Operation(op) + " so far.")).Line().
			Add(fakeReceiver()).Id(name).Params().Index().Id(e.Names.Params(op)).
			Add(gocode.ShortBody(jen.Return(jen.Id("f").Dot(e.Names.FakeRecord(op)).Dot(e.RTMember("fake.Calls.List")).Call()))))
	}
	e.localClient(f)
}

func fakeReceiver() *jen.Statement { return jen.Func().Params(jen.Id("f").Op("*").Id("Fake")) }

// localClient writes NewLocalClient.
func (e *Emitter) localClient(f *gocode.File) {
	doc := "NewLocalClient returns a client that calls handler without a network. Requests and responses are those of net/http, over a pipe in memory: bodies are streams, and a canceled call cancels the context of the handler. If the handler panics, the call returns an error."
	doc += "\n\nThe transport of WithHTTPClient is not used."
	local := e.RT("client.ReplaceTransport").Call(e.RT("local.Transport").Values(jen.Dict{e.RTKey("local.Transport.Handler"): jen.Id("handler")}))
	options := jen.Append(jen.Qual("slices", "Clip").Call(jen.Id("options")), local)
	if list := jen.Index().Add(e.RT("client.Option")); !ir.IsAbsolute(e.API.BaseURL) {
		base := jen.Func().Params(jen.Id("c").Op("*").Add(e.RT("client.Config"))).Block(jen.Id("c").Dot(e.RTMember("client.Config.BaseURL")).Op("=").Lit("http://localhost" + e.API.BasePath))
		options = jen.Qual("slices", "Concat").Call(jen.Add(list).Values(e.RT("client.OptionFunc").Call(base)), jen.Id("options"), jen.Add(list).Values(local))
	}
	f.Add(jen.Id(gocode.Comment(doc)).Line().
		Func().Id("NewLocalClient").Params(jen.Id("handler").Qual("net/http", "Handler"), jen.Id("options").Op("...").Add(e.RT("client.Option"))).Params(jen.Op("*").Id("Client"), jen.Error()).Block(
		jen.Return(jen.Id("NewClient").Call(jen.Add(options).Op("...")))))
}

// fakeMethod implements an operation.
func (e *Emitter) fakeMethod(op *ir.Operation) jen.Code {
	set := jen.Id("f").Dot(e.Names.FakeFunc(op))
	code := []jen.Code{
		jen.If(jen.Id("f").Dot(e.Names.FakeRecord(op)).Dot(e.RTMember("fake.Calls.Add")).Call(jen.Id("params")), jen.Add(set).Op("!=").Nil()).Block(
			jen.Return(jen.Add(set).Call(jen.Id("ctx"), jen.Id("params")))),
	}
	code = append(code, e.fakeExamples(op)...)
	code = append(code, e.fakeSample(op)...)
	name := e.Names.Operation(op)
	return jen.Id(gocode.Comment(name + " calls " + e.Names.FakeFunc(op) + ", if that is set.")).Line().
		Add(fakeReceiver()).Id(name).Add(e.clientSignature(op)).Block(code...)
}

// failing returns the statement that returns an error of an operation, in a method with the
// signature of clientSignature.
func (e *Emitter) failing(op *ir.Operation) func(err jen.Code) jen.Code {
	return func(err jen.Code) jen.Code {
		switch {
		case e.ResultType(op) == nil:
			return jen.Return(err)
		case e.nilResult(op):
			return jen.Return(jen.Nil(), err)
		}
		return jen.Return(jen.Id("result"), err)
	}
}

// fakeExamples returns an example of the document, read like a response. Examples of a stream
// are not used.
func (e *Emitter) fakeExamples(op *ir.Operation) []jen.Code {
	streams := slices.ContainsFunc(media.ContentsOf(op.Results), func(m *ir.Media) bool { return m.Format.IsStream() })
	var rows []jen.Code
	if !streams {
		rows = e.fakeRows(op.Results, true)
	}
	if e.HasServer {
		rows = append(rows, e.fakeRows(op.Errors, false)...)
	}
	if len(rows) == 0 && !e.HasServer {
		return nil
	}
	function, args := "fake.Respond", []jen.Code{jen.Id("ctx"), jen.Op("&").Add(e.operationFacts(op))}
	if e.HasServer && len(rows) > 1 && len(op.Bodies) > 1 && negotiates(op) {
		function, args = "fake.RespondAs", append(args, e.RT("server.NegotiatedType").Call(jen.Id("ctx")))
	}
	args = append(args, rows...)
	respond := e.RT(function).Call(args...)
	if len(rows) > 0 {
		respond = e.RT(function).Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true}, args...)
	}
	use := []jen.Code{e.failing(op)(jen.Id("resp").Dot(e.RTMember("client.Response.APIError")).Call())}
	if !streams && (len(rows) > 0 || len(op.Bodies) > 0 && len(emptyResponses(op)) > 0) {
		use = e.readResponse(op, e.failing(op))
	}
	return []jen.Code{jen.If(jen.Id("resp").Op(":=").Add(respond), jen.Id("resp").Op("!=").Nil()).Block(use...)}
}

// fakeRows are the examples of responses: exact statuses first, then classes. Clients need the
// first one only.
func (e *Emitter) fakeRows(responses []*ir.Response, isResult bool) (rows []jen.Code) {
	rank := func(r *ir.Response) int {
		switch {
		case r.Status.Code != 0:
			return 0
		case r.Status.Class != 0:
			return 1
		}
		return 2
	}
	sorted := slices.Clone(responses)
	slices.SortStableFunc(sorted, func(a, b *ir.Response) int { return rank(a) - rank(b) })
	for _, r := range sorted {
		for _, m := range r.Contents {
			for _, example := range m.Fakes {
				if isResult && !e.HasServer && len(rows) > 0 {
					return rows
				}
				if row := e.fakeRow(r.Status, m, example, isResult); row != nil {
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}

// fakeRow is one example. It is nil for a media type that has become another one.
func (e *Emitter) fakeRow(status ir.Status, m *ir.Media, example *ir.Example, isResult bool) jen.Code {
	text, contentType := example.Text, m.Type
	switch {
	case m.Format == ir.Text && strings.HasPrefix(text, `"`):
		text = gocode.Unquote(text)
	case m.Format != ir.JSON && m.Format != ir.Text:
		return nil
	}
	if strings.Contains(contentType, "*") {
		contentType = "text/plain"
	}
	var fields []jen.Code
	set := func(field string, value *jen.Statement) {
		fields = append(fields, e.RTKey("fake.Example."+field).Op(":").Add(value))
	}
	class := status.Class
	if isResult {
		class = resultClass(status)
	}
	switch {
	case status.Code != 0:
		set("Code", jen.Lit(status.Code))
	case class != 0:
		set("Class", jen.Lit(class))
	}
	set("Type", jen.Lit(contentType))
	if example.Name != "" {
		set("Name", jen.Lit(example.Name))
	}
	set("Body", gocode.RawString(text))
	return e.RT("fake.Example").Values(fields...)
}

// fakeSample returns a sample, or an error if there may be none that is valid.
func (e *Emitter) fakeSample(op *ir.Operation) []jen.Code {
	s := &sample.Sampler{Target: e.Target, Valid: true}
	var code []jen.Code
	fail := jen.Nil()
	if headers := e.SampleHeaders(s, op); len(headers) > 0 {
		code = append(code, jen.Id("headers").Op(":=").Id(e.Names.Headers(op)).Values(headers...))
		fail = jen.Id("headers").Dot("Write").Call(e.RT("core.CallFrom").Call(jen.Id("ctx")).Dot(e.RTMember("core.Call.Header")))
	}
	if e.ResultType(op) == nil {
		return append(code, jen.Return(fail))
	}
	value := e.SampleResult(s, op)
	if !s.Valid {
		return []jen.Code{e.failing(op)(e.RT("server.Unimplemented").Call(jen.Op("&").Add(e.operationFacts(op))))}
	}
	return append(code, jen.Return(value, fail))
}
