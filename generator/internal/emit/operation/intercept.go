package operation

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Interceptors declares the functions that add interceptors to an API, and the types
// that they return, with a method for each operation.
func (e *Emitter) Interceptors(f *gocode.File) {
	if !e.Has(bundle.Interceptors) {
		return
	}
	e.interceptedAPI(f, interception{api: "API", function: "Intercept", typ: "intercepted"}, e.API.Served())
	for _, group := range e.Hooks() {
		names := interception{api: group.Word + "API", function: "Intercept" + group.Word + "s", typ: "intercepted" + group.Word + "s"}
		e.interceptedAPI(f, names, group.Operations)
	}
}

// interception has the names of an API with interceptors.
type interception struct{ api, function, typ string }

func (e *Emitter) interceptedAPI(f *gocode.File, names interception, ops []*ir.Operation) {
	api, with := jen.Id("api").Id(names.api), jen.Id("with").Index().Add(e.RT("core.Interceptor"))
	doc := names.function + " returns an API that runs the operations of api within interceptors, the first one outermost. api is a client, a service, or any other implementation."
	f.Add(jen.Id(gocode.Comment(doc)).Line().Func().Id(names.function).Params(api, jen.Id("with").Op("...").Add(e.RT("core.Interceptor"))).Id(names.api).
		Add(gocode.ShortBody(jen.Return(jen.Op("&").Id(names.typ).Values(jen.Id("api"), jen.Id("with"))))))
	f.Add(jen.Id(gocode.Comment(names.typ+" is an API with interceptors.")).Line().Type().Id(names.typ).Struct(api, with))
	for _, op := range ops {
		run := "core.Intercepted"
		if e.ResultType(op) == nil {
			run = "core.InterceptedEmpty"
		}
		f.Add(jen.Func().Params(jen.Id("i").Op("*").Id(names.typ)).Id(e.Names.Operation(op)).Add(e.signature(op)).Block(
			jen.Return(e.RT(run).Call(jen.Id("ctx"), jen.Id("i").Dot("with"), jen.Op("&").Add(e.operationFacts(op)), jen.Op("&").Id("params"), jen.Id("i").Dot("api").Dot(e.Names.Operation(op)))),
		))
	}
}
