package schema

import (
	"slices"

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
	rest = v.appliesToAll(at, keyword)
	if !constrains(rest[at]) {
		rest = slices.Delete(rest, at, at+1)
	}
	return rest, v[at], keyword
}

// appliesToAll is what applies to all alternatives that a part lists.
func (v Intersection) appliesToAll(at int, keyword string) Intersection {
	rest := slices.Clone(v)
	rest[at] = v[at].Without(keyword).Without("discriminator")
	return rest
}

// RestFor is what applies to one of the alternatives: the rest of [Intersection.Alternatives],
// and a type next to the list if the alternative has alternatives that this type excludes.
func (r *Reader) RestFor(v Intersection, alternative spec.Cursor) Intersection {
	at, keyword := v.unionPart()
	all := v.appliesToAll(at, keyword)
	rest, _, _ := v.Alternatives()
	if len(rest) < len(all) && all[at].Has("type") && r.excludes(all, r.Intersection(alternative), 0, r.effort()) {
		return all
	}
	return rest
}

// excludes reports whether some alternative of an intersection is impossible only
// together with the rest.
func (r *Reader) excludes(rest, own Intersection, depth int, e *effort) bool {
	at, keyword := own.unionPart()
	if keyword == "" || depth > impossibleDepth || !e.spend() {
		return false
	}
	if len(r.Possible(append(slices.Clone(rest), own...)).Impossible) > len(r.Possible(own).Impossible) {
		return true
	}
	rest = append(slices.Clone(rest), own.appliesToAll(at, keyword)...)
	return slices.ContainsFunc(own[at].Child(keyword).Elements(), func(alternative spec.Cursor) bool {
		return r.excludes(rest, r.Intersection(alternative), depth+1, e)
	})
}

// Possible are the alternatives of an intersection that some value satisfies together
// with the rest. Impossible are the others. Null reports whether null is an alternative.
type Possible struct {
	Alternatives, Impossible []spec.Cursor
	Null                     bool
}

// Possible splits the alternatives of an intersection, see [Reader.IsImpossible]. An
// alternative that only null satisfies is null.
func (r *Reader) Possible(v Intersection) (out Possible) {
	at, keyword := v.unionPart()
	if keyword == "" {
		return out
	}
	key := alternativesKey{v.key(), 0}
	if known, ok := r.possibles[key]; ok {
		return known.of
	}
	defer func() { r.possibles[key] = remembered[Possible]{v, out} }()
	rest := v.appliesToAll(at, keyword)
	for _, alternative := range v[at].Child(keyword).Elements() {
		together := append(slices.Clone(rest), r.Intersection(alternative)...)
		switch {
		case IsNull(r.doc.Follow(alternative)):
			out.Null = true
		case !r.IsImpossible(together):
			out.Alternatives = append(out.Alternatives, alternative)
		case together.Nullable():
			out.Null = true
		default:
			out.Impossible = append(out.Impossible, alternative)
		}
	}
	return out
}

// impossibleDepth bounds alternatives within alternatives, which may have no end.
const impossibleDepth = 5

// IsImpossible reports whether no value except null satisfies all parts, because a
// part is false, because their types or their lists of values have nothing in common,
// or because that is so for each alternative:
//
//	type: object
//	oneOf: [{type: array}, {type: string}]
func (r *Reader) IsImpossible(v Intersection) bool { return r.isImpossible(v, 0, r.effort()) }

func (r *Reader) isImpossible(v Intersection, depth int, e *effort) bool {
	if slices.ContainsFunc(v, spec.Cursor.IsFalse) || v.hasNoType() || v.hasNoValue() {
		return true
	}
	at, keyword := v.unionPart()
	if keyword == "" || depth > impossibleDepth {
		return false
	}
	key := alternativesKey{v.key(), depth}
	if known, ok := r.impossible[key]; ok {
		return known.of
	}
	rest := v.appliesToAll(at, keyword)
	out := !slices.ContainsFunc(v[at].Child(keyword).Elements(), func(alternative spec.Cursor) bool {
		together := append(slices.Clone(rest), r.Intersection(alternative)...)
		return !e.spend() || IsNull(r.doc.Follow(alternative)) || !r.isImpossible(together, depth+1, e) || together.Nullable()
	})
	r.impossible[key] = remembered[bool]{v, out}
	return out
}

// hasNoType reports whether the types of the parts have none but null in common.
func (v Intersection) hasNoType() bool {
	typed := slices.ContainsFunc(v, func(part spec.Cursor) bool { return len(TypeNames(part)) > 0 && !IsNull(part) })
	return typed && len(v.Kinds()) == 0
}

// hasNoValue reports whether the lists of values of the parts have none in common.
func (v Intersection) hasNoValue() bool {
	listed := slices.ContainsFunc(v, func(part spec.Cursor) bool { return len(part.Items("enum")) > 0 || part.Has("const") })
	return listed && len(v.Values()) == 0
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
