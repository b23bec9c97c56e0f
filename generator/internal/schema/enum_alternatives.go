package schema

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/spec"
)

// Enumeration is what alternatives come to that are constants and lists of scalars
// of one type. It is open if an alternative allows values that it does not list:
//
//	oneOf: [{const: s, title: Small}, {const: m, title: Medium}]
//	anyOf: [{type: string}, {enum: [auto, none]}]
type Enumeration struct {
	Kind     string // a JSON type; "" if there is nothing but null
	Values   []Value
	Nullable bool
	Open     []Intersection // the alternatives that list no values
}

// IsOpen reports whether values are valid that are not listed.
func (e Enumeration) IsOpen() bool { return len(e.Open) > 0 }

// maybeEnumeration is what [Reader.Enumeration] returns.
type maybeEnumeration struct {
	Enumeration
	ok bool
}

// enumerationDepth bounds alternatives within alternatives, which may have no end.
const enumerationDepth = 5

// Enumeration reads the alternatives of an intersection as an enumeration; ok is
// false if they are not one.
func (r *Reader) Enumeration(v Intersection) (out Enumeration, ok bool) {
	return r.enumeration(v, 0, r.effort())
}

func (r *Reader) enumeration(v Intersection, depth int, e *effort) (out Enumeration, ok bool) {
	rest, _, keyword := v.Alternatives()
	if keyword == "" {
		return v.enumeration()
	}
	if depth > enumerationDepth || isNested(rest.Kinds()) {
		return out, false
	}
	key := alternativesKey{v.key(), depth}
	if known, ok := r.enumerations[key]; ok {
		return known.of.Enumeration, known.of.ok
	}
	defer func() { r.enumerations[key] = remembered[maybeEnumeration]{v, maybeEnumeration{out, ok}} }()
	list := r.Possible(v)
	out.Nullable = list.Null
	for _, alternative := range list.Alternatives {
		if depth > 0 && !e.spend() {
			return out, false
		}
		one, ok := r.enumeration(append(slices.Clone(rest), r.Intersection(alternative)...), depth+1, e)
		if !ok || one.Kind != "" && out.Kind != "" && one.Kind != out.Kind {
			return out, false
		}
		if one.Kind != "" {
			out.Kind = one.Kind
		}
		out.Values = append(out.Values, one.Values...)
		out.Nullable = out.Nullable || one.Nullable
		out.Open = append(out.Open, one.Open...)
	}
	out.Values = distinct(out.Values)
	return out, true
}

// isNested reports whether these JSON types are objects or arrays only.
func isNested(kinds []string) bool {
	return len(kinds) > 0 && !slices.ContainsFunc(kinds, func(kind string) bool { return kind != "object" && kind != "array" })
}

// enumeration reads an intersection without alternatives. The title and the
// description of a single value are its name and its documentation.
func (v Intersection) enumeration() (out Enumeration, ok bool) {
	if slices.ContainsFunc(v, IsNull) {
		return Enumeration{Nullable: true}, true
	}
	kinds := v.Kinds()
	if len(kinds) != 1 || !slices.Contains([]string{"string", "integer", "number", "boolean"}, kinds[0]) {
		return out, false
	}
	out = Enumeration{Kind: kinds[0], Values: v.Values(), Nullable: v.Nullable()}
	if len(out.Values) == 0 {
		out.Open = []Intersection{v}
	}
	if len(out.Values) == 1 {
		holder := v[slices.IndexFunc(v, func(part spec.Cursor) bool { return part.Has("const") || part.Has("enum") })]
		one := &out.Values[0]
		if title, ok := holder.Child("title").Node.Str(); ok && one.Name == "" {
			one.Name = title
		}
		if text, ok := holder.Child("description").Node.Str(); ok && one.Doc == "" {
			one.Doc = text
		}
	}
	return out, true
}

// distinct drops values that are in the list before.
func distinct(values []Value) []Value {
	seen := map[string]bool{}
	return slices.DeleteFunc(values, func(a Value) bool {
		text := a.JSON()
		again := seen[text]
		seen[text] = true
		return again
	})
}
