package emit

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
)

// addressField finds the field that a runtime expression is about, in the params
// of an operation or in what it answers; "" where it is about something else.
//
//	$request.query.url       URL of SubscribeParams
//	$request.body#/hook/url  Body.Hook.URL of SubscribeParams
//	$response.body#/url      URL of what Subscribe answers
func (e *emitter) addressField(op *ir.Operation, expression string) string {
	from, pointer, _ := strings.Cut(expression, "#")
	switch {
	case from == "$request.body" && op.Body != nil && e.names.Body(op.Body) == "":
		if path := e.memberPath(op.Body.Choices[0].Contents[0], pointer); path != "" {
			return "Body." + path + " of " + e.names.Params(op)
		}
	case from == "$response.body" && len(op.Results) == 1:
		if path := e.memberPath(op.Results[0].Media(), pointer); path != "" {
			if e.names.Result(op) != "" {
				path = "Body." + path
			}
			return path + " of what " + e.names.Operation(op) + " answers"
		}
	}
	for _, p := range op.Params {
		place, name, _ := strings.Cut(strings.TrimPrefix(from, "$request."), ".")
		same := p.Name == name || p.In == ir.InHeader && strings.EqualFold(p.Name, name)
		if same && place == string(p.In) {
			return e.names.Param(p) + " of " + e.names.Params(op)
		}
	}
	return ""
}

// memberPath spells a JSON pointer into a body as fields: Hook.URL. It is "" for
// one that leads to no field.
func (e *emitter) memberPath(m *ir.Media, pointer string) string {
	if m == nil || !strings.HasPrefix(pointer, "/") {
		return ""
	}
	var path []string
	v := m.Value
	for _, token := range source.SplitPointer(pointer) {
		field := fieldNamed(v, token)
		if field == nil {
			return ""
		}
		path, v = append(path, e.names.Field(field)), field.Value
	}
	return strings.Join(path, ".")
}

// fieldNamed is the member of an object; nil where there is none.
func fieldNamed(v ir.Value, name string) *ir.Field {
	d := ir.StructDecl(ir.Underlying(v))
	if d == nil {
		return nil
	}
	for _, field := range d.Body.(*ir.Struct).Fields {
		if field.Name == name {
			return field
		}
	}
	return nil
}
