package operation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/check"
	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Family is the word in Go names that distinguishes the operations of hooks from
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
	e.operationsInterface(f, "API", "API has the operations of the document. *Client implements it by calling a server, and NewServer serves any implementation.", e.API.Served())
	e.hookInterfaces(f)
	for _, op := range e.API.Operations {
		f.Add(e.paramsStruct(op))
		f.Add(e.ParamsValidate(op))
		e.results(f, op)
		e.headers(f, op)
	}
	e.errorAliases(f)
	if e.HasClient || e.HasServer {
		f.Add(e.operationList())
	}
	for _, op := range e.API.Operations {
		if e.facts.Mentions(op) {
			f.Add(e.operationVar(op))
		}
		e.FormMembers(f, op)
	}
}

// operationsInterface declares the methods of some operations.
func (e *Emitter) operationsInterface(f *gocode.File, name, doc string, ops []*ir.Operation) {
	methods := make([]jen.Code, 0, len(ops))
	for _, op := range ops {
		methods = append(methods, jen.Add(e.operationDoc(op, "serves")).Id(e.Names.Operation(op)).Add(e.signature(op)).Line())
	}
	f.Add(jen.Id(gocode.Comment(doc)).Line().Type().Id(name).Interface(methods...))
}

// operationDoc is the doc comment of a method: of a client, which calls the
// operation, or of an interface, which serves it.
//
//	CreatePet calls POST /pets: add a pet to the store.
func (e *Emitter) operationDoc(op *ir.Operation, verb string) jen.Code {
	name, text := e.Names.Operation(op), strings.TrimSpace(op.Doc.Description)
	lead := name + " " + verb + " " + e.called(op)
	switch summary := gocode.OneLine(op.Doc.Summary); {
	case strings.HasPrefix(text, name+" "):
		lead, text = text, ""
	case summary == "" || strings.HasPrefix(text, summary):
		lead += "."
	default:
		lead += ": " + target.Sentence(target.LowerFirst(summary))
	}
	paragraphs := []string{lead, text, e.route(op, lead), e.baseURLFact(op), e.streamDoc(op), e.emptyFact(op), e.headersFact(op), e.errorList(op), interimFact(op)}
	paragraphs = append(paragraphs, e.linkFacts(op)...)
	return gocode.Doc(append(paragraphs, target.Deprecation(op.Doc))...)
}

// route is the method and path of an operation on a separate line, unless they
// are so long that they have one in the lead.
func (e *Emitter) route(op *ir.Operation, lead string) string {
	first, _, _ := strings.Cut(lead, ":")
	if op.Hook != nil || utf8.RuneCountInString(first) >= gocode.CommentWidth {
		return ""
	}
	return gocode.CodeLine(op.Method + " " + op.Path)
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
		fields = append(fields, e.bodyFields(op.Body)...)
	}
	for _, p := range op.RetiredParams {
		fields = append(fields, e.RetiredParam(p))
	}
	if e.usesNextField(op) {
		fields = append(fields, pagingField())
	}
	return jen.Id(gocode.Comment(e.Names.Params(op) + " are the parameters of " + e.Names.Operation(op) + ".")).Line().Type().Id(e.Names.Params(op)).Struct(fields...)
}

// ParamsValidate is the method that checks the params of an operation.
func (e *Emitter) ParamsValidate(op *ir.Operation) jen.Code {
	var code []jen.Code
	code = append(code, e.ParamChecks(op.Params)...)
	code = append(code, e.bodyChecks(op, len(code) == 0)...)
	method := check.ValidateDoc().Func().Params(jen.Id("p").Op("*").Id(e.Names.Params(op))).Id("Validate").Params().Error()
	if len(code) == 0 {
		return method.Add(gocode.ShortBody(jen.Return(jen.Nil())))
	}
	return method.Block(append(code, jen.Return(jen.Id("c").Dot(e.RTMember("check.Collector.Err")).Call()))...)
}

