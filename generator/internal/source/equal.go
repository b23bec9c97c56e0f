package source

import "slices"

// Equal reports whether two trees are the same JSON; the order of members is no
// part of it, the spelling of a number is.
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
