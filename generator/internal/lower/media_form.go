package lower

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/spec"
)

// formMedia lowers a form or a multipart body with named parts: an object whose members are sent
// as fields or parts with their names. Members that are files or have headers are in
// media_multipart.go. If the schema is not an object, the body is passed on as bytes.
func (l *lowering) formMedia(m *ir.Media, cur spec.Cursor) {
	schema := cur.Child("schema")
	v := l.Schemas.Intersection(schema)
	switch {
	case m.Format == ir.Multipart && l.hasParts(v, cur):
		m.Value = l.filesObject(v, cur)
	case cur.Has("schema"):
		m.Value = l.Value(schema)
	}
	if m.Value = notNull(m.Value); !l.isObject(m.Value) {
		if m.Format == ir.Form || isFormData(m.Type) || !slices.Equal(v.Kinds(), []string{"string"}) {
			l.Report(diag.UnsupportedMediaType, cur, m.Type+" is passed on as bytes: its schema is not an object",
				"write a schema of type object, with a property for each name")
		}
		m.Format, m.Value = ir.Binary, ir.Value{}
		return
	}
	if l.Kinds(m.Value) != ir.Objects {
		l.Report(diag.UnsupportedMediaType, cur, m.Type+" is sent for the alternatives that are objects; a call with another one is an error",
			"write a schema of type object, with a property for each name")
	}
	names, properties := v.Properties()
	var members []*ir.FormMember
	for _, name := range names {
		encoding := cur.Child("encoding").Child(name)
		if m.Format == ir.Multipart && l.isPart(properties[name], encoding) {
			continue
		}
		if member := l.formMember(m, name, properties[name][0], encoding); member != nil {
			members = append(members, member)
		}
	}
	m.Details = ir.FormDetails{Members: members}
	for name, encoding := range cur.Child("encoding").AllMembers() {
		if properties[name] == nil {
			l.Report(diag.UnsupportedKeyword, encoding, "encoding has "+name+", which is not a property", "add the property, or remove the name")
		}
	}
}

func notNull(v ir.Value) ir.Value {
	v.Nullable = false // a body is present or absent
	return v
}

// isObject reports whether values of a type, or of an alternative of it, are objects.
func (l *lowering) isObject(v ir.Value) bool {
	switch t := ir.Underlying(v).Type.(type) {
	case ir.Dict:
		return true
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Struct:
			return true
		case *ir.Union:
			return l.Kinds(v)&ir.Objects != 0
		case *ir.Named:
			return l.isObject(body.Value)
		}
	}
	return false
}

// formMember lowers an Encoding Object; nil if it only states the default.
func (l *lowering) formMember(m *ir.Media, name string, schema, encoding spec.Cursor) *ir.FormMember {
	if encoding.Node == nil {
		return nil
	}
	if m.Format == ir.Form {
		l.IgnoreMember("encoding", encoding, "headers")
	}
	types, _ := encoding.Child("contentType").Node.Str()
	style, _ := encoding.Child("style").Node.Str()
	reserved := encoding.Child("allowReserved").IsTrue()
	if style == "" && !reserved && !encoding.Has("explode") {
		if types == "" || m.Format == ir.Form && mediatype.FormatOf(types) != ir.JSON {
			return nil
		}
		return &ir.FormMember{Name: name, Types: types}
	}
	out := &ir.FormMember{Name: name, Style: cmp.Or(ir.Style(style), ir.StyleForm), Reserved: reserved}
	out.Explode = encoding.Child("explode").IsTrue() || out.Style == ir.StyleForm && !encoding.Has("explode")
	kinds := l.Schemas.Intersection(schema).Kinds()
	switch {
	case !slices.Contains(formStyles, out.Style):
		l.Report(diag.UnsupportedKeyword, encoding, "forms have no style "+style, "")
		return nil
	case out.Style == ir.StyleForm && out.Explode && slices.Contains(kinds, "object"):
		l.Report(diag.UnsupportedKeyword, encoding, "the members of "+name+" do not become fields of the form: it is sent as JSON", "use the style deepObject")
		return &ir.FormMember{Name: name}
	case out.Style == ir.StyleForm && out.Explode && !out.Reserved:
		return nil
	case out.Style == ir.StyleDeepObject:
		out.Explode = true
	}
	return out
}

// formStyles are the styles of form fields.
var formStyles = []ir.Style{ir.StyleForm, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleDeepObject}