// checkInBody sets the place of the next checks to the body, of a request if that
// makes a difference. A webhook sends what the API owns, as responses do.
func (e *Emitter) checkInBody(op *ir.Operation, first bool) jen.Code {
	differs := func(m *ir.Media) bool { return e.DiffersInRequests(m.Value) }
	switch {
	case op.Hook != nil || !slices.ContainsFunc(media.BodyContents(op.Body), differs):
		return e.CheckIn("body", first)
	case first:
		return jen.Id("c").Op(":=").Op("&").Add(e.RT("check.Collector")).Values(jen.Dict{e.RTKey("check.Collector.In"): jen.Lit("body"), e.RTKey("check.Collector.Request"): jen.True()})
	}
	return jen.List(jen.Id("c").Dot(e.RTMember("check.Collector.In")), jen.Id("c").Dot(e.RTMember("check.Collector.Request"))).Op("=").List(jen.Lit("body"), jen.True())
}

// operationFacts mentions the variable of operationVar.
func (e *Emitter) operationFacts(op *ir.Operation) *jen.Statement {
	e.facts.Mention(op)
	return jen.Id(e.Names.OperationFacts(op))
}

// operationVar is what client and server have in common of an operation. In
// messages, one without an operationId has its Go name.
func (e *Emitter) operationVar(op *ir.Operation) jen.Code {
	id := op.ID
	if op.Anonymous {
		id = e.Names.Operation(op)
	}
	var public []jen.Code
	set := func(is bool, field string, value jen.Code) {
		if is {
			public = append(public, e.RTKey("core.Operation."+field).Op(":").Add(value))
		}
	}
	set(true, "ID", jen.Lit(id))
	set(true, "Name", jen.Lit(e.Names.Operation(op)))
	set(true, "Method", method(op.Method))
	set(op.Path != "", "Path", jen.Lit(op.Template()))
	set(len(op.Tags) > 0, "Tags", jen.Index().String().Values(gocode.Strings(op.Tags)...))
	set(op.Doc.Deprecated, "Deprecated", jen.True())
	set(op.Idempotent, "Idempotent", jen.True())
	values := jen.Dict{e.RTKey("core.Endpoint.Operation"): e.RT("core.Operation").Custom(lines, public...)}
	if len(op.Security) > 0 {
		values[e.RTKey("core.Endpoint.Security")] = e.requirements(op.Security)
	}
	if e.HasServer {
		values[e.RTKey("core.Endpoint.Results")] = e.table(e.resultRows(op))
		if rows := e.errorRows(op); len(rows) > 0 {
			values[e.RTKey("core.Endpoint.Errors")] = e.table(rows)
		}
	}
	return jen.Var().Id(e.Names.OperationFacts(op)).Op("=").Add(e.RT("core.Endpoint")).Values(values)
}

// lines are the braces of a literal with one element on each line.
var lines = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}

// operationList is the function that lists the operations.
func (e *Emitter) operationList() jen.Code {
	var list []jen.Code
	for _, op := range e.API.Served() {
		list = append(list, jen.Op("&").Add(e.operationFacts(op)).Dot(e.RTMember("core.Endpoint.Operation")))
	}
	operation := jen.Op("*").Add(e.RT("core.Operation"))
	return jen.Id(gocode.Comment("Operations returns the operations of the document in its order.")).Line().
		Func().Id("Operations").Params().Qual("iter", "Seq").Types(operation).Block(
		jen.Return(jen.Qual("slices", "Values").Call(jen.Index().Add(operation).Custom(lines, list...))))
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
	paragraphs := []string{"Package " + e.Package.Name + " is " + e.parts() + " for the " + apiTitle(e.API) + ", generated from " + e.API.Source + "."}
	if e.API.Description != "" {
		paragraphs = append(paragraphs, e.API.Description)
	}
	if e.HasGetters() {
		paragraphs = append(paragraphs, "Getters can be called on nil pointers, and chained.")
	}
	f.PackageComment(gocode.Comment(strings.Join(paragraphs, "\n\n")))
}

// parts is what the package has besides types.
func (e *Emitter) parts() string {
	switch {
	case e.HasClient && e.HasServer:
		return "a client and server"
	case e.HasClient:
		return "a client"
	case e.HasServer:
		return "a server"
	}
	return "types"
}

// apiTitle is the title of an API as it follows "the": Animal Shelter API.
func apiTitle(api *ir.API) string {
	title := gocode.OneLine(api.Title)
	if first, rest, _ := strings.Cut(title, " "); strings.EqualFold(first, "the") {
		title = rest
	}
	if last := title[strings.LastIndexByte(title, ' ')+1:]; !strings.EqualFold(last, "API") {
		title = strings.TrimSpace(title + " API")
	}
	if api.Version != "" {
		title += " (version " + gocode.OneLine(api.Version) + ")"
	}
	return title
}
