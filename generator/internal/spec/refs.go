package spec

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// place is a value in the document set.
type place struct {
	file   *source.File
	tokens []string
	node   *source.Node
}

// reference follows the $ref of an object that must be of shape s. It rewrites
// one that kin-openapi could not follow, and takes out one that leads nowhere.
// It does not hold when nothing is left to look at.
func (m *mender) reference(n *source.Node, s *shape) bool {
	if s == m.table.schema {
		m.dynamicReference(n)
	}
	for range 20 { // copied members may hold a reference again
		ref := n.Get("$ref")
		if ref == nil || s == m.table.document || !s.ref && ref.Kind != source.String {
			break
		}
		if ref.Kind != source.String || ref.Text == "" {
			m.mended(ref, "a reference is a string, not "+article(ref)+": it is ignored", "{$ref: ...} with the place of what is meant")
			n.Delete("$ref")
			break
		}
		to, problem, hint := m.resolve(m.file, ref.Text)
		if to.node == nil {
			to = m.inEnclosing(ref)
		}
		if to.node == nil {
			to = m.byComponentName(ref, s)
		}
		to = m.throughFiles(to)
		if to.node == nil {
			m.unresolved(ref, problem, hint)
			n.Delete("$ref")
			m.describe(n, s)
			return s.keep || !s.ref
		}
		if !m.connect(n, ref, s, to) {
			if len(n.Members) == 0 && s.ref && !s.keep {
				return false
			}
			continue
		}
		ref.Text = m.spell(to)
		m.pending = append(m.pending, target{to, s})
		m.holders[n] = holder{m.file, ref, to.node, s}
		return true
	}
	if ref := n.Get("$ref"); s.ref && ref != nil { // copied over and over
		m.unresolved(ref, "refers to itself", "")
		n.Delete("$ref")
		m.describe(n, s)
		return s.keep
	}
	return true
}

func (m *mender) unresolved(ref *source.Node, problem, hint string) {
	m.ds.Add(diag.Diagnostic{
		Code: diag.UnresolvedRef, File: m.file.Path, Line: ref.Line, Column: ref.Column, Width: len(ref.Text),
		Pointer: source.JoinPointer("", m.path...), Message: "$ref " + ref.Text + " " + problem, Hint: hint,
	})
}

// resolve finds what a reference in file leads to, through the references that
// lie on the way. Without a node in the answer problem says why.
func (m *mender) resolve(file *source.File, ref string) (to place, problem, hint string) {
	key := file.Path + " " + ref
	if m.trail[key] {
		return place{}, "leads round in a circle", ""
	}
	m.trail[key] = true
	defer delete(m.trail, key)
	if to := m.byName(file, ref); to.node != nil {
		return to, "", ""
	}
	name, fragment, _ := strings.Cut(ref, "#")
	if name != "" {
		if strings.Contains(name, "://") || strings.HasPrefix(name, "//") {
			return place{}, "leads to the network", "download the file and refer to it by a relative path"
		}
		if file, problem, hint = m.open(file, name); file == nil {
			return place{}, problem, hint
		}
	}
	if fragment != "" && fragment[0] != '/' {
		fragment = "/" + fragment // a slash forgotten: #components/schemas/Pet
	}
	fragment = renamed(file, fragment)
	root := place{file, nil, file.Root}
	to = m.walk(root, source.SplitPointer(fragment))
	if name, ok := strings.CutPrefix(fragment, "/components/parameters/"); ok && to.node == nil && isSwagger(file) {
		to = m.walk(root, source.SplitPointer("/components/requestBodies/"+name)) // in: body
	}
	if to.node == nil {
		return to, "leads nowhere", asWritten(file, nearest(file, fragment))
	}
	return to, "", ""
}

// maxDetours bounds the references that lie on the way of references, which
// may well lead round in a circle.
const maxDetours = 30

// walk steps along tokens, as they are written or else percent-decoded, and
// through the references on the way.
func (m *mender) walk(at place, tokens []string) place {
	m.detours++
	defer func() { m.detours-- }()
	for _, token := range tokens {
		next, name := m.step(at, token)
		for range maxDetours {
			if next != nil || m.detours > maxDetours {
				break
			}
			ref, ok := at.node.Get("$ref").Str()
			if !ok {
				return place{}
			}
			to, _, _ := m.resolve(at.file, ref)
			if to.node == nil || to.node == at.node {
				return place{}
			}
			at = to
			next, name = m.step(at, token)
		}
		if next == nil && token == "schema" && isSwagger(at.file) && at.node.Has("content") {
			at = m.schemaIn(at)
			continue
		}
		if next == nil {
			return place{}
		}
		at = place{at.file, append(at.tokens[:len(at.tokens):len(at.tokens)], name), next}
	}
	return at
}

// step is step through what has been mended: to a member by its name as written.
func (m *mender) step(at place, token string) (*source.Node, string) {
	if next, name := step(at.node, token); next != nil {
		return next, name
	}
	name, ok := m.renamed[at.node][token]
	if !ok {
		return nil, ""
	}
	return step(at.node, name)
}

func step(n *source.Node, token string) (*source.Node, string) {
	for _, name := range []string{token, source.PercentDecode(token)} {
		if value := n.Get(name); value != nil {
			return value, name
		}
		for i, item := range n.Items {
			if index(i) == name {
				return item, name
			}
		}
	}
	return nil, ""
}

