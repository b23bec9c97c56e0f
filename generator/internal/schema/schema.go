// Package schema has questions about the schemas of a document: which JSON types a
// schema allows, whether it allows null, which constants it lists, what the parts of
// an allOf require together.
//
// All questions are pure: they return what a caller may have to report, and
// report nothing themselves. A [Reader] remembers what it has found out.
package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Reader reads the schemas of one document. Questions that need no more than a
// schema, and no reference, are functions.
type Reader struct {
	doc            *spec.Document
	ignoreSiblings bool // of $ref: OpenAPI 3.0

	intersections map[opened]Intersection
	openings      []spec.Cursor
	tooDeep       []spec.Cursor // see TooDeep
	isOpened      map[spec.Place]bool
	comparing     map[spec.Place]bool // see SiblingsIgnored
	marks         map[mark]bool
	implied       map[implication]bool

	components  map[spec.Place]string    // of schemas elsewhere; nil until needed
	subtypes    map[spec.Place][]Subtype // by what they extend; nil until needed
	bases       []spec.Cursor            // what subtypes extend
	hierarchies map[spec.Place]*Hierarchy

	examined     int // see effort
	described    int // of features; see effort
	possibles    map[alternativesKey]remembered[Possible]
	impossible   map[alternativesKey]remembered[bool]
	enumerations map[alternativesKey]remembered[maybeEnumeration]

	steps    map[spec.Place][]label.Step // of alternatives, by the place of their list
	features map[spec.Place]*features
}

// opened is the key of an intersection. A schema at one place can be a copy
// without some of its members.
type opened struct {
	place spec.Place
	node  *source.Node
}

// alternativesKey is the key of what alternatives come to, at a depth of recursion.
// Without it, lists of alternatives that refer to the same lists would take time that is
// exponential in the depth.
type alternativesKey struct {
	parts string // see Intersection.key
	depth int
}

// remembered is what was found out about an intersection, whose nodes stay in memory: its key has
// their addresses.
type remembered[T any] struct {
	about Intersection
	of    T
}

// key identifies an intersection by the places and the members of its parts, which can
// be copies without some of their members. Parts that only describe make no difference.
func (v Intersection) key() string {
	var key []byte
	for _, part := range v {
		if len(Assertions(part)) == 0 && !part.IsFalse() {
			continue
		}
		if part.File != nil {
			key = append(append(key, part.File.Path...), '#')
		}
		key = append(append(key, part.Pointer()...), '\n')
		key = fmt.Appendf(key, "%d %s\n", part.Node.Kind, part.Node.Text)
		for _, member := range part.Node.Members {
			key = fmt.Appendf(key, "%p ", member.Value)
		}
	}
	return string(key)
}

// New returns a reader of the schemas of a document.
func New(doc *spec.Document) *Reader {
	return &Reader{
		doc: doc, ignoreSiblings: !doc.Since31(),
		intersections: map[opened]Intersection{}, isOpened: map[spec.Place]bool{}, comparing: map[spec.Place]bool{},
		marks: map[mark]bool{}, implied: map[implication]bool{},
		possibles: map[alternativesKey]remembered[Possible]{}, impossible: map[alternativesKey]remembered[bool]{}, enumerations: map[alternativesKey]remembered[maybeEnumeration]{},
		hierarchies: map[spec.Place]*Hierarchy{}, steps: map[spec.Place][]label.Step{}, features: map[spec.Place]*features{},
	}
}

// Opened are the schemas that all intersections so far consist of, in the order in
// which they were opened.
func (r *Reader) Opened() []spec.Cursor { return r.openings }

// ComponentName is the name of a schema that is directly in components.schemas;
// "" for any other place.
func ComponentName(pointer string) string {
	if strings.HasPrefix(pointer, "/") && !strings.HasPrefix(pointer, "/components/schemas/") {
		return ""
	}
	tokens := source.SplitPointer(pointer)
	if len(tokens) == 3 && tokens[0] == "components" && tokens[1] == "schemas" {
		return tokens[2]
	}
	return ""
}

// Component is the name that a schema has in components.schemas: the key of a
// reference to it from the document, which is how documents of several files name
// their schemas, or its key in its file.
//
//	components: {schemas: {Pet: {$ref: schemas/pet.yaml}}}
func (r *Reader) Component(cur spec.Cursor) string {
	return cmp.Or(r.referringComponents()[cur.Place()], ComponentName(cur.Pointer()))
}

