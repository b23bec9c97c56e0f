package emit

import (
	"regexp"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// examples writes a runnable example per operation: a client calls a server on
// loopback, which answers a value made up from the schema.
func (e *emitter) examples(f *gocode.File) {
	if len(e.api.Operations) == 0 {
		return
	}
	e.template(f, "example.go.tmpl", struct {
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
		f.Add(e.exampleServer(op, sample))
		f.Add(e.exampleCall(op, sample))
	}
}

// routeOf is equal for operations whose paths a server cannot tell apart.
func routeOf(op *ir.Operation) string {
	return family(op) + " " + op.Method + " " + pathParams.ReplaceAllString(op.Path, "{}")
}

var pathParams = regexp.MustCompile(`\{[^{}]*\}`)

// exampleServer implements the operation for its example.
func (e *emitter) exampleServer(op *ir.Operation, sample *sampler) jen.Code {
	method := jen.Func().Params(jen.Id("example" + family(op) + "API")).Id(e.names.Operation(op))
	params := jen.Params(jen.Qual("context", "Context"), jen.Id(e.names.Params(op)))
	result := e.resultType(op)
	if result == nil {
		return method.Add(params).Error().Block(jen.Return(jen.Nil()))
	}
	return method.Add(params).Params(result, jen.Error()).Block(jen.Return(sample.result(op), jen.Nil()))
}

func (e *emitter) exampleCall(op *ir.Operation, sample *sampler) jen.Code {
	params := jen.Id(e.names.Params(op)).Values(sample.params(op)...)
	code := []jen.Code{
		jen.List(jen.Id("client"), jen.Id("stop")).Op(":=").Add(e.exampleClient(op)),
		jen.Defer().Id("stop").Call(),
		jen.Line(),
	}
	call := jen.Id("client").Dot(e.names.Operation(op)).Call(jen.Qual("context", "Background").Call(), params)
	switch {
	case e.resultType(op) == nil:
		code = append(code, jen.Err().Op(":=").Add(call), jen.Qual("fmt", "Println").Call(jen.Err()))
	case e.returnsStream(op):
		code = append(code, exampleStream(op, call)...)
	default:
		code = append(code, jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call), jen.Qual("fmt", "Println").Call(jen.Err()))
	}
	if sample.valid {
		code = append(code, jen.Id("// Output: <nil>"))
	}
	return jen.Func().Id(e.exampleName(op)).Params().Block(code...)
}

// exampleName attaches the example to its method. A name with an underscore
// would be cut there: its example is one of the package.
func (e *emitter) exampleName(op *ir.Operation) string {
	if strings.Contains(e.names.Operation(op), "_") {
		return "Example_" + naming.Unexported(e.names.Operation(op))
	}
	return "Example" + family(op) + "Client_" + e.names.Operation(op)
}

// exampleClient is the client that calls the operation.
func (e *emitter) exampleClient(op *ir.Operation) jen.Code {
	client := jen.Id("example" + family(op) + "Client")
	if op.Hook == nil {
		return client.Call()
	}
	return client.Call(jen.Func().Params(jen.Id("h").Op("*").Id(family(op)+"Handlers")).Qual("net/http", "Handler").
		Add(gocode.ShortBody(jen.Return(jen.Id("h").Dot(e.names.Hook(op.Hook))))))
}
