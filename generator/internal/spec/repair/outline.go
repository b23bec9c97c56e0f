package repair

import (
	"path/filepath"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// Outline returns the objects of the document around its schemas, as one tree without
// references: operations, parameters, bodies, media types. What is not in the table of objects
// is left out, such as extensions, and so are schemas, of which {} remains, examples and
// texts. An object to which references refer is where the document has it, or else, for one of
// another file or of an extension, in place of the first reference.
//
//	paths: {/pets: {get: {responses: {"200": {description: "", content: {application/json: {schema: {}}}}}}}}
func (s *Set) Outline() *source.Node {
	o := &outliner{set: s, table: newObjects(), seen: map[*source.Node]bool{}}
	out := o.value(s.Root.Root, o.table.document, spot{file: s.Root})
	for len(o.references) > 0 {
		r := o.references[0]
		o.references = o.references[1:]
		if !o.seen[r.node] {
			r.attach(o.value(r.node, r.shape, r.spot))
		}
	}
	return out
}

// outliner makes an outline.
type outliner struct {
	set        *Set
	table      *objects
	seen       map[*source.Node]bool // objects that are in the outline
	references []reference
}

// spot is where in the outline a value is to be, and the file that it is from.
type spot struct {
	file *source.File
	in   *source.Node // an array or object
	name string       // in an object
}

// reference is a reference whose target may be in the outline at another place.
type reference struct {
	spot
	node  *source.Node // the target
	shape *shape
}

// attach adds a value to the outline, unless it is nil. To an object that is there already, a
// path item with members next to its reference, it adds the members that this lacks.
func (s spot) attach(n *source.Node) {
	switch {
	case n == nil:
	case s.in.Kind == source.Array:
		s.in.Items = append(s.in.Items, n)
	case s.in.Has(s.name):
		for _, m := range n.Members {
			spot{in: s.in.Get(s.name), name: m.Name}.attach(m.Value)
		}
	default:
		s.in.Set(s.name, n)
	}
}

// value returns the outline of a value; nil if it is not part of the outline.
func (o *outliner) value(n *source.Node, s *shape, at spot) *source.Node {
	switch {
	case s == nil || s.any || s == o.table.example || !s.fits(n):
		return nil
	case s == o.table.schema:
		return &source.Node{Kind: source.Object}
	case n.Kind == source.Array:
		out := &source.Node{Kind: source.Array}
		for _, item := range n.Items {
			spot{in: out}.attach(o.value(item, s.item, spot{file: at.file, in: out}))
		}
		return out
	case n.Kind == source.Object:
		return o.object(n, s, at)
	}
	return n
}

func (o *outliner) object(n *source.Node, s *shape, at spot) *source.Node {
	out := &source.Node{Kind: source.Object}
	if ref, ok := n.Get("$ref").Str(); ok && s.ref {
		if file, pointer := o.set.Referred(at.file, ref); file != nil && file.At(pointer) != nil {
			o.references = append(o.references, reference{spot{file, at.in, at.name}, file.At(pointer), s})
		}
		if s != o.table.pathItem || len(n.Members) == 1 {
			return nil
		}
	}
	if s.ref {
		o.seen[n] = true
	}
	members := make([]source.Member, 0, len(n.Members))
	for _, m := range n.Members {
		want := s.fields[m.Name]
		switch {
		case want == text && (m.Name == "description" || m.Name == "summary"), want != nil && (want.rest == o.table.schema || want.rest == o.table.example):
			continue
		case want == nil && !(s.extensible && strings.HasPrefix(m.Name, "x-")):
			want = s.rest
		}
		if value := o.value(m.Value, want, spot{at.file, out, m.Name}); value != nil {
			members = append(members, source.Member{Name: m.Name, Value: value})
		}
	}
	out.SetMembers(members)
	if s == o.table.response {
		out.Set("description", &source.Node{Kind: source.String}) // it is required
	}
	return out
}

// Referred returns the file, nil if it is not part of the document, and the pointer that a
// reference in a file refers to.
func (s *Set) Referred(from *source.File, ref string) (file *source.File, pointer string) {
	path, pointer, _ := strings.Cut(ref, "#")
	if path == "" {
		return from, pointer
	}
	return s.ByPath[filepath.Join(filepath.Dir(from.Path), filepath.FromSlash(path))], pointer
}
