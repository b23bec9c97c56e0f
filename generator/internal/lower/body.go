package lower

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

func (l *lowering) body(ref *openapi3.RequestBodyRef, cur spec.Cursor) *ir.Body {
	if ref == nil || ref.Value == nil {
		return nil
	}
	cur = l.doc.Follow(cur)
	contents := l.contents(ref.Value.Content, cur.Child("content"))
	if len(contents) == 0 {
		return nil
	}
	return &ir.Body{
		Required: ref.Value.Required, Choices: []*ir.Choice{{Contents: contents}}, // see choices
		Doc: prose("", ref.Value.Description, false, cur),
	}
}
