package schema

import (
	"slices"
	"strings"
	"testing"
)

// Kinds are what all parts of an allOf name, else what their keywords are about.
func TestKinds(t *testing.T) {
	for text, want := range map[string]string{
		`{"type": "string"}`:                                              "string",
		`{"type": ["string", "null", "integer"]}`:                         "string integer",
		`{"type": ["number", "integer"]}`:                                 "number",
		`{"allOf": [{"type": "number"}, {"type": "integer"}]}`:            "integer",
		`{"allOf": [{"type": "string"}, {"type": "integer"}]}`:            "",
		`{"allOf": [{"type": ["string", "object"]}, {"properties": {}}]}`: "string object",
		`{"properties": {"a": {}}}`:                                       "object",
		`{"additionalProperties": {}}`:                                    "object",
		`{"items": {}}`:                                                   "array",
		`{"prefixItems": [{}]}`:                                           "array",
		`{"enum": ["a", "b"]}`:                                            "string",
		`{"enum": [1, 2.5, null]}`:                                        "number",
		`{"const": 1}`:                                                    "integer",
		`{"const": 18446744073709551615}`:                                 "integer",
		`{"minLength": 1}`:                                                "",
		`{"type": "null"}`:                                                "",
		`{}`:                                                              "",
	} {
		cur, r := read(t, text)
		if got := strings.Join(r.Intersection(cur).Kinds(), " "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestKindIsTheOnlyOne(t *testing.T) {
	for text, want := range map[string]string{`{"type": "array"}`: "array", `{"type": ["array", "object"]}`: "", `{}`: ""} {
		cur, r := read(t, text)
		if got := r.Kind(cur); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// A schema is nullable if every part that names a type allows null, or if one
// without a type has nullable: true.
func TestNullable(t *testing.T) {
	for text, want := range map[string]bool{
		`{"type": "string"}`:                                                              false,
		`{"type": "string", "nullable": true}`:                                            true,
		`{"type": ["string", "null"]}`:                                                    true,
		`{"allOf": [{"type": ["string", "null"]}, {"type": "string"}]}`:                   false,
		`{"allOf": [{"type": ["string", "null"]}, {"type": "string", "nullable": true}]}`: true,
		`{"nullable": true, "allOf": [{"type": "string"}]}`:                               true,
		`{"enum": ["a", null]}`:                                                           true,
		`{"type": "string", "enum": ["a", null]}`:                                         false,
		`{}`: false,
	} {
		cur, r := read(t, text)
		if got := r.Intersection(cur).Nullable(); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestCanBeNull(t *testing.T) {
	for text, want := range map[string]bool{
		`{"oneOf": [{"type": "string"}, {"type": "null"}]}`:                                  true,
		`{"oneOf": [{"type": "string"}, {"type": "integer", "nullable": true}]}`:             true,
		`{"oneOf": [{"type": "string"}, {"anyOf": [{"type": "integer"}, {"const": null}]}]}`: true,
		`{"oneOf": [{"type": "string"}, {"type": "integer"}]}`:                               false,
		`{"type": "string", "nullable": true}`:                                               true,
		`{"oneOf": [{"$ref": "#"}, {"type": "string"}]}`:                                     false,
	} {
		cur, r := read(t, text)
		if got := r.CanBeNull(r.Intersection(cur)); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestAllowsNull(t *testing.T) {
	for text, want := range map[string][2]bool{
		`{}`:                                    {true, true},
		`{"type": "string"}`:                    {false, true},
		`{"type": "string", "nullable": true}`:  {true, true},
		`{"enum": [1, null]}`:                   {true, true},
		`{"const": 1}`:                          {false, true},
		`{"not": {"type": "null"}}`:             {false, false},
		`{"anyOf": [{"type": "string"}, true]}`: {false, false},
	} {
		cur, r := read(t, text)
		if allows, known := r.AllowsNull(cur); [2]bool{allows, known} != want {
			t.Errorf("%s: %v, known %v, want %v", text, allows, known, want)
		}
	}
}

func TestIsNull(t *testing.T) {
	for text, want := range map[string]bool{
		`{"type": "null"}`: true, `{"type": ["null"]}`: true, `{"const": null}`: true, `{"enum": [null]}`: true,
		`{"type": ["null", "string"]}`: false, `{"enum": [null, 1]}`: false, `{}`: false,
	} {
		if got := IsNull(parse(t, text)); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestAllowsAll(t *testing.T) {
	for text, want := range map[string]bool{
		`{}`: true, `{"description": "Anything."}`: true, `{"allOf": [{}]}`: true, `{"minLength": 1}`: false, `{"type": "string"}`: false,
	} {
		cur, r := read(t, text)
		if got := r.AllowsAll(cur); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestDeclaredTypes(t *testing.T) {
	if got := DeclaredTypes(parse(t, `{"type": ["integer", "number", 1]}`)); !slices.Equal(got, []string{"integer", "number"}) {
		t.Errorf("%v", got)
	}
	if got := TypeNames(parse(t, `{"type": ["integer", "number"]}`)); !slices.Equal(got, []string{"number"}) {
		t.Errorf("%v", got)
	}
}
