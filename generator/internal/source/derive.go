package source

import "slices"

// Without is an object less a member; the original stays as it is.
func (n *Node) Without(name string) *Node {
	members := slices.DeleteFunc(slices.Clone(n.Members), func(m Member) bool { return m.Name == name })
	derived := newObject(Node{Line: n.Line, Column: n.Column}, members)
	return &derived
}

// With is an object with a member more, or another value of one.
func (n *Node) With(name string, value *Node) *Node {
	derived := n.Without(name)
	members := append(derived.Members, Member{Name: name, Line: value.Line, Column: value.Column, Value: value})
	*derived = newObject(Node{Line: n.Line, Column: n.Column}, members)
	return derived
}
