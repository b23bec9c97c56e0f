package example

import (
	"regexp"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/operation"
	"github.com/peergen/peergen/generator/internal/emit/sample"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
	"github.com/peergen/peergen/generator/internal/shape"
)

// Examples writes a runnable example per operation, in an external test package:
// a client calls a local server, which responds with a value made up from the
// schema.
func (e *Emitter) Examples(f *gocode.File) {
	if len(e.API.Operations) == 0 {
		return
	}
	e.Template(f, "example.go.tmpl", struct {
		*ir.API
		Groups []operation.Hooks
	}{e.API, e.Hooks()}, nil)
	paths := map[string]map[string]bool{}
	for _, op := range e.API.Operations {
		if paths[routeOf(op)] == nil {
			paths[routeOf(op)] = map[string]bool{}
		}
		paths[routeOf(op)][op.Path] = true
	}
	for _, op := range e.API.Operations {
		sampler := &sample.Sampler{Target: e.Target, Valid: welcome(op) && len(paths[routeOf(op)]) == 1}
		f.Add(e.exampleServer(op, sampler))
		f.Add(e.exampleCall(op, sampler))
	}
}

// routeOf is equal for operations with the same path but for the names of parameters.
func routeOf(op *ir.Operation) string {
	return operation.Family(op) + " " + op.Method + " " + pathParams.ReplaceAllString(op.Path, "{}")
}

var pathParams = regexp.MustCompile(`\{[^{}]*\}`)

// exampleServer implements the operation for its example.
func (e *Emitter) exampleServer(op *ir.Operation, sample *sample.Sampler) jen.Code {
	method := jen.Func().Params(jen.Id("example" + operation.Family(op) + "API")).Id(e.Names.Operation(op))
	params := jen.Params(jen.Qual("context", "Context"), e.Declared(e.Names.Params(op)))
	var code []jen.Code
	fail := jen.Nil()
	if headers := e.SampleHeaders(sample, op); len(headers) > 0 {
		params = jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("_").Add(e.Declared(e.Names.Params(op))))
		code = append(code, jen.Id("headers").Op(":=").Add(e.Declared(e.Names.Headers(op))).Values(headers...))
		fail = jen.Id("headers").Dot("Write").Call(e.RT("core.CallFrom").Call(jen.Id("ctx")).Dot("Header"))
	}
	result := e.ResultType(op)
	if result == nil {
		return method.Add(params).Error().Block(append(code, jen.Return(fail))...)
	}
	return method.Add(params).Params(result, jen.Error()).Block(append(code, jen.Return(e.SampleResult(sample, op), fail))...)
}

func (e *Emitter) exampleCall(op *ir.Operation, sample *sample.Sampler) jen.Code {
	params := e.Declared(e.Names.Params(op)).Values(e.exampleParams(sample, op)...)
	code := []jen.Code{
		jen.List(jen.Id("client"), jen.Id("stop")).Op(":=").Add(e.exampleClient(op)),
		jen.Defer().Id("stop").Call(),
		jen.Line(),
	}
	call := jen.Id("client").Dot(e.Names.Operation(op)).Call(jen.Qual("context", "Background").Call(), params)
	switch {
	case e.ResultType(op) == nil:
		code = append(code, jen.Err().Op(":=").Add(call), jen.Qual("fmt", "Println").Call(jen.Err()))
	case e.ReturnsStream(op):
		code = append(code, exampleStream(op, call)...)
	default:
		code = append(code, jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call), jen.Qual("fmt", "Println").Call(jen.Err()))
	}
	if sample.Valid {
		code = append(code, jen.Id("// Output: <nil>"))
	}
	return jen.Func().Id(e.exampleName(op)).Params().Block(code...)
}

// exampleName attaches the example to its method. A name with an underscore
// would be cut there: its example is one of the package.
func (e *Emitter) exampleName(op *ir.Operation) string {
	if strings.Contains(e.Names.Operation(op), "_") {
		return "Example_" + naming.Unexported(e.Names.Operation(op))
	}
	return "Example" + operation.Family(op) + "Client_" + e.Names.Operation(op)
}

// exampleClient is the client that calls the operation.
func (e *Emitter) exampleClient(op *ir.Operation) jen.Code {
	client := jen.Id("example" + operation.Family(op) + "Client")
	if op.Hook == nil {
		return client.Call()
	}
	return client.Call(jen.Func().Params(jen.Id("h").Op("*").Add(e.Declared(operation.Family(op)+"Handlers"))).Qual("net/http", "Handler").
		Add(gocode.ShortBody(jen.Return(jen.Id("h").Dot(e.Names.Hook(op.Hook))))))
}

// exampleStream calls an operation and takes what comes.
func exampleStream(op *ir.Operation, call jen.Code) []jen.Code {
	take := []jen.Code{
		jen.List(jen.Id("_"), jen.Err()).Op("=").Qual("io", "Copy").Call(jen.Qual("io", "Discard"), jen.Id("stream")),
		jen.Id("stream").Dot("Close").Call(),
	}
	if op.Bodies[0].First().Media().Format != ir.Binary {
		take = []jen.Code{jen.For(jen.List(jen.Id("_"), jen.Err()).Op("=").Range().Id("stream")).Block(
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Break()))}
	}
	return []jen.Code{
		jen.List(jen.Id("stream"), jen.Err()).Op(":=").Add(call),
		jen.If(jen.Err().Op("==").Nil()).Block(take...),
		jen.Qual("fmt", "Println").Call(jen.Err()),
	}
}

func (e *Emitter) exampleParams(s *sample.Sampler, op *ir.Operation) []jen.Code {
	s.Request = true
	var fields []jen.Code
	for _, p := range op.Params {
		if p.Required {
			s.Valid = s.Valid && !mayBeNothing(p)
			value := s.Param(notEmptyList(p.Value), p)
			if shape.IsEmptyText(p) {
				value = e.RT("core.Some").Index(e.Types.Of(ir.NotNull(ir.Underlying(p.Value)))).Call(value)
			}
			fields = append(fields, jen.Line().Id(e.Names.Param(p)).Op(":").Add(value))
		}
	}
	if op.Body != nil && op.Body.Required {
		fields = append(fields, jen.Line().Id("Body").Op(":").Add(e.exampleBody(s, op.Body)))
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return fields
}

func (e *Emitter) exampleBody(s *sample.Sampler, b *ir.Body) jen.Code {
	return e.Body(b.Choices[0].Contents...).SampleRequest(s)
}

// mayBeNothing reports whether the sample of a path parameter is an object without
// members.
func mayBeNothing(p *ir.Param) bool {
	if p.In != ir.InPath || ir.KindsOf(p.Value) != ir.Objects {
		return false
	}
	d := ir.StructDecl(ir.Underlying(p.Value))
	return d == nil || !slices.ContainsFunc(d.Body.(*ir.Struct).Fields, func(f *ir.Field) bool { return f.Required })
}

// notEmptyList requires an element of a list, since most styles cannot encode an
// empty one.
func notEmptyList(v ir.Value) ir.Value {
	if ir.KindsOf(v) == ir.Lists {
		v.Checks = append(slices.Clip(v.Checks), ir.Items{Min: 1})
	}
	return v
}

// welcome reports whether the client of the examples has credentials that the
// operation lets in: it has no certificate.
func welcome(op *ir.Operation) bool {
	for _, alternative := range op.Security {
		ready := alternative.Satisfiable()
		for _, use := range alternative {
			_, certificate := use.Scheme.Credentials.(ir.MutualTLS)
			ready = ready && !certificate
		}
		if ready {
			return true
		}
	}
	return len(op.Security) == 0
}
