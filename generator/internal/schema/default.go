package schema

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/spec"
)

// Default returns the default of a schema: its own, else that of the last part of its
// allOf that has one, else that of the schema that it refers to, or of the only
// alternative other than null. Before OpenAPI 3.1, siblings of a $ref have no effect:
// ignored is then the default next to it.
//
//	allOf: [{$ref: Limit}, {default: 6}]
func (r *Reader) Default(cur spec.Cursor) (found, ignored spec.Cursor) {
	found = r.defaultOf(cur, map[spec.Place]bool{})
	if own := cur.Child("default"); cur.Has("$ref") && r.ignoreSiblings && own.Node != nil {
		ignored = own
	}
	return found, ignored
}

// defaultOf is Default, but for the schemas at the places searched, which have none.
func (r *Reader) defaultOf(cur spec.Cursor, searched map[spec.Place]bool) spec.Cursor {
	if cur.Node == nil || searched[cur.Place()] {
		return spec.Cursor{}
	}
	searched[cur.Place()] = true
	if own := cur.Child("default"); own.Node != nil && !(cur.Has("$ref") && r.ignoreSiblings) {
		return own
	}
	parts := cur.Child("allOf").Elements()
	for _, keyword := range []string{"oneOf", "anyOf"} {
		if values := slices.DeleteFunc(slices.Clone(cur.Child(keyword).Elements()), IsNull); len(values) == 1 {
			parts = append(slices.Clip(parts), values...)
		}
	}
	if cur.Has("$ref") {
		to, _ := r.doc.Target(cur)
		parts = append([]spec.Cursor{to}, parts...)
	}
	for _, part := range slices.Backward(parts) {
		if found := r.defaultOf(part, searched); found.Node != nil {
			return found
		}
	}
	return spec.Cursor{}
}
