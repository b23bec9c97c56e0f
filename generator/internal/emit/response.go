package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// readResponse turns each declared status into its result or error, exact
// statuses before classes, and any other one into an *APIError.
func (e *emitter) readResponse(op *ir.Operation, fail func(jen.Code) jen.Code) []jen.Code {
	var exact, classes []jen.Code
	last := fail(jen.Id("resp").Dot("apiError").Call())
	add := func(r *ir.Response, isResult bool, body ...jen.Code) {
		switch {
		case r.Status.Code != 0:
			exact = append(exact, jen.Case(jen.Lit(r.Status.Code)).Block(body...))
		case r.Status.Class != 0:
			classes = append(classes, jen.Case(jen.Lit(r.Status.Class)).Block(body...))
		case isResult:
			classes = append(classes, jen.Case(jen.Lit(2)).Block(body...))
		default:
			last = body[0]
		}
	}
	for _, r := range op.Results {
		add(r, true, resultOf(op, r)...)
	}
	for _, r := range op.Errors {
		if typed(r) {
			add(r, false, fail(jen.Id("decodeError").Index(elemType(r.Media.Value)).Call(jen.Id("resp"), element(r.Media.Value))))
		}
	}
	var code []jen.Code
	if len(exact) > 0 {
		code = append(code, jen.Switch(jen.Id("resp").Dot("status")).Block(exact...))
	}
	if len(classes) > 0 {
		code = append(code, jen.Switch(jen.Id("resp").Dot("status").Op("/").Lit(100)).Block(classes...))
	}
	return append(code, last)
}

// resultOf reads a success into what the operation answers.
func resultOf(op *ir.Operation, r *ir.Response) []jen.Code {
	if op.ResultName == "" {
		if r.Media == nil {
			return []jen.Code{jen.Return(jen.Nil())}
		}
		return []jen.Code{readMedia(r.Media)}
	}
	if r.Media == nil {
		return []jen.Code{jen.Return(jen.Op("&").Id(r.GoName).Values(), jen.Nil())}
	}
	return readVariantBody(r)
}

// resultType is what an operation answers beside the error; nil for nothing.
func resultType(op *ir.Operation) jen.Code {
	switch {
	case op.ResultName != "":
		return jen.Id(op.ResultName)
	case len(op.Results) == 1 && op.Results[0].Media != nil:
		return mediaType(op.Results[0].Media)
	}
	return nil
}

// results declares the sealed interface over several successes.
func (e *emitter) results(f *file, op *ir.Operation) {
	names := make([]string, 0, len(op.Results))
	for _, r := range op.Results {
		names = append(names, fmt.Sprintf("*%s (%s)", r.GoName, statusWords(r.Status)))
	}
	marker := "is" + op.ResultName
	f.add(jen.Id(comment(fmt.Sprintf("%s is what %s answers: one of %s.", op.ResultName, op.Name, strings.Join(names, ", ")))).
		Line().Type().Id(op.ResultName).Interface(jen.Id(marker).Params()))
	for _, r := range op.Results {
		var fields []jen.Code
		if r.Media != nil {
			fields = append(fields, jen.Id("Body").Add(variantBody(r.Media)))
		}
		f.add(jen.Add(docComment(about(r.GoName, r.Doc, "is the answer "+statusWords(r.Status)+"."))).Type().Id(r.GoName).Struct(fields...))
		f.add(jen.Func().Params(jen.Op("*").Id(r.GoName)).Id(marker).Params().Block())
	}
}

// typed reports whether a response has a body with a Go type.
func typed(r *ir.Response) bool { return r.Media != nil && r.Media.Format == ir.JSON }

// nilResult reports whether the result of an operation can be nil.
func nilResult(op *ir.Operation) bool {
	if op.ResultName != "" {
		return true
	}
	return isNilMedia(op.Results[0].Media)
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

func statusToSend(s ir.Status) int {
	switch {
	case s.Code != 0:
		return s.Code
	case s.Class != 0:
		return s.Class * 100
	}
	return 200
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
