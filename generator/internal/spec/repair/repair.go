package repair

import (
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// repairer walks the trees of a document set along the table of objects. It changes the trees,
// which are copies, until every value has the shape that the table requires and every
// reference refers to an object of this shape, and reports each change. Nodes keep their
// positions.
type repairer struct {
	set            *Set
	ds             *diag.List
	table          *objects
	file           *source.File    // being walked
	path           []string        // tokens of the pointer to the value being repaired
	schemas        []int           // lengths of path for the enclosing schemas
	resolvingDepth int             // references being resolved along the pointer of another
	resolving      map[string]bool // file and text of these references
	done           map[*source.Node]bool
	referrers      map[*source.Node]referrer
	renamed        map[*source.Node]map[string]string // of these objects: names of members as written, and as they are now
	ignored        map[*source.Node]bool              // targets of references that are ignored
	circular       map[*source.Node]bool              // objects whose reference leads to a cycle; true for the one to report
	dropped        bool                               // an object that references may refer to was ignored
	pending        []target                           // targets of references, which may be outside of what the table describes
	anchors        map[*source.File]*anchors
	outside        map[*source.File]bool // whether a file is outside of the folder of the document
}

// target is an object that a reference refers to, and the shape that it must have.
type target struct {
	place
	want *shape
}

func (s *Set) repair(ds *diag.List) {
	r := &repairer{
		resolving: map[string]bool{},
		set:       s, ds: ds, table: newObjects(), file: s.Root,
		done: map[*source.Node]bool{}, referrers: map[*source.Node]referrer{}, ignored: map[*source.Node]bool{}, circular: map[*source.Node]bool{}, renamed: map[*source.Node]map[string]string{}, anchors: map[*source.File]*anchors{}, outside: map[*source.File]bool{},
	}
	r.value(s.Root.Root, r.table.document)
	for len(r.pending) > 0 {
		t := r.pending[0]
		r.pending = r.pending[1:]
		if !r.done[t.node] {
			r.file, r.path, r.schemas = t.file, t.tokens, nil
			if !r.value(t.node, t.want) {
				r.ignored[t.node], r.dropped = true, true
			}
		}
	}
	r.rewriteReferences()
	r.findCircular()
	r.removeUnresolvable()
}

func (r *repairer) report(code diag.Code, n *source.Node, message, hint string) {
	r.ds.Add(diag.Diagnostic{
		Code: code, File: r.file.Path, Line: n.Line, Column: n.Column, Pointer: source.JoinPointer("", r.path...),
		Message: message, Hint: hint,
	})
}

// repaired reports a value that was not as OpenAPI requires. write is what to write instead.
func (r *repairer) repaired(n *source.Node, message, write string) {
	if write != "" {
		write = "write " + write
	}
	if r.file == r.set.Root {
		r.set.Repaired[source.JoinPointer("", r.path...)] = true
	}
	r.report(diag.Repaired, n, message, write)
}

// maxNesting is how deep schemas can be nested without references. The names and the code of
// their types grow with their depth.
const maxNesting = 64

// value repairs a value that must be of shape s. It returns false if the value is to be
// ignored.
func (r *repairer) value(n *source.Node, s *shape) bool {
	if s == nil || s.any {
		return true
	}
	if !s.fits(n) && !r.fit(n, s) {
		return false
	}
	switch {
	case n.Kind == source.Number && s.kind == source.Number:
		return r.inRange(n, s)
	case n.Kind == source.Array:
		r.elements(n, s)
	case n.Kind == source.Object:
		return r.object(n, s)
	}
	return true
}

// fit converts a value to the kind of s. It returns false if the value is to be ignored.
func (r *repairer) fit(n *source.Node, s *shape) bool {
	found := article(n)
	if n.Kind != source.Null && s.coerce != nil {
		if write := s.coerce(r, n, s); write != "" {
			r.repaired(n, "expected "+s.name+", found "+found, write)
			return true
		}
	}
	if s.orEmpty && (n.Kind == source.Null || s != r.table.pathItem) {
		r.repaired(n, "expected "+s.name+", found "+found+": it is read as {}", "{}, or the object that is meant")
		n.SetMembers(nil)
		r.addDescription(n, s)
		return true
	}
	hint := s.name + ", or omit it"
	if n.Kind == source.Null {
		hint = "a value, or omit it"
	}
	r.repaired(n, "expected "+s.name+", found "+found+": it is ignored", hint)
	return false
}

// addDescription gives a response the description that it must have, so that kin-openapi does
// not report a missing description for a response that was replaced.
func (r *repairer) addDescription(n *source.Node, s *shape) {
	if s == r.table.response && !n.Has("description") {
		n.Set("description", stringAt(n, ""))
	}
}

// article returns the kind of a value with its article, such as "an array".
func article(n *source.Node) string {
	switch n.Kind {
	case source.Null:
		return "null"
	case source.Array, source.Object:
		return "an " + n.Kind.String()
	}
	return "a " + n.Kind.String()
}

func (r *repairer) elements(n *source.Node, s *shape) {
	if s.item == nil || s.item.any {
		return
	}
	kept := n.Items[:0]
	for i, item := range n.Items {
		r.push(index(i))
		if r.value(item, s.item) {
			kept = append(kept, item)
		} else if r.set.Unresolved[item] {
			r.set.Unresolved[n] = true
		}
		r.pop()
	}
	n.Items = kept
}

func (r *repairer) push(token string) { r.path = append(r.path, token) }
func (r *repairer) pop()              { r.path = r.path[:len(r.path)-1] }

// object repairs an object and its content. It returns false if the object is to be ignored.
func (r *repairer) object(n *source.Node, s *shape) bool {
	if s.ref {
		if r.done[n] {
			return true
		}
		r.done[n] = true
	}
	r.duplicates(n)
	if !r.reference(n, s) {
		return false
	}
	if s == r.table.schema {
		if len(r.schemas) == maxNesting {
			r.report(diag.UnsupportedType, n, fmt.Sprintf("schemas are nested deeper than %d levels: any value is accepted here", maxNesting), "write the inner schemas under components, and refer to them")
			n.SetMembers(nil)
			return true
		}
		r.schemas = append(r.schemas, len(r.path))
		defer func() { r.schemas = r.schemas[:len(r.schemas)-1] }()
	}
	if s.repair != nil {
		s.repair(r, n)
	}
	removed := false
	kept := make([]source.Member, 0, len(n.Members))
	for _, member := range n.Members {
		if r.member(member, s) {
			kept = append(kept, member)
		} else {
			removed = true
		}
	}
	if removed {
		n.SetMembers(kept)
	}
	for _, name := range s.required {
		if !n.Has(name) && !n.Has("$ref") {
			r.repaired(n, s.name+" without "+name+" is ignored", name+": ...")
			return false
		}
	}
	return true
}

func (r *repairer) member(member source.Member, s *shape) bool {
	want := s.fields[member.Name]
	if member.Name == "$ref" && member.Value.Kind == source.String {
		return true
	}
	if want == nil {
		extension := strings.HasPrefix(member.Name, "x-")
		if want = s.rest; want == nil || extension && s.extensible {
			return true
		}
		if extension && !want.fits(member.Value) {
			return false
		}
	}
	r.push(member.Name)
	defer r.pop()
	orEmpty := r.value(member.Value, want)
	r.dropped = r.dropped || !orEmpty && want.ref
	return orEmpty
}

// duplicates keeps the last member of each name, at the place of the first.
func (r *repairer) duplicates(n *source.Node) {
	duplicates := n.Duplicates()
	if duplicates == nil {
		return
	}
	for _, d := range duplicates {
		r.ds.Add(diag.Diagnostic{
			Code: diag.DuplicateKey, File: r.file.Path, Line: d.Line, Column: d.Column, Width: len(d.Name),
			Pointer: source.JoinPointer("", append(slices.Clip(r.path), d.Name)...),
			Message: "the key " + d.Name + " is a duplicate; the last one wins", Hint: "keep one of them",
		})
	}
	members := make([]source.Member, 0, len(n.Members))
	for _, name := range n.Keys() {
		members = append(members, *n.Member(name))
	}
	n.SetMembers(members)
}
