package lower

import (
	"cmp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
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
			l.report(diag.UnsupportedMediaType, cur, m.Type+" is passed on as bytes: its schema is no object",
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
			l.report(diag.UnsupportedKeyword, encoding, "encoding names "+name+", which is no property", "add the property, or take the name out")
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
	reserved := isTrue(encoding.Child("allowReserved"))
	if style == "" && !reserved && !encoding.Has("explode") {
		if types == "" || m.Format == ir.Form && formatOf(types) != ir.JSON {
			return nil
		}
		return &ir.FormMember{Name: name, Types: types}
	}
	out := &ir.FormMember{Name: name, Style: cmp.Or(ir.Style(style), ir.StyleForm), Reserved: reserved}
	out.Explode = isTrue(encoding.Child("explode")) || out.Style == ir.StyleForm && !encoding.Has("explode")
	kinds := l.schemas.Intersection(schema).Kinds()
	switch {
	case !slices.Contains(formStyles, out.Style):
		l.report(diag.UnsupportedKeyword, encoding, "a form has no style "+style, "")
		return nil
	case out.Style == ir.StyleForm && out.Explode && slices.Contains(kinds, "object"):
		l.report(diag.UnsupportedKeyword, encoding, "the members of "+name+" are not spread over the form: it is sent as JSON", "give it the style deepObject")
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

// hasParts reports whether a member of a multipart body is more than a value.
func (l *lowering) hasParts(v schema.Intersection, cur spec.Cursor) bool {
	_, properties := v.Properties()
	for name, schemas := range properties {
		if l.isPart(schemas, cur.Child("encoding").Child(name)) {
			return true
		}
	}
	return false
}

// isPart holds for a member that is a file, and for one with headers.
func (l *lowering) isPart(schemas []spec.Cursor, encoding spec.Cursor) bool {
	isFile, _ := l.isFile(schemas, encoding)
	return isFile || slices.ContainsFunc(encoding.Child("headers").Node.Keys(), isPartHeader)
}

// isFile reports whether a member is a file, or a list of files.
func (l *lowering) isFile(schemas []spec.Cursor, encoding spec.Cursor) (isFile, isList bool) {
	types, _ := encoding.Child("contentType").Node.Str()
	for _, schema := range schemas {
		file, list := l.isFileSchema(schema, isFileType(types), 3)
		isFile, isList = isFile || file, isList || list
	}
	return isFile, isList
}

// isFileType holds for the content types of parts that are neither text nor JSON.
func isFileType(types string) bool {
	first, _, _ := strings.Cut(types, ",")
	format := formatOf(strings.TrimSpace(first))
	return strings.TrimSpace(first) != "" && (format == ir.Binary || format == ir.Multipart)
}

// isFileSchema: binary strings are files, and so are strings, and what the
// schema says nothing of, where the encoding says so.
func (l *lowering) isFileSchema(cur spec.Cursor, byType bool, depth int) (isFile, isList bool) {
	v := l.schemas.Intersection(cur)
	kinds := v.Kinds()
	mediaType := slices.ContainsFunc(v.Texts("contentMediaType"), isFileType) && len(v.Texts("contentEncoding")) == 0
	switch {
	case slices.Contains(v.Texts("format"), "binary"), mediaType:
		return true, false
	case byType && (len(kinds) == 0 || slices.Equal(kinds, []string{"string"})) && v.UnionKeyword() == "":
		return true, false
	case depth == 0:
		return false, false
	case slices.Equal(kinds, []string{"array"}):
		items := v.With("items")
		if len(items) == 0 {
			return byType, byType
		}
		isFile, _ = l.isFileSchema(items[0], byType, depth-1)
		return isFile, isFile
	}
	if keyword := v.UnionKeyword(); keyword != "" {
		for _, list := range v.With(keyword) { // one file, or several
			for i := range list.Node.Items {
				file, many := l.isFileSchema(list.Index(i), byType, depth-1)
				isFile, isList = isFile || file, isList || many
			}
		}
	}
	return isFile, isList
}

// filesObject declares the struct of a multipart body with members that are parts
// rather than values.
func (l *lowering) filesObject(v schema.Intersection, cur spec.Cursor) ir.Value {
	schema := cur.Child("schema")
	path := l.namePath(schema)
	s := site{id: identity{place: cur.Place()}.inside("files"), path: label.Path{label.Body{Of: label.Owner(path[0])}}, cur: schema}
	if d := l.declarations.byID[s.id]; d != nil {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	names, properties := v.Properties()
	required := v.Required()
	d := l.newDecl(s)
	closed, patterns := l.closed(v, names), l.patternProperties(v)
	body := &ir.Struct{Closed: closed && len(patterns) == 0}
	d.Body = body
	for _, name := range names {
		encoding := cur.Child("encoding").Child(name)
		types, _ := encoding.Child("contentType").Node.Str()
		var f *ir.Field
		if isFile, isList := l.isFile(properties[name], encoding); isFile {
			f = l.fileField(name, types, properties[name], slices.Contains(required, name), isList)
		} else {
			f = l.field(name, properties[name], slices.Contains(required, name), s)
		}
		f.Value = l.headedMember(f.Value, types, encoding, s.path.Append(label.Part{Of: name}))
		body.Fields = append(body.Fields, f)
	}
	if v.DescribesAdditional() || len(patterns) > 0 {
		more := l.additionalProperties(v, patterns, closed, s)
		body.Others, body.OthersNames, body.Checks = &more.value, more.names, more.checks
	}
	return ir.Value{Type: ir.Ref{Decl: d}}
}

func (l *lowering) fileField(name, types string, schemas []spec.Cursor, required, isList bool) *ir.Field {
	last := schemas[len(schemas)-1]
	v := l.schemas.Intersection(last)
	f := &ir.Field{Name: name, Required: required, Doc: l.prose(last)}
	f.Value = ir.Value{Type: ir.File{Types: cmp.Or(types, v.Text("contentMediaType"))}}
	if isList {
		f.Value = ir.Value{Type: ir.List{Elem: f.Value}}
		f.Value.Checks = slices.DeleteFunc(l.checks.Checks(v, f.Value), func(check ir.Check) bool {
			_, counts := check.(ir.Items)
			return !counts // what a stream holds nobody has seen
		})
	}
	l.extend(f, last)
	return f
}
