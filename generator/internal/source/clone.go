package source

import "slices"

// With returns the same document with another tree, whose nodes have positions in the same
// text. f is not changed.
func (f *File) With(root *Node) *File {
	return &File{Path: f.Path, Root: root, JSON: f.JSON, NextLine: f.NextLine, text: f.text, lines: f.lines}
}

// Clone copies a tree. In the copy every value is a separate node, also where a YAML alias
// repeats one, so that it may be changed with SetMembers and by assigning to its fields.
func (n *Node) Clone() *Node {
	if n == nil {
		return nil
	}
	c := &cloner{}
	return c.node(n)
}

type cloner struct{ slab []Node }

func (c *cloner) node(n *Node) *Node {
	if len(c.slab) == 0 {
		c.slab = make([]Node, 512)
	}
	out := &c.slab[0]
	c.slab = c.slab[1:]
	*out = *n
	if len(n.Items) > 0 {
		out.Items = make([]*Node, len(n.Items))
		for i, item := range n.Items {
			out.Items[i] = c.node(item)
		}
	}
	if len(n.Members) > 0 {
		out.Members = make([]Member, len(n.Members))
		for i, m := range n.Members {
			m.Value = c.node(m.Value)
			out.Members[i] = m
		}
	}
	return out
}

// SetMembers makes n an object with these members. It must be called after a change of names
// or order in n.Members.
func (n *Node) SetMembers(members []Member) {
	*n = newObject(Node{Line: n.Line, Column: n.Column}, members)
}

// Set replaces the value of the member called name, or adds the member at the end, with the
// position of n.
func (n *Node) Set(name string, value *Node) {
	if i := n.find(name); i >= 0 {
		n.Members[i].Value = value
		return
	}
	n.SetMembers(append(n.Members, Member{Name: name, Line: n.Line, Column: n.Column, Value: value}))
}

// Delete removes all members called name.
func (n *Node) Delete(name string) {
	if !n.Has(name) {
		return
	}
	members := make([]Member, 0, len(n.Members)-1)
	for _, m := range n.Members {
		if m.Name != name {
			members = append(members, m)
		}
	}
	n.SetMembers(members)
}

// Without returns a copy of an object without a member. n is not changed.
func (n *Node) Without(name string) *Node {
	members := slices.DeleteFunc(slices.Clone(n.Members), func(m Member) bool { return m.Name == name })
	derived := newObject(Node{Line: n.Line, Column: n.Column}, members)
	return &derived
}

// With returns a copy of an object in which the member called name, the last one, has this
// value. n is not changed.
func (n *Node) With(name string, value *Node) *Node {
	derived := n.Without(name)
	derived.Members = append(derived.Members, Member{Name: name, Line: value.Line, Column: value.Column, Value: value})
	*derived = newObject(Node{Line: n.Line, Column: n.Column}, derived.Members)
	return derived
}

// Equal reports whether two trees are the same JSON. The order of members is ignored; numbers
// are compared as text.
func (n *Node) Equal(other *Node) bool {
	if n == nil || other == nil {
		return n == other
	}
	if n.Kind != other.Kind || n.Text != other.Text || len(n.Members) != len(other.Members) {
		return false
	}
	for _, m := range n.Members {
		if at := other.Get(m.Name); at == nil || !m.Value.Equal(at) {
			return false
		}
	}
	return slices.EqualFunc(n.Items, other.Items, (*Node).Equal)
}
