package operation

import (
	"strings"
	"text/template"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// handlersType is the type of what serves an operation.
func handlersType(op *ir.Operation) string {
	if word := Family(op); word != "" {
		return strings.ToLower(word) + "Handlers"
	}
	return "handlers"
}

// Server writes NewServer and what it needs from a template, and the routes and
// a handler per operation.
func (e *Emitter) Server(f *gocode.File) {
	e.Template(f, "server.go.tmpl", e.servers(), template.FuncMap{"renamed": func() ([]renamed, error) { return e.renamed(f) }})
	e.faults(f)
	f.Add(e.routesOf("routes", e.API.Served()))
	for _, op := range e.API.Served() {
		f.Add(e.handler(op))
	}
	for _, op := range e.API.Served() {
		f.Add(e.unimplemented(op))
	}
	e.hookServers(f)
}

// renamed is a method of API that was renamed. A service that embeds UnimplementedAPI
// compiles with the earlier one.
type renamed struct {
	Old, New  string
	Interface string // that has the earlier one
}

// renamed are the renamed methods of API, as they are spelled in a file.
func (e *Emitter) renamed(f *gocode.File) (methods []renamed, err error) {
	for _, forward := range e.Names.Forwarders() {
		if op, ok := forward.Part.(*ir.Operation); ok && forward.Method && op.Hook == nil {
			text, err := f.Text(jen.Interface(jen.Id(forward.Old).Add(e.signature(op))))
			if err != nil {
				return nil, err
			}
			methods = append(methods, renamed{forward.Old, forward.New, text})
		}
	}
	return methods, nil
}

// routesOf is a method of handlers that returns the routes of some operations.
func (e *Emitter) routesOf(name string, ops []*ir.Operation) jen.Code {
	receiver := "handlers"
	rows := make([]jen.Code, 0, len(ops))
	for _, op := range queryLast(ops) {
		receiver = handlersType(op)
		row := jen.Dict{
			e.RTKey("server.Route.Endpoint"): jen.Op("&").Add(e.operationFacts(op)),
			e.RTKey("server.Route.Serve"):    jen.Id("h").Dot(e.Names.Handler(op)),
		}
		if status, ok := invalidStatus(op); ok {
			row[e.RTKey("server.Route.Invalid")] = jen.Lit(status)
		}
		if check := e.responseCheck(op); check != nil {
			row[e.RTKey("server.Route.Check")] = check
		}
		if faults := e.faultRows(op); len(faults) > 0 {
			row[e.RTKey("server.Route.Fault")] = e.RT("server.Faults").Values(faults...).Dot(e.RTMember("server.Faults.Choose"))
		}
		if rows := e.errorTypeRows(op); len(rows) > 0 {
			row[e.RTKey("server.Route.ErrorType")] = e.RT("server.ErrorTypes").Values(rows...).Dot(e.RTMember("server.ErrorTypes.Choose"))
		}
		found := jen.Line().Values(row)
		if len(row) == 2 { // one line is enough
			found = jen.Line().Values(e.RTKey("server.Route.Endpoint").Op(":").Op("&").Add(e.operationFacts(op)), e.RTKey("server.Route.Serve").Op(":").Id("h").Dot(e.Names.Handler(op)))
		}
		if bodies := e.errorBodyRows(op); bodies != nil {
			found = jen.Line().Add(e.RT("server.ErrorBodies")).Values(bodies...).Dot(e.RTMember("server.ErrorBodies.On")).Call(jen.Op("&").Id("h").Dot(e.RTEmbedded("server.Config")), e.RT("server.Route").Values(row))
		}
		rows = append(rows, found)
	}
	return jen.Func().Params(jen.Id("h").Op("*").Id(receiver)).Id(name).Params().Index().Add(e.RT("server.Route")).Block(
		jen.Return(jen.Index().Add(e.RT("server.Route")).Values(append(rows, jen.Line())...)))
}

func (e *Emitter) handler(op *ir.Operation) jen.Code {
	var code []jen.Code
	if len(op.Security) > 0 {
		code = append(code, refuse(jen.Id("in").Dot(e.RTMember("server.Exchange.Authorize")).Call()))
	}
	code = append(code, e.negotiate(op)...)
	code = append(code, jen.Var().Id("params").Id(e.Names.Params(op)))
	for _, p := range op.Params {
		code = append(code, e.ReceiveParam(op, p))
	}
	bodyErr := jen.Nil()
	if op.Body != nil {
		code = append(code, e.receiveBody(op)...)
		if setsBodyErr(op.Body) {
			bodyErr = jen.Id("bodyErr")
		}
	}
	if len(op.Params) > 0 || op.Body != nil {
		code = append(code, refuse(e.finish(bodyErr)))
	}
	code = append(code, e.respond(op)...)
	return jen.Func().Params(jen.Id("h").Op("*").Id(handlersType(op))).Id(e.Names.Handler(op)).
		Params(jen.Id("in").Op("*").Add(e.RT("server.Exchange"))).Error().Block(code...)
}

// refuse returns the error of a call, if there is one.
func refuse(call jen.Code) jen.Code {
	return jen.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
}

// finish is the call that returns all violations of a request.
func (e *Emitter) finish(bodyErr jen.Code) *jen.Statement {
	return jen.Id("in").Dot(e.RTMember("server.Exchange.Finish")).Call(jen.Id("params").Dot("Validate"), bodyErr)
}

func (e *Emitter) unimplemented(op *ir.Operation) jen.Code {
	method := jen.Func().Params(jen.Id("Unimplemented" + Family(op) + "API")).Id(e.Names.Operation(op))
	failure := e.RT("server.Unimplemented").Call(jen.Op("&").Add(e.operationFacts(op)))
	params := jen.Params(jen.Qual("context", "Context"), jen.Id(e.Names.Params(op)))
	result := e.ResultType(op)
	switch {
	case result == nil:
		return method.Add(params).Error().Block(jen.Return(failure))
	case e.nilResult(op):
		return method.Add(params).Params(result, jen.Error()).Block(jen.Return(jen.Nil(), failure))
	}
	return method.Add(params).Params(jen.Id("result").Add(result), jen.Id("err").Error()).Block(jen.Return(jen.Id("result"), failure))
}
