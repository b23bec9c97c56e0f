package lower

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// formMedia lowers a form: an object of which each member travels by its name.
// What is no object is passed on as bytes.
func (l *lowering) formMedia(m *ir.Media, cur spec.Cursor) {
	schema := cur.Child("schema")
	v := l.schemas.Intersection(schema)
	switch {
	case m.Format == ir.Multipart && l.hasParts(v, cur):
		m.Value = l.filesObject(v, cur)
	case cur.Has("schema"):
		m.Value = l.value(schema)
	}
	if m.Value = notNull(m.Value); !isObject(m.Value) {
		if m.Format == ir.Form || isFormData(m.Type) || !slices.Equal(v.Kinds(), []string{"string"}) {
			l.Report(diag.UnsupportedMediaType, cur, m.Type+" is passed on as bytes: its schema is no object",
				"write a schema of type object, with a property for each name")
		}
		m.Format, m.Value = ir.Binary, ir.Value{}
		return
	}
	names, properties := v.Properties()
	for _, name := range names {
		encoding := cur.Child("encoding").Child(name)
		if m.Format == ir.Multipart && l.isPart(properties[name], encoding) {
			continue
		}
		if member := l.formMember(m, name, properties[name][0], encoding); member != nil {
			m.Members = append(m.Members, member)
		}
	}
	for name, encoding := range cur.Child("encoding").AllMembers() {
		if properties[name] == nil {
			l.Report(diag.UnsupportedKeyword, encoding, "encoding names "+name+", which is no property", "add the property, or take the name out")
		}
	}
}

func notNull(v ir.Value) ir.Value {
	v.Nullable = false // a body is there or not
	return v
}

func isObject(v ir.Value) bool {
	switch t := ir.Underlying(v).Type.(type) {
	case ir.Dict:
		return true
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Struct, *ir.Union:
			return true
		case *ir.Named:
			return isObject(body.Value)
		}
	}
	return false
}

// formMember lowers an Encoding Object; nil where it says what goes without saying.
func (l *lowering) formMember(m *ir.Media, name string, schema, encoding spec.Cursor) *ir.FormMember {
	if encoding.Node == nil {
		return nil
	}
	if m.Format == ir.Form {
		l.ignoreMember("encoding", encoding, "headers")
	}
	types, _ := encoding.Child("contentType").Node.Str()
	style, _ := encoding.Child("style").Node.Str()
	reserved := encoding.Child("allowReserved").IsTrue()
	if style == "" && !reserved && !encoding.Has("explode") {
		if types == "" || m.Format == ir.Form && formatOf(types) != ir.JSON {
			return nil
		}
		return &ir.FormMember{Name: name, Types: types}
	}
	out := &ir.FormMember{Name: name, Style: cmp.Or(ir.Style(style), ir.StyleForm), Reserved: reserved}
	out.Explode = encoding.Child("explode").IsTrue() || out.Style == ir.StyleForm && !encoding.Has("explode")
	kinds := l.schemas.Intersection(schema).Kinds()
	switch {
	case !slices.Contains(formStyles, out.Style):
		l.Report(diag.UnsupportedKeyword, encoding, "a form has no style "+style, "")
		return nil
	case out.Style == ir.StyleForm && out.Explode && slices.Contains(kinds, "object"):
		l.Report(diag.UnsupportedKeyword, encoding, "the members of "+name+" are not spread over the form: it is sent as JSON", "give it the style deepObject")
		return &ir.FormMember{Name: name}
	case out.Style == ir.StyleForm && out.Explode && !out.Reserved:
		return nil
	case out.Style == ir.StyleDeepObject:
		out.Explode = true
	}
	return out
}

// formStyles are the styles that members of forms have.
var formStyles = []ir.Style{ir.StyleForm, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleDeepObject}
