package schema

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func literals(values []Value) string {
	var out []string
	for _, a := range values {
		out = append(out, a.Literal())
	}
	return strings.Join(out, " ")
}

// Values are those that every enum and const has.
func TestValues(t *testing.T) {
	for text, want := range map[string]string{
		`{"enum": ["a", "b"]}`: `"a" "b"`,
		`{"allOf": [{"enum": ["a", "b", "c"]}, {"enum": ["c", "b"]}]}`: `"b" "c"`,
		`{"enum": [1, 2], "const": 2}`:                                 `2`,
		`{"enum": [1.0, null]}`:                                        `1 null`,
		`{"type": "string"}`:                                           ``,
	} {
		cur, r := read(t, text)
		if got := literals(r.Intersection(cur).Values()); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestExtensionsNameValues(t *testing.T) {
	for text, want := range map[string]string{
		`{"enum": [1, 2], "x-enum-varnames": ["One", "Two"], "x-enum-descriptions": ["first", "second"]}`: "One first, Two second",
		`{"enum": ["a", "b"], "x-enumNames": {"b": "Bee"}, "x-enumDescriptions": {"a": "letter"}}`:        " letter, Bee ",
		`{"enum": [1], "x-enum-varnames": []}`:                                                            " ",
	} {
		var got []string
		for _, a := range EnumValues(parse(t, text)) {
			got = append(got, a.Name+" "+a.Doc)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %q", text, strings.Join(got, ", "), want)
		}
	}
}

func TestIsEnum(t *testing.T) {
	for text, want := range map[string]bool{
		`{"type": "string", "enum": ["a"]}`:          true,
		`{"enum": [1, null]}`:                        true,
		`{"type": "boolean", "enum": [true]}`:        true,
		`{"type": "boolean", "enum": [true, false]}`: false,
		`{"enum": ["a", 1]}`:                         false,
		`{"type": "array", "enum": [[1]]}`:           false,
		`{"type": "string", "enum": []}`:             false,
	} {
		cur, r := read(t, text)
		v := r.Intersection(cur)
		if got := v.IsEnum(v.Kinds()); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestIsMixed(t *testing.T) {
	for text, want := range map[string]bool{`{"enum": ["a", 1]}`: true, `{"enum": [1, 1.5, null]}`: false} {
		if got := IsMixed(EnumValues(parse(t, text))); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestValueIsOf(t *testing.T) {
	values := EnumValues(parse(t, `{"enum": ["a", 1.0, 1.5, true, null]}`))
	for kind, want := range map[string]string{"string": `"a"`, "integer": "1", "number": "1 1.5", "boolean": "true", "object": ""} {
		var of []Value
		for _, a := range values {
			if a.IsOf(kind) {
				of = append(of, a)
			}
		}
		if got := literals(of); got != want {
			t.Errorf("%s: %s, want %s", kind, got, want)
		}
	}
}

// Alternatives that are constants and lists of one type are one enumeration.
func TestEnumeration(t *testing.T) {
	for text, want := range map[string]string{
		`{"oneOf": [{"const": "s", "title": "Small", "description": "S."}, {"const": "m"}]}`: `string "s" Small S., "m"`,
		`{"anyOf": [{"type": "string"}, {"enum": ["auto"]}]}`:                                `string open, "auto"`,
		`{"anyOf": [{"enum": [1]}, {"type": "null"}]}`:                                       `integer nullable, 1`,
		`{"anyOf": [{"enum": [1, 2]}, {"enum": [2, 3]}]}`:                                    `integer, 1, 2, 3`,
		`{"anyOf": [{"const": 1}, {"oneOf": [{"const": 2}, {"const": 3}]}]}`:                 `integer, 1, 2, 3`,
		`{"anyOf": [{"const": "a"}, {"const": 1}]}`:                                          ``,
		`{"anyOf": [{"const": "a"}, {"type": "object"}]}`:                                    ``,
		`{"anyOf": [{"$ref": "#"}, {"const": 1}]}`:                                           ``,
	} {
		cur, r := read(t, text)
		e, ok := r.Enumeration(r.Intersection(cur))
		got := ""
		if ok {
			got = e.Kind
			if e.IsOpen() {
				got += " open"
			}
			if e.Nullable {
				got += " nullable"
			}
			for i, a := range e.Values {
				if sep := ", "; i > 0 || a.Name == "" {
					got += sep
				} else {
					got += " "
				}
				got += strings.TrimSpace(fmt.Sprintf("%s %s %s", a.Literal(), a.Name, a.Doc))
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestConstants(t *testing.T) {
	cur, r := read(t, `{"allOf": [{"properties": {"kind": {"allOf": [{"enum": ["a", "b", 1.0, null]}]}}}, {"properties": {"kind": {"enum": ["b", 1.0, null, "c"]}, "other": {"const": "c"}}}]}`)
	var got []string
	for _, a := range r.Constants(cur, "kind") {
		got = append(got, a.Text())
	}
	if want := []string{"b", "1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
