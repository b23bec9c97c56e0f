package operation

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/check"
	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Family is the word in names of Go that tells the operations of hooks from
// those of the API: Client, WebhookClient, CallbackClient.
func Family(op *ir.Operation) string {
	switch {
	case op.Hook == nil:
		return ""
	case op.Hook.Callback == nil:
		return "Webhook"
	}
	return "Callback"
}

// Operations declares the API that client and server share: the interface, the
// params of each operation, results that have several shapes, and error types.
func (e *Emitter) Operations(f *gocode.File) {
	e.packageDoc(f)
	e.operationsInterface(f, "API", "API is the operations of the document. A *Client implements it by calling a server; NewServer serves whatever implements it.", e.API.Served())
	e.hookInterfaces(f)
	for _, op := range e.API.Operations {
		f.Add(e.paramsStruct(op))
		f.Add(e.ParamsValidate(op))
		if op.Body != nil && e.Names.Body(op.Body) != "" {
			e.bodyChoices(f, op)
		}
		if e.Names.Result(op) != "" {
			e.results(f, op)
		}
	}
	e.errorAliases(f)
	for _, op := range e.API.Operations {
		f.Add(e.operationVar(op))
		e.FormMembers(f, op)
	}
}

// operationsInterface declares the methods of some operations.
func (e *Emitter) operationsInterface(f *gocode.File, name, doc string, ops []*ir.Operation) {
	methods := make([]jen.Code, 0, len(ops))
	for _, op := range ops {
		methods = append(methods, jen.Add(e.operationDoc(op)).Id(e.Names.Operation(op)).Add(e.signature(op)).Line())
	}
	f.Add(jen.Id(gocode.Comment(doc)).Line().Type().Id(name).Interface(methods...))
}

// operationDoc is the doc of a method wherever it stands.
func (e *Emitter) operationDoc(op *ir.Operation) jen.Code {
	paragraphs := []string{target.About(e.Names.Operation(op), op.Doc, verb(op)+e.called(op)+"."), e.calls(op), e.baseURLFact(op), streamDoc(op), e.errorList(op), interimFact(op)}
	paragraphs = append(paragraphs, e.linkFacts(op)...)
	return gocode.Doc(append(paragraphs, target.Deprecation(op.Doc))...)
}

func (e *Emitter) calls(op *ir.Operation) string {
	if target.FirstText(op.Doc) == "" {
		return ""
	}
	return "It is " + e.called(op) + "."
}

// signature is (ctx, params) (result, error).
func (e *Emitter) signature(op *ir.Operation) jen.Code {
	params := jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Id(e.Names.Params(op)))
	if result := e.ResultType(op); result != nil {
		return params.Params(result, jen.Error())
	}
	return params.Error()
}

func (e *Emitter) paramsStruct(op *ir.Operation) jen.Code {
	var fields []jen.Code
	for _, p := range op.Params {
		fields = append(fields, e.ParamField(p))
	}
	if op.Body != nil {
		fields = append(fields, e.bodyField(op.Body))
	}
	return jen.Id(gocode.Comment(e.Names.Params(op) + " are the parameters of " + e.Names.Operation(op) + ".")).Line().Type().Id(e.Names.Params(op)).Struct(fields...)
}

func (e *Emitter) ParamsValidate(op *ir.Operation) jen.Code {
	var code []jen.Code
	code = append(code, e.ParamChecks(op.Params)...)
	code = append(code, e.bodyChecks(op.Body, len(code) == 0)...)
	method := check.ValidateDoc().Func().Params(jen.Id("p").Op("*").Id(e.Names.Params(op))).Id("Validate").Params().Error()
	if len(code) == 0 {
		return method.Add(gocode.ShortBody(jen.Return(jen.Nil())))
	}
	return method.Block(append(code, jen.Return(jen.Id("c").Dot(e.RTMember("check.Collector.Err")).Call()))...)
}

// checkInBody says that a request is checked next, and its body, where that
// makes a difference to what must be there.
func (e *Emitter) checkInBody(b *ir.Body, first bool) jen.Code {
	demands := slices.ContainsFunc(media.BodyContents(b), func(m *ir.Media) bool { return model.DemandsOfRequests(m.Value) })
	switch {
	case !demands:
		return e.CheckIn("body", first)
	case first:
		return jen.Id("c").Op(":=").Op("&").Add(e.RT("check.Collector")).Values(jen.Dict{e.RTKey("check.Collector.In"): jen.Lit("body"), e.RTKey("check.Collector.Request"): jen.True()})
	}
	return jen.List(jen.Id("c").Dot(e.RTMember("check.Collector.In")), jen.Id("c").Dot(e.RTMember("check.Collector.Request"))).Op("=").List(jen.Lit("body"), jen.True())
}

// operationVar is what both sides know of an operation. One that the document
// has no id for goes by its Go name in messages.
func (e *Emitter) operationVar(op *ir.Operation) jen.Code {
	id := op.ID
	if op.Anonymous {
		id = e.Names.Operation(op)
	}
	values := jen.Dict{
		e.RTKey("core.Operation.ID"):     jen.Lit(id),
		e.RTKey("core.Operation.Method"): method(op.Method),
	}
	if op.Path != "" {
		values[e.RTKey("core.Operation.Path")] = jen.Lit(op.Template())
	}
	if len(op.Security) > 0 {
		values[e.RTKey("core.Operation.Security")] = e.requirements(op.Security)
	}
	return jen.Var().Id(e.Names.OperationFacts(op)).Op("=").Add(e.RT("core.Operation")).Values(values)
}

func method(name string) jen.Code {
	switch name {
	case "GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE", "CONNECT":
		return jen.Qual("net/http", "Method"+name[:1]+strings.ToLower(name[1:]))
	}
	return jen.Lit(name)
}

// packageDoc writes the package comment.
func (e *Emitter) packageDoc(f *gocode.File) {
	title := e.API.Title
	if e.API.Version != "" {
		title += " (version " + e.API.Version + ")"
	}
	paragraphs := []string{"Package " + e.Package.Name + " is the API " + strings.TrimSpace(title) + ", generated from " + e.API.Source + "."}
	if e.API.Description != "" {
		paragraphs = append(paragraphs, e.API.Description)
	}
	if e.HasGetters() {
		paragraphs = append(paragraphs, "Members that are objects have Get methods, which answer nil for a member of nil: chains of them are safe.")
	}
	f.PackageComment(gocode.Comment(strings.Join(paragraphs, "\n\n")))
}
