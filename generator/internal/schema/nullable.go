package schema

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Nullable reports whether null is allowed by every part that has a type. Two rules
// are about parts without one. If such a part has nullable: true, null is allowed
// whatever the other parts are, because many documents write
// {nullable: true, allOf: [X]} for "X or null". If no part has a type, null is allowed
// if it is listed in enum or const.
func (v Intersection) Nullable() bool {
	typed, allow := 0, 0
	for _, part := range v {
		names := TypeNames(part)
		isNullable := part.Child("nullable").IsTrue()
		switch {
		case len(names) == 0 && isNullable:
			return true
		case len(names) == 0:
			continue
		case isNullable || slices.Contains(names, "null"):
			allow++
		}
		typed++
	}
	if typed == 0 {
		return slices.ContainsFunc(v.Values(), Value.IsNull)
	}
	return typed == allow
}

// nullableDepth is the maximum depth at which alternatives are searched for null. It
// is arbitrary.
const nullableDepth = 5

// CanBeNull reports whether an intersection is nullable, or has an alternative
// that is.
func (r *Reader) CanBeNull(v Intersection) bool { return r.canBeNull(v, 0, r.effort()) }

func (r *Reader) canBeNull(v Intersection, depth int, e *effort) bool {
	rest, part, keyword := v.Alternatives()
	if keyword == "" || v.Nullable() || depth > nullableDepth {
		return v.Nullable()
	}
	for _, alternative := range part.Child(keyword).Elements() {
		if depth > 0 && !e.spend() {
			return false
		}
		if IsNull(r.doc.Follow(alternative)) || r.canBeNull(append(slices.Clone(rest), r.Intersection(alternative)...), depth+1, e) {
			return true
		}
	}
	return false
}

// IsNull reports whether null is the only value that a schema allows, according to
// type, const or enum.
func IsNull(cur spec.Cursor) bool {
	names := TypeNames(cur)
	if len(names) == 1 && names[0] == "null" {
		return true
	}
	if c := cur.Child("const").Node; c != nil && c.Kind == source.Null {
		return true
	}
	values := cur.Items("enum")
	return len(values) == 1 && values[0].Kind == source.Null
}

// AllowsNull reports whether null satisfies a schema. known is false if that
// depends on conditions or alternatives.
func (r *Reader) AllowsNull(cur spec.Cursor) (allows, known bool) {
	if cur.Node != nil && cur.Node.Kind == source.Bool {
		return cur.IsTrue(), true
	}
	for _, part := range r.Intersection(cur) {
		if slices.ContainsFunc([]string{"not", "if", "oneOf", "anyOf"}, part.Has) {
			return false, false
		}
		names := TypeNames(part)
		if len(names) > 0 && !slices.Contains(names, "null") && !part.Child("nullable").IsTrue() {
			return false, true
		}
		for _, values := range [][]Value{EnumValues(part), ConstValue(part)} {
			if values != nil && !slices.ContainsFunc(values, Value.IsNull) {
				return false, true
			}
		}
	}
	return true, true
}

// AllowsAll reports whether all values satisfy a schema.
func (r *Reader) AllowsAll(cur spec.Cursor) bool {
	return cur.IsTrue() || cur.Node != nil && cur.Node.Kind == source.Object && len(r.Intersection(cur)) == 0
}
