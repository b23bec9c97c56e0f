package schema

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/spec"
)

// Intersection is a schema as a list of schemas, its parts. A value satisfies the
// schema if it satisfies all parts. References and allOf are replaced by the schemas
// that they consist of, a base schema before the schema that extends it. A schema
// without them is the only part. A schema that allows all values has no parts.
type Intersection []spec.Cursor

// Intersection returns the parts of a schema, each once.
func (r *Reader) Intersection(cur spec.Cursor) Intersection {
	if cur.Node == nil {
		return nil
	}
	key := opened{cur.Place(), cur.Node}
	if known, ok := r.intersections[key]; ok {
		return known
	}
	out := slices.Clip(r.open(nil, cur, map[spec.Place]bool{}, 0))
	if len(r.comparing) == 0 { // else it may lack what is being compared
		r.intersections[key] = out
	}
	return out
}

// MaxExtensions is how many schemas can extend one another by allOf. It is arbitrary: each of
// them consists of all that it extends.
const MaxExtensions = 100

// open appends the parts of a schema. enclosing are the places that have been opened.
func (r *Reader) open(out Intersection, cur spec.Cursor, enclosing map[spec.Place]bool, depth int) Intersection {
	if cur.Node == nil || enclosing[cur.Place()] {
		return out
	}
	if depth > MaxExtensions {
		r.tooDeep = append(r.tooDeep, cur)
		return out
	}
	if len(enclosing) > 0 {
		cur = r.withoutSubtypes(cur, enclosing)
	}
	enclosing[cur.Place()] = true
	r.Open(cur)
	if cur.Has("$ref") {
		to, _ := r.doc.Target(cur) // one at a time: each may have siblings
		out = r.open(out, to, enclosing, depth)
		if r.SiblingsIgnored(cur) {
			return out
		}
	}
	for _, part := range cur.Child("allOf").Elements() {
		out = r.open(out, part, enclosing, depth+1)
	}
	if len(Assertions(cur)) > 0 || cur.IsFalse() {
		out = append(out, cur)
	}
	return out
}

// TooDeep are the schemas that were left out of intersections, because too many schemas extend
// one another.
func (r *Reader) TooDeep() []spec.Cursor { return r.tooDeep }

// withoutSubtypes removes oneOf and anyOf from a base schema that lists its subtypes
// there, if one of them is being opened. A subtype extends the other keywords of its
// base schema. Its siblings are not part of it.
func (r *Reader) withoutSubtypes(cur spec.Cursor, enclosing map[spec.Place]bool) spec.Cursor {
	for _, keyword := range []string{"oneOf", "anyOf"} {
		for _, alternative := range cur.Child(keyword).Elements() {
			if enclosing[r.doc.Follow(alternative).Place()] {
				cur = cur.Without(keyword).Without("discriminator")
				break
			}
		}
	}
	return cur
}

// Unique removes all but the first of equal parts. It changes v.
func (v Intersection) Unique() Intersection {
	seen := map[spec.Place]bool{}
	return slices.DeleteFunc(v, func(part spec.Cursor) bool {
		again := seen[part.Place()]
		seen[part.Place()] = true
		return again
	})
}

// Contains reports whether a schema is one of the parts.
func (v Intersection) Contains(cur spec.Cursor) bool {
	return slices.ContainsFunc(v, func(part spec.Cursor) bool { return part.Place() == cur.Place() })
}

// Key returns a text that is equal for intersections of the same schemas.
func (v Intersection) Key() string {
	var places []string
	for _, part := range v {
		places = append(places, part.Place().String())
	}
	slices.Sort(places)
	return strings.Join(places, " ")
}

// Texts returns the values of a keyword that are strings, in the order of the parts.
func (v Intersection) Texts(keyword string) []string {
	var out []string
	for _, part := range v {
		if text, ok := part.Child(keyword).Node.Str(); ok {
			out = append(out, text)
		}
	}
	return out
}

// Text returns the first element of [Intersection.Texts], or "".
func (v Intersection) Text(keyword string) string {
	if texts := v.Texts(keyword); len(texts) > 0 {
		return texts[0]
	}
	return ""
}

// With returns the values of a keyword, one for each part that has it.
func (v Intersection) With(keyword string) []spec.Cursor {
	var out []spec.Cursor
	for _, part := range v {
		if part.Has(keyword) {
			out = append(out, part.Child(keyword))
		}
	}
	return out
}

// Has reports whether a part has one of these keywords.
func (v Intersection) Has(keywords ...string) bool {
	return slices.ContainsFunc(v, func(part spec.Cursor) bool { return slices.ContainsFunc(keywords, part.Has) })
}

// Last returns the index of the last part for which a condition is true, or -1.
func (v Intersection) Last(condition func(spec.Cursor) bool) int {
	for i, part := range slices.Backward(v) {
		if condition(part) {
			return i
		}
	}
	return -1
}

// Open adds a schema to [Reader.Opened], the schemas in use. [Reader.Intersection]
// calls it.
func (r *Reader) Open(cur spec.Cursor) {
	if !r.isOpened[cur.Place()] {
		r.isOpened[cur.Place()] = true
		r.openings = append(r.openings, cur)
	}
}
