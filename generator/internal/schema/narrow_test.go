package schema

import (
	"fmt"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/spec"
)

// TestNarrowed has schemas next to a reference to User, and whether it implies them.
func TestNarrowed(t *testing.T) {
	const components = `openapi: 3.0.3
components:
  schemas:
    User: {type: object, required: [id], properties: {id: {type: string, minLength: 2}, tags: {type: array, items: {type: string}}}}
    Text: {type: string, enum: [a, b], nullable: true}
    Either: {oneOf: [{$ref: '#/components/schemas/User'}, {type: object}]}
    Free: {type: object, additionalProperties: true}
    Open: {type: object, properties: {id: {}}, additionalProperties: {}}
    Shut: {type: object, properties: {id: {}}, additionalProperties: false}
    A: `
	for _, test := range []struct {
		schema string
		want   bool
	}{
		{"{allOf: [{$ref: '#/components/schemas/User'}, {type: object}]}", true},
		{"{type: object, allOf: [{$ref: '#/components/schemas/User'}]}", true},
		{"{allOf: [{allOf: [{$ref: '#/components/schemas/User'}]}, {type: object, nullable: true}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {required: [id]}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {required: [tags]}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {properties: {id: {type: string, minLength: 1}}}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {properties: {id: {minLength: 3}}}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {properties: {tags: {items: {}}}}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {properties: {more: {}}}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {additionalProperties: true}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {type: object, additionalProperties: {}}]}", false},
		{"{additionalProperties: true, nullable: true, allOf: [{$ref: '#/components/schemas/User'}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {$ref: '#/components/schemas/Free'}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {properties: {tags: {}}}, {}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/Open'}, {additionalProperties: true}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/Free'}, {additionalProperties: {}}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/Shut'}, {additionalProperties: true}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/Text'}, {additionalProperties: true}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/Either'}, {additionalProperties: true}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {additionalProperties: {type: string}}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {type: string}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {oneOf: [{$ref: '#/components/schemas/User'}, {type: string}]}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/User'}, {not: {required: [x]}}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/Text'}, {enum: [a, b, c, null]}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/Text'}, {enum: [a]}]}", false},
		{"{allOf: [{$ref: '#/components/schemas/Either'}, {type: object}]}", true},
		{"{allOf: [{$ref: '#/components/schemas/User'}]}", false}, // nothing is next to it
		{"{allOf: [{type: object}, {type: object, properties: {id: {}}}]}", false},
	} {
		root, r := read(t, components+test.schema)
		if _, ok := r.Narrowed([]spec.Cursor{in(root, "A")}); ok != test.want {
			t.Errorf("%s: %v, want %v", test.schema, ok, test.want)
		}
	}
}

func TestNarrowedAllowsNull(t *testing.T) {
	const components = `openapi: 3.0.3
components:
  schemas:
    Text: {type: string}
    A: `
	for schema, want := range map[string][2]bool{ // for a target that is not nullable, and for one that is
		"{allOf: [{$ref: '#/components/schemas/Text'}, {type: string}]}":                 {false, false},
		"{allOf: [{$ref: '#/components/schemas/Text'}, {type: string, nullable: true}]}": {false, true},
		"{allOf: [{$ref: '#/components/schemas/Text'}, {nullable: true}]}":               {true, true},
		"{allOf: [{$ref: '#/components/schemas/Text'}, {description: x, title: y}, {}]}": {false, true},
	} {
		root, r := read(t, components+schema)
		n, ok := r.Narrowed([]spec.Cursor{in(root, "A")})
		if ok != (len(n.Weaker) > 0) {
			t.Fatalf("%s: %v", schema, ok)
		}
		for i, nullable := range []bool{false, true} {
			if got := n.AllowsNull(r, nullable); got != want[i] {
				t.Errorf("%s, target nullable %v: %v", schema, nullable, got)
			}
		}
	}
}

// Alternatives that repeat each other are compared once.
func TestImpliesRepeated(t *testing.T) {
	text := `{"type": "object", "$defs": {`
	for i := range 5 {
		next := ref(fmt.Sprint("w", i+1))
		text += fmt.Sprintf(`"w%d": {"anyOf": [%s]}, `, i, strings.Repeat(next+", ", 200)+next)
	}
	cur, r := read(t, text+`"w5": {"type": "string"}}}`)
	if r.Implies(r.Intersection(cur), cur.Child("$defs").Child("w0")) {
		t.Error("an object is implied to be a string")
	}
}
