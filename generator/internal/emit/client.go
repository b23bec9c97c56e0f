package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// client writes the Client: its options from a template, its methods from the
// operations.
func (e *emitter) client(f *file) {
	f.template("client.go.tmpl", e.api)
	for _, op := range e.api.Operations {
		f.add(e.clientMethod(op))
	}
}

func operationVarName(op *ir.Operation) string { return naming.Unexported(op.Name) + "Operation" }

func (e *emitter) clientMethod(op *ir.Operation) jen.Code {
	result := resultType(op)
	fail := func(err jen.Code) jen.Code {
		switch {
		case result == nil:
			return jen.Return(err)
		case nilResult(op):
			return jen.Return(jen.Nil(), err)
		}
		return jen.Return(jen.Id("result"), err)
	}
	code := []jen.Code{
		jen.If(jen.Err().Op(":=").Id("params").Dot("Validate").Call(), jen.Err().Op("!=").Nil()).Block(fail(jen.Err())),
		jen.Id("r").Op(":=").Op("&").Id("request").Values(e.requestValues(op)),
	}
	for _, p := range op.Params {
		if p.In != ir.InPath {
			code = append(code, e.sendParam(p))
		}
	}
	if op.Body != nil {
		code = append(code, sendBody(op.Body))
	}
	code = append(code,
		jen.List(jen.Id("resp"), jen.Err()).Op(":=").Id("c").Dot("config").Dot("send").Call(jen.Id("ctx"), jen.Op("&").Id(operationVarName(op)), jen.Id("r")),
		jen.If(jen.Err().Op("!=").Nil()).Block(fail(jen.Err())),
	)
	code = append(code, e.readResponse(op, fail)...)
	return jen.Add(e.operationDoc(op)).Func().Params(jen.Id("c").Op("*").Id("Client")).Id(op.Name).Add(clientSignature(op)).Block(code...)
}

// clientSignature names the result where nil is none.
func clientSignature(op *ir.Operation) jen.Code {
	result := resultType(op)
	if result == nil || nilResult(op) {
		return signature(op)
	}
	return jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Id(op.ParamsName)).
		Params(jen.Id("result").Add(result), jen.Id("err").Error())
}

// nilResult reports whether the result of an operation can be nil.
func nilResult(op *ir.Operation) bool {
	if op.ResultName != "" {
		return true
	}
	media := op.Results[0].Media
	u := ir.Underlying(media.Value)
	return media.Raw || !elemNullable(media.Value) && (structDecl(u) != nil || isNilable(u))
}

func (e *emitter) requestValues(op *ir.Operation) jen.Dict {
	values := jen.Dict{jen.Id("path"): pathExpr(op)}
	if op.Query != "" {
		values[jen.Id("query")] = jen.Index().String().Values(jen.Lit(op.Query))
	}
	for _, r := range append(op.Results[:len(op.Results):len(op.Results)], op.Errors...) {
		if r.Media != nil {
			values[jen.Id("accept")] = jen.Lit(e.accept(op))
			break
		}
	}
	return values
}

// accept lists the content types that an operation answers with, each once.
func (e *emitter) accept(op *ir.Operation) string {
	var out string
	seen := map[string]bool{}
	for _, responses := range [][]*ir.Response{op.Results, op.Errors} {
		for _, r := range responses {
			if r.Media != nil && !seen[r.Media.Type] {
				seen[r.Media.Type] = true
				if out != "" {
					out += ", "
				}
				out += r.Media.Type
			}
		}
	}
	return out
}

// pathExpr concatenates the path: literals as they stand, parameters escaped.
func pathExpr(op *ir.Operation) jen.Code {
	var parts []*jen.Statement
	text := ""
	flush := func() {
		if text != "" {
			parts = append(parts, jen.Lit(text))
			text = ""
		}
	}
	for _, segment := range op.Segments {
		text += "/"
		for _, piece := range segment {
			if piece.Param == nil {
				text += escapeLiteral(piece.Literal)
				continue
			}
			flush()
			parts = append(parts, segmentText(piece.Param))
		}
	}
	flush()
	expr := parts[0]
	for _, part := range parts[1:] {
		expr = expr.Op("+").Add(part)
	}
	return expr
}

