package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// client writes the Client: its options from a template, its methods from the
// operations.
func (e *emitter) client(f *gocode.File) {
	e.baseURL(f)
	e.template(f, "client.go.tmpl", e.servers())
	e.template(f, "credentials.go.tmpl", e.api)
	for _, op := range e.api.Served() {
		f.Add(e.clientMethod(op))
	}
	e.hookClients(f)
}

func (e *emitter) operationVarName(op *ir.Operation) string {
	return naming.Unexported(e.names.Operation(op)) + "Operation"
}

func (e *emitter) clientMethod(op *ir.Operation) jen.Code {
	result := e.resultType(op)
	fail := func(err jen.Code) jen.Code {
		switch {
		case result == nil:
			return jen.Return(err)
		case e.nilResult(op):
			return jen.Return(jen.Nil(), err)
		}
		return jen.Return(jen.Id("result"), err)
	}
	code := []jen.Code{
		jen.If(jen.Err().Op(":=").Id("params").Dot("Validate").Call(), jen.Err().Op("!=").Nil()).Block(fail(jen.Err())),
		jen.Id("r").Op(":=").Op("&").Add(e.rt("request")).Values(e.requestValues(op)),
	}
	if len(op.Segments) > 0 && !isTextPath(op) {
		code = append(code, jen.Id("r").Dot(e.rtDot("request.path")).Op("=").Add(e.pathExpr(op)))
	}
	for _, p := range op.Params {
		if p.In != ir.InPath {
			code = append(code, e.sendParam(p))
		}
	}
	if op.Body != nil {
		code = append(code, e.sendBody(op.Body)...)
	}
	code = append(code,
		e.sendCall(op),
		jen.If(jen.Err().Op("!=").Nil()).Block(fail(jen.Err())),
	)
	code = append(code, e.readResponse(op, fail)...)
	return jen.Add(e.operationDoc(op)).Func().Params(jen.Id("c").Op("*").Id(family(op) + "Client")).Id(e.names.Operation(op)).Add(e.clientSignature(op)).Block(code...)
}

// clientSignature names the result where nil is none.
func (e *emitter) clientSignature(op *ir.Operation) jen.Code {
	result := e.resultType(op)
	if result == nil || e.nilResult(op) {
		return e.signature(op)
	}
	return jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Id(e.names.Params(op))).
		Params(jen.Id("result").Add(result), jen.Id("err").Error())
}

func (e *emitter) requestValues(op *ir.Operation) jen.Dict {
	values := jen.Dict{}
	if len(op.Segments) > 0 && isTextPath(op) {
		values[e.rtKey("request.path")] = e.pathExpr(op)
	}
	if op.Query != "" {
		values[e.rtKey("request.query")] = jen.Index().String().Values(jen.Lit(op.Query))
	}
	if types := accept(op); types != "" {
		values[e.rtKey("request.accept")] = jen.Lit(types)
	}
	return values
}
