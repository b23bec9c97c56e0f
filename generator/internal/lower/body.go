package lower

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// body lowers the request body at a place; nil if there is none, or none with content.
func (l *lowering) body(cur spec.Cursor) *ir.Body {
	cur = l.doc.Follow(cur)
	contents := l.contents(cur.Child("content"))
	if len(contents) == 0 {
		return nil
	}
	return &ir.Body{
		Required: isTrue(cur.Child("required")), Choices: []*ir.Choice{{Contents: contents}}, // see choices
		Doc: prose("", cur.Text("description"), false, cur),
	}
}
