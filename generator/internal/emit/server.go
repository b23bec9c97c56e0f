package emit

import (
	"net/url"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// server writes NewServer and what it needs from a template, and the routes and
// a handler per operation.
func (e *emitter) server(f *file) {
	f.template("server.go.tmpl", e.api)
	e.faults(f)
	f.add(e.routes())
	for _, op := range e.api.Operations {
		f.add(e.handler(op))
	}
	for _, op := range e.api.Operations {
		f.add(unimplemented(op))
	}
}

func handlerName(op *ir.Operation) string { return "serve" + op.Name }

func (e *emitter) routes() jen.Code {
	rows := make([]jen.Code, 0, len(e.api.Operations))
	for _, op := range e.api.Operations {
		row := jen.Dict{
			jen.Id("operation"): jen.Op("&").Id(operationVarName(op)),
			jen.Id("serve"):     jen.Id("h").Dot(handlerName(op)),
		}
		if faults := e.faultRows(op); len(faults) > 0 {
			row[jen.Id("fault")] = jen.Id("faults").Values(faults...).Dot("choose")
		}
		if errorType := errorType(op); errorType != "application/json" && errorType != "" {
			row[jen.Id("errorType")] = jen.Lit(errorType)
		}
		rows = append(rows, jen.Line().Values(row))
	}
	return jen.Func().Params(jen.Id("h").Op("*").Id("handlers")).Id("routes").Params().Index().Id("route").Block(
		jen.Return(jen.Index().Id("route").Values(append(rows, jen.Line())...)))
}

// errorType is the content type of the declared errors, "" where they differ.
func errorType(op *ir.Operation) string {
	types := map[string]bool{}
	name := ""
	for _, r := range op.Errors {
		if typed(r) {
			name = r.Media.Type
			types[name] = true
		}
	}
	if len(types) > 1 {
		return ""
	}
	return name
}

func (e *emitter) handler(op *ir.Operation) jen.Code {
	ctx := "ctx"
	code := []jen.Code{
		jen.List(jen.Id(ctx), jen.Err()).Op(":=").Id("h").Dot("authorize").Call(jen.Id("r"), jen.Op("&").Id(operationVarName(op))),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Var().Id("params").Id(op.ParamsName),
	}
	if len(op.Params) > 0 || op.Body != nil {
		code = append(code, jen.Id("in").Op(":=").Op("&").Id("paramReader").Values(jen.Dict{jen.Id("request"): jen.Id("r"), jen.Id("path"): jen.Id("path")}))
	}
	for _, p := range op.Params {
		code = append(code, e.receiveParam(op, p))
	}
	errs := []jen.Code{}
	if op.Body != nil {
		code = append(code, e.receiveBody(op.Body)...)
		errs = append(errs, jen.Id("bodyErr"))
	}
	if len(op.Params) > 0 || op.Body != nil {
		errs = append(errs, jen.Id("params").Dot("Validate").Call())
		code = append(code, jen.If(jen.Err().Op(":=").Id("in").Dot("finish").Call(errs...), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())))
	}
	code = append(code, e.answer(op)...)
	return jen.Func().Params(jen.Id("h").Op("*").Id("handlers")).Id(handlerName(op)).
		Params(jen.Id("w").Qual("net/http", "ResponseWriter"), jen.Id("r").Op("*").Qual("net/http", "Request"), jen.Id("path").Index().String()).
		Error().Block(code...)
}

// receiveParam reads a parameter into the params struct.
func (e *emitter) receiveParam(op *ir.Operation, p *ir.Param) jen.Code {
	u := notNull(ir.Underlying(p.Value))
	target := jen.Op("&").Id("params").Dot(p.GoName)
	list, isList := u.Type.(ir.List)
	raw := rawParam(op, p, isList)
	if isList {
		return jen.Id("readList").Call(raw, target, jen.Lit(p.Required), textParser(list.Elem))
	}
	if p.Required {
		return jen.Id("readRequired").Call(raw, target, textParser(u))
	}
	return jen.Id("readOptional").Call(raw, target, textParser(u))
}

// rawParam is where a parameter's text comes from.
func rawParam(op *ir.Operation, p *ir.Param, isList bool) *jen.Statement {
	in := jen.Id("in")
	name := jen.Lit(p.Name)
	switch p.In {
	case ir.InPath:
		raw := in.Dot("pathParam").Call(name, jen.Lit(pathIndex(op, p)))
		if isList {
			raw = raw.Dot("split").Call()
		}
		return raw
	case ir.InHeader:
		if isList {
			return in.Dot("headerList").Call(name)
		}
		return in.Dot("headerParam").Call(name)
	case ir.InCookie:
		raw := in.Dot("cookieParam").Call(name)
		if isList {
			raw = raw.Dot("split").Call()
		}
		return raw
	}
	if isList && !p.Explode {
		if mayHoldComma(ir.Underlying(p.Value).Type.(ir.List).Elem) {
			return in.Dot("queryTexts").Call(name)
		}
		return in.Dot("queryList").Call(name)
	}
	return in.Dot("queryParam").Call(name)
}

// mayHoldComma reports whether an element of a list can be told from two.
func mayHoldComma(v ir.Value) bool {
	u := ir.Underlying(v)
	if enum := enumDecl(u); enum != nil {
		return slices.ContainsFunc(enum.Values, func(v *ir.EnumValue) bool { return strings.Contains(v.Literal, ",") })
	}
	return isPlainString(u)
}

