package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// headers lowers the declared headers of a response, or of a part. Content-Type is ignored, as
// OpenAPI specifies, and so are those of the transport. The names of headers are tokens and ignore case:
// of several that are the same, there is the first.
func (l *lowering) headers(cur spec.Cursor) []*ir.Header {
	var out []*ir.Header
	for name, headerCur := range cur.AllMembers() {
		headerCur = l.Doc.Follow(headerCur)
		known := slices.ContainsFunc(out, func(h *ir.Header) bool { return strings.EqualFold(h.Name, name) })
		if headerCur.Node == nil || headerCur.Node.Kind != source.Object || known || !isToken(name) || strings.EqualFold(name, "Content-Type") {
			continue
		}
		switch transportOf(name) {
		case ofMessage, ofLength:
			l.Report(diag.UnsupportedResponseHeaders, headerCur, "the header "+name+" is ignored: HTTP sets it for the message that is sent", "remove it")
			continue
		case ofConnection:
			l.Report(diag.UnsupportedResponseHeaders, headerCur, "the header "+name+" is about one connection: it is sent over HTTP/1.1 only", "remove it")
		}
		out = append(out, l.header(name, headerCur))
	}
	return out
}

func (l *lowering) header(name string, cur spec.Cursor) *ir.Header {
	description, _ := cur.Child("description").Node.Str()
	schema, mediaType := l.parameterSchema(cur)
	p := &ir.Param{Name: name, In: inResponse, Value: l.Value(schema)}
	l.style(p, mediaType, cur)
	h := &ir.Header{
		Name: name, Required: cur.Child("required").IsTrue(), Style: p.Style, Explode: p.Explode, Value: p.Value,
		Doc: types.Doc("", description, cur.Child("deprecated").IsTrue(), cur),
	}
	if h.Doc.Description == "" && !schema.Has("$ref") {
		h.Doc.Description = l.Prose(schema).Description
	}
	if strings.EqualFold(name, "Set-Cookie") {
		l.setCookie(h, cur)
	}
	return h
}

// isPartHeader reports whether a header of a part is not set otherwise.
func isPartHeader(name string) bool {
	return !strings.EqualFold(name, "Content-Type") && !strings.EqualFold(name, "Content-Disposition") && transportOf(name) == ofNone
}

// setCookie makes the type of a Set-Cookie header: a list with a header line for each value,
// because cookies contain commas.
func (l *lowering) setCookie(h *ir.Header, cur spec.Cursor) {
	elem, isList := h.Value, false
	if list, ok := ir.Underlying(h.Value).Type.(ir.List); ok {
		elem, isList = list.Elem, true
	}
	if !ir.IsScalar(elem) || h.Style == ir.StyleJSON {
		l.Report(diag.UnsupportedResponseHeaders, cur, "the header Set-Cookie has one line for each cookie: each is a string", "")
		elem, isList = ir.Value{Type: ir.String{}}, false
	}
	if !isList {
		h.Value = ir.Value{Type: ir.List{Elem: elem}}
	}
	h.Lines, h.Style = true, ir.StyleSimple
}
