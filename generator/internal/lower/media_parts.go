package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// isParts reports whether the order of the parts of a multipart body tells them
// apart, rather than names: what says so is itemSchema (3.2), or, of other types
// than multipart/form-data, an array, and that nothing is said.
func (l *lowering) isParts(m *ir.Media, cur spec.Cursor) bool {
	if cur.Has("itemSchema") || cur.Has("itemEncoding") || cur.Has("prefixEncoding") {
		return true
	}
	kinds := l.schemas.Intersection(cur.Child("schema")).Kinds()
	return !isFormData(m.Type) && (len(kinds) == 0 || slices.Equal(kinds, []string{"array"}))
}

func isFormData(mediaType string) bool { return mediaBase(mediaType) == "multipart/form-data" }

// partsMedia lowers a stream of parts. Those of one schema are values of its
// type; where the first ones have schemas of their own, and where a schema is
// that of a file, they are passed on as they are.
func (l *lowering) partsMedia(m *ir.Media, cur spec.Cursor) {
	item, encoding := cur.Child("itemSchema"), cur.Child("itemEncoding")
	v := l.schemas.Intersection(cur.Child("schema"))
	if items := v.With("items"); item.Node == nil && len(items) == 1 {
		item = items[0]
	}
	types, _ := encoding.Child("contentType").Node.Str()
	m.PartTypes = append(l.firstTypes(v, cur.Child("prefixEncoding")), types)
	isFile, _ := l.isFile([]spec.Cursor{item}, encoding)
	kinds := l.schemas.Intersection(item).Kinds()
	switch {
	case len(m.PartTypes) > 1, isFile, len(kinds) == 0:
		m.Value = ir.Value{Type: ir.File{Types: types}}
	case !isTextType(types):
		l.Report(diag.UnsupportedMediaType, encoding, "parts of type "+types+" are passed on as they are", "")
		m.Value = ir.Value{Type: ir.File{Types: types}}
	default:
		m.Value = l.value(item)
	}
	l.ignoreEncoding(encoding)
	m.Value = l.headedPart(m.Value, types, encoding, l.headers(encoding.Child("headers")), label.Path{label.Part{Of: label.Owner(l.namePath(cur)[0])}})
}

// firstTypes are the content types of the parts that have schemas or encodings
// of their own.
func (l *lowering) firstTypes(v schema.Intersection, encodings spec.Cursor) []string {
	schemas := v.PrefixItems()
	n := len(schemas)
	if encodings.Node != nil {
		n = max(n, len(encodings.Node.Items))
	}
	out := make([]string, n)
	for i := range n {
		encoding := encodings.Index(i)
		l.ignoreEncoding(encoding)
		out[i], _ = encoding.Child("contentType").Node.Str()
		if out[i] == "" && i < len(schemas) {
			out[i] = l.usualType(schemas[i])
		}
	}
	return out
}

// usualType is the content type of a part of which none is declared.
func (l *lowering) usualType(schemas []spec.Cursor) string {
	isFile, _ := l.isFileSchema(schemas[len(schemas)-1], false, 0)
	kinds := l.schemas.Intersection(schemas[len(schemas)-1]).Kinds()
	switch {
	case isFile || len(kinds) == 0:
		return ""
	case slices.Contains(kinds, "object"), slices.Contains(kinds, "array"):
		return "application/json"
	}
	return "text/plain"
}

// isTextType holds for content types of parts that are read as a value.
func isTextType(types string) bool {
	first, _, _ := strings.Cut(types, ",")
	format := formatOf(strings.TrimSpace(first))
	return types == "" || format == ir.JSON || format == ir.Text
}

// ignoreEncoding reports the members of an Encoding Object that parts have no use
// for: those that go by names, and parts within parts.
func (l *lowering) ignoreEncoding(encoding spec.Cursor) {
	for _, name := range []string{"style", "explode", "allowReserved", "encoding", "itemEncoding", "prefixEncoding"} {
		l.ignoreMember("encoding", encoding, name)
	}
}
