package spec

import "github.com/peergen/peergen/generator/internal/source"

// holder is an object that holds a reference which led somewhere.
type holder struct {
	file *source.File
	ref  *source.Node
	to   *source.Node // where it led
	due  *shape
}

// rename gives a member of n another name, by which references will find it.
func (m *mender) rename(n *source.Node, member *source.Member, name string) {
	if m.renamed[n] == nil {
		m.renamed[n] = map[string]string{}
	}
	m.renamed[n][member.Name] = name
	member.Name = name
}

// respell writes references anew, some of which were followed before a member
// on their way got its name.
func (m *mender) respell() {
	if len(m.renamed) == 0 {
		return
	}
	for n, h := range m.holders {
		m.file, m.path = h.file, nil
		if n.Get("$ref") != h.ref {
			continue
		}
		if to, _, _ := m.resolve(m.file, h.ref.Text); to.node != nil {
			h.ref.Text = m.spell(to)
		}
	}
}

// findCircles marks the references that lead back to themselves. Those of schemas are
// left to the lowering: a schema that is nothing but itself has a type.
func (m *mender) findCircles() {
	for n, h := range m.holders {
		if h.due == m.table.schema || n.Get("$ref") != h.ref {
			continue
		}
		seen := map[*source.Node]bool{n: true}
		for to := h.to; to.Has("$ref"); to = m.holders[to].to {
			if seen[to] {
				m.circular[n], m.dropped = true, true
				break
			}
			seen[to] = true
		}
	}
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
		to, problem, hint := m.resolve(m.file, h.ref.Text)
		switch {
		case m.ignored[to.node]:
			problem = "leads to " + h.due.name + " that is ignored"
		case m.circular[n]:
			problem = "refers to itself"
		}
		if problem != "" {
			m.unresolved(h.ref, problem, hint)
			n.Delete("$ref")
			m.describe(n, h.due)
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
