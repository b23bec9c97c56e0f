package lower

import (
	"mime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/spec"
)

// mediaType lowers one content type.
func (l *lowering) mediaType(name string, cur spec.Cursor) *ir.Media {
	m := &ir.Media{Type: name, Format: mediatype.FormatOf(name)}
	switch {
	case m.Format == ir.XML && !l.isXMLTyped(cur):
		m.Format = ir.Binary // such as SVG, or without a schema
	case m.Format == ir.Binary && l.isAnyJSON(name, cur):
		m.Type, m.Format = "application/json", ir.JSON
	case m.Format == ir.Multipart && l.isParts(m, cur):
		m.Format = ir.Parts
	}
	switch m.Format {
	case ir.JSON:
		if strings.Contains(mediatype.Base(m.Type), "*") {
			m.Type = "application/json" // for a range such as application/*+json
		}
		m.Value = l.Value(cur.Child("schema"))
	case ir.Text:
		l.textMedia(m, cur)
	case ir.Binary:
		l.binaryMedia(m, cur)
	case ir.Lines, ir.Sequence, ir.Events:
		l.itemsMedia(m, cur)
	case ir.Form, ir.Multipart:
		l.formMedia(m, cur)
	case ir.Parts:
		l.partsMedia(m, cur)
	case ir.XML:
		l.xmlMedia(m, cur)
	}
	if m.Format == ir.JSON || m.Format == ir.Text {
		m.Examples = append(l.NamedExamples(cur), l.Examples(cur.Child("schema"))...)
	}
	l.ignoreMedia(m.Format, cur)
	return m
}

// ignoreMedia reports the members of a Media Type Object that have no effect on its format.
func (l *lowering) ignoreMedia(format ir.Format, cur spec.Cursor) {
	used := map[ir.Format][]string{
		ir.Form: {"encoding"}, ir.Multipart: {"encoding"}, ir.Lines: {"itemSchema"}, ir.Sequence: {"itemSchema"}, ir.Events: {"itemSchema"},
		ir.Parts: {"itemSchema", "itemEncoding", "prefixEncoding"},
	}
	for _, name := range []string{"encoding", "itemSchema", "itemEncoding", "prefixEncoding"} {
		if !slices.Contains(used[format], name) {
			l.IgnoreMember("media type", cur, name)
		}
	}
}

// isAnyJSON reports whether a media type is */* with a schema that is best represented by JSON:
// some frameworks write */* for JSON. A string could be text as well.
func (l *lowering) isAnyJSON(name string, cur spec.Cursor) bool {
	if mediatype.Base(name) != "*/*" || !cur.Has("schema") {
		return false
	}
	kinds := l.Schemas.Intersection(cur.Child("schema")).Kinds()
	return slices.Contains(kinds, "object") || slices.Contains(kinds, "array") || len(kinds) > 0 && !slices.Contains(kinds, "string")
}

// isXMLTyped reports whether the schema of an XML body is an object or an array.
func (l *lowering) isXMLTyped(cur spec.Cursor) bool {
	kinds := l.Schemas.Intersection(cur.Child("schema")).Kinds()
	return cur.Has("schema") && (slices.Contains(kinds, "object") || slices.Contains(kinds, "array"))
}

// binaryMedia reports a schema that describes more than bytes. Other formats that have become
// binary are reported by the caller.
func (l *lowering) binaryMedia(m *ir.Media, cur spec.Cursor) {
	if mediatype.FormatOf(m.Type) == ir.Binary && l.describesMoreThanBytes(cur.Child("schema"), 5) {
		l.Report(diag.UnsupportedMediaType, cur, m.Type+" is passed on as bytes", "")
	}
}

// describesMoreThanBytes reports whether a schema has values other than strings and null.
func (l *lowering) describesMoreThanBytes(cur spec.Cursor, depth int) bool {
	v := l.Schemas.Intersection(cur)
	keyword := v.UnionKeyword()
	switch {
	case slices.ContainsFunc(v.Kinds(), func(kind string) bool { return kind != "string" && kind != "null" }):
		return true
	case keyword == "" || depth == 0:
		return false
	}
	for _, list := range v.With(keyword) {
		for i := range list.Node.Items {
			if l.describesMoreThanBytes(list.Index(i), depth-1) {
				return true
			}
		}
	}
	return false
}

// textMedia lowers a text: it is a scalar, or a string if its schema is not a scalar. A schema of
// binary strings describes bytes.
func (l *lowering) textMedia(m *ir.Media, cur spec.Cursor) {
	if _, params, _ := mime.ParseMediaType(m.Type); !isUTF8(params["charset"]) {
		l.Report(diag.UnsupportedMediaType, cur, m.Type+" is passed on as bytes: only UTF-8 is supported", "")
		m.Format = ir.Binary
		return
	}
	m.Value = ir.Value{Type: ir.String{}}
	if !cur.Has("schema") {
		return
	}
	v := l.Value(cur.Child("schema"))
	t, isString := ir.Underlying(v).Type.(ir.String)
	switch {
	case isString && t.Format == "binary":
		m.Format, m.Value = ir.Binary, ir.Value{}
		return
	case ir.IsScalar(v):
		m.Value = types.Textual(v)
	case ir.KindsOf(v)&ir.Texts == 0:
		l.Report(diag.UnsupportedMediaType, cur, m.Type+" is a string: its schema is not a scalar", "")
	}
	m.Value.Nullable = false // null has no text form
}

// isUTF8 reports whether a charset is UTF-8 or a subset of it.
func isUTF8(charset string) bool {
	return slices.Contains([]string{"", "utf-8", "utf8", "us-ascii"}, strings.ToLower(charset))
}
