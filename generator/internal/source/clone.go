package source

// With returns the same document with another tree, whose nodes keep their
// positions in the text: f is not changed.
func (f *File) With(root *Node) *File {
	return &File{Path: f.Path, Data: f.Data, Root: root, JSON: f.JSON, text: f.text, lines: f.lines}
}

// Clone copies a tree. In the copy every value is a node of its own, also where
// a YAML alias repeats one, so that it may be changed with SetMembers and by
// assigning to its other fields.
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

// SetMembers makes n an object of these members. Whoever changes names or
// order in n.Members has to go through it.
func (n *Node) SetMembers(members []Member) {
	*n = newObject(Node{Line: n.Line, Column: n.Column}, members)
}

// Set gives the member called name a value: in its place if there is one,
// else at the end, standing where n stands.
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