// ReExported is the schema of another file that a component of the document only
// refers to and gives its name; ok is false for other components.
func (r *Reader) ReExported(component spec.Cursor) (to spec.Cursor, ok bool) {
	to, ok = r.referredElsewhere(component)
	return to, ok && r.referringComponents()[to.Place()] == ComponentName(component.Pointer())
}

// IsExternal reports whether a schema is a component of another file that the document
// gives no name.
func (r *Reader) IsExternal(cur spec.Cursor) bool {
	return cur.File != r.doc.Root && r.referringComponents()[cur.Place()] == ""
}

// referringComponents maps the places of schemas in other files to the components that
// refer to them; of several, the one with the name that the schema has in its file, or
// else the first in the alphabet.
func (r *Reader) referringComponents() map[spec.Place]string {
	if r.components != nil {
		return r.components
	}
	r.components = map[spec.Place]string{}
	for name, component := range r.componentSchemas() {
		to, ok := r.referredElsewhere(component)
		if !ok {
			continue
		}
		own := ComponentName(to.Pointer())
		if known := r.components[to.Place()]; known == "" || name == own || known != own && name < known {
			r.components[to.Place()] = name
		}
	}
	return r.components
}

// referredElsewhere is the schema of another file that a component consists of: its
// reference, or the only part of its allOf, adds nothing.
func (r *Reader) referredElsewhere(component spec.Cursor) (to spec.Cursor, ok bool) {
	ref := component
	if !component.Has("$ref") {
		ref = OnlyPart(component)
	}
	if !ref.Has("$ref") || len(Assertions(component)) > 0 || component.Has("$ref") && component.Has("allOf") {
		return to, false
	}
	to = r.doc.Follow(ref)
	return to, to.File != component.File && !to.Has("$ref")
}

func (r *Reader) componentSchemas() func(yield func(string, spec.Cursor) bool) {
	return r.doc.Cursor().Child("components").Child("schemas").AllMembers()
}

// Resolve follows a reference to its target, on through references that have no
// siblings which count. It returns the reference if its target cannot be found,
// or if references refer to each other in a circle.
func (r *Reader) Resolve(cur spec.Cursor) spec.Cursor {
	seen := map[spec.Place]bool{}
	for cur.Has("$ref") && !seen[cur.Place()] {
		if seen[cur.Place()] = true; len(seen) > 1 && !r.SiblingsIgnored(cur) {
			return cur
		}
		to, ok := r.doc.Target(cur)
		if !ok {
			return cur
		}
		cur = to
	}
	return cur
}

// SiblingsIgnored reports whether no sibling of a $ref changes its meaning: before
// 3.1 none does; later, a type that is that of the target does not.
func (r *Reader) SiblingsIgnored(cur spec.Cursor) bool {
	own := Assertions(cur)
	if r.ignoreSiblings {
		return true
	}
	if cur.Has("allOf") || len(own) > 1 || len(own) == 1 && own[0] != "type" {
		return false
	}
	if len(own) == 0 || r.comparing[cur.Place()] { // the target contains itself
		return true
	}
	r.comparing[cur.Place()] = true
	defer delete(r.comparing, cur.Place())
	return slices.Equal(TypeNames(cur), r.Intersection(r.doc.Follow(cur)).Kinds())
}

// OnlyPart is the one part of an allOf that constrains values; others are
// descriptions. Its node is nil if several parts do, or the schema is a reference.
func OnlyPart(cur spec.Cursor) (only spec.Cursor) {
	for _, part := range cur.Child("allOf").Elements() {
		if !part.Has("$ref") && !part.Has("allOf") && len(Assertions(part)) == 0 {
			continue // a description
		}
		if only.Node != nil || cur.Has("$ref") {
			return spec.Cursor{}
		}
		only = part
	}
	return only
}

// Kind is the JSON type of a schema, "" if it allows several, or any.
func (r *Reader) Kind(cur spec.Cursor) string {
	if kinds := r.Intersection(cur).Kinds(); len(kinds) == 1 {
		return kinds[0]
	}
	return ""
}
