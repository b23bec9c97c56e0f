package operation

import (
	"net/http"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/media"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// table is a list of responses, one on each line if there are several.
func (e *Emitter) table(rows []jen.Code) jen.Code {
	list := jen.Index().Add(e.RT("core.Response"))
	if len(rows) == 1 {
		return list.Values(rows...)
	}
	return list.Custom(lines, rows...)
}

// resultRows describe the successes of an operation to a server. An operation without
// any may send every 2xx status.
func (e *Emitter) resultRows(op *ir.Operation) []jen.Code {
	var rows []jen.Code
	for i, b := range op.Bodies {
		for _, r := range b.Responses {
			rows = append(rows, e.responseRow(r, i+1, true))
		}
	}
	for _, r := range emptyResponses(op) {
		rows = append(rows, e.responseRow(r, 0, true))
	}
	if len(rows) == 0 {
		rows = append(rows, jen.Values(e.RTKey("core.Response.Class").Op(":").Lit(2)))
	}
	return rows
}

// errorRows describe the errors of an operation that have headers.
func (e *Emitter) errorRows(op *ir.Operation) []jen.Code {
	var rows []jen.Code
	for _, same := range media.ByStatus(op.Errors) {
		if len(same[0].Headers) > 0 {
			rows = append(rows, e.responseRow(same[0], 0, false))
		}
	}
	return rows
}

// responseRow describes a response with a body of the given number.
func (e *Emitter) responseRow(r *ir.Response, body int, isResult bool) jen.Code {
	var row []jen.Code
	set := func(field string, value *jen.Statement) { row = append(row, e.RTKey(field).Op(":").Add(value)) }
	class := r.Status.Class
	if isResult {
		class = resultClass(r.Status)
	}
	switch {
	case r.Status.Code != 0:
		set("core.Response.Code", jen.Lit(r.Status.Code))
	case class != 0:
		set("core.Response.Class", jen.Lit(class))
	}
	if body > 0 {
		set("core.Response.Body", jen.Lit(body))
	}
	var all, required []string
	for _, h := range r.Headers {
		all = append(all, h.Name)
		if h.Required {
			required = append(required, h.Name)
		}
	}
	if len(all) > 0 {
		set("core.Response.Headers", jen.Index().String().Values(gocode.Strings(all)...))
	}
	if len(required) > 0 {
		set("core.Response.Required", jen.Index().String().Values(gocode.Strings(required)...))
	}
	return jen.Values(row...)
}

// resultClass is the class of statuses that a result without a code is for.
func resultClass(s ir.Status) int {
	if s.IsDefault() {
		return 2
	}
	return s.Class
}

// Sent is the response that a server sends if an operation does not choose another one:
// that of the first body, or one without a body. An operation without responses has none.
func Sent(op *ir.Operation) *ir.Response {
	if len(op.Bodies) > 0 {
		return ir.ByDefault(op.Bodies[0].Responses)
	}
	return ir.ByDefault(emptyResponses(op))
}

// leastStatus is the status that a server sends if the operation does not set one: the
// lowest declared one of the responses, or that of an earlier output. A range has all
// statuses that are not declared alone, except 205, which has no body.
func leastStatus(op *ir.Operation, responses []*ir.Response) int {
	r := ir.ByDefault(responses)
	if r.Status.Code != 0 {
		return r.Status.Code
	}
	status := resultClass(r.Status) * 100
	if status == 300 {
		return 302
	}
	for isDeclared(op, status) || status == http.StatusResetContent {
		status++
	}
	return status
}

func isDeclared(op *ir.Operation, status int) bool {
	for _, r := range op.Results {
		if r.Status.Code == status {
			return true
		}
	}
	return false
}
