package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// server writes NewServer and what it needs from a template, and the routes and
// a handler per operation.
func (e *emitter) server(f *file) {
	f.template("server.go.tmpl", e.servers())
	e.faults(f)
	f.add(e.routesOf("routes", e.api.Served()))
	for _, op := range e.api.Served() {
		f.add(e.handler(op))
	}
	for _, op := range e.api.Served() {
		f.add(unimplemented(op))
	}
	e.hookServers(f)
}

func handlerName(op *ir.Operation) string { return "serve" + op.Name }

// routesOf is a method of handlers that answers the routes of some operations.
func (e *emitter) routesOf(name string, ops []*ir.Operation) jen.Code {
	receiver := "handlers"
	rows := make([]jen.Code, 0, len(ops))
	for _, op := range queryLast(ops) {
		receiver = handlersType(op)
		row := jen.Dict{
			jen.Id("operation"): jen.Op("&").Id(operationVarName(op)),
			jen.Id("serve"):     jen.Id("h").Dot(handlerName(op)),
		}
		if faults := e.faultRows(op); len(faults) > 0 {
			row[jen.Id("fault")] = jen.Id("faults").Values(faults...).Dot("choose")
		}
		if rows := errorTypeRows(op); len(rows) > 0 {
			row[jen.Id("errorType")] = jen.Id("errorTypes").Values(rows...).Dot("choose")
		}
		found := jen.Line().Values(row)
		if bodies := errorBodyRows(op); bodies != nil {
			found = jen.Line().Id("errorBodies").Values(bodies...).Dot("on").Call(jen.Id("route").Values(row))
		}
		rows = append(rows, found)
	}
	return jen.Func().Params(jen.Id("h").Op("*").Id(receiver)).Id(name).Params().Index().Id("route").Block(
		jen.Return(jen.Index().Id("route").Values(append(rows, jen.Line())...)))
}

func (e *emitter) handler(op *ir.Operation) jen.Code {
	ctx := "ctx"
	code := []jen.Code{
		jen.List(jen.Id(ctx), jen.Err()).Op(":=").Id("h").Dot("authorize").Call(jen.Id("r"), jen.Op("&").Id(operationVarName(op))),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	code = append(code, negotiate(op)...)
	code = append(code, jen.Var().Id("params").Id(op.ParamsName))
	if len(op.Params) > 0 || op.Body != nil {
		code = append(code, jen.Id("in").Op(":=").Op("&").Id("paramReader").Values(jen.Dict{jen.Id("request"): jen.Id("r"), jen.Id("path"): jen.Id("path")}))
	}
	for _, p := range op.Params {
		code = append(code, e.receiveParam(op, p))
	}
	errs := []jen.Code{}
	if op.Body != nil {
		code = append(code, e.receiveBody(op)...)
		if setsBodyErr(op.Body) {
			errs = append(errs, jen.Id("bodyErr"))
		}
	}
	if len(op.Params) > 0 || op.Body != nil {
		errs = append(errs, jen.Id("params").Dot("Validate").Call())
		code = append(code, jen.If(jen.Err().Op(":=").Id("in").Dot("finish").Call(errs...), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())))
	}
	code = append(code, e.answer(op)...)
	return jen.Func().Params(jen.Id("h").Op("*").Id(handlersType(op))).Id(handlerName(op)).
		Params(jen.Id("w").Qual("net/http", "ResponseWriter"), jen.Id("r").Op("*").Qual("net/http", "Request"), jen.Id("path").Index().String()).
		Error().Block(code...)
}

func unimplemented(op *ir.Operation) jen.Code {
	method := jen.Func().Params(jen.Id("Unimplemented" + family(op) + "API")).Id(op.Name)
	failure := jen.Id("unimplemented").Call(jen.Op("&").Id(operationVarName(op)))
	params := jen.Params(jen.Qual("context", "Context"), jen.Id(op.ParamsName))
	result := resultType(op)
	switch {
	case result == nil:
		return method.Add(params).Error().Block(jen.Return(failure))
	case nilResult(op):
		return method.Add(params).Params(result, jen.Error()).Block(jen.Return(jen.Nil(), failure))
	}
	return method.Add(params).Params(jen.Id("result").Add(result), jen.Id("err").Error()).Block(jen.Return(jen.Id("result"), failure))
}
