package schema

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/spec"
)

// IsMarked reports whether an annotation that is true or false, such as readOnly, is
// true for a schema: in the schema, in what it refers to, in a part of its allOf, or
// in all alternatives other than null of its oneOf or anyOf.
func (r *Reader) IsMarked(cur spec.Cursor, keyword string) bool {
	return r.isMarked(cur, keyword, map[spec.Place]bool{})
}

// isMarked is IsMarked within the schemas at the places enclosing.
func (r *Reader) isMarked(cur spec.Cursor, keyword string, enclosing map[spec.Place]bool) bool {
	if cur.Node == nil || enclosing[cur.Place()] {
		return false
	}
	enclosing[cur.Place()] = true
	defer delete(enclosing, cur.Place())
	marked := func(part spec.Cursor) bool { return r.isMarked(part, keyword, enclosing) }
	if cur.Child(keyword).IsTrue() {
		return true
	}
	if cur.Has("$ref") {
		if to, _ := r.doc.Target(cur); marked(to) {
			return true
		}
	}
	if slices.ContainsFunc(cur.Child("allOf").Elements(), marked) {
		return true
	}
	for _, alternatives := range []string{"oneOf", "anyOf"} {
		values := slices.DeleteFunc(slices.Clone(cur.Child(alternatives).Elements()), IsNull)
		if len(values) > 0 && !slices.ContainsFunc(values, func(part spec.Cursor) bool { return !marked(part) }) {
			return true
		}
	}
	return false
}
