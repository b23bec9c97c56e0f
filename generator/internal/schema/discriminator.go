package schema

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Hierarchy is a schema with a discriminator and without alternatives: the schemas
// that extend it are its alternatives. A reference to it means any of them; under
// their allOf it means its own members.
type Hierarchy struct {
	Base           spec.Cursor
	Discriminators []spec.Cursor // of one property: its own, and those that it inherits
	Subtypes       []Subtype
	HasOwn         bool // there are values of the base itself
}

// Hierarchy reads a schema as the base of a hierarchy; nil if it is not.
func (r *Reader) Hierarchy(cur spec.Cursor) *Hierarchy {
	if cur.Has("$ref") || len(r.subtypesOf(cur)) == 0 && !cur.Has("discriminator") {
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
	h := &Hierarchy{Base: cur, Discriminators: v.discriminators()}
	for _, s := range r.descendants(cur) {
		at := r.doc.Follow(s.Schema)
		if s.isBare && len(h.mappings()) > 0 && !r.isMapped(h, at, s.Name) {
			continue // another name of the base
		}
		if slices.Equal(r.Intersection(at).Kinds(), []string{"object"}) && !r.hasSubtype(h, at) {
			h.Subtypes = append(h.Subtypes, s)
		}
	}
	if len(h.Subtypes) == 0 {
		return nil
	}
	h.HasOwn = r.hasOwn(h, v)
	return h
}

// hasOwn reports whether there are values of the base of a hierarchy itself. A mapping
// or an enumeration can name the base. Else an enumeration must have values that mean
// no subtype; without an enumeration, there must be no mapping. A base that is itself a
// subtype has no values if an enumeration, or a mapping of all of its subtypes, does
// not name it.
func (r *Reader) hasOwn(h *Hierarchy, v Intersection) bool {
	names, _ := v.Properties()
	name := r.ImpliedName(h.Base)
	if len(names) == 0 || r.isMapped(h, h.Base, name) {
		return len(names) > 0
	}
	property, _ := h.Discriminators[0].Child("propertyName").Node.Str()
	constants := r.Constants(h.Base, property)
	isListed := func(name string) bool {
		return slices.ContainsFunc(constants, func(a Value) bool { return a.isCalled(name) })
	}
	isNamed := func(s Subtype) bool { return isListed(s.Name) || r.isMapped(h, r.doc.Follow(s.Schema), s.Name) }
	isRoot := h.Discriminators[0].IsIn(h.Base)
	switch {
	case isListed(name):
		return true
	case len(constants) > 0 && isRoot:
		return slices.ContainsFunc(constants, func(a Value) bool { return !r.meansSubtype(h, a, len(constants)) })
	case len(constants) > 0:
		return !slices.ContainsFunc(h.Subtypes, isNamed)
	case len(h.mappings()) == 0:
		return true
	}
	return !isRoot && slices.ContainsFunc(h.Subtypes, func(s Subtype) bool { return !isNamed(s) })
}

// meansSubtype reports whether one of n constants of a discriminator is mapped, is
// called like a subtype, or is a constant of a subtype that has fewer of them.
func (r *Reader) meansSubtype(h *Hierarchy, a Value, n int) bool {
	property, _ := h.Discriminators[0].Child("propertyName").Node.Str()
	isMapped := slices.ContainsFunc(h.mappings(), func(mapping spec.Cursor) bool {
		return slices.ContainsFunc(mapping.Node.Keys(), func(key string) bool { return ExactNumber(key) == a.Text() })
	})
	return isMapped || slices.ContainsFunc(h.Subtypes, func(s Subtype) bool {
		own := r.Constants(r.doc.Follow(s.Schema), property)
		return a.isCalled(s.Name) || len(own) < n && slices.ContainsFunc(own, func(b Value) bool { return b.Text() == a.Text() })
	})
}

// mappings are those of all discriminators that have one.
func (h *Hierarchy) mappings() (out []spec.Cursor) {
	for _, d := range h.Discriminators {
		if d.Has("mapping") {
			out = append(out, d.Child("mapping"))
		}
	}
	return out
}

// discriminators are those of the last part that has one, and of all parts that have
// one for the same property.
func (v Intersection) discriminators() (out []spec.Cursor) {
	all := v.With("discriminator")
	for _, d := range all {
		if d.Text("propertyName") == all[len(all)-1].Text("propertyName") {
			out = append(out, d)
		}
	}
	return out
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

// HasEffect reports whether a discriminator distinguishes the subtypes of a schema.
func (r *Reader) HasEffect(discriminator spec.Cursor) bool {
	r.findSubtypes()
	for _, base := range r.bases {
		if h := r.Hierarchy(base); h != nil && slices.ContainsFunc(h.Discriminators, func(d spec.Cursor) bool { return d.Place() == discriminator.Place() }) {
			return true
		}
	}
	return false
}

// isMapped reports whether a schema is a target of a mapping of a hierarchy.
func (r *Reader) isMapped(h *Hierarchy, cur spec.Cursor, name string) bool {
	for _, mapping := range h.mappings() {
		for _, target := range mapping.AllMembers() {
			if r.IsMappingTarget(target, cur, name) {
				return true
			}
		}
	}
	return false
}

// IsMappingTarget reports whether an entry of a discriminator's mapping means a
// schema: by a reference to it, or by its name.
func (r *Reader) IsMappingTarget(entry, cur spec.Cursor, name string) bool {
	text, ok := entry.Node.Str()
	if !ok {
		return false
	}
	if to, ok := r.mappingTarget(entry, text); ok {
		return r.doc.Follow(to).Place() == r.doc.Follow(cur).Place()
	}
	return name != "" && (text == name || lastSegment(text) == name)
}

// mappingTarget follows a reference that is written as text.
func (r *Reader) mappingTarget(at spec.Cursor, text string) (to spec.Cursor, ok bool) {
	at.Node = (&source.Node{Kind: source.Object}).With("$ref", &source.Node{Kind: source.String, Text: text})
	to = r.doc.Follow(at)
	return to, to.Node != nil && to.Node != at.Node
}

// Alternative is the schema that an alternative of a union means: what it refers to,
// also where it only adds a description.
//
//	oneOf: [{$ref: '#/components/schemas/Dog'}, {allOf: [{$ref: '#/components/schemas/Cat'}], description: Meows.}]
func (r *Reader) Alternative(cur spec.Cursor) spec.Cursor {
	for !cur.Has("$ref") && len(Assertions(cur)) == 0 {
		only := OnlyPart(cur)
		if only.Node == nil {
			break
		}
		cur = only
	}
	return r.doc.Follow(cur)
}

// ImpliedName is the value of a discriminator that means a schema without a mapping:
// the name of a component, of a file, or in a file; "" for other schemas.
func (r *Reader) ImpliedName(cur spec.Cursor) string {
	if name := r.Component(cur); name != "" {
		return name
	}
	tokens := source.SplitPointer(cur.Pointer())
	switch {
	case len(tokens) == 0:
		return lastSegment(filepath.ToSlash(cur.File.Path))
	case tokens[0] == "paths", tokens[0] == "webhooks", tokens[0] == "components" && len(tokens) > 3:
		return ""
	}
	return tokens[len(tokens)-1]
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
