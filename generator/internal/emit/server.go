package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// server writes NewServer and what it needs from a template, and the routes and
// a handler per operation.
func (e *emitter) server(f *gocode.File) {
	e.template(f, "server.go.tmpl", e.servers())
	e.faults(f)
	f.Add(e.routesOf("routes", e.api.Served()))
	for _, op := range e.api.Served() {
		f.Add(e.handler(op))
	}
	for _, op := range e.api.Served() {
		f.Add(e.unimplemented(op))
	}
	e.hookServers(f)
}

func (e *emitter) handlerName(op *ir.Operation) string { return "serve" + e.names.Operation(op) }

// routesOf is a method of handlers that answers the routes of some operations.
func (e *emitter) routesOf(name string, ops []*ir.Operation) jen.Code {
	receiver := "handlers"
	rows := make([]jen.Code, 0, len(ops))
	for _, op := range queryLast(ops) {
		receiver = handlersType(op)
		row := jen.Dict{
			e.rtKey("route.operation"): jen.Op("&").Id(e.operationVarName(op)),
			e.rtKey("route.serve"):     jen.Id("h").Dot(e.handlerName(op)),
		}
		if faults := e.faultRows(op); len(faults) > 0 {
			row[e.rtKey("route.fault")] = e.rt("faults").Values(faults...).Dot(e.rtDot("faults.choose"))
		}
		if rows := e.errorTypeRows(op); len(rows) > 0 {
			row[e.rtKey("route.errorType")] = e.rt("errorTypes").Values(rows...).Dot(e.rtDot("errorTypes.choose"))
		}
		found := jen.Line().Values(row)
		if bodies := e.errorBodyRows(op); bodies != nil {
			found = jen.Line().Add(e.rt("errorBodies")).Values(bodies...).Dot(e.rtDot("errorBodies.on")).Call(e.rt("route").Values(row))
		}
		rows = append(rows, found)
	}
	return jen.Func().Params(jen.Id("h").Op("*").Id(receiver)).Id(name).Params().Index().Add(e.rt("route")).Block(
		jen.Return(jen.Index().Add(e.rt("route")).Values(append(rows, jen.Line())...)))
}

func (e *emitter) handler(op *ir.Operation) jen.Code {
	ctx := "ctx"
	code := []jen.Code{
		jen.List(jen.Id(ctx), jen.Err()).Op(":=").Id("h").Dot(e.rtDot("serverConfig.authorize")).Call(jen.Id("r"), jen.Op("&").Id(e.operationVarName(op))),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	code = append(code, e.negotiate(op)...)
	code = append(code, jen.Var().Id("params").Id(e.names.Params(op)))
	if len(op.Params) > 0 || op.Body != nil {
		code = append(code, jen.Id("in").Op(":=").Op("&").Add(e.rt("paramReader")).Values(jen.Dict{e.rtKey("paramReader.request"): jen.Id("r"), e.rtKey("paramReader.path"): jen.Id("path")}))
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
		code = append(code, jen.If(jen.Err().Op(":=").Id("in").Dot(e.rtDot("paramReader.finish")).Call(errs...), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())))
	}
	code = append(code, e.answer(op)...)
	return jen.Func().Params(jen.Id("h").Op("*").Id(handlersType(op))).Id(e.handlerName(op)).
		Params(jen.Id("w").Qual("net/http", "ResponseWriter"), jen.Id("r").Op("*").Qual("net/http", "Request"), jen.Id("path").Index().String()).
		Error().Block(code...)
}

func (e *emitter) unimplemented(op *ir.Operation) jen.Code {
	method := jen.Func().Params(jen.Id("Unimplemented" + family(op) + "API")).Id(e.names.Operation(op))
	failure := e.rt("unimplemented").Call(jen.Op("&").Id(e.operationVarName(op)))
	params := jen.Params(jen.Qual("context", "Context"), jen.Id(e.names.Params(op)))
	result := e.resultType(op)
	switch {
	case result == nil:
		return method.Add(params).Error().Block(jen.Return(failure))
	case e.nilResult(op):
		return method.Add(params).Params(result, jen.Error()).Block(jen.Return(jen.Nil(), failure))
	}
	return method.Add(params).Params(jen.Id("result").Add(result), jen.Id("err").Error()).Block(jen.Return(jen.Id("result"), failure))
}
