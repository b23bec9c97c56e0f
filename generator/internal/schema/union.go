package schema

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// UnionKeyword is the keyword, oneOf or anyOf, under which the first part with one
// lists alternatives; "" for an intersection without any. Alternatives that only
// constrain a type do not count.
func (v Intersection) UnionKeyword() string {
	_, keyword := v.unionPart()
	return keyword
}

func (v Intersection) unionPart() (at int, keyword string) {
	typed := len(v.Kinds()) > 0
	for i, part := range v {
		for _, keyword := range []string{"oneOf", "anyOf"} {
			if len(part.Items(keyword)) > 0 && !(typed && OnlyConstrains(part, keyword)) {
				return i, keyword
			}
		}
	}
	return -1, ""
}

// Alternatives splits an intersection: the first part that lists alternatives, its
// keyword, and the rest, which applies to all alternatives. A discriminator belongs to
// the alternatives. The keyword is "" for an
// intersection without any.
func (v Intersection) Alternatives() (rest Intersection, part spec.Cursor, keyword string) {
	at, keyword := v.unionPart()
	if keyword == "" {
		return v, part, ""
	}
	part = v[at]
	rest = slices.Clone(v)
	rest[at] = part.Without(keyword).Without("discriminator")
	if !constrains(rest[at]) {
		rest = slices.Delete(rest, at, at+1)
	}
	return rest, part, keyword
}

// OnlyInline is the index of the one inline schema of a list, if all others are null.
func (r *Reader) OnlyInline(list spec.Cursor) (int, bool) {
	only := -1
	for i, cur := range list.Elements() {
		switch {
		case IsNull(r.doc.Follow(cur)):
		case only >= 0 || cur.Has("$ref") || cur.Node.Kind != source.Object:
			return 0, false
		default:
			only = i
		}
	}
	return only, only >= 0 && len(list.Node.Items) > 1
}

// othersAreNull reports whether all schemas of a list but one allow only null.
func othersAreNull(list spec.Cursor, index int) bool {
	for i, cur := range list.Elements() {
		if i != index && !IsNull(cur) {
			return false
		}
	}
	return true
}
