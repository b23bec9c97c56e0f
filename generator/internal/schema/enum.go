package schema

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Value is a value under enum or const, with the name and the documentation that
// extensions of the schema give it.
type Value struct {
	spec.Cursor
	Name, Doc string
}

// IsNull reports whether the value is null.
func (a Value) IsNull() bool { return a.Node.Kind == source.Null }

// Literal is the value as JSON; a number in its plainest form.
func (a Value) Literal() string {
	if a.Node.Kind == source.Number {
		return ExactNumber(a.Node.Text)
	}
	return a.JSON()
}

// IsOf reports whether the value is of a JSON type; 1.0 is an integer.
func (a Value) IsOf(kind string) bool {
	switch kind {
	case "string":
		return a.Node.Kind == source.String
	case "boolean":
		return a.Node.Kind == source.Bool
	case "number":
		return a.Node.Kind == source.Number
	case "integer":
		return a.Node.Kind == source.Number && IsMultiple(a.Node.Text, "1")
	}
	return false
}

// EnumValues are the values under enum; nil without enum. Extensions name and
// describe them, by parallel lists or by objects from value to text.
func EnumValues(part spec.Cursor) []Value {
	list := part.Child("enum")
	if list.Node == nil {
		return nil
	}
	out := make([]Value, 0, len(list.Node.Items))
	described := descriptions(part)
	names := valueTexts(part, "x-enum-varnames", "x-enumNames", "x-go-const-names")
	docs := valueTexts(part, "x-enum-descriptions", "x-enumDescriptions")
	for i, cur := range list.Elements() {
		v := Value{Cursor: cur}
		if described != nil || names != nil || docs != nil {
			of := described[v.Text()]
			v.Name = cmp.Or(v.text(names, i), of.Text("name"))
			v.Doc = cmp.Or(v.text(docs, i), of.Text("description"))
		}
		out = append(out, v)
	}
	return out
}

// valueTexts are the extensions with these names of a schema that has them.
func valueTexts(part spec.Cursor, names ...string) []*source.Node {
	var out []*source.Node
	for _, name := range names {
		if n := part.Node.Get(name); n != nil {
			out = append(out, n)
		}
	}
	return out
}

// text is the first text of extensions for the value, which is number i.
func (a Value) text(extensions []*source.Node, i int) string {
	for _, all := range extensions {
		for _, n := range []*source.Node{all.Index(i), all.Get(a.Text()), all.Get(a.JSON())} {
			if text, ok := n.Str(); ok {
				return text
			}
		}
	}
	return ""
}

// descriptions are those of values under x-ms-enum, by the text of the value:
//
//	x-ms-enum: {name: Color, values: [{value: r, name: Red, description: Like blood.}]}
func descriptions(part spec.Cursor) map[string]spec.Cursor {
	var out map[string]spec.Cursor
	for _, cur := range part.Child("x-ms-enum").Child("values").Elements() {
		if value := (Value{Cursor: cur.Child("value")}); value.Node != nil {
			if out == nil {
				out = map[string]spec.Cursor{}
			}
			if text := value.Text(); out[text].Node == nil {
				out[text] = cur
			}
		}
	}
	return out
}

// EnumName is the name under x-ms-enum of the first part that has one; "" without.
func (v Intersection) EnumName() string {
	for _, part := range v {
		if name := part.Child("x-ms-enum").Text("name"); name != "" {
			return name
		}
	}
	return ""
}

// ConstValue is the value under const as a list; nil without const.
func ConstValue(part spec.Cursor) []Value {
	if !part.Has("const") {
		return nil
	}
	return []Value{{Cursor: part.Child("const")}}
}

// Values are the values that are in the enum and const of every part that has them.
func (v Intersection) Values() []Value {
	var out []Value
	first := true
	for _, part := range v {
		for _, values := range [][]Value{EnumValues(part), ConstValue(part)} {
			if values == nil {
				continue
			}
			if first {
				out, first = values, false
				continue
			}
			out = slices.DeleteFunc(slices.Clone(out), func(a Value) bool {
				return !slices.ContainsFunc(values, func(b Value) bool { return a.JSON() == b.JSON() })
			})
		}
	}
	return out
}

// IsEnum reports whether an intersection of these kinds is an enumeration.
func (v Intersection) IsEnum(kinds []string) bool {
	return len(kinds) == 1 && IsEnumOf(kinds[0], v.Values())
}

// IsEnumOf reports whether a list of values makes an enumeration of a JSON type: a
// list of scalars, which may contain null. A boolean that can only be true is an
// enumeration, true and false are not. Other lists constrain a type, but make none.
func IsEnumOf(kind string, values []Value) bool {
	switch kind {
	case "string", "integer", "number":
		return len(values) > 0
	case "boolean":
		isTrue := func(a Value) bool { return a.IsTrue() }
		isFalse := func(a Value) bool { return a.IsFalse() }
		return slices.ContainsFunc(values, isTrue) != slices.ContainsFunc(values, isFalse)
	}
	return false
}

// IsMixed reports whether values are of several JSON types, not counting null.
func IsMixed(values []Value) bool { return len(kindsOf(values)) > 1 }

// kindsOf are the JSON types of values, null left out.
func kindsOf(values []Value) []string {
	var out []string
	for _, a := range values {
		kind := a.Node.Kind.String()
		if a.Node.Kind == source.Number && isInteger(a.Literal()) {
			kind = "integer"
		}
		if !a.IsNull() && !slices.Contains(out, kind) {
			out = append(out, kind)
		}
	}
	if slices.Contains(out, "number") {
		out = slices.DeleteFunc(out, func(kind string) bool { return kind == "integer" })
	}
	return out
}

// Constants are the values that a property of a schema can be, null left out, if one
// of its parts lists them.
func (r *Reader) Constants(cur spec.Cursor, property string) []Value {
	_, properties := r.Intersection(cur).Properties()
	var all Intersection
	for _, declared := range properties[property] {
		all = append(all, r.Intersection(declared)...)
	}
	return slices.DeleteFunc(all.Values(), Value.IsNull)
}

// Text is the text of a string, or other values as JSON.
func (a Value) Text() string {
	if text, ok := a.Node.Str(); ok {
		return text
	}
	return a.Literal()
}

// isCalled reports whether a constant, or the name that an extension gives it, is
// spelled like a name.
func (a Value) isCalled(name string) bool { return SameWord(a.Text(), name) || SameWord(a.Name, name) }
