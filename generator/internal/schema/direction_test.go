package schema

import "testing"

func TestIsMarked(t *testing.T) {
	for text, want := range map[string]bool{
		`{"readOnly": true}`:  true,
		`{"readOnly": false}`: false,
		`{"$ref": "#/$defs/a", "$defs": {"a": {"readOnly": true}}}`:                              true,
		`{"$ref": "#/$defs/a", "readOnly": true, "$defs": {"a": {}}}`:                            true,
		`{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"readOnly": true}}}`:  true,
		`{"allOf": [{"type": "string"}, {"readOnly": true}]}`:                                    true,
		`{"allOf": [{"allOf": [{"$ref": "#/$defs/a"}]}], "$defs": {"a": {"readOnly": true}}}`:    true,
		`{"anyOf": [{"readOnly": true}, {"type": "null"}]}`:                                      true,
		`{"oneOf": [{"readOnly": true}, {"type": "string"}]}`:                                    false,
		`{"oneOf": [{"readOnly": true}, {"type": "string", "readOnly": true}]}`:                  true,
		`{"items": {"readOnly": true}}`:                                                          false,
		`{"properties": {"a": {"readOnly": true}}}`:                                              false,
		`{"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"allOf": [{"$ref": "#/$defs/a"}]}}}`: false,
	} {
		cur, r := read(t, text)
		if got := r.IsMarked(cur, "readOnly"); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
