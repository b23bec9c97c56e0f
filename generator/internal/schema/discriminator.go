package schema

import (
	"slices"
	"strings"
	"unicode"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Subtype is a schema that extends another one by allOf.
type Subtype struct {
	Schema spec.Cursor // the component, which may be a reference
	Name   string      // of the component
	isBare bool        // it adds nothing
}

// Hierarchy is a schema with a discriminator and without alternatives: the schemas
// that extend it are its alternatives. A reference to it means any of them; under
// their allOf it means its own members.
type Hierarchy struct {
	Base          spec.Cursor
	Discriminator spec.Cursor
	Subtypes      []Subtype
	HasOwn        bool // there are values of the base itself
}

// Hierarchy reads a schema as the base of a hierarchy; nil if it is not, or if
// its subtypes cannot be determined.
func (r *Reader) Hierarchy(cur spec.Cursor) *Hierarchy {
	if cur.Has("$ref") || len(r.subtypesOf(cur)) == 0 {
		return nil
	}
	known, ok := r.hierarchies[cur.Place()]
	if !ok {
		known = r.hierarchy(cur)
		r.hierarchies[cur.Place()] = known
	}
	return known
}

func (r *Reader) hierarchy(cur spec.Cursor) *Hierarchy {
	v := r.Intersection(cur)
	if !v.isBase() {
		return nil
	}
	holders := v.With("discriminator")
	h := &Hierarchy{Base: cur, Discriminator: holders[len(holders)-1]}
	mapping := h.Discriminator.Child("mapping")
	for _, s := range append(r.descendants(cur), r.mappedSubtypes(mapping, cur)...) {
		at := r.doc.Follow(s.Schema)
		if s.isBare && mapping.Node != nil && !r.isMapped(mapping, at, s.Name) {
			continue // another name of the base
		}
		if r.Kind(at) != "object" || r.Intersection(at).UnionKeyword() != "" {
			return nil
		}
		if !r.hasSubtype(h, at) {
			h.Subtypes = append(h.Subtypes, s)
		}
	}
	names, _ := v.Properties()
	h.HasOwn = len(names) > 0 && (mapping.Node == nil || r.isMapped(mapping, cur, ComponentName(cur.Pointer)))
	if len(h.Subtypes) == 0 {
		return nil
	}
	return h
}

// Extends reports whether a schema is a subtype of base.
func (r *Reader) Extends(cur, base spec.Cursor) bool {
	h := r.Hierarchy(r.doc.Follow(base))
	return h != nil && r.hasSubtype(h, cur)
}

func (r *Reader) hasSubtype(h *Hierarchy, cur spec.Cursor) bool {
	return slices.ContainsFunc(h.Subtypes, func(s Subtype) bool { return r.doc.Follow(s.Schema).Place() == cur.Place() })
}

// isBase reports whether an intersection is an object with a discriminator and
// without alternatives.
func (v Intersection) isBase() bool {
	holders := v.With("discriminator")
	for _, holder := range holders {
		if _, ok := holder.Child("propertyName").Node.Str(); !ok {
			return false
		}
	}
	return len(holders) > 0 && v.UnionKeyword() == "" && slices.Equal(v.Kinds(), []string{"object"})
}

// subtypesOf are the components that extend a schema directly.
func (r *Reader) subtypesOf(cur spec.Cursor) []Subtype {
	if r.subtypes == nil {
		r.subtypes = map[spec.Place][]Subtype{}
		for name, component := range r.componentSchemas() {
			at := r.doc.Follow(component)
			if component.Has("$ref") && ComponentName(at.Pointer) != "" {
				continue // another name of a component
			}
			isBare := len(at.Items("allOf")) == 1 && len(Assertions(at)) == 0
			for _, parent := range r.parents(at) {
				r.subtypes[parent] = append(r.subtypes[parent], Subtype{component, name, isBare})
			}
		}
	}
	return r.subtypes[cur.Place()]
}

// parents are the places of the schemas that a schema refers to under allOf.
func (r *Reader) parents(cur spec.Cursor) []spec.Place {
	var out []spec.Place
	for _, part := range cur.Child("allOf").Elements() {
		if part.Has("$ref") {
			out = append(out, r.doc.Follow(part).Place())
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

// mappedSubtypes are the schemas in other files that are found by the mapping only.
func (r *Reader) mappedSubtypes(mapping, base spec.Cursor) []Subtype {
	var out []Subtype
	for _, target := range mapping.AllMembers() {
		text, _ := target.Node.Str()
		to, ok := r.mappingTarget(target, text)
		if ok && to.Place() != base.Place() && r.Intersection(to).Contains(base) {
			out = append(out, Subtype{Schema: to, Name: lastSegment(text)})
		}
	}
	return out
}

// isMapped reports whether a schema is a target of a mapping.
func (r *Reader) isMapped(mapping, cur spec.Cursor, name string) bool {
	for _, target := range mapping.AllMembers() {
		if r.IsMappingTarget(target, cur, name) {
			return true
		}
	}
	return false
}

// IsMappingTarget reports whether an entry of a discriminator's mapping means a
// schema: by a reference to it, its name, or a path that ends in its name.
func (r *Reader) IsMappingTarget(entry, cur spec.Cursor, name string) bool {
	text, ok := entry.Node.Str()
	if !ok {
		return false
	}
	if name != "" && (text == name || lastSegment(text) == name) {
		return true
	}
	to, ok := r.mappingTarget(entry, text)
	return ok && to.Place() == r.doc.Follow(cur).Place()
}

// mappingTarget follows a reference that is written as text.
func (r *Reader) mappingTarget(at spec.Cursor, text string) (to spec.Cursor, ok bool) {
	at.Node = (&source.Node{Kind: source.Object}).With("$ref", &source.Node{Kind: source.String, Text: text})
	to = r.doc.Follow(at)
	return to, to.Node != nil && to.Node != at.Node
}

// lastSegment is the last name of a reference, without the suffix of a file.
func lastSegment(ref string) string {
	name := ref[strings.LastIndexAny(ref, "/#")+1:]
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, ".yaml"), ".yml"), ".json")
}

// SameWord compares the letters and digits of two texts, ignoring case.
func SameWord(a, b string) bool { return Fold(a) == Fold(b) }

// Fold is a text reduced to what no spelling changes: its letters and digits in
// lower case.
func Fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
