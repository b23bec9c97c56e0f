package emit

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// operations declares the API that client and server share: the interface, the
// params of each operation, results that have several shapes, and error types.
func (e *emitter) operations(f *file) {
	e.packageDoc(f)
	methods := make([]jen.Code, 0, len(e.api.Operations))
	for _, op := range e.api.Operations {
		methods = append(methods, jen.Add(e.operationDoc(op)).Id(op.Name).Add(signature(op)).Line())
	}
	f.add(jen.Id(comment("API is the operations of the document. A *Client implements it by calling a server; NewServer serves whatever implements it.")).
		Line().Type().Id("API").Interface(methods...))
	for _, op := range e.api.Operations {
		f.add(e.paramsStruct(op))
		f.add(e.paramsValidate(op))
		if op.ResultName != "" {
			e.results(f, op)
		}
	}
	e.errorAliases(f)
	for _, op := range e.api.Operations {
		f.add(operationVar(op))
	}
}

// operationDoc is the doc of a method wherever it stands.
func (e *emitter) operationDoc(op *ir.Operation) jen.Code {
	return docComment(about(op.Name, op.Doc, "calls "+op.Method+" "+op.Path+"."), calls(op), e.errorList(op), deprecation(op.Doc))
}

func calls(op *ir.Operation) string {
	if firstText(op.Doc) == "" {
		return ""
	}
	return "It is " + op.Method + " " + op.Path + "."
}

