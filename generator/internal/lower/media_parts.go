package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// isParts reports whether the parts of a multipart body are distinguished by their order, not by
// names: the media type has itemSchema (3.2), or it is not multipart/form-data and its schema is
// an array or has no type.
func (l *lowering) isParts(m *ir.Media, cur spec.Cursor) bool {
	if cur.Has("itemSchema") || cur.Has("itemEncoding") || cur.Has("prefixEncoding") {
		return true
	}
	kinds := l.Schemas.Intersection(cur.Child("schema")).Kinds()
	return !isFormData(m.Type) && (len(kinds) == 0 || slices.Equal(kinds, []string{"array"}))
}

func isFormData(mediaType string) bool { return mediatype.Base(mediaType) == "multipart/form-data" }

// partsMedia lowers a stream of parts. Parts with a common schema have its type. If the first
// ones have separate schemas, or if the schema describes a file, they are passed on as bytes.
func (l *lowering) partsMedia(m *ir.Media, cur spec.Cursor) {
	item, encoding := cur.Child("itemSchema"), cur.Child("itemEncoding")
	v := l.Schemas.Intersection(cur.Child("schema"))
	if items := v.With("items"); item.Node == nil && len(items) == 1 {
		item = items[0]
	}
	types, _ := encoding.Child("contentType").Node.Str()
	partTypes := append(l.leadingPartTypes(v, cur.Child("prefixEncoding")), types)
	m.Details = ir.PartsDetails{Types: partTypes}
	isFile, _ := l.isFile([]spec.Cursor{item}, encoding)
	kinds := l.Schemas.Intersection(item).Kinds()
	switch {
	case len(partTypes) > 1, isFile, len(kinds) == 0:
		m.Value = ir.Value{Type: ir.File{Types: types}}
	case !isTextType(types):
		l.Report(diag.UnsupportedMediaType, encoding, "parts of type "+types+" are passed on as bytes", "")
		m.Value = ir.Value{Type: ir.File{Types: types}}
	default:
		m.Value = l.Value(item)
	}
	l.ignoreEncoding(encoding)
	m.Value = l.partWithHeaders(m.Value, types, encoding, l.headers(encoding.Child("headers")), label.Path{label.Part{Of: label.Owner(l.NamePath(cur)[0])}})
}

// leadingPartTypes returns the content types of the first parts, which have separate schemas or
// encodings.
func (l *lowering) leadingPartTypes(v schema.Intersection, encodings spec.Cursor) []string {
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
			out[i] = l.defaultPartType(schemas[i])
		}
	}
	return out
}

// defaultPartType returns the content type of a part without a declared one.
func (l *lowering) defaultPartType(schemas []spec.Cursor) string {
	isFile, _ := l.isFileSchema(schemas[len(schemas)-1], false, 0)
	kinds := l.Schemas.Intersection(schemas[len(schemas)-1]).Kinds()
	switch {
	case isFile || len(kinds) == 0:
		return ""
	case slices.Contains(kinds, "object"), slices.Contains(kinds, "array"):
		return "application/json"
	}
	return "text/plain"
}

// isTextType reports whether a part with this content type is read as a value.
func isTextType(types string) bool {
	first, _, _ := strings.Cut(types, ",")
	format := mediatype.FormatOf(strings.TrimSpace(first))
	return types == "" || format == ir.JSON || format == ir.Text
}

// ignoreEncoding reports the members of an Encoding Object that have no effect on parts: those of
// named fields, and of nested parts.
func (l *lowering) ignoreEncoding(encoding spec.Cursor) {
	for _, name := range []string{"style", "explode", "allowReserved", "encoding", "itemEncoding", "prefixEncoding"} {
		l.IgnoreMember("encoding", encoding, name)
	}
}
