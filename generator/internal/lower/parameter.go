package lower

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// parameters are those of the operation after those of its path item that it
// does not override, in declared order.
func (l *lowering) parameters(item *openapi3.PathItem, op *openapi3.Operation, itemCur, cur spec.Cursor) []*ir.Param {
	var out []*ir.Param
	own := map[string]bool{}
	for _, ref := range op.Parameters {
		if ref.Value != nil {
			own[ref.Value.In+" "+ref.Value.Name] = true
		}
	}
	for i, ref := range item.Parameters {
		if ref.Value != nil && !own[ref.Value.In+" "+ref.Value.Name] {
			out = append(out, l.parameter(ref.Value, l.doc.Follow(itemCur.Child("parameters").Index(i))))
		}
	}
	for i, ref := range op.Parameters {
		if ref.Value != nil {
			out = append(out, l.parameter(ref.Value, l.doc.Follow(cur.Child("parameters").Index(i))))
		}
	}
	return out
}

func (l *lowering) parameter(param *openapi3.Parameter, cur spec.Cursor) *ir.Param {
	out := &ir.Param{
		Name: param.Name, In: ir.Location(param.In), Required: param.Required || param.In == openapi3.ParameterInPath,
		Value:   l.value(cur.Child("schema")),
		Doc:     prose("", param.Description, param.Deprecated, cur),
		Default: jsonText(l.doc.Follow(cur.Child("schema")).Child("default")),
		Example: cmp.Or(jsonText(cur.Child("example")), jsonText(l.doc.Follow(cur.Child("schema")).Child("example"))),
	}
	if out.Doc.Description == "" && !cur.Child("schema").Has("$ref") {
		out.Doc.Description = l.prose(cur.Child("schema")).Description
	}
	l.ignore("parameter", cur)
	style := cmp.Or(param.Style, defaultStyle(out.In))
	out.Explode = style == openapi3.SerializationForm
	if param.Explode != nil {
		out.Explode = *param.Explode
	}
	if problem := wireProblem(out, style); problem != "" {
		l.report(diag.UnsupportedParameterStyle, cur, fmt.Sprintf("the %s parameter %s %s: it is a string that the caller writes", out.In, out.Name, problem), "")
		out.Value = ir.Value{Type: ir.String{}}
	}
	if out.In == ir.InPath {
		out.Value = notEmpty(out.Value)
	}
	out.Value = textual(out.Value)
	l.extendParam(out, cur)
	return out
}

// notEmpty forbids the empty string in a path: the request would go to
// another operation, or to none.
func notEmpty(v ir.Value) ir.Value {
	u := ir.Underlying(v)
	if _, ok := u.Type.(ir.String); !ok {
		return v
	}
	for i, check := range v.Checks {
		if length, ok := check.(ir.Length); ok {
			length.Min = max(length.Min, 1)
			v.Checks = slices.Clone(v.Checks)
			v.Checks[i] = length
			return v
		}
	}
	v.Checks = append(v.Checks[:len(v.Checks):len(v.Checks)], ir.Length{Min: 1})
	return v
}

func defaultStyle(in ir.Location) string {
	if in == ir.InQuery || in == ir.InCookie {
		return openapi3.SerializationForm
	}
	return openapi3.SerializationSimple
}

// wireProblem says what keeps a parameter from being typed; "" for nothing.
// Scalars and arrays of scalars travel in the default style of their location.
func wireProblem(p *ir.Param, style string) string {
	if style != defaultStyle(p.In) {
		return "has the style " + style
	}
	kind := ir.Underlying(p.Value).Type
	if list, ok := kind.(ir.List); ok {
		kind = ir.Underlying(list.Elem).Type
		if p.In == ir.InCookie && p.Explode {
			return "is an exploded array"
		}
	}
	switch t := kind.(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean, ir.Time, ir.Date, ir.Bytes, ir.UnixTime, ir.Decimal:
		return ""
	case ir.Foreign:
		if t.JSON != "object" && t.JSON != "array" {
			return ""
		}
	case ir.Ref:
		if _, ok := t.Decl.Body.(*ir.Enum); ok {
			return ""
		}
	}
	return "is neither a scalar nor an array of scalars"
}
