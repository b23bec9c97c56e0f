package lower

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// links lowers the links of a response, in declared order.
func (l *lowering) links(cur spec.Cursor) []*ir.Link {
	var out []*ir.Link
	for key, linkCur := range cur.Child("links").AllMembers() {
		linkCur = l.Doc.Follow(linkCur)
		l.Ignore("link", linkCur)
		link := &ir.Link{Key: key, To: l.linkTarget(linkCur)}
		if link.To == nil {
			l.Report(diag.InvalidDocument, linkCur, "the link "+key+" does not refer to an operation of the document", "write the operationId of an operation, or an operationRef with a JSON pointer to it")
			continue
		}
		link.Description, _ = linkCur.Child("description").Node.Str()
		for name, value := range linkCur.Child("parameters").AllMembers() {
			link.Values = append(link.Values, ir.LinkValue{Param: name, Text: linkText(value)})
		}
		if body := linkCur.Child("requestBody"); body.Node != nil {
			link.Values = append(link.Values, ir.LinkValue{Text: linkText(body)})
		}
		out = append(out, link)
	}
	return out
}

// linkText returns a runtime expression, or a constant as JSON.
func linkText(cur spec.Cursor) string {
	if text, ok := cur.Node.Str(); ok {
		return text
	}
	return cur.JSON()
}

// linkTarget returns the operation that a link refers to; nil if there is no such operation.
func (l *lowering) linkTarget(cur spec.Cursor) *ir.Operation {
	id, _ := cur.Child("operationId").Node.Str()
	ref, _ := cur.Child("operationRef").Node.Str()
	pointer := source.PercentDecode(strings.TrimPrefix(ref, "#"))
	for _, s := range l.endpoints {
		if id != "" && s.out.ID == id || id == "" && ref != "" && pointer == s.cur.Pointer() {
			return s.out
		}
	}
	return nil
}
