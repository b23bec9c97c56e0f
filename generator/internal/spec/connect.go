package spec

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// connect makes a reference in n lead to an object of shape s. It does not
// hold when n has changed and is to be looked at again.
func (m *mender) connect(n, ref *source.Node, s *shape, to place) bool {
	if !s.ref {
		m.include(n, ref, s, to)
		return false
	}
	found := m.shapeAt(to)
	if s == m.table.pathItem && found == m.table.callback {
		if inner := pathItemIn(to); inner.node != nil {
			m.mended(ref, "the reference leads to a callback, where a path item is due: its path item is taken", m.spell(inner))
			m.adopt(n, inner)
			return false
		}
	}
	if s == m.table.pathItem && (found == nil || found == s) {
		// kin-openapi does not know components.pathItems, and a reference has no place for
		// the members beside it.
		if to.file == m.file || len(to.tokens) > 1 && to.tokens[1] == "pathItems" || len(n.Members) > 1 {
			m.adopt(n, to)
			return false
		}
		return true
	}
	if found == nil || found == s {
		return true
	}
	return m.convert(n, ref, s, found, to)
}

// include puts what a reference leads to in its place, where OpenAPI knows no
// references but people write them. An object with free names gets a
// reference for each of them, so that the objects stay where they are.
func (m *mender) include(n, ref *source.Node, s *shape, to place) {
	if to.node.Kind != source.Object || to.node == n {
		m.unresolved(ref, "does not lead to "+s.name, "")
		n.Delete("$ref")
		return
	}
	if s.rest == nil || !s.rest.ref {
		m.adopt(n, to)
		return
	}
	var members []source.Member
	for _, member := range n.Members {
		if member.Name != "$ref" {
			members = append(members, member)
			continue
		}
		for _, name := range to.node.Keys() {
			if n.Has(name) || s.open && strings.HasPrefix(name, "x-") {
				continue
			}
			each := place{to.file, append(to.tokens[:len(to.tokens):len(to.tokens)], name), to.node.Get(name)}
			members = append(members, memberAt(name, objectAt(ref, memberAt("$ref", stringAt(ref, m.spell(each))))))
		}
	}
	n.SetMembers(members)
}

// convert makes the best of a reference to an object of another kind. It holds
// when the reference can stay, at most with its text changed.
func (m *mender) convert(n, ref *source.Node, s, found *shape, to place) bool {
	t := m.table
	says := "the reference leads to " + found.name + ", where " + s.name + " is due"
	switch {
	case s == t.schema && found == t.discriminator, s == t.schema && found.any:
	case s == t.schema:
		if inner := m.schemaIn(to); inner.node != nil {
			write := m.spell(inner)
			m.mended(ref, says+": its schema is taken", write)
			ref.Text = write
			return false
		}
	case s == t.header && found == t.parameter, s == t.parameter && found == t.header,
		s == t.requestBody && found == t.response, s == t.response && found == t.requestBody:
		m.mended(ref, says+": it is read as one", "a reference to "+s.name)
		m.adopt(n, to, "name", "in", "headers", "links")
		m.describe(n, s)
		return false
	case (s == t.requestBody || s == t.response) && found == t.schema:
		m.mended(ref, says+": it is read as the schema of application/json", "content: {application/json: {schema: {$ref: ...}}}")
		schema := objectAt(ref, memberAt("$ref", stringAt(ref, ref.Text)))
		media := objectAt(ref, memberAt("schema", schema))
		n.SetMembers([]source.Member{memberAt("content", objectAt(ref, memberAt("application/json", media)))})
		m.describe(n, s)
		return false
	case s == t.header && found == t.schema:
		m.mended(ref, says+": it is read as its schema", "schema: {$ref: ...}")
		n.SetMembers([]source.Member{memberAt("schema", objectAt(ref, memberAt("$ref", stringAt(ref, ref.Text))))})
		return false
	case s == t.example:
		value := m.clone(to, ref)
		if given := to.node.Get("example"); given != nil {
			value = m.clone(place{to.file, nil, given}, ref)
		} else if found == t.schema {
			break
		}
		m.mended(ref, says+": it is read as its value", "a reference to an example")
		n.SetMembers([]source.Member{memberAt("value", value)})
		return false
	}
	m.unresolved(ref, "leads to "+found.name+", where "+s.name+" is due", "")
	n.Delete("$ref")
	return false
}

// pathItemIn finds the path item of a callback that has but one.
func pathItemIn(callback place) (found place) {
	for _, name := range callback.node.Keys() {
		if strings.HasPrefix(name, "x-") {
			continue
		}
		if found.node != nil {
			return place{}
		}
		found = place{callback.file, append(callback.tokens[:len(callback.tokens):len(callback.tokens)], name), callback.node.Get(name)}
	}
	return found
}

// schemaIn finds the schema of a parameter, a media type, a body or a response.
func (m *mender) schemaIn(at place) place {
	if schema := at.node.Get("schema"); schema != nil {
		return m.walk(at, []string{"schema"})
	}
	if to := m.walk(at, []string{"content", "application/json", "schema"}); to.node != nil {
		return to
	}
	content := m.walk(at, []string{"content"})
	for _, name := range content.node.Keys() {
		if to := m.walk(content, []string{name, "schema"}); to.node != nil {
			return to
		}
	}
	return place{}
}
