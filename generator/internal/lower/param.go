package lower

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// parameters are those of the operation after those of its path item that it
// does not override, in declared order. secured says that the operation asks for
// credentials.
func (l *lowering) parameters(item, op spec.Cursor, secured bool) []*ir.Param {
	own := l.declaredParameters(op)
	overrides := map[string]bool{}
	for _, cur := range own {
		overrides[parameterKey(cur)] = true
	}
	shared := slices.DeleteFunc(l.declaredParameters(item), func(cur spec.Cursor) bool { return overrides[parameterKey(cur)] })
	var out []*ir.Param
	for _, cur := range append(shared, own...) {
		if !l.spokenFor(cur, secured) {
			out = append(out, l.parameter(cur))
		}
	}
	return out
}

// declaredParameters are the parameters that an operation or a path item lists.
func (l *lowering) declaredParameters(owner spec.Cursor) (out []spec.Cursor) {
	list := owner.Child("parameters")
	for i := range items(list) {
		out = append(out, l.doc.Follow(list.Index(i)))
	}
	return out
}

// parameterKey tells the parameters of an operation apart. Headers have names
// without case.
func parameterKey(cur spec.Cursor) string {
	if ir.Location(cur.Text("in")) == ir.InHeader {
		return cur.Text("in") + " " + strings.ToLower(cur.Text("name"))
	}
	return cur.Text("in") + " " + cur.Text("name")
}

// spokenFor reports whether a header is no parameter, for OpenAPI speaks of it
// elsewhere. Authorization stays one where no security scheme stands for it: its
// caller could not send it otherwise.
func (l *lowering) spokenFor(cur spec.Cursor, secured bool) bool {
	if ir.Location(cur.Text("in")) != ir.InHeader {
		return false
	}
	where, hint := "content", "take it out: content types are negotiated"
	switch strings.ToLower(cur.Text("name")) {
	case "accept", "content-type":
	case "authorization":
		where, hint = "security", "take it out: the security schemes send it"
		if !secured {
			l.Report(diag.InvalidDocument, cur, "OpenAPI ignores a header parameter Authorization: here it is one, for the operation has no security", "declare a security scheme")
			return false
		}
	default:
		return false
	}
	l.Report(diag.InvalidDocument, cur, "the header "+cur.Text("name")+" is no parameter in OpenAPI, which has "+where+" for it: this one is ignored", hint)
	return true
}

func (l *lowering) parameter(cur spec.Cursor) *ir.Param {
	in := ir.Location(cur.Text("in"))
	schema, mediaType := l.parameterSchema(cur)
	out := &ir.Param{
		Name: cur.Text("name"), In: in, Required: cur.Child("required").IsTrue() || in == ir.InPath,
		Value:         l.value(schema),
		Doc:           prose("", cur.Text("description"), cur.Child("deprecated").IsTrue(), cur),
		AllowReserved: cur.Child("allowReserved").IsTrue(), AllowEmpty: cur.Child("allowEmptyValue").IsTrue(),
		Example: cmp.Or(cur.Child("example").JSON(), l.doc.Follow(schema).Child("example").JSON()),
	}
	if out.Doc.Description == "" && !schema.Has("$ref") {
		out.Doc.Description = l.prose(schema).Description
	}
	l.style(out, mediaType, cur)
	l.onlyInQueries(out, cur)
	if out.In == ir.InPath && out.Style == ir.StyleSimple {
		out.Value = notEmpty(out.Value)
	}
	if out.Required && !out.AllowEmpty && out.Explode && (out.In == ir.InQuery || out.In == ir.InCookie) {
		out.Value = notEmptyArray(out.Value)
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

// onlyInQueries reports what is said of a parameter outside the query in vain. Reserved
// characters stay in a path as well, as of OpenAPI 3.2 and as meant before.
func (l *lowering) onlyInQueries(p *ir.Param, cur spec.Cursor) {
	if p.In == ir.InQuery {
		return
	}
	spans := mayHoldSlashes(p)
	for _, name := range []string{"allowReserved", "allowEmptyValue"} {
		if cur.Child(name).IsTrue() && !(spans && name == "allowReserved") {
			l.Report(diag.UnsupportedKeyword, cur.Child(name), fmt.Sprintf("%s has no effect on a parameter in the %s", name, p.In), "")
		}
	}
	p.AllowReserved, p.AllowEmpty = p.AllowReserved && spans, false
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

// notEmptyArray forbids the empty array where each element travels by itself:
// nothing would be left of a parameter that has to be there.
func notEmptyArray(v ir.Value) ir.Value {
	if ir.ShapeOf(v) != ir.Lists {
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
