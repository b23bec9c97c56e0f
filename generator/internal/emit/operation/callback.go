package operation

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
)

// addressField finds the field that a runtime expression is about, in the params
// of an operation or in its result. It is "" for other expressions.
//
//	$request.query.url       URL of SubscribeParams
//	$request.body#/hook/url  Body.Hook.URL of SubscribeParams
//	$response.body#/url      URL of the result of Subscribe
func (e *Emitter) addressField(op *ir.Operation, expression string) string {
	from, pointer, _ := strings.Cut(expression, "#")
	switch {
	case from == "$request.body" && op.Body != nil:
		if path := e.memberPath(op.Body.Choices[0].Contents[0], pointer); path != "" {
			return "Body." + path + " of " + e.Names.Params(op)
		}
	case from == "$response.body" && len(op.Bodies) == 1:
		if path := e.memberPath(op.Bodies[0].First().Media(), pointer); path != "" {
			return path + " of the result of " + e.Names.Operation(op)
		}
	}
	for _, p := range op.Params {
		place, name, _ := strings.Cut(strings.TrimPrefix(from, "$request."), ".")
		same := p.Name == name || p.In == ir.InHeader && strings.EqualFold(p.Name, name)
		if same && place == string(p.In) {
			return e.Names.Param(p) + " of " + e.Names.Params(op)
		}
	}
	return ""
}

// memberPath is a JSON pointer into a body as fields: Hook.URL. It is "" if there
// is no such field.
func (e *Emitter) memberPath(m *ir.Media, pointer string) string {
	if m == nil || !strings.HasPrefix(pointer, "/") {
		return ""
	}
	var path []string
	v := m.Value
	for _, token := range source.SplitPointer(pointer) {
		field := ir.FieldNamed(v, token)
		if field == nil {
			return ""
		}
		path, v = append(path, e.Names.Field(field)), field.Value
	}
	return strings.Join(path, ".")
}

// baseURLFact documents the base URL of a callback: the field that has it, or
// else the expression.
func (e *Emitter) baseURLFact(op *ir.Operation) string {
	if op.Hook == nil || op.Hook.Callback == nil {
		return ""
	}
	base := op.Hook.Callback.Base
	if !strings.Contains(base, "$") {
		return ""
	}
	var fields []string
	for _, parent := range op.Hook.Callback.Of {
		if field := e.addressField(parent, strings.Trim(base, "{}")); field != "" && !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
	}
	if len(fields) < len(op.Hook.Callback.Of) {
		return "Its base URL is the value of " + gocode.OneLine(base) + "."
	}
	return "Its base URL is " + strings.Join(fields, ", or ") + "."
}
