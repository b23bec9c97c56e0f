package schema

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// Every keyword that kin-openapi knows has a class, and every class names such a keyword.
func TestEveryKeywordHasAClass(t *testing.T) {
	known := map[string]bool{}
	schema := reflect.TypeFor[openapi3.Schema]()
	for field := range schema.Fields() {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "-" {
			known[name] = true
		}
	}
	if len(known) < 50 {
		t.Fatalf("only %d keywords found: has the form of the struct changed?", len(known))
	}
	for name := range known {
		if ClassOf(name) == Unknown {
			t.Errorf("%s has no class", name)
		}
	}
	for name := range classes {
		if !known[name] {
			t.Errorf("%s has a class, but is no keyword of openapi3.Schema", name)
		}
	}
	for _, name := range Constraining {
		if ClassOf(name) != Assertion {
			t.Errorf("%s constrains values, but is no assertion", name)
		}
	}
	for name := range subjects {
		if ClassOf(name) != Assertion {
			t.Errorf("%s is about a JSON type, but is no assertion", name)
		}
	}
}

func TestAssertions(t *testing.T) {
	for text, want := range map[string][]string{
		`{"title": "A", "type": "string", "minLength": 1}`:                       {"type", "minLength"},
		`{"$ref": "#", "allOf": [], "description": "B", "x-go-name": "C"}`:       nil,
		`{"nullable": false, "additionalProperties": false, "readOnly": true}`:   nil,
		`{"nullable": true, "additionalProperties": true, "uniqueItems": false}`: {"nullable", "additionalProperties"},
		`{"notAKeyword": 1}`: {"notAKeyword"},
	} {
		if got := Assertions(parse(t, text)); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestOnlyConstrains(t *testing.T) {
	for text, want := range map[string]bool{
		`{"anyOf": [{"required": ["a"]}, {"required": ["b"], "minProperties": 2}]}`: true,
		`{"anyOf": [{"required": ["a"]}, {"type": "string"}]}`:                      false,
		`{"anyOf": [{"required": ["a"]}, {"$ref": "#/x"}]}`:                         false,
		`{"anyOf": [{"required": ["a"]}, {}]}`:                                      false,
		`{"anyOf": []}`:                                                             false,
		`{}`:                                                                        false,
	} {
		if got := OnlyConstrains(parse(t, text), "anyOf"); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestAppliesTo(t *testing.T) {
	for _, test := range []struct {
		keyword, kind string
		want          bool
	}{
		{"minLength", "string", true},
		{"minLength", "integer", false},
		{"minimum", "integer", true},
		{"not", "integer", true},
		{"minLength", "", true},
	} {
		if got := AppliesTo(test.keyword, test.kind); got != test.want {
			t.Errorf("%s applies to %q: %v, want %v", test.keyword, test.kind, got, test.want)
		}
	}
}
