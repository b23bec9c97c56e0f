package lower

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/spec"
)

// parameters lowers the parameters of an operation: those of its path item that it does not
// override, then its own, in declared order. Of several with the same name in the same place,
// there is the first. secured means that the operation requires credentials.
func (l *lowering) parameters(item, op spec.Cursor, secured bool) []*ir.Param {
	own := l.declaredParameters(op)
	overrides := map[string]bool{}
	for _, cur := range own {
		overrides[parameterKey(cur)] = true
	}
	shared := slices.DeleteFunc(l.declaredParameters(item), func(cur spec.Cursor) bool { return overrides[parameterKey(cur)] })
	var out []*ir.Param
	listed := map[string]bool{}
	for _, cur := range append(shared, own...) {
		key := parameterKey(cur)
		if !listed[key] && canBeNamed(cur) && !l.isIgnoredHeader(cur, secured) {
			out = append(out, l.parameter(cur))
		}
		listed[key] = true
	}
	return out
}

// canBeNamed reports whether requests can have a parameter with such a name: the names of headers
// are tokens.
func canBeNamed(cur spec.Cursor) bool {
	return ir.Location(cur.Text("in")) != ir.InHeader || isToken(cur.Text("name"))
}

// declaredParameters returns the parameters that an operation or a path item lists.
func (l *lowering) declaredParameters(owner spec.Cursor) (out []spec.Cursor) {
	for _, cur := range owner.Child("parameters").Elements() {
		out = append(out, l.Doc.Follow(cur))
	}
	return out
}

// parameterKey identifies a parameter of an operation. The names of headers ignore case.
func parameterKey(cur spec.Cursor) string {
	if ir.Location(cur.Text("in")) == ir.InHeader {
		return cur.Text("in") + " " + strings.ToLower(cur.Text("name"))
	}
	return cur.Text("in") + " " + cur.Text("name")
}

func (l *lowering) parameter(cur spec.Cursor) *ir.Param {
	in := ir.Location(cur.Text("in"))
	schema, mediaType := l.parameterSchema(cur)
	out := &ir.Param{
		Name: cur.Text("name"), In: in, Required: cur.Child("required").IsTrue() || in == ir.InPath,
		Value:         l.Value(schema),
		Doc:           types.Doc("", cur.Text("description"), cur.Child("deprecated").IsTrue(), cur),
		AllowReserved: cur.Child("allowReserved").IsTrue(), AllowEmpty: cur.Child("allowEmptyValue").IsTrue(),
		Examples: append(l.NamedExamples(cur), l.Examples(schema)...),
	}
	if out.Doc.Description == "" && !schema.Has("$ref") {
		out.Doc.Description = l.Prose(schema).Description
	}
	l.style(out, mediaType, cur)
	l.reportQueryOnly(out, cur)
	if out.In == ir.InPath && out.Style == ir.StyleSimple {
		out.Value = requireNotEmpty(out.Value)
	}
	if out.Required && !out.AllowEmpty && out.Explode && (out.In == ir.InQuery || out.In == ir.InCookie) {
		out.Value = requireItem(out.Value)
	}
	out.Value = types.Textual(out.Value)
	l.ExtendParam(out, cur)
	if found := l.Default(schema); found.Node != nil {
		l.defaults = append(l.defaults, paramDefault{out, found})
	}
	return out
}

// parameterSchema returns the schema of a parameter or header, and the content type if it is in
// content.
func (l *lowering) parameterSchema(cur spec.Cursor) (schema spec.Cursor, mediaType string) {
	content := cur.Child("content")
	if cur.Has("schema") || content.Node == nil {
		return cur.Child("schema"), ""
	}
	for name := range content.AllMembers() {
		if mediaType == "" || cmp.Or(cmp.Compare(mediatype.Rank(name), mediatype.Rank(mediaType)), cmp.Compare(name, mediaType)) < 0 {
			mediaType = name
		}
	}
	return content.Child(mediaType).Child("schema"), mediaType
}

// reportQueryOnly reports members that have no effect on parameters outside of the query.
// allowReserved has an effect in a path, too: OpenAPI 3.2 specifies it, and earlier documents
// mean it.
func (l *lowering) reportQueryOnly(p *ir.Param, cur spec.Cursor) {
	if p.In == ir.InQuery {
		return
	}
	spans := isMultiSegment(p)
	for _, name := range []string{"allowReserved", "allowEmptyValue"} {
		if cur.Child(name).IsTrue() && !(spans && name == "allowReserved") {
			l.Report(diag.UnsupportedKeyword, cur.Child(name), fmt.Sprintf("%s has no effect on a parameter in the %s", name, p.In), "")
		}
	}
	p.AllowReserved, p.AllowEmpty = p.AllowReserved && spans, false
}

// requireNotEmpty forbids the empty string in a path: the request would go to another operation,
// or to none.
func requireNotEmpty(v ir.Value) ir.Value {
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
	v.Checks = append(slices.Clip(v.Checks), ir.Length{Min: 1})
	return v
}

// requireItem forbids the empty array for a required parameter that is sent once for each item:
// the parameter would be missing.
func requireItem(v ir.Value) ir.Value {
	if ir.KindsOf(v) != ir.Lists {
		return v
	}
	v.Checks = slices.Clone(v.Checks)
	for i, check := range v.Checks {
		if items, ok := check.(ir.Items); ok {
			items.Min = max(items.Min, 1)
			v.Checks[i] = items
			return v
		}
	}
	v.Checks = append(v.Checks, ir.Items{Min: 1})
	return v
}
