package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// operations declares the API that client and server share: the interface, the
// params of each operation, results that have several shapes, and error types.
func (e *emitter) operations(f *gocode.File) {
	e.packageDoc(f)
	e.operationsInterface(f, "API", "API is the operations of the document. A *Client implements it by calling a server; NewServer serves whatever implements it.", e.api.Served())
	e.hookInterfaces(f)
	for _, op := range e.api.Operations {
		f.Add(e.paramsStruct(op))
		f.Add(e.paramsValidate(op))
		if op.Body != nil && e.names.Body(op.Body) != "" {
			e.bodyChoices(f, op)
		}
		if e.names.Result(op) != "" {
			e.results(f, op)
		}
	}
	e.errorAliases(f)
	for _, op := range e.api.Operations {
		f.Add(e.operationVar(op))
		e.formMembers(f, op)
	}
}

// operationsInterface declares the methods of some operations.
func (e *emitter) operationsInterface(f *gocode.File, name, doc string, ops []*ir.Operation) {
	methods := make([]jen.Code, 0, len(ops))
	for _, op := range ops {
		methods = append(methods, jen.Add(e.operationDoc(op)).Id(e.names.Operation(op)).Add(e.signature(op)).Line())
	}
	f.Add(jen.Id(gocode.Comment(doc)).Line().Type().Id(name).Interface(methods...))
}

// operationDoc is the doc of a method wherever it stands.
func (e *emitter) operationDoc(op *ir.Operation) jen.Code {
	paragraphs := []string{about(e.names.Operation(op), op.Doc, verb(op)+e.called(op)+"."), e.calls(op), e.baseURLFact(op), streamDoc(op), e.errorList(op), interimFact(op)}
	paragraphs = append(paragraphs, e.linkFacts(op)...)
	return gocode.Doc(append(paragraphs, deprecation(op.Doc))...)
}

func (e *emitter) calls(op *ir.Operation) string {
	if firstText(op.Doc) == "" {
		return ""
	}
	return "It is " + e.called(op) + "."
}

// signature is (ctx, params) (result, error).
func (e *emitter) signature(op *ir.Operation) jen.Code {
	params := jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Id(e.names.Params(op)))
	if result := e.resultType(op); result != nil {
		return params.Params(result, jen.Error())
	}
	return params.Error()
}

func (e *emitter) paramsStruct(op *ir.Operation) jen.Code {
	var fields []jen.Code
	for _, p := range op.Params {
		fields = append(fields, e.paramField(p))
	}
	if op.Body != nil {
		fields = append(fields, e.bodyField(op.Body))
	}
	return jen.Id(gocode.Comment(e.names.Params(op) + " are the parameters of " + e.names.Operation(op) + ".")).Line().Type().Id(e.names.Params(op)).Struct(fields...)
}

func (e *emitter) paramsValidate(op *ir.Operation) jen.Code {
	var code []jen.Code
	code = append(code, e.paramChecks(op.Params)...)
	code = append(code, e.bodyChecks(op.Body, len(code) == 0)...)
	method := validateDoc().Func().Params(jen.Id("p").Op("*").Id(e.names.Params(op))).Id("Validate").Params().Error()
	if len(code) == 0 {
		return method.Add(gocode.ShortBody(jen.Return(jen.Nil())))
	}
	return method.Block(append(code, jen.Return(jen.Id("c").Dot(e.rtDot("checker.err")).Call()))...)
}

// checkInBody says that a request is checked next, and its body, where that
// makes a difference to what must be there.
func (e *emitter) checkInBody(b *ir.Body, first bool) jen.Code {
	demands := slices.ContainsFunc(bodyContents(b), func(m *ir.Media) bool { return demandsOfRequests(m.Value) })
	switch {
	case !demands:
		return e.checkIn("body", first)
	case first:
		return jen.Id("c").Op(":=").Op("&").Add(e.rt("checker")).Values(jen.Dict{e.rtKey("checker.in"): jen.Lit("body"), e.rtKey("checker.request"): jen.True()})
	}
	return jen.List(jen.Id("c").Dot(e.rtDot("checker.in")), jen.Id("c").Dot(e.rtDot("checker.request"))).Op("=").List(jen.Lit("body"), jen.True())
}

// checkIn says where the values travel that are checked next.
func (e *emitter) checkIn(in string, first bool) jen.Code {
	if first {
		return jen.Id("c").Op(":=").Op("&").Add(e.rt("checker")).Values(jen.Dict{e.rtKey("checker.in"): jen.Lit(in)})
	}
	return jen.Id("c").Dot(e.rtDot("checker.in")).Op("=").Lit(in)
}

// operationVar is what both sides know of an operation. One that the document
// has no id for goes by its Go name in messages.
func (e *emitter) operationVar(op *ir.Operation) jen.Code {
	id := op.ID
	if op.Anonymous {
		id = e.names.Operation(op)
	}
	values := jen.Dict{
		e.rtKey("operation.id"):     jen.Lit(id),
		e.rtKey("operation.method"): method(op.Method),
	}
	if op.Path != "" {
		values[e.rtKey("operation.path")] = jen.Lit(op.Template())
	}
	if len(op.Security) > 0 {
		values[e.rtKey("operation.security")] = e.requirements(op.Security)
	}
	return jen.Var().Id(e.operationVarName(op)).Op("=").Add(e.rt("operation")).Values(values)
}

func method(name string) jen.Code {
	switch name {
	case "GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE", "CONNECT":
		return jen.Qual("net/http", "Method"+name[:1]+strings.ToLower(name[1:]))
	}
	return jen.Lit(name)
}
