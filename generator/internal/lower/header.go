package lower

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// headers are the declared headers of a response. Content-Type is described by
// the content, as OpenAPI says, and so is Content-Length.
func (l *lowering) headers(declared openapi3.Headers, cur spec.Cursor) []*ir.Header {
	var out []*ir.Header
	for name, headerCur := range cur.AllMembers() {
		ref := declared[name]
		known := slices.ContainsFunc(out, func(h *ir.Header) bool { return strings.EqualFold(h.Name, name) })
		if ref == nil || ref.Value == nil || known || strings.EqualFold(name, "Content-Type") || strings.EqualFold(name, "Content-Length") {
			continue
		}
		out = append(out, l.header(name, ref.Value, l.doc.Follow(headerCur)))
	}
	return out
}

func (l *lowering) header(name string, header *openapi3.Header, cur spec.Cursor) *ir.Header {
	h := &ir.Header{
		Name: name, Required: header.Required, Value: ir.Value{Type: ir.String{}},
		Doc: prose("", header.Description, header.Deprecated, cur),
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

func scalarOrList(v ir.Value) bool {
	kind := ir.Underlying(v).Type
	if list, ok := kind.(ir.List); ok {
		kind = ir.Underlying(list.Elem).Type
	}
	switch t := kind.(type) {
	case ir.String, ir.Integer, ir.Number, ir.Boolean, ir.Time, ir.Date, ir.UnixTime, ir.Bytes, ir.Decimal:
		return true
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