// errorList names the errors that the document declares.
func (e *emitter) errorList(op *ir.Operation) string {
	var out []string
	for _, r := range op.Errors {
		if typed(r) {
			out = append(out, fmt.Sprintf("*%s (%s)", e.aliasName(r.Media.Value), statusWords(r.Status)))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "Declared errors: " + strings.Join(out, ", ") + "."
}

func statusWords(s ir.Status) string {
	switch {
	case s.IsDefault():
		return "any other status"
	case s.Code == 0:
		return fmt.Sprintf("%dXX", s.Class)
	}
	return fmt.Sprint(s.Code)
}

// signature is (ctx, params) (result, error).
func signature(op *ir.Operation) jen.Code {
	params := jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Id(op.ParamsName))
	if result := resultType(op); result != nil {
		return params.Params(result, jen.Error())
	}
	return params.Error()
}

// resultType is what an operation answers beside the error; nil for nothing.
func resultType(op *ir.Operation) jen.Code {
	switch {
	case op.ResultName != "":
		return jen.Id(op.ResultName)
	case len(op.Results) == 1 && op.Results[0].Media != nil:
		return mediaType(op.Results[0].Media)
	}
	return nil
}

// mediaType is the Go type of a body: a pointer to an object, bytes for what
// is not JSON, else the value.
func mediaType(m *ir.Media) *jen.Statement {
	switch {
	case m.Raw:
		return jen.Index().Byte()
	case structDecl(ir.Underlying(m.Value)) != nil && !elemNullable(m.Value):
		return jen.Op("*").Add(goType(m.Value))
	}
	return elemType(m.Value)
}

func (e *emitter) paramsStruct(op *ir.Operation) jen.Code {
	var fields []jen.Code
	for _, p := range op.Params {
		facts := []string{fmt.Sprintf("In the %s.", p.In)}
		facts = append(facts, constraints(p.Value)...)
		if p.Default != "" {
			facts = append(facts, "Default: "+p.Default+".")
		}
		fields = append(fields, jen.Add(docComment(firstText(p.Doc), strings.Join(facts, " "), deprecation(p.Doc))).
			Id(p.GoName).Add(shaped(p.Value, e.paramShape(p))))
	}
	if op.Body != nil {
		fields = append(fields, jen.Add(docComment(firstText(op.Body.Doc), bodyFacts(op.Body))).Id("Body").Add(bodyType(op.Body)))
	}
	return jen.Id(comment(op.ParamsName + " are the parameters of " + op.Name + ".")).Line().Type().Id(op.ParamsName).Struct(fields...)
}

func bodyFacts(b *ir.Body) string {
	text := "The request body, " + b.Media.Type
	if !b.Required {
		text += "; nil for none"
	}
	return text + "."
}

// paramShape: a parameter that may be null is as good as absent then, for null
// has no text.
func (e *emitter) paramShape(p *ir.Param) shape {
	return e.shape(nil, notNull(ir.Underlying(p.Value)), p.Required)
}

// bodyType is by value where the body is required; else an object is a pointer
// and a scalar an Opt.
func bodyType(b *ir.Body) *jen.Statement {
	switch {
	case b.Media.Raw:
		return jen.Index().Byte()
	case elemNullable(b.Media.Value) || b.Required:
		return elemType(b.Media.Value)
	case structDecl(ir.Underlying(b.Media.Value)) != nil:
		return jen.Op("*").Add(goType(b.Media.Value))
	case isNilable(ir.Underlying(b.Media.Value)):
		return goType(b.Media.Value)
	}
	return jen.Id("Opt").Index(goType(b.Media.Value))
}

func (e *emitter) paramsValidate(op *ir.Operation) jen.Code {
	var code []jen.Code
	at := ir.Location("")
	for _, p := range op.Params {
		checks := e.checkPlace(nil, notNull(ir.Underlying(p.Value)), p.Required, jen.Lit(p.Name), jen.Id("p").Dot(p.GoName))
		if len(checks) > 0 && p.In != at {
			at = p.In
			code = append(code, checkIn(string(at), len(code) == 0))
		}
		code = append(code, checks...)
	}
	code = append(code, e.bodyChecks(op.Body, len(code) == 0)...)
	method := validateDoc().Func().Params(jen.Id("p").Op("*").Id(op.ParamsName)).Id("Validate").Params().Error()
	if len(code) == 0 {
		return method.Add(oneLine(jen.Return(jen.Nil())))
	}
	return method.Block(append(code, jen.Return(jen.Id("c").Dot("err").Call()))...)
}

// checkIn says where the values travel that are checked next.
func checkIn(in string, first bool) jen.Code {
	if first {
		return jen.Id("c").Op(":=").Op("&").Id("checker").Values(jen.Dict{jen.Id("in"): jen.Lit(in)})
	}
	return jen.Id("c").Dot("in").Op("=").Lit(in)
}

func (e *emitter) bodyChecks(b *ir.Body, first bool) []jen.Code {
	if b == nil || b.Media.Raw || !e.hasChecks(b.Media.Value) {
		return nil
	}
	code := []jen.Code{checkIn("body", first)}
	ref, ok := ir.Underlying(b.Media.Value).Type.(ir.Ref)
	switch {
	case !ok:
		return append(code, e.checkPlace(nil, b.Media.Value, b.Required, jen.Lit(""), jen.Id("p").Dot("Body"))...)
	case !e.checked[ref.Decl]:
		return nil
	}
	call := jen.Id("p").Dot("Body").Dot("check").Call(jen.Id("c"))
	if elemNullable(b.Media.Value) {
		return append(code, jen.If(jen.List(jen.Id("x"), jen.Id("ok")).Op(":=").Id("p").Dot("Body").Dot("Get").Call(), jen.Id("ok")).Block(
			jen.Id("x").Dot("check").Call(jen.Id("c"))))
	}
	if !b.Required {
		return append(code, jen.If(jen.Id("p").Dot("Body").Op("!=").Nil()).Block(call))
	}
	return append(code, call)
}

// results declares the sealed interface over several successes.
func (e *emitter) results(f *file, op *ir.Operation) {
	names := make([]string, 0, len(op.Results))
	for _, r := range op.Results {
		names = append(names, fmt.Sprintf("*%s (%s)", r.GoName, statusWords(r.Status)))
	}
	marker := "is" + op.ResultName
	f.add(jen.Id(comment(fmt.Sprintf("%s is what %s answers: one of %s.", op.ResultName, op.Name, strings.Join(names, ", ")))).
		Line().Type().Id(op.ResultName).Interface(jen.Id(marker).Params()))
	for _, r := range op.Results {
		var fields []jen.Code
		if r.Media != nil {
			fields = append(fields, jen.Id("Body").Add(variantBody(r.Media)))
		}
		f.add(jen.Add(docComment(about(r.GoName, r.Doc, "is the answer "+statusWords(r.Status)+"."))).Type().Id(r.GoName).Struct(fields...))
		f.add(jen.Func().Params(jen.Op("*").Id(r.GoName)).Id(marker).Params().Block())
	}
}

func variantBody(m *ir.Media) jen.Code {
	if m.Raw {
		return jen.Index().Byte()
	}
	return elemType(m.Value)
}

// typed reports whether a response has a body with a Go type.
func typed(r *ir.Response) bool { return r.Media != nil && !r.Media.Raw }

// operationVar is what both sides know of an operation.
func operationVar(op *ir.Operation) jen.Code {
	values := jen.Dict{
		jen.Id("id"):     jen.Lit(op.ID),
		jen.Id("method"): method(op.Method),
		jen.Id("path"):   jen.Lit(op.Path),
	}
	if len(op.Security) > 0 {
		values[jen.Id("security")] = jen.Index().Id("requirement").ValuesFunc(func(g *jen.Group) {
			for _, alternative := range op.Security {
				g.ValuesFunc(func(g *jen.Group) {
					for _, use := range alternative {
						row := []jen.Code{jen.Id("scheme").Op(":").Lit(use.Scheme.Key)}
						if len(use.Scopes) > 0 {
							row = append(row, jen.Id("scopes").Op(":").Index().String().ValuesFunc(func(g *jen.Group) {
								for _, scope := range use.Scopes {
									g.Lit(scope)
								}
							}))
						}
						g.Values(row...)
					}
				})
			}
		})
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
