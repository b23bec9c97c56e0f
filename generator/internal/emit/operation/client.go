package operation

import (
	"html/template"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/emit/param"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Client writes the Client: its options from a template, its methods from the
// operations.
func (e *Emitter) Client(f *gocode.File) {
	e.baseURL(f)
	e.Template(f, "client.go.tmpl", e.servers(), nil)
	e.Template(f, "credentials.go.tmpl", e.API, template.FuncMap{"grantDoc": e.grantDoc, "consentDoc": e.consentDoc, "envDoc": envDoc})
	for _, op := range e.API.Served() {
		f.Add(e.clientMethod(op))
	}
	e.hookClients(f)
	e.SetCheckers(f)
}

func (e *Emitter) clientMethod(op *ir.Operation) jen.Code {
	fail := e.failing(op)
	code := append(e.observed(op),
		jen.If(jen.Op("!").Id("c").Dot("config").Dot(e.RTMember("client.Config.Unchecked"))).Block(
			jen.If(jen.Err().Op(":=").Id("params").Dot("Validate").Call(), jen.Err().Op("!=").Nil()).Block(fail(jen.Err())),
		),
		jen.Id("r").Op(":=").Op("&").Add(e.RT("client.Request")).Values(e.requestValues(op)),
	)
	if len(op.Segments) > 0 && !param.IsTextPath(op) {
		code = append(code, jen.Id("r").Dot(e.RTMember("client.Request.Path")).Op("=").Add(e.PathExpr(op)))
	}
	for _, p := range op.Params {
		if p.In != ir.InPath {
			code = append(code, e.SendParam(p))
		}
	}
	if e.usesNextField(op) {
		code = append(code, jen.Id("r").Dot(e.RTMember("client.Request.AddNext")).Call(jen.Id("params").Dot(nextField)))
	}
	code = append(code, e.useKey(op)...)
	if op.Body != nil {
		code = append(code, e.sendBody(op.Body)...)
	}
	code = append(code,
		e.sendCall(op),
		jen.If(jen.Err().Op("!=").Nil()).Block(fail(jen.Err())),
	)
	code = append(code, e.readResponse(op, fail)...)
	return jen.Add(e.operationDoc(op, "calls")).Func().Params(jen.Id("c").Op("*").Id(Family(op) + "Client")).Id(e.Names.Operation(op)).Add(e.clientSignature(op)).Block(code...)
}

// clientSignature names the result where nil is none, and all results of calls that
// are observed.
func (e *Emitter) clientSignature(op *ir.Operation) jen.Code {
	result := e.ResultType(op)
	if !e.Has(bundle.Observer) && (result == nil || e.nilResult(op)) {
		return e.signature(op)
	}
	var results []jen.Code
	if result != nil {
		results = append(results, jen.Id("result").Add(result))
	}
	return jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Id(e.Names.Params(op))).Params(append(results, jen.Id("err").Error())...)
}

func (e *Emitter) requestValues(op *ir.Operation) jen.Dict {
	values := jen.Dict{}
	if len(op.Segments) > 0 && param.IsTextPath(op) {
		values[e.RTKey("client.Request.Path")] = e.PathExpr(op)
	}
	if op.Query != "" {
		values[e.RTKey("client.Request.Query")] = jen.Index().String().Values(jen.Lit(op.Query))
	}
	if len(op.Bodies) == 0 {
		values[e.RTKey("client.Request.IgnoreBody")] = jen.True()
	}
	values[e.RTKey("client.Request.Call")] = e.RT("core.ClaimCall").Call(jen.Id("ctx"), jen.Op("&").Id(e.Names.OperationFacts(op)))
	if op.Hook != nil {
		values[e.RTKey("client.Request.FromAPI")] = jen.True()
	}
	if types := accept(op); types != "" {
		values[e.RTKey("client.Request.Accept")] = jen.Lit(types)
	}
	return values
}
