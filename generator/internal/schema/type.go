package schema

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/spec"
)

// Kinds are the JSON types that all parts allow, null left out: what they name,
// else what their keywords are about. None means that nothing is known, or that
// the parts allow none in common.
func (v Intersection) Kinds() []string {
	var out []string
	typed := false
	for _, part := range v {
		kinds := TypeNames(part)
		if len(kinds) == 0 {
			continue
		}
		if !typed {
			out, typed = kinds, true
			continue
		}
		out = commonTypes(out, kinds)
	}
	if typed {
		return slices.DeleteFunc(slices.Clone(out), func(kind string) bool { return kind == "null" })
	}
	switch {
	case v.Has("properties", "additionalProperties", "patternProperties", "unevaluatedProperties"):
		return []string{"object"}
	case v.Has("items", "prefixItems"):
		return []string{"array"}
	}
	return kindsOf(v.Values())
}

// IsArray reports whether the intersection allows only arrays, and perhaps null.
func (v Intersection) IsArray() bool { return slices.Equal(v.Kinds(), []string{"array"}) }

// commonTypes are the types that both lists allow: of number and integer, integer.
func commonTypes(a, b []string) []string {
	var out []string
	for _, kind := range a {
		switch {
		case slices.Contains(b, kind), kind == "integer" && slices.Contains(b, "number"):
			out = append(out, kind)
		case kind == "number" && slices.Contains(b, "integer"):
			out = append(out, "integer")
		}
	}
	return out
}

// TypeNames are the types under type, less integer if number is one of them.
func TypeNames(cur spec.Cursor) []string {
	names := DeclaredTypes(cur)
	if slices.Contains(names, "number") {
		names = slices.DeleteFunc(names, func(name string) bool { return name == "integer" })
	}
	return names
}

// DeclaredTypes are the types under type, as they are.
func DeclaredTypes(cur spec.Cursor) []string {
	list := cur.Child("type")
	if name, ok := list.Node.Str(); ok {
		return []string{name}
	}
	var out []string
	for _, item := range list.Elements() {
		if name, ok := item.Node.Str(); ok {
			out = append(out, name)
		}
	}
	return out
}
