package schema

import (
	"fmt"
	"testing"
)

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

// The parts of allOf that repeat each other cost no more than one, and schemas that contain
// each other have the marks of all.
func TestIsMarkedRepeated(t *testing.T) {
	for last, want := range map[string]bool{`{"type": "string"}`: false, `{"readOnly": true}`: true, `{"$ref": "#/$defs/s0"}`: false} {
		cur, r := read(t, `{"allOf": [`+ref("s0")+`], `+levels(last)+`}`)
		if got := r.IsMarked(cur, "readOnly"); got != want {
			t.Errorf("%s: %v", last, got)
		}
	}
	// X alone is not marked if what it extends is being read, but is so afterwards.
	cur, r := read(t, `{"anyOf": [`+ref("y")+`, `+ref("x")+`], "$defs": {"y": {"allOf": [`+ref("x")+`, {"readOnly": true}]}, "x": {"allOf": [`+ref("y")+`]}}}`)
	if !r.IsMarked(cur, "readOnly") || r.IsMarked(cur, "writeOnly") {
		t.Error("schemas that contain each other")
	}
}

func ref(name string) string { return `{"$ref": "#/$defs/` + name + `"}` }

// levels are the schemas s0 to s30, each twice the next one.
func levels(last string) string {
	text := `"$defs": {`
	for i := range 30 {
		next := ref(fmt.Sprint("s", i+1))
		text += fmt.Sprintf(`"s%d": {"allOf": [%s, {"anyOf": [%s]}]}, `, i, next, next)
	}
	return text + `"s30": ` + last + `}`
}
