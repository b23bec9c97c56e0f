package schema

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestProperties(t *testing.T) {
	cur, r := read(t, `{"allOf": [{"properties": {"b": {"type": "string"}, "a": {}}}, {"properties": {"b": {"minLength": 1}, "c": {}}}]}`)
	names, schemas := r.Intersection(cur).Properties()
	if !slices.Equal(names, []string{"b", "a", "c"}) || len(schemas["b"]) != 2 || len(schemas["c"]) != 1 {
		t.Errorf("%v %v", names, schemas)
	}
}

func TestRequired(t *testing.T) {
	cur, r := read(t, `{"allOf": [{"required": ["b", "a", 1]}, {"required": ["a", "c"]}]}`)
	if got := r.Intersection(cur).Required(); !slices.Equal(got, []string{"b", "a", "c"}) {
		t.Errorf("%v", got)
	}
}

// Closed objects forbid members without a property. A part of an allOf cannot forbid
// what another part declares.
func TestClosed(t *testing.T) {
	for text, want := range map[string]string{
		`{"properties": {"a": {}}, "additionalProperties": false}`:                                            "true []",
		`{"properties": {"a": {}}, "additionalProperties": true}`:                                             "false []",
		`{"properties": {"a": {}}, "additionalProperties": {"type": "string"}}`:                               "false []",
		`{"allOf": [{"properties": {"a": {}}}], "properties": {"b": {}}, "additionalProperties": false}`:      "false [/additionalProperties 0]",
		`{"allOf": [{"properties": {"a": {}}}, {"additionalProperties": {"type": "string"}}]}`:                "false [/allOf/1/additionalProperties 1]",
		`{"allOf": [{"properties": {"a": {}}}], "unevaluatedProperties": false}`:                              "true []",
		`{"allOf": [{"properties": {"a": {}}, "additionalProperties": {}}], "unevaluatedProperties": false}`:  "false []",
		`{"properties": {"a": {}}, "if": {"properties": {"b": {}}}, "unevaluatedProperties": false}`:          "false [/unevaluatedProperties 2]",
		`{"properties": {"a": {}}, "if": {"properties": {"a": {}}}, "unevaluatedProperties": false}`:          "true []",
		`{"properties": {"a": {}}, "dependentSchemas": {"a": {"$ref": "#"}}, "unevaluatedProperties": false}`: "false [/unevaluatedProperties 2]",
	} {
		cur, r := read(t, text)
		v := r.Intersection(cur)
		names, _ := v.Properties()
		closed, ignored := v.Closed(names)
		var list []string
		for _, keyword := range ignored {
			list = append(list, fmt.Sprint(keyword.At.Pointer(), " ", int(keyword.Reason)))
		}
		if got := fmt.Sprintf("%v [%s]", closed, strings.Join(list, ", ")); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestIgnoresAdditional(t *testing.T) {
	for text, want := range map[string]bool{
		`{"allOf": [{"type": "object"}], "additionalProperties": false}`:                   true,
		`{"allOf": [{"type": "object"}], "additionalProperties": false, "type": "object"}`: false,
		`{"type": "object", "additionalProperties": false}`:                                false,
		`{"$ref": "#/x", "additionalProperties": false}`:                                   false,
	} {
		cur, r := read(t, text)
		if _, got := r.IgnoresAdditional(cur); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestDescribesAdditional(t *testing.T) {
	for text, want := range map[string]bool{
		`{"additionalProperties": true}`:                                                                        true,
		`{"additionalProperties": {"type": "string"}}`:                                                          true,
		`{"additionalProperties": false}`:                                                                       false,
		`{"allOf": [{"type": "object"}, {"additionalProperties": true}]}`:                                       true,
		`{"allOf": [{"type": "object"}, {"additionalProperties": {}}]}`:                                         true,
		`{"allOf": [{"type": "object"}], "unevaluatedProperties": true}`:                                        true,
		`{"allOf": [{"additionalProperties": true}, {"type": "object", "additionalProperties": false}]}`:        false,
		`{"allOf": [{"properties": {"a": {}}, "additionalProperties": true}, {"additionalProperties": false}]}`: true,
		`{"propertyNames": {"pattern": "^a"}}`:                                                                  true,
		`{"properties": {"a": {}}}`:                                                                             false,
	} {
		cur, r := read(t, text)
		v := r.Intersection(cur)
		names, _ := v.Properties()
		closed, _ := v.Closed(names)
		if got := v.DescribesAdditional(closed); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestForbidden(t *testing.T) {
	cur, r := read(t, `{"allOf": [{"properties": {"a": {}, "b": false}}, {"properties": {"a": false, "c": {}}}]}`)
	if got := r.Intersection(cur).Forbidden(); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("%v", got)
	}
}

func TestPatternProperties(t *testing.T) {
	cur, r := read(t, `{"patternProperties": {"^x-": {}, "(?!a)b": {}}}`)
	patterns := r.Intersection(cur).PatternProperties()
	if len(patterns) != 2 || !patterns[0].Checked || patterns[1].Checked {
		t.Fatalf("%v", patterns)
	}
	if !patterns[0].Matches("x-a") || patterns[0].Matches("a") || patterns[1].Matches("b") {
		t.Errorf("%v", patterns)
	}
}
