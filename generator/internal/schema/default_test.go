package schema

import (
	"testing"
)

func TestDefault(t *testing.T) {
	for text, want := range map[string]string{
		`{"default": 1}`:      "1",
		`{"type": "integer"}`: "",
		`{"$ref": "#/$defs/a", "$defs": {"a": {"default": 2}}}`:                                  "2",
		`{"$ref": "#/$defs/a", "default": 1, "$defs": {"a": {"default": 2}}}`:                    "1",
		`{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"default": 2}}}`:      "2",
		`{"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"default": 2}}}`:                     "2",
		`{"allOf": [{"$ref": "#/$defs/a"}, {"default": 3}], "$defs": {"a": {"default": 2}}}`:     "3",
		`{"allOf": [{"default": 3}, {"maximum": 5}]}`:                                            "3",
		`{"allOf": [{"default": 3}], "default": 4}`:                                              "4",
		`{"anyOf": [{"default": 3}, {"type": "null"}]}`:                                          "3",
		`{"oneOf": [{"default": 3}, {"type": "string"}]}`:                                        "",
		`{"oneOf": [{"default": 3}, {"type": "string"}], "default": "x"}`:                        `"x"`,
		`{"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"allOf": [{"$ref": "#/$defs/a"}]}}}`: "",
	} {
		cur, r := read(t, `{"openapi": "3.1.0", `+text[1:])
		found, ignored := r.Default(cur)
		if got := found.JSON(); got != want || ignored.Node != nil {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// Before OpenAPI 3.1, a default next to a reference has no effect.
func TestDefaultNextToReference30(t *testing.T) {
	cur, r := read(t, `{"openapi": "3.0.3", "$ref": "#/$defs/a", "default": 1, "$defs": {"a": {"default": 2}}}`)
	r.ignoreSiblings = true
	if found, ignored := r.Default(cur); found.JSON() != "2" || ignored.JSON() != "1" {
		t.Errorf("%s, ignored %s", found.JSON(), ignored.JSON())
	}
}

// The parts of allOf that repeat each other cost no more than one.
func TestDefaultRepeated(t *testing.T) {
	for last, want := range map[string]string{`{"type": "string"}`: "", `{"default": 3}`: "3", `{"$ref": "#/$defs/s0"}`: ""} {
		cur, r := read(t, `{"allOf": [`+ref("s0")+`], `+levels(last)+`}`)
		if found, _ := r.Default(cur); found.JSON() != want {
			t.Errorf("%s: %s", last, found.JSON())
		}
	}
}
