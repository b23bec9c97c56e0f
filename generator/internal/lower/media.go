package lower

import (
	"mime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// direction is where a body goes: some content types mean something in
// requests only.
type direction string

const (
	inRequest  direction = "request"
	inResponse direction = "response"
)

// mediaType lowers one content type.
func (l *lowering) mediaType(name string, cur spec.Cursor, dir direction) *ir.Media {
	m := &ir.Media{Type: name, Format: formatOf(name)}
	switch {
	case m.Format == ir.Binary && l.isAnyJSON(name, cur):
		m.Type, m.Format = "application/json", ir.JSON
	case (m.Format == ir.Form || m.Format == ir.Multipart) && dir == inResponse:
		l.report(diag.UnsupportedMediaType, cur, name+" is read from requests only: the answer is passed on as bytes", "")
		m.Format = ir.Binary
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
	}
	l.ignoreMedia(m.Format, cur)
	return m
}

// ignoreMedia reports the members of a media type that its format has no use for.
func (l *lowering) ignoreMedia(format ir.Format, cur spec.Cursor) {
	l.ignore("media type", cur)
	switch format {
	case ir.Form, ir.Multipart:
		l.ignoreMember("media type", cur, "itemSchema")
	case ir.Lines, ir.Sequence, ir.Events:
		l.ignoreMember("media type", cur, "encoding")
	default:
		l.ignoreMember("media type", cur, "encoding")
		l.ignoreMember("media type", cur, "itemSchema")
	}
}

// isAnyJSON holds for the range of everything around a schema that only JSON
// fills: frameworks that do not know what they answer write it for JSON.
func (l *lowering) isAnyJSON(name string, cur spec.Cursor) bool {
	if mediaBase(name) != "*/*" || !cur.Has("schema") {
		return false
	}
	kinds := l.flatten(cur.Child("schema")).kinds()
	return slices.Contains(kinds, "object") || slices.Contains(kinds, "array")
}

// textMedia: a text is a scalar, or a string where the schema says nothing that
// a text can be. A schema of binary strings is one of bytes.
func (l *lowering) textMedia(m *ir.Media, cur spec.Cursor) {
	if _, params, _ := mime.ParseMediaType(m.Type); !isUTF8(params["charset"]) {
		l.report(diag.UnsupportedMediaType, cur, m.Type+" is passed on as bytes: texts are written in UTF-8", "")
		m.Format = ir.Binary
		return
	}
	m.Value = ir.Value{Type: ir.String{}}
	if !cur.Has("schema") {
		return
	}
	v := l.value(cur.Child("schema"))
	u := ir.Underlying(v)
	switch t := u.Type.(type) {
	case ir.String:
		if t.Format == "binary" {
			m.Format, m.Value = ir.Binary, ir.Value{}
			return
		}
		m.Value = v
	case ir.Integer, ir.Number, ir.Boolean, ir.Time, ir.Date, ir.Bytes, ir.UnixTime, ir.Decimal:
		m.Value = v
	case ir.Foreign:
		m.Value = textual(v)
	case ir.Ref:
		if _, ok := t.Decl.Body.(*ir.Enum); ok {
			m.Value = v
			break
		}
		l.report(diag.UnsupportedMediaType, cur, m.Type+" is a string: its schema is no scalar", "")
	case ir.Any:
	default:
		l.report(diag.UnsupportedMediaType, cur, m.Type+" is a string: its schema is no scalar", "")
	}
	m.Value.Nullable = false // null has no text
}

// isUTF8 holds for the charsets that UTF-8 serves.
func isUTF8(charset string) bool {
	return slices.Contains([]string{"", "utf-8", "utf8", "us-ascii"}, strings.ToLower(charset))
}

// formatOf is what a content type means by its name alone.
func formatOf(mediaType string) ir.Format {
	base := mediaBase(mediaType)
	switch {
	case strings.HasSuffix(base, "/json"), strings.HasSuffix(base, "+json"):
		return ir.JSON
	case base == "text/xml":
		return ir.Binary
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
