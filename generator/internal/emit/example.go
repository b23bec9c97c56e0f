package emit

import (
	"slices"
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
	for _, op := range e.api.Operations {
		sample := &sampler{emitter: e, valid: welcome(op)}
		f.add(e.exampleServer(op, sample))
		f.add(e.exampleCall(op, sample))
	}
}

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

func (s *sampler) params(op *ir.Operation) []jen.Code {
	var fields []jen.Code
	for _, p := range op.Params {
		if p.Required {
			s.valid = s.valid && !mayBeNothing(p)
			fields = append(fields, jen.Line().Id(p.GoName).Op(":").Add(s.value(notEmptyList(p.Value), p.Name, p.Example)))
		}
	}
	if op.Body != nil && op.Body.Required {
		fields = append(fields, jen.Line().Id("Body").Op(":").Add(s.body(op.Body)))
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return fields
}

func (s *sampler) body(b *ir.Body) jen.Code {
	choice := b.Choices[0]
	body := s.sampleBody(choice.Contents[0])
	if b.Name == "" {
		return body
	}
	return jen.Op("&").Id(choice.GoName).Values(jen.Dict{jen.Id("Body"): body})
}

// mayBeNothing holds for a path parameter whose sample is an object without members.
func mayBeNothing(p *ir.Param) bool {
	if p.In != ir.InPath || ir.ShapeOf(p.Value) != ir.Objects {
		return false
	}
	d := structDecl(ir.Underlying(p.Value))
	return d == nil || !slices.ContainsFunc(d.Body.(*ir.Struct).Fields, func(f *ir.Field) bool { return f.Required })
}

// notEmptyList asks for an element of a list: an empty one is nothing in most styles.
func notEmptyList(v ir.Value) ir.Value {
	if ir.ShapeOf(v) == ir.Lists {
		v.Checks = append(v.Checks[:len(v.Checks):len(v.Checks)], ir.Items{Min: 1})
	}
	return v
}

func (s *sampler) result(op *ir.Operation) jen.Code {
	r := op.Results[0]
	if op.ResultName == "" {
		return s.media(r.Media(), isPointer(r.Media()))
	}
	values := jen.Dict{}
	for _, h := range r.Headers {
		if h.Required && !isNilable(ir.Underlying(h.Value)) {
			values[jen.Id(h.GoName)] = s.value(notNull(h.Value), h.Name, "")
		}
	}
	if len(r.Contents) > 0 {
		values[jen.Id("Body")] = s.media(r.Media(), false)
	}
	return jen.Op("&").Id(r.GoName).Values(values)
}
