package emit

import (
	"regexp"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// examples writes a runnable example per operation: a client calls a server on
// loopback, which answers a value made up from the schema.
func (e *emitter) examples(f *file) {
	if len(e.api.Operations) == 0 {
		return
	}
	f.template("example.go.tmpl", struct {
		*ir.API
		Groups []hooks
	}{e.api, e.hooks()})
	paths := map[string]map[string]bool{}
	for _, op := range e.api.Operations {
		if paths[routeOf(op)] == nil {
			paths[routeOf(op)] = map[string]bool{}
		}
		paths[routeOf(op)][op.Path] = true
	}
	for _, op := range e.api.Operations {
		sample := &sampler{emitter: e, valid: welcome(op) && len(paths[routeOf(op)]) == 1}
		f.add(e.exampleServer(op, sample))
		f.add(e.exampleCall(op, sample))
	}
}

// routeOf is equal for operations whose paths a server cannot tell apart.
func routeOf(op *ir.Operation) string {
	return family(op) + " " + op.Method + " " + pathParams.ReplaceAllString(op.Path, "{}")
}

var pathParams = regexp.MustCompile(`\{[^{}]*\}`)

// exampleServer implements the operation for its example.
func (e *emitter) exampleServer(op *ir.Operation, sample *sampler) jen.Code {
	method := jen.Func().Params(jen.Id("example" + family(op) + "API")).Id(op.Name)
	params := jen.Params(jen.Qual("context", "Context"), jen.Id(op.ParamsName))
	result := resultType(op)
	if result == nil {
		return method.Add(params).Error().Block(jen.Return(jen.Nil()))
	}
	return method.Add(params).Params(result, jen.Error()).Block(jen.Return(sample.result(op), jen.Nil()))
}

func (e *emitter) exampleCall(op *ir.Operation, sample *sampler) jen.Code {
	params := jen.Id(op.ParamsName).Values(sample.params(op)...)
	code := []jen.Code{
		jen.List(jen.Id("client"), jen.Id("stop")).Op(":=").Add(exampleClient(op)),
		jen.Defer().Id("stop").Call(),
		jen.Line(),
	}
	call := jen.Id("client").Dot(op.Name).Call(jen.Qual("context", "Background").Call(), params)
	switch {
	case resultType(op) == nil:
		code = append(code, jen.Err().Op(":=").Add(call), jen.Qual("fmt", "Println").Call(jen.Err()))
	case returnsStream(op):
		code = append(code, exampleStream(op, call)...)
	default:
		code = append(code, jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call), jen.Qual("fmt", "Println").Call(jen.Err()))
	}
	if sample.valid {
		code = append(code, jen.Id("// Output: <nil>"))
	}
	return jen.Func().Id(exampleName(op)).Params().Block(code...)
}

// exampleName attaches the example to its method. A name with an underscore
// would be cut there: its example is one of the package.
func exampleName(op *ir.Operation) string {
	if strings.Contains(op.Name, "_") {
		return "Example_" + naming.Unexported(op.Name)
	}
	return "Example" + family(op) + "Client_" + op.Name
}

// exampleClient is the client that calls the operation.
func exampleClient(op *ir.Operation) jen.Code {
	client := jen.Id("example" + family(op) + "Client")
	if op.Hook == nil {
		return client.Call()
	}
	return client.Call(jen.Func().Params(jen.Id("h").Op("*").Id(family(op)+"Handlers")).Qual("net/http", "Handler").
		Add(oneLine(jen.Return(jen.Id("h").Dot(op.Hook.Name)))))
}
