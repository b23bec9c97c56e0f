package spec

import (
	"github.com/peergen/peergen/generator/internal/source"
)

// Items are the elements of the array that is the named member; none if it is
// no array.
func (c Cursor) Items(name string) []*source.Node {
	if n := c.Node.Get(name); n != nil {
		return n.Items
	}
	return nil
}

// Without stands on the same object less a member.
func (c Cursor) Without(name string) Cursor {
	c.Node = c.Node.Without(name)
	return c
}

// WithType stands on a schema that says nothing but a type.
func (c Cursor) WithType(kind string) Cursor {
	c.Node = (&source.Node{Kind: source.Object, Line: c.Node.Line, Column: c.Node.Column}).
		With("type", &source.Node{Kind: source.String, Text: kind, Line: c.Node.Line, Column: c.Node.Column})
	return c
}
