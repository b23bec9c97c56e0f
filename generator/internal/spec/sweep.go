package spec

import "github.com/peergen/peergen/generator/internal/source"

// holder is an object that holds a reference which led somewhere.
type holder struct {
	ref *source.Node
	due *shape
}

// sweep takes out the references to what has been left out since they were
// followed, and those to what goes with them.
func (m *mender) sweep() {
	for m.dropped {
		m.dropped = false
		for _, file := range m.doc.files {
			m.file, m.path = file, nil
			m.sweepNode(file.Root)
		}
	}
}

// sweepNode does not hold for an object that cannot do without its reference.
func (m *mender) sweepNode(n *source.Node) bool {
	if h, ok := m.holders[n]; ok && n.Get("$ref") == h.ref {
		if to, problem, hint := m.resolve(m.file, h.ref.Text); to.node == nil {
			m.unresolved(h.ref, problem, hint)
			n.Delete("$ref")
			if !h.due.keep {
				m.dropped = true
				return false
			}
		}
	}
	items := n.Items[:0]
	for _, item := range n.Items {
		if m.sweepNode(item) {
			items = append(items, item)
		}
	}
	n.Items = items
	members := make([]source.Member, 0, len(n.Members))
	for _, member := range n.Members {
		if m.sweepNode(member.Value) {
			members = append(members, member)
		}
	}
	if len(members) < len(n.Members) {
		n.SetMembers(members)
	}
	return true
}
