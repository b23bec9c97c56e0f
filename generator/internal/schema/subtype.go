package schema

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/spec"
)

// Subtype is a schema that extends another one by allOf.
type Subtype struct {
	Schema spec.Cursor // it may be a reference to another file
	Name   string      // see ImpliedName
	isBare bool        // it adds nothing
}

// Extends reports whether a schema is a subtype of base.
func (r *Reader) Extends(cur, base spec.Cursor) bool {
	h := r.Hierarchy(r.doc.Follow(base))
	return h != nil && r.hasSubtype(h, cur)
}

func (r *Reader) hasSubtype(h *Hierarchy, cur spec.Cursor) bool {
	return slices.ContainsFunc(h.Subtypes, func(s Subtype) bool { return r.doc.Follow(s.Schema).Place() == cur.Place() })
}

// subtypesOf are the schemas that extend a schema directly.
func (r *Reader) subtypesOf(cur spec.Cursor) []Subtype {
	r.findSubtypes()
	return r.subtypes[cur.Place()]
}

func (r *Reader) findSubtypes() {
	if r.subtypes != nil {
		return
	}
	r.subtypes = map[spec.Place][]Subtype{}
	for _, s := range r.namedSchemas() {
		at := r.doc.Follow(s.Schema)
		s.isBare = len(at.Items("allOf")) == 1 && len(Assertions(at)) == 0
		for _, parent := range r.parents(at) {
			if r.subtypes[parent.Place()] == nil {
				r.bases = append(r.bases, parent)
			}
			r.subtypes[parent.Place()] = append(r.subtypes[parent.Place()], s)
		}
	}
}

// namedSchemas are the components of all files, and what references and mappings refer to
// elsewhere; each schema once.
func (r *Reader) namedSchemas() (out []Subtype) {
	seen := map[spec.Place]bool{}
	add := func(cur spec.Cursor, name string) {
		at := r.doc.Follow(cur)
		if cur.Has("$ref") && ComponentName(at.Pointer()) != "" || seen[at.Place()] {
			return // another name of a component
		}
		seen[at.Place()] = true
		out = append(out, Subtype{Schema: cur, Name: name})
	}
	for _, file := range r.doc.Files() {
		for _, section := range []spec.Cursor{file.Child("components").Child("schemas"), r.doc.Definitions(file)} {
			for name, component := range section.AllMembers() {
				add(component, name)
			}
		}
	}
	for _, cur := range r.doc.Targets() {
		add(cur, r.ImpliedName(cur))
	}
	for _, mapping := range r.doc.Mappings() {
		for _, entry := range mapping.AllMembers() {
			text, _ := entry.Node.Str()
			if to, ok := r.mappingTarget(entry, text); ok {
				add(to, r.ImpliedName(to))
			}
		}
	}
	return out
}

// parents are the schemas that a schema refers to under allOf.
func (r *Reader) parents(cur spec.Cursor) []spec.Cursor {
	var out []spec.Cursor
	for _, part := range cur.Child("allOf").Elements() {
		if part.Has("$ref") {
			out = append(out, r.doc.Follow(part))
			continue
		}
		out = append(out, r.parents(part)...)
	}
	return out
}

// descendants are the subtypes of a schema and theirs, each once.
func (r *Reader) descendants(cur spec.Cursor) []Subtype {
	var out []Subtype
	seen := map[spec.Place]bool{cur.Place(): true}
	var walk func(spec.Cursor)
	walk = func(cur spec.Cursor) {
		for _, s := range r.subtypesOf(cur) {
			at := r.doc.Follow(s.Schema)
			if !seen[at.Place()] {
				seen[at.Place()] = true
				out = append(out, s)
				walk(at)
			}
		}
	}
	walk(cur)
	return out
}
