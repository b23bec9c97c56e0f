package lower

import (
	"cmp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// This file lowers the members of a multipart body that are files or have headers. The
// body itself is lowered by formMedia, with the other members; bodies whose parts have
// no names are lowered by partsMedia.

// hasParts reports whether a member of a multipart body is a file or has headers.
func (l *lowering) hasParts(v schema.Intersection, cur spec.Cursor) bool {
	_, properties := v.Properties()
	for name, schemas := range properties {
		if l.isPart(schemas, cur.Child("encoding").Child(name)) {
			return true
		}
	}
	return false
}

// isPart reports whether a member is a file or has headers.
func (l *lowering) isPart(schemas []spec.Cursor, encoding spec.Cursor) bool {
	isFile, _ := l.isFile(schemas, encoding)
	return isFile || slices.ContainsFunc(encoding.Child("headers").Node.Keys(), isPartHeader)
}

// isFile reports whether a member is a file or a list of files, and which of them.
func (l *lowering) isFile(schemas []spec.Cursor, encoding spec.Cursor) (isFile, isList bool) {
	types, _ := encoding.Child("contentType").Node.Str()
	for _, schema := range schemas {
		file, list := l.isFileSchema(schema, isFileType(types), 3)
		isFile, isList = isFile || file, isList || list
	}
	return isFile, isList
}

// isFileType reports whether the content type of a part is neither text nor JSON.
func isFileType(types string) bool {
	first, _, _ := strings.Cut(types, ",")
	format := mediatype.FormatOf(strings.TrimSpace(first))
	return strings.TrimSpace(first) != "" && (format == ir.Binary || format == ir.Multipart)
}

// isFileSchema reports whether a schema describes a file or a list of files. Binary strings are
// files; if the content type is one of files (byType), so are other strings, and schemas
// without a type.
func (l *lowering) isFileSchema(cur spec.Cursor, byType bool, depth int) (isFile, isList bool) {
	v := l.Schemas.Intersection(cur)
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

// filesObject declares the struct of a multipart body with members that are files or have
// headers.
func (l *lowering) filesObject(v schema.Intersection, cur spec.Cursor) ir.Value {
	schema := cur.Child("schema")
	path := l.NamePath(schema)
	s := types.Inside(cur, "files", label.Path{label.Body{Of: label.Owner(path[0])}}, schema)
	if d := l.Declared(s); d != nil {
		return ir.Value{Type: ir.Ref{Decl: d}}
	}
	names, properties := v.Properties()
	required := v.Required()
	d := l.NewDecl(s)
	closed, patterns := l.Closed(v, names), l.PatternProperties(v)
	body := &ir.Struct{Closed: closed && len(patterns) == 0}
	d.Body = body
	for _, name := range names {
		encoding := cur.Child("encoding").Child(name)
		types, _ := encoding.Child("contentType").Node.Str()
		var f *ir.Field
		if isFile, isList := l.isFile(properties[name], encoding); isFile {
			f = l.fileField(name, types, properties[name], slices.Contains(required, name), isList)
		} else {
			f = l.Field(name, properties[name], slices.Contains(required, name), s)
		}
		f.Value = l.memberWithHeaders(f.Value, types, encoding, s.Path.Append(label.Part{Of: name}))
		body.Fields = append(body.Fields, f)
	}
	if v.DescribesAdditional(closed) || len(patterns) > 0 {
		more := l.AdditionalProperties(v, patterns, closed, s)
		body.Additional, body.AdditionalNames, body.Checks = &more.Value, more.Names, more.Checks
	}
	return ir.Value{Type: ir.Ref{Decl: d}}
}

func (l *lowering) fileField(name, types string, schemas []spec.Cursor, required, isList bool) *ir.Field {
	last := schemas[len(schemas)-1]
	v := l.Schemas.Intersection(last)
	f := &ir.Field{Name: name, Required: required, Doc: l.Prose(last)}
	l.Direction(f, schemas)
	f.Value = ir.Value{Type: ir.File{Types: cmp.Or(types, v.Text("contentMediaType"))}}
	if isList {
		f.Value = ir.Value{Type: ir.List{Elem: f.Value}}
		f.Value.Checks = slices.DeleteFunc(l.Checks.Checks(v, f.Value), func(check ir.Check) bool {
			_, counts := check.(ir.Items)
			return !counts // the content of a stream cannot be checked in advance
		})
	}
	l.Extend(f, last)
	return f
}

// memberWithHeaders returns the value of a multipart member with the headers that its encoding
// declares; v itself without headers. Each item of a list is a part.
func (l *lowering) memberWithHeaders(v ir.Value, types string, encoding spec.Cursor, path label.Path) ir.Value {
	headers := slices.DeleteFunc(l.headers(encoding.Child("headers")), func(h *ir.Header) bool { return !isPartHeader(h.Name) })
	list, isList := ir.Underlying(v).Type.(ir.List)
	if ref, ok := ir.Underlying(v).Type.(ir.Ref); ok {
		if named, ok := ref.Decl.Body.(*ir.Named); ok {
			list, isList = named.Value.Type.(ir.List)
		}
	}
	if !isList || len(headers) == 0 {
		return l.partWithHeaders(v, types, encoding, headers, path)
	}
	part := l.partWithHeaders(list.Elem, types, encoding, headers, path)
	counts := slices.DeleteFunc(slices.Clone(v.Checks), func(check ir.Check) bool {
		_, ok := check.(ir.Items)
		return !ok
	})
	if len(counts) < len(v.Checks) {
		l.ReportFirst(diag.UnsupportedKeyword, encoding, "of parts with headers only the number is checked, not the other constraints of the array", "")
	}
	return ir.Value{Type: ir.List{Elem: part}, Checks: counts}
}

func (l *lowering) partWithHeaders(v ir.Value, contentType string, encoding spec.Cursor, headers []*ir.Header, path label.Path) ir.Value {
	if len(headers) == 0 {
		return v
	}
	d := l.NewDecl(types.Inside(encoding, "part", path, encoding))
	d.Body = &ir.Part{Headers: headers, Value: v, Types: contentType}
	return ir.Value{Type: ir.Ref{Decl: d}}
}
