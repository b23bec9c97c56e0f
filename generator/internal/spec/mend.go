package spec

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// mender walks the trees of a document set along the table of objects. It
// changes them, which are copies, until every value has the shape it must
// have and every reference leads to an object of the kind that is due, and
// reports what it does. Nodes keep their positions.
type mender struct {
	doc      *Document
	ds       *diag.List
	table    *objects
	file     *source.File    // being walked
	path     []string        // tokens of the pointer to the value being looked at
	schemas  []int           // lengths of path at which the enclosing schemas stand
	detours  int             // references being followed on the way of another
	trail    map[string]bool // file and text of these references
	done     map[*source.Node]bool
	holders  map[*source.Node]holder
	renamed  map[*source.Node]map[string]string // members of these objects, as written: their names now
	ignored  map[*source.Node]bool              // targets of references that are to be left out
	circular map[*source.Node]bool              // objects whose reference leads back to them
	dropped  bool                               // an object that references may lead to was left out
	pending  []target                           // of references; they may stand where the table does not lead
	anchors  map[*source.File]*anchors
}

// target is an object that a reference leads to.
type target struct {
	place
	due *shape
}

func (d *Document) mend(ds *diag.List) {
	m := &mender{
		trail: map[string]bool{},
		doc:   d, ds: ds, table: newObjects(), file: d.Root,
		done: map[*source.Node]bool{}, holders: map[*source.Node]holder{}, ignored: map[*source.Node]bool{}, circular: map[*source.Node]bool{}, renamed: map[*source.Node]map[string]string{}, anchors: map[*source.File]*anchors{},
	}
	m.value(d.Root.Root, m.table.document)
	for len(m.pending) > 0 {
		t := m.pending[0]
		m.pending = m.pending[1:]
		if !m.done[t.node] {
			m.file, m.path, m.schemas = t.file, t.tokens, nil
			if !m.value(t.node, t.due) {
				m.ignored[t.node], m.dropped = true, true
			}
		}
	}
	m.respell()
	m.findCircles()
	m.sweep()
}

func (m *mender) report(code diag.Code, n *source.Node, message, hint string) {
	m.ds.Add(diag.Diagnostic{
		Code: code, File: m.file.Path, Line: n.Line, Column: n.Column, Pointer: source.JoinPointer("", m.path...),
		Message: message, Hint: hint,
	})
}

// mended reports what stands in the document and how it is read.
func (m *mender) mended(n *source.Node, message, write string) {
	if write != "" {
		write = "write " + write
	}
	if m.file == m.doc.Root {
		m.doc.mended[source.JoinPointer("", m.path...)] = true
	}
	m.report(diag.Repaired, n, message, write)
}

// value mends what has to be of shape s. It does not hold when the value is to
// be left out.
func (m *mender) value(n *source.Node, s *shape) bool {
	if s == nil || s.any {
		return true
	}
	if !s.fits(n) && !m.fit(n, s) {
		return false
	}
	switch {
	case n.Kind == source.Number && s.kind == source.Number:
		return m.inRange(n, s)
	case n.Kind == source.Array:
		m.elements(n, s)
	case n.Kind == source.Object:
		return m.object(n, s)
	}
	return true
}

// fit makes a value one of the kind that is due, if there is a way.
func (m *mender) fit(n *source.Node, s *shape) bool {
	found := article(n)
	if n.Kind != source.Null && s.coerce != nil {
		if write := s.coerce(m, n, s); write != "" {
			m.mended(n, s.name+" is due here, not "+found, write)
			return true
		}
	}
	if s.keep && (n.Kind == source.Null || s != m.table.pathItem) {
		m.mended(n, s.name+" is due here, not "+found+": it is read as {}", "{}, or what is meant")
		n.SetMembers(nil)
		m.describe(n, s)
		return true
	}
	hint := "a value of that kind, or leave it out"
	if n.Kind == source.Null {
		hint = "nothing: leave it out"
	}
	m.mended(n, s.name+" is due here, not "+found+": it is ignored", hint)
	return false
}

// describe gives a response what it must have, so that the lack of it is not
// reported on top of why the rest is missing.
func (m *mender) describe(n *source.Node, s *shape) {
	if s == m.table.response && !n.Has("description") {
		n.Set("description", stringAt(n, ""))
	}
}

// article is a value in words: "an array".
func article(n *source.Node) string {
	switch n.Kind {
	case source.Null:
		return "null"
	case source.Array, source.Object:
		return "an " + n.Kind.String()
	}
	return "a " + n.Kind.String()
}

func (m *mender) elements(n *source.Node, s *shape) {
	if s.item == nil || s.item.any {
		return
	}
	kept := n.Items[:0]
	for i, item := range n.Items {
		m.push(index(i))
		if m.value(item, s.item) {
			kept = append(kept, item)
		}
		m.pop()
	}
	n.Items = kept
}

func (m *mender) push(token string) { m.path = append(m.path, token) }
func (m *mender) pop()              { m.path = m.path[:len(m.path)-1] }

// object mends an object and all that is in it.
func (m *mender) object(n *source.Node, s *shape) bool {
	if s.ref {
		if m.done[n] {
			return true
		}
		m.done[n] = true
	}
	m.duplicates(n)
	if !m.reference(n, s) {
		return false
	}
	if s == m.table.schema {
		m.schemas = append(m.schemas, len(m.path))
		defer func() { m.schemas = m.schemas[:len(m.schemas)-1] }()
	}
	if s.mend != nil {
		s.mend(m, n)
	}
	removed := false
	kept := make([]source.Member, 0, len(n.Members))
	for _, member := range n.Members {
		if m.member(member, s) {
			kept = append(kept, member)
		} else {
			removed = true
		}
	}
	if removed {
		n.SetMembers(kept)
	}
	for _, name := range s.need {
		if !n.Has(name) && !n.Has("$ref") {
			m.mended(n, s.name+" without "+name+" is ignored", name+": ...")
			return false
		}
	}
	return true
}

func (m *mender) member(member source.Member, s *shape) bool {
	due := s.fields[member.Name]
	if member.Name == "$ref" && member.Value.Kind == source.String {
		return true
	}
	if due == nil {
		extension := strings.HasPrefix(member.Name, "x-")
		if due = s.rest; due == nil || extension && s.open {
			return true
		}
		if extension && !due.fits(member.Value) {
			return false
		}
	}
	m.push(member.Name)
	defer m.pop()
	keep := m.value(member.Value, due)
	m.dropped = m.dropped || !keep && due.ref
	return keep
}

// duplicates leaves the last member of each name, where the first one stood.
func (m *mender) duplicates(n *source.Node) {
	duplicates := n.Duplicates()
	if duplicates == nil {
		return
	}
	for _, d := range duplicates {
		m.ds.Add(diag.Diagnostic{
			Code: diag.DuplicateKey, File: m.file.Path, Line: d.Line, Column: d.Column, Width: len(d.Name),
			Pointer: source.JoinPointer("", append(m.path[:len(m.path):len(m.path)], d.Name)...),
			Message: "the key " + d.Name + " is there twice; this one counts", Hint: "keep one of them",
		})
	}
	members := make([]source.Member, 0, len(n.Members))
	for _, name := range n.Keys() {
		members = append(members, *n.Member(name))
	}
	n.SetMembers(members)
}
