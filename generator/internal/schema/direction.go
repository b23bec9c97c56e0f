package schema

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/spec"
)

// mark is the key of what [Reader.IsMarked] has found out.
type mark struct {
	schema  opened
	keyword string
}

func markOf(cur spec.Cursor, keyword string) mark {
	return mark{opened{cur.Place(), cur.Node}, keyword}
}

// IsMarked reports whether an annotation that is true or false, such as readOnly, is
// true for a schema: in the schema, in what it refers to, in a part of its allOf, or
// in all alternatives other than null of its oneOf or anyOf.
func (r *Reader) IsMarked(cur spec.Cursor, keyword string) bool {
	if cur.Node == nil {
		return false
	}
	schemas := r.unmarked(nil, cur, keyword)
	for again := true; again; { // once more if schemas contain themselves
		again = false
		for _, part := range schemas {
			if key := markOf(part, keyword); !r.marks[key] && r.inheritsMark(part, keyword) {
				r.marks[key], again = true, true
			}
		}
	}
	return r.marks[markOf(cur, keyword)]
}

// unmarked appends the schemas on which it depends whether a schema is marked and that have not
// been read before, each after those on which it depends. Each is not marked yet, but
// for those that are so themselves.
func (r *Reader) unmarked(out []spec.Cursor, cur spec.Cursor, keyword string) []spec.Cursor {
	key := markOf(cur, keyword)
	if _, known := r.marks[key]; known || cur.Node == nil {
		return out
	}
	r.marks[key] = cur.Child(keyword).IsTrue()
	if r.marks[key] {
		return out
	}
	if cur.Has("$ref") {
		to, _ := r.doc.Target(cur)
		out = r.unmarked(out, to, keyword)
	}
	for _, list := range []string{"allOf", "oneOf", "anyOf"} {
		for _, part := range cur.Child(list).Elements() {
			out = r.unmarked(out, part, keyword)
		}
	}
	return append(out, cur)
}

// inheritsMark is IsMarked as far as it is known of the schemas on which it depends.
func (r *Reader) inheritsMark(cur spec.Cursor, keyword string) bool {
	marked := func(part spec.Cursor) bool { return r.marks[markOf(part, keyword)] }
	if cur.Has("$ref") {
		if to, ok := r.doc.Target(cur); ok && marked(to) {
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
