package lower

import (
	"mime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// mediaType lowers one content type.
func (l *lowering) mediaType(name string, cur spec.Cursor) *ir.Media {
	m := &ir.Media{Type: name, Format: formatOf(name)}
	switch {
	case m.Format == ir.XML && !l.isXMLTyped(cur):
		m.Format = ir.Binary // such as SVG, or what nobody says
	case m.Format == ir.Binary && l.isAnyJSON(name, cur):
		m.Type, m.Format = "application/json", ir.JSON
	case m.Format == ir.Multipart && l.isParts(m, cur):
		m.Format = ir.Parts
	}
	switch m.Format {
	case ir.JSON:
		if strings.Contains(mediaBase(m.Type), "*") {
			m.Type = "application/json" // of a range the one that all know
		}
		m.Value = l.value(cur.Child("schema"))
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
	l.ignoreMedia(m.Format, cur)
	return m
}

// ignoreMedia reports the members of a media type that its format has no use for.
func (l *lowering) ignoreMedia(format ir.Format, cur spec.Cursor) {
	used := map[ir.Format][]string{
		ir.Form: {"encoding"}, ir.Multipart: {"encoding"}, ir.Lines: {"itemSchema"}, ir.Sequence: {"itemSchema"}, ir.Events: {"itemSchema"},
		ir.Parts: {"itemSchema", "itemEncoding", "prefixEncoding"},
	}
	for _, name := range []string{"encoding", "itemSchema", "itemEncoding", "prefixEncoding"} {
		if !slices.Contains(used[format], name) {
			l.ignoreMember("media type", cur, name)
		}
	}
}

// isAnyJSON holds for the range of everything around a schema that only JSON
// fills, or fills best: frameworks that do not know what they answer write it for
// JSON. A string may as well be a text.
func (l *lowering) isAnyJSON(name string, cur spec.Cursor) bool {
	if mediaBase(name) != "*/*" || !cur.Has("schema") {
		return false
	}
	kinds := l.schemas.Intersection(cur.Child("schema")).Kinds()
	return slices.Contains(kinds, "object") || slices.Contains(kinds, "array") || len(kinds) > 0 && !slices.Contains(kinds, "string")
}

// isXMLTyped holds for XML of which a schema says what is in it.
func (l *lowering) isXMLTyped(cur spec.Cursor) bool {
	kinds := l.schemas.Intersection(cur.Child("schema")).Kinds()
	return cur.Has("schema") && (slices.Contains(kinds, "object") || slices.Contains(kinds, "array"))
}

// binaryMedia reports a schema that says more than that there are bytes. What
// else stands for bytes has been reported before it came here.
func (l *lowering) binaryMedia(m *ir.Media, cur spec.Cursor) {
	if formatOf(m.Type) != ir.Binary || !cur.Has("schema") {
		return
	}
	kinds := l.schemas.Intersection(cur.Child("schema")).Kinds()
	if slices.Contains(kinds, "object") || slices.Contains(kinds, "array") {
		l.Report(diag.UnsupportedMediaType, cur, m.Type+" is passed on as bytes", "")
	}
}

// textMedia: a text is a scalar, or a string where the schema says nothing that
// a text can be. A schema of binary strings is one of bytes.
func (l *lowering) textMedia(m *ir.Media, cur spec.Cursor) {
	if _, params, _ := mime.ParseMediaType(m.Type); !isUTF8(params["charset"]) {
		l.Report(diag.UnsupportedMediaType, cur, m.Type+" is passed on as bytes: texts are written in UTF-8", "")
		m.Format = ir.Binary
		return
	}
	m.Value = ir.Value{Type: ir.String{}}
	if !cur.Has("schema") {
		return
	}
	v := l.value(cur.Child("schema"))
	t, isString := ir.Underlying(v).Type.(ir.String)
	switch {
	case isString && t.Format == "binary":
		m.Format, m.Value = ir.Binary, ir.Value{}
		return
	case ir.IsScalar(v):
		m.Value = textual(v)
	case ir.ShapeOf(v)&ir.Texts == 0:
		l.Report(diag.UnsupportedMediaType, cur, m.Type+" is a string: its schema is no scalar", "")
	}
	m.Value.Nullable = false // null has no text
}

// isUTF8 holds for the charsets that UTF-8 serves.
func isUTF8(charset string) bool {
	return slices.Contains([]string{"", "utf-8", "utf8", "us-ascii"}, strings.ToLower(charset))
}

// linesTypes are the names that JSON texts, one per line, go by.
var linesTypes = []string{
	"application/jsonl", "application/x-jsonl", "application/ndjson", "application/x-ndjson", "application/jsonlines",
	"application/x-jsonlines", "application/json-lines", "application/x-json-stream", "application/stream+json",
}

// formatOf is what a content type means by its name alone.
func formatOf(mediaType string) ir.Format {
	base := mediaBase(mediaType)
	switch {
	case slices.Contains(linesTypes, base):
		return ir.Lines
	case strings.HasSuffix(base, "/json"), strings.HasSuffix(base, "+json"):
		return ir.JSON
	case base == "application/json-seq", strings.HasSuffix(base, "+json-seq"):
		return ir.Sequence
	case base == "application/x-www-form-urlencoded":
		return ir.Form
	case strings.HasPrefix(base, "multipart/"):
		return ir.Multipart
	case base == "text/event-stream":
		return ir.Events
	case strings.HasSuffix(base, "/xml"), strings.HasSuffix(base, "+xml"):
		return ir.XML
	case strings.HasPrefix(base, "text/"):
		return ir.Text
	}
	return ir.Binary
}

func mediaBase(mediaType string) string {
	base, _, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return ""
	}
	return base
}
