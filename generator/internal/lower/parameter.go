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
	schema, mediaType := l.parameterSchema(cur)
	out := &ir.Param{
		Name: param.Name, In: ir.Location(param.In), Required: param.Required || param.In == openapi3.ParameterInPath,
		Value:         l.value(schema),
		Doc:           prose("", param.Description, param.Deprecated, cur),
		AllowReserved: isTrue(cur.Child("allowReserved")), AllowEmpty: isTrue(cur.Child("allowEmptyValue")),
		Example: cmp.Or(jsonText(cur.Child("example")), jsonText(l.doc.Follow(schema).Child("example"))),
	}
	if out.Doc.Description == "" && !schema.Has("$ref") {
		out.Doc.Description = l.prose(schema).Description
	}
	l.style(out, mediaType, cur)
	l.onlyInQueries(out, cur)
	if out.In == ir.InPath && out.Style == ir.StyleSimple {
		out.Value = notEmpty(out.Value)
	}
	out.Value = textual(out.Value)
	l.extendParam(out, cur)
	out.Default = l.parameterDefault(out, l.doc.Follow(schema).Child("default"))
	return out
}

// parameterSchema is the schema of a parameter. One with content has it below a
// content type, "" for others.
func (l *lowering) parameterSchema(cur spec.Cursor) (schema spec.Cursor, mediaType string) {
	content := cur.Child("content")
	if cur.Has("schema") || content.Node == nil {
		return cur.Child("schema"), ""
	}
	for name := range content.AllMembers() {
		if mediaType == "" || cmp.Or(cmp.Compare(rank(name), rank(mediaType)), cmp.Compare(name, mediaType)) < 0 {
			mediaType = name
		}
	}
	return content.Child(mediaType).Child("schema"), mediaType
}

// onlyInQueries reports what is said of a parameter outside the query in vain.
func (l *lowering) onlyInQueries(p *ir.Param, cur spec.Cursor) {
	if p.In == ir.InQuery {
		return
	}
	for _, name := range []string{"allowReserved", "allowEmptyValue"} {
		if isTrue(cur.Child(name)) {
			l.report(diag.UnsupportedKeyword, cur.Child(name), fmt.Sprintf("%s has no effect on a parameter in the %s", name, p.In), "")
		}
	}
	p.AllowReserved, p.AllowEmpty = false, false
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
