package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// headers are the declared headers of a response, or of a part. Content-Type is described by
// the content, as OpenAPI says, and so is Content-Length.
func (l *lowering) headers(cur spec.Cursor) []*ir.Header {
	var out []*ir.Header
	for name, headerCur := range cur.AllMembers() {
		headerCur = l.doc.Follow(headerCur)
		known := slices.ContainsFunc(out, func(h *ir.Header) bool { return strings.EqualFold(h.Name, name) })
		if headerCur.Node == nil || headerCur.Node.Kind != source.Object || known || strings.EqualFold(name, "Content-Type") || strings.EqualFold(name, "Content-Length") {
			continue
		}
		out = append(out, l.header(name, headerCur))
	}
	return out
}

func (l *lowering) header(name string, cur spec.Cursor) *ir.Header {
	description, _ := cur.Child("description").Node.Str()
	h := &ir.Header{
		Name: name, Required: isTrue(cur.Child("required")), Value: ir.Value{Type: ir.String{}},
		Doc: prose("", description, isTrue(cur.Child("deprecated")), cur),
	}
	if schema := cur.Child("schema"); schema.Node != nil {
		h.Value = l.value(schema)
		if h.Doc.Description == "" && !schema.Has("$ref") {
			h.Doc.Description = l.prose(schema).Description
		}
	}
	if !scalarOrList(h.Value) || cur.Has("content") {
		l.report(diag.UnsupportedResponseHeaders, cur, "the header "+name+" is neither a scalar nor an array of scalars: it is a string", "")
		h.Value = ir.Value{Type: ir.String{}}
	}
	if strings.EqualFold(name, "Set-Cookie") {
		h.Lines = true
		if _, ok := ir.Underlying(h.Value).Type.(ir.List); !ok {
			h.Value = ir.Value{Type: ir.List{Elem: h.Value}}
		}
	}
	return h
}

// isPartHeader holds for the headers of a part that nothing else describes.
func isPartHeader(name string) bool {
	return !strings.EqualFold(name, "Content-Type") && !strings.EqualFold(name, "Content-Length") && !strings.EqualFold(name, "Content-Disposition")
}

func scalarOrList(v ir.Value) bool {
	kind := ir.Underlying(v).Type
	if list, ok := kind.(ir.List); ok {
		kind = ir.Underlying(list.Elem).Type
	}
	switch t := ir.Wire(kind).(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean:
		return true
	case ir.Foreign:
		return t.JSON == "" // objects and arrays have no text
	case ir.Ref:
		_, ok := t.Decl.Body.(*ir.Enum)
		return ok
	}
	return false
}

// location is the header without which a redirect leads nowhere; many documents
// do not mention it.
func location(headers []*ir.Header, cur spec.Cursor) []*ir.Header {
	if slices.ContainsFunc(headers, func(h *ir.Header) bool { return strings.EqualFold(h.Name, "Location") }) {
		return headers
	}
	return append(headers, &ir.Header{
		Name: "Location", Required: true, Value: ir.Value{Type: ir.String{}}, Doc: prose("", "Where to go instead.", false, cur),
	})
}
