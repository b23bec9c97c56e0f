package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// client writes the Client: its options from a template, its methods from the
// operations.
func (e *emitter) client(f *file) {
	e.baseURL(f)
	f.template("client.go.tmpl", e.servers())
	f.template("credentials.go.tmpl", e.api)
	for _, op := range e.api.Served() {
		f.add(e.clientMethod(op))
	}
	e.hookClients(f)
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
	if len(op.Segments) > 0 && !isTextPath(op) {
		code = append(code, jen.Id("r").Dot("path").Op("=").Add(e.pathExpr(op)))
	}
	for _, p := range op.Params {
		if p.In != ir.InPath {
			code = append(code, e.sendParam(p))
		}
	}
	if op.Body != nil {
		code = append(code, sendBody(op.Body)...)
	}
	code = append(code,
		sendCall(op),
		jen.If(jen.Err().Op("!=").Nil()).Block(fail(jen.Err())),
	)
	code = append(code, e.readResponse(op, fail)...)
	return jen.Add(e.operationDoc(op)).Func().Params(jen.Id("c").Op("*").Id(family(op) + "Client")).Id(op.Name).Add(clientSignature(op)).Block(code...)
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

func (e *emitter) requestValues(op *ir.Operation) jen.Dict {
	values := jen.Dict{}
	if len(op.Segments) > 0 && isTextPath(op) {
		values[jen.Id("path")] = e.pathExpr(op)
	}
	if op.Query != "" {
		values[jen.Id("query")] = jen.Index().String().Values(jen.Lit(op.Query))
	}
	if types := accept(op); types != "" {
		values[jen.Id("accept")] = jen.Lit(types)
	}
	return values
}