// segmentText is a path parameter as text; a list is joined with commas.
func segmentText(p *ir.Param) *jen.Statement {
	u := ir.Underlying(p.Value)
	value := jen.Id("params").Dot(p.GoName)
	if list, ok := u.Type.(ir.List); ok {
		return jen.Id("joinEscaped").Call(jen.Id("formatList").Call(value, formatter(list.Elem)), jen.Id("escapeSegment"))
	}
	return jen.Id("escapeSegment").Call(formatted(u, value))
}

// formatted is a scalar as text.
func formatted(v ir.Value, value jen.Code) jen.Code {
	if isPlainString(v) {
		return value
	}
	return jen.Add(formatter(v)).Call(value)
}

func isPlainString(v ir.Value) bool {
	_, ok := v.Type.(ir.String)
	return ok
}

// formatter is the function of the runtime that turns a scalar into text.
func formatter(v ir.Value) jen.Code { return jen.Id("format" + textKind(v)) }

// textKind is the part of formatX and parseX after the verb.
func textKind(v ir.Value) string {
	u := ir.Underlying(v)
	if enum := enumDecl(u); enum != nil {
		u = ir.Value{Type: enum.Base}
	}
	switch t := u.Type.(type) {
	case ir.String:
		return "String"
	case ir.Boolean:
		return "Bool"
	case ir.Integer:
		if t.Unsigned {
			return "Uint"
		}
		return "Int"
	case ir.Number:
		return fmt.Sprintf("Float%d", t.Bits)
	}
	panic(fmt.Sprintf("emit: parameter of kind %T", u.Type))
}

// sendParam puts a query, header or cookie parameter into the request.
func (e *emitter) sendParam(p *ir.Param) jen.Code {
	u := notNull(ir.Underlying(p.Value))
	member := jen.Id("params").Dot(p.GoName)
	if list, ok := u.Type.(ir.List); ok {
		texts := jen.Id("formatList").Call(member, formatter(list.Elem))
		send := jen.Id("r").Dot("addQueryList").Call(jen.Lit(p.Name), texts)
		switch {
		case p.In == ir.InHeader:
			send = jen.Id("r").Dot("addHeader").Call(jen.Lit(p.Name), jen.Qual("strings", "Join").Call(texts, jen.Lit(",")))
		case p.In == ir.InCookie:
			send = jen.Id("r").Dot("addCookie").Call(jen.Lit(p.Name), jen.Qual("strings", "Join").Call(texts, jen.Lit(",")))
		case p.Explode:
			send = jen.Id("r").Dot("addQuery").Call(jen.Lit(p.Name), jen.Add(texts).Op("..."))
		}
		if p.Required {
			return send
		}
		return jen.If(jen.Add(member).Op("!=").Nil()).Block(send)
	}
	adder := map[ir.Location]string{ir.InQuery: "addQuery", ir.InHeader: "addHeader", ir.InCookie: "addCookie"}[p.In]
	send := func(value jen.Code) jen.Code {
		return jen.Id("r").Dot(adder).Call(jen.Lit(p.Name), formatted(u, value))
	}
	if p.Required {
		return send(member)
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(member).Dot("Get").Call(), jen.Id("ok")).Block(send(jen.Id("v")))
}

func sendBody(b *ir.Body) jen.Code {
	body := jen.Id("params").Dot("Body")
	if b.Media.Raw {
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(
			jen.Id("r").Dot("body").Op(",").Id("r").Dot("contentType").Op("=").Add(body).Op(",").Lit(b.Media.Type))
	}
	set := func(target jen.Code, v ir.Value) jen.Code {
		return jen.Id("setBody").Call(jen.Id("r"), jen.Lit(b.Media.Type), target, element(v))
	}
	u := ir.Underlying(b.Media.Value)
	switch {
	case elemNullable(b.Media.Value) || b.Required:
		return set(jen.Op("&").Add(body), b.Media.Value)
	case structDecl(u) != nil:
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(body, u))
	case isNilable(u):
		return jen.If(jen.Add(body).Op("!=").Nil()).Block(set(jen.Op("&").Add(body), u))
	}
	return jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(body).Dot("Get").Call(), jen.Id("ok")).Block(set(jen.Op("&").Id("v"), u))
}
