package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// operations declares the API that client and server share: the interface, the
// params of each operation, results that have several shapes, and error types.
func (e *emitter) operations(f *file) {
	e.packageDoc(f)
	e.operationsInterface(f, "API", "API is the operations of the document. A *Client implements it by calling a server; NewServer serves whatever implements it.", e.api.Served())
	e.hookInterfaces(f)
	for _, op := range e.api.Operations {
		f.add(e.paramsStruct(op))
		f.add(e.paramsValidate(op))
		if op.Body != nil && op.Body.Name != "" {
			bodyChoices(f, op)
		}
		if op.ResultName != "" {
			e.results(f, op)
		}
	}
	e.errorAliases(f)
	for _, op := range e.api.Operations {
		f.add(operationVar(op))
		formMembers(f, op)
	}
}

// operationsInterface declares the methods of some operations.
func (e *emitter) operationsInterface(f *file, name, doc string, ops []*ir.Operation) {
	methods := make([]jen.Code, 0, len(ops))
	for _, op := range ops {
		methods = append(methods, jen.Add(e.operationDoc(op)).Id(op.Name).Add(signature(op)).Line())
	}
	f.add(jen.Id(comment(doc)).Line().Type().Id(name).Interface(methods...))
}

// operationDoc is the doc of a method wherever it stands.
func (e *emitter) operationDoc(op *ir.Operation) jen.Code {
	paragraphs := []string{about(op.Name, op.Doc, verb(op)+called(op)+"."), calls(op), baseURLFact(op), streamDoc(op), e.errorList(op), interimFact(op)}
	paragraphs = append(paragraphs, linkFacts(op)...)
	return docComment(append(paragraphs, deprecation(op.Doc))...)
}

func calls(op *ir.Operation) string {
	if firstText(op.Doc) == "" {
		return ""
	}
	return "It is " + called(op) + "."
}

// signature is (ctx, params) (result, error).
func signature(op *ir.Operation) jen.Code {
	params := jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Id(op.ParamsName))
	if result := resultType(op); result != nil {
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
		fields = append(fields, bodyField(op.Body))
	}
	return jen.Id(comment(op.ParamsName + " are the parameters of " + op.Name + ".")).Line().Type().Id(op.ParamsName).Struct(fields...)
}

func (e *emitter) paramsValidate(op *ir.Operation) jen.Code {
	var code []jen.Code
	code = append(code, e.paramChecks(op.Params)...)
	code = append(code, e.bodyChecks(op.Body, len(code) == 0)...)
	method := validateDoc().Func().Params(jen.Id("p").Op("*").Id(op.ParamsName)).Id("Validate").Params().Error()
	if len(code) == 0 {
		return method.Add(oneLine(jen.Return(jen.Nil())))
	}
	return method.Block(append(code, jen.Return(jen.Id("c").Dot("err").Call()))...)
}

// checkInBody says that a request is checked next, and its body, where that
// makes a difference to what must be there.
func checkInBody(b *ir.Body, first bool) jen.Code {
	demands := slices.ContainsFunc(bodyContents(b), func(m *ir.Media) bool { return demandsOfRequests(m.Value) })
	switch {
	case !demands:
		return checkIn("body", first)
	case first:
		return jen.Id("c").Op(":=").Op("&").Id("checker").Values(jen.Dict{jen.Id("in"): jen.Lit("body"), jen.Id("request"): jen.True()})
	}
	return jen.List(jen.Id("c").Dot("in"), jen.Id("c").Dot("request")).Op("=").List(jen.Lit("body"), jen.True())
}

// checkIn says where the values travel that are checked next.
func checkIn(in string, first bool) jen.Code {
	if first {
		return jen.Id("c").Op(":=").Op("&").Id("checker").Values(jen.Dict{jen.Id("in"): jen.Lit(in)})
	}
	return jen.Id("c").Dot("in").Op("=").Lit(in)
}

// operationVar is what both sides know of an operation. One that the document
// has no id for goes by its Go name in messages.
func operationVar(op *ir.Operation) jen.Code {
	id := op.ID
	if op.Anonymous {
		id = op.Name
	}
	values := jen.Dict{
		jen.Id("id"):     jen.Lit(id),
		jen.Id("method"): method(op.Method),
	}
	if op.Path != "" {
		values[jen.Id("path")] = jen.Lit(op.Template())
	}
	if len(op.Security) > 0 {
		values[jen.Id("security")] = requirements(op.Security)
	}
	return jen.Var().Id(operationVarName(op)).Op("=").Id("operation").Values(values)
}

func method(name string) jen.Code {
	switch name {
	case "GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE", "CONNECT":
		return jen.Qual("net/http", "Method"+name[:1]+strings.ToLower(name[1:]))
	}
	return jen.Lit(name)
}