// inEnclosing looks a pointer up in the enclosing schemas, the outermost
// first, as if they were documents of their own: where someone has pasted one
// that was.
func (m *mender) inEnclosing(ref *source.Node) place {
	fragment, ok := strings.CutPrefix(ref.Text, "#/")
	if !ok {
		return place{}
	}
	for _, length := range m.schemas {
		at := m.walk(place{m.file, nil, m.file.Root}, m.path[:length])
		if at.node == nil {
			continue
		}
		if to := m.walk(at, source.SplitPointer("/"+fragment)); to.node != nil {
			m.mended(ref, "$ref "+ref.Text+" starts from the document, and is read as one that starts from the schema around it",
				"#"+source.JoinPointer("", to.tokens...))
			return to
		}
	}
	return place{}
}

// throughFiles leaves files that hold nothing but a reference, which
// kin-openapi does not follow.
func (m *mender) throughFiles(at place) place {
	for range maxDetours {
		ref, ok := at.node.Get("$ref").Str()
		if !ok || len(at.tokens) > 0 || len(at.node.Members) > 1 {
			break
		}
		to, _, _ := m.resolve(at.file, ref)
		if to.node == nil {
			break
		}
		at = to
	}
	return at
}

// byComponentName takes a reference that is a mere name, as in Swagger 1.2, for
// that of a component.
func (m *mender) byComponentName(ref *source.Node, due *shape) place {
	if strings.ContainsAny(ref.Text, "#/") {
		return place{}
	}
	for section, s := range m.table.document.fields["components"].fields {
		if s.rest != due { // no two sections have one shape
			continue
		}
		for _, file := range []*source.File{m.file, m.doc.Root} {
			if to := m.walk(place{file, nil, file.Root}, []string{"components", section, ref.Text}); to.node != nil {
				m.mended(ref, "$ref "+ref.Text+" is no place, and is read as the name of "+due.name, asWritten(file, m.spell(to)))
				return to
			}
		}
	}
	return place{}
}

// spell writes a reference to a place so that kin-openapi finds it.
func (m *mender) spell(to place) string {
	name := ""
	if to.file == m.file && m.file != m.doc.Root && (len(to.tokens) == 0 || m.doc.Root.Root.Has(to.tokens[0])) {
		// kin-openapi looks into the root document first.
		name = filepath.Base(m.file.Path)
		if len(to.tokens) == 0 {
			return name
		}
	}
	if to.file != m.file {
		rel, err := filepath.Rel(filepath.Dir(m.file.Path), to.file.Path)
		if err != nil {
			rel = to.file.Path
		}
		name = filepath.ToSlash(rel)
		if len(to.tokens) == 0 {
			return name
		}
	}
	pointer := source.JoinPointer("", to.tokens...)
	return name + "#" + strings.ReplaceAll(pointer, "%", "%25")
}

// shapeAt is what the table wants at a place; nil where it has nothing to say.
func (m *mender) shapeAt(to place) *shape {
	if len(to.tokens) == 0 {
		return nil
	}
	s := m.table.document
	for _, token := range to.tokens {
		s = s.child(token)
	}
	if s != nil && s.any {
		return nil
	}
	return s
}

// open reads a file that another one names, once. Without a file in the answer
// problem says why.
func (m *mender) open(from *source.File, name string) (file *source.File, problem, hint string) {
	path := filepath.Join(filepath.Dir(from.Path), filepath.FromSlash(source.PercentDecode(name)))
	if file := m.doc.files[path]; file != nil {
		return file, "", ""
	}
	var problems diag.List
	if file = m.doc.read(path, nil, &problems); file != nil {
		if file.Root.Has("openapi") || file.Root.Has("paths") || file.Root.Has("components") {
			m.pending = append(m.pending, target{place{file, nil, file.Root}, m.table.document})
		}
		return file, "", ""
	}
	for _, p := range problems.All() {
		if p.Code == diag.FileNotFound {
			return nil, "leads nowhere: " + p.Message, "the path is relative to " + from.Path
		}
		m.ds.Add(p)
	}
	return nil, "leads to a file that cannot be read", ""
}

// clone copies an object from elsewhere into the file being walked: with
// references that still lead where they did, and positions of this file.
func (m *mender) clone(from place, at *source.Node) *source.Node {
	n := from.node.Clone()
	if from.file != m.file {
		m.rebase(n, from.file, at)
	}
	return n
}

func (m *mender) rebase(n *source.Node, from *source.File, at *source.Node) {
	n.Line, n.Column = at.Line, at.Column
	for _, item := range n.Items {
		m.rebase(item, from, at)
	}
	for i := range n.Members {
		member := &n.Members[i]
		member.Line, member.Column = at.Line, at.Column
		m.rebase(member.Value, from, at)
		if member.Name == "$ref" && member.Value.Kind == source.String {
			if to, _, _ := m.resolve(from, member.Value.Text); to.node != nil {
				member.Value.Text = m.spell(to)
			}
		}
	}
}

// adopt gives n the members of another object, but for those it has and those
// named, in the place of its $ref.
func (m *mender) adopt(n *source.Node, from place, but ...string) {
	var members []source.Member
	for _, member := range n.Members {
		if member.Name != "$ref" {
			members = append(members, member)
			continue
		}
		for _, copied := range m.clone(from, member.Value).Members {
			if !n.Has(copied.Name) && !slices.Contains(but, copied.Name) || copied.Name == "$ref" {
				members = append(members, copied)
			}
		}
	}
	n.SetMembers(members)
}
