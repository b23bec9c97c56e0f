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

// Place identifies a value of the document set: cursors with one place are on the
// same value.
type Place struct{ File, Pointer string }

// Place is where the cursor is. A cursor that does not come from the document, as
// that of [Cursor.WithType], has the place of the one that it was made from.
func (c Cursor) Place() Place { return Place{c.File.Path, c.Pointer} }

// String is the place as a reference: file#pointer.
func (p Place) String() string { return p.File + "#" + p.Pointer }

// IsTrue reports whether the value is the JSON text true.
func (c Cursor) IsTrue() bool {
	return c.Node != nil && c.Node.Kind == source.Bool && c.Node.Text == "true"
}

// IsFalse reports whether the value is the JSON text false.
func (c Cursor) IsFalse() bool {
	return c.Node != nil && c.Node.Kind == source.Bool && c.Node.Text == "false"
}

// JSON is the value as JSON, "" if there is none.
func (c Cursor) JSON() string {
	if c.Node == nil {
		return ""
	}
	return string(c.Node.JSON())
}

// Elements are the elements of an array; none if the value is no array.
func (c Cursor) Elements() (out []Cursor) {
	if c.Node != nil {
		for i := range c.Node.Items {
			out = append(out, c.Index(i))
		}
	}
	return out
}