func pathIndex(op *ir.Operation, p *ir.Param) int {
	i := 0
	for _, segment := range op.Segments {
		for _, piece := range segment {
			if piece.Param == p {
				return i
			}
			if piece.Param != nil {
				i++
			}
		}
	}
	panic("emit: the parameter " + p.Name + " is not in the path " + op.Path)
}

// textParser is the function of the runtime that reads a scalar from text; a
// server knows all values of an enumeration.
func textParser(v ir.Value) jen.Code {
	u := ir.Underlying(v)
	parse := jen.Id("parse" + strings.TrimRight(textKind(v), "3264"))
	if enumDecl(u) != nil {
		return jen.Id("parseKnown").Call(jen.Add(parse).Index(goType(v)))
	}
	return parse
}

// receiveBody reads the request body; what is wrong with it is bodyErr.
func (e *emitter) receiveBody(b *ir.Body) []jen.Code {
	accepts := jen.Id("isJSON")
	if b.Media.Raw {
		accepts = jen.Id("anyType")
	}
	code := []jen.Code{
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Id("h").Dot("readBody").Call(jen.Id("w"), jen.Id("r"), accepts),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	target := jen.Id("params").Dot("Body")
	if b.Media.Raw {
		return append(code, jen.Add(target).Op("=").Id("body"), jen.Var().Id("bodyErr").Error())
	}
	u := ir.Underlying(b.Media.Value)
	decode := func(target jen.Code, v ir.Value) jen.Code {
		return jen.Id("decodeBody").Call(jen.Id("body"), jen.True(), target, element(v))
	}
	if b.Required || elemNullable(b.Media.Value) {
		return append(code, jen.Id("bodyErr").Op(":=").Add(decode(jen.Op("&").Add(target), b.Media.Value)))
	}
	present := jen.Id("body").Op("!=").Nil()
	code = append(code, jen.Var().Id("bodyErr").Error())
	switch {
	case structDecl(u) != nil:
		return append(code, jen.If(present).Block(
			jen.Add(target).Op("=").New(goType(b.Media.Value)),
			jen.Id("bodyErr").Op("=").Add(decode(target, u))))
	case isNilable(u):
		return append(code, jen.If(present).Block(jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Add(target), u))))
	}
	return append(code, jen.If(present).Block(
		jen.Var().Id("v").Add(goType(b.Media.Value)),
		jen.Id("bodyErr").Op("=").Add(decode(jen.Op("&").Id("v"), u)),
		jen.Add(target).Op("=").Id("Some").Call(jen.Id("v"))))
}

// answer calls the operation and writes what it answers.
func (e *emitter) answer(op *ir.Operation) []jen.Code {
	call := jen.Id("h").Dot("api").Dot(op.Name).Call(jen.Id("ctx"), jen.Id("params"))
	if resultType(op) == nil {
		code := []jen.Code{jen.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))}
		status := 204
		if len(op.Results) == 1 {
			status = statusToSend(op.Results[0].Status)
		}
		return append(code, jen.Id("w").Dot("WriteHeader").Call(jen.Lit(status)), jen.Return(jen.Nil()))
	}
	code := []jen.Code{
		jen.List(jen.Id("result"), jen.Err()).Op(":=").Add(call),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	if op.ResultName == "" {
		return append(code, writeMedia(op.Results[0], jen.Id("result"), isPointer(op.Results[0].Media)))
	}
	var cases []jen.Code
	for _, r := range op.Results {
		variant := jen.Case(jen.Op("*").Id(r.GoName))
		if r.Media == nil {
			cases = append(cases, variant.Block(jen.Id("w").Dot("WriteHeader").Call(jen.Lit(statusToSend(r.Status))), jen.Return(jen.Nil())))
			continue
		}
		cases = append(cases, variant.Block(writeMedia(r, jen.Id("result").Dot("Body"), false)))
	}
	which := jen.Id("result").Assert(jen.Type())
	if slices.ContainsFunc(op.Results, func(r *ir.Response) bool { return r.Media != nil }) {
		which = jen.Id("result").Op(":=").Add(which)
	}
	return append(code, jen.Switch(which).Block(cases...),
		jen.Return(jen.Id("noResult").Call()))
}

func isPointer(m *ir.Media) bool {
	return !m.Raw && structDecl(ir.Underlying(m.Value)) != nil && !elemNullable(m.Value)
}

func writeMedia(r *ir.Response, result *jen.Statement, pointer bool) jen.Code {
	status, contentType := jen.Lit(statusToSend(r.Status)), jen.Lit(r.Media.Type)
	if r.Media.Raw {
		return jen.Return(jen.Id("writeBytes").Call(jen.Id("w"), status, contentType, result))
	}
	if !pointer {
		result = jen.Op("&").Add(result)
	}
	return jen.Return(jen.Id("writeResult").Call(jen.Id("w"), status, contentType, result, element(r.Media.Value)))
}

func statusToSend(s ir.Status) int {
	switch {
	case s.Code != 0:
		return s.Code
	case s.Class != 0:
		return s.Class * 100
	}
	return 200
}

func unimplemented(op *ir.Operation) jen.Code {
	method := jen.Func().Params(jen.Id("UnimplementedAPI")).Id(op.Name)
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

// escapeLiteral escapes literal text of a path template where a URL needs it.
func escapeLiteral(text string) string {
	return (&url.URL{Path: text}).EscapedPath()
}
