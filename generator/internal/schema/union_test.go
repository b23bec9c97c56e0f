package schema

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/internal/spec"
)

func TestUnionKeyword(t *testing.T) {
	for text, want := range map[string]string{
		`{"oneOf": [{"type": "string"}]}`:                                         "oneOf",
		`{"anyOf": [{"type": "string"}]}`:                                         "anyOf",
		`{"type": "object", "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}`: "",
		`{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}`:                   "anyOf",
		`{"type": "object", "oneOf": []}`:                                         "",
		`{}`:                                                                      "",
	} {
		cur, r := read(t, text)
		if got := r.Intersection(cur).UnionKeyword(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// The other keywords of a schema apply to all alternatives; its discriminator does not.
func TestAlternatives(t *testing.T) {
	for text, want := range map[string]string{
		`{"oneOf": [{"type": "string"}]}`: " oneOf []",
		`{"type": "object", "oneOf": [{"type": "object"}], "discriminator": {"propertyName": "a"}}`:        " oneOf []",
		`{"properties": {"a": {}}, "oneOf": [{"type": "object"}], "discriminator": {"propertyName": "a"}}`: " oneOf [properties]",
		`{"allOf": [{"minProperties": 1}, {"anyOf": [{"type": "object"}]}]}`:                               "/allOf/1 anyOf [minProperties]",
		`{"type": "string"}`: "  [type]",
	} {
		cur, r := read(t, text)
		rest, part, keyword := r.Intersection(cur).Alternatives()
		var names []string
		for _, part := range rest {
			names = append(names, part.Node.Keys()...)
		}
		if got := fmt.Sprint(part.Pointer(), " ", keyword, " ", names); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Alternatives that nothing but null satisfies together with the rest are impossible.
func TestPossible(t *testing.T) {
	for text, want := range map[string]string{
		`{"type": "object", "oneOf": [{"type": "object"}, {"type": "array"}]}`:                                         "[0] [1] false",
		`{"allOf": [{"type": "string"}, {"anyOf": [{"type": "string"}, {"type": ["integer", "boolean"]}]}]}`:           "[0] [1] false",
		`{"type": ["string", "null"], "oneOf": [{"type": "string"}, {"type": ["integer", "null"]}]}`:                   "[0] [] true",
		`{"oneOf": [{"type": "string"}, {"type": "null"}, {"const": null}]}`:                                           "[0] [] true",
		`{"type": "number", "oneOf": [{"type": "integer"}, {"type": "string"}]}`:                                       "[0] [1] false",
		`{"type": "string", "enum": ["a"], "oneOf": [{"enum": ["a", "b"]}, {"enum": ["b"]}, {"const": "c"}]}`:          "[0] [1 2] false",
		`{"type": "object", "oneOf": [{"anyOf": [{"type": "array"}, {"type": "string"}]}, {"properties": {"a": {}}}]}`: "[1] [0] false",
		`{"oneOf": [false, {"type": "string"}]}`:                                                                       "[1] [0] false",
		`{"oneOf": [{"allOf": [{"type": "string"}, {"type": "integer"}]}, {"type": "integer"}]}`:                       "[1] [0] false",
		`{"properties": {"a": {}}, "oneOf": [{"type": "array"}, {"type": "object"}]}`:                                  "[0 1] [] false",
	} {
		cur, r := read(t, text)
		got := r.Possible(r.Intersection(cur))
		indexes := func(list []spec.Cursor) (out []string) {
			for _, cur := range list {
				out = append(out, path.Base(cur.Pointer()))
			}
			return out
		}
		if got := fmt.Sprint(indexes(got.Alternatives), " ", indexes(got.Impossible), " ", got.Null); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

const animals = `
openapi: 3.1.0
components:
  schemas:
    Animal:
      type: object
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind, mapping: {c: '#/components/schemas/Cat', d: Dog}}
    Cat: {allOf: [{$ref: '#/components/schemas/Animal'}, {properties: {claws: {}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Animal'}]}
    Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {properties: {age: {}}}]}
    Fish: {allOf: [{$ref: '#/components/schemas/Animal'}]}
    Stone: {type: object, properties: {kind: {type: string}}}`

// The schemas that extend one with a discriminator are its subtypes. One that adds
// nothing is, if the mapping names it.
func TestHierarchy(t *testing.T) {
	root, r := read(t, animals)
	h := r.Hierarchy(in(root, "Animal"))
	if h == nil {
		t.Fatal("Animal is the base of nothing")
	}
	var names []string
	for _, s := range h.Subtypes {
		names = append(names, s.Name)
	}
	if want := []string{"Cat", "Dog", "Puppy"}; !slices.Equal(names, want) {
		t.Errorf("subtypes %v, want %v", names, want)
	}
	if h.HasOwn {
		t.Error("Animal is its own subtype, although the mapping does not name it")
	}
	for name, want := range map[string]bool{"Cat": true, "Dog": true, "Fish": false, "Stone": false} {
		if got := r.Extends(in(root, name), in(root, "Animal")); got != want {
			t.Errorf("%s extends Animal: %v, want %v", name, got, want)
		}
	}
	for _, name := range []string{"Cat", "Stone"} {
		if r.Hierarchy(in(root, name)) != nil {
			t.Errorf("%s is the base of a hierarchy", name)
		}
	}
}

// A base has direct values if the mapping or the enumeration names it, or if there
// are values that mean none of its subtypes.
func TestHasOwn(t *testing.T) {
	for _, test := range []struct {
		kind, mapping string
		want          map[string]bool
	}{
		{`{"type": "string"}`, ``, map[string]bool{"Animal": true, "Mammal": true}},
		{`{"enum": ["Dog", "Cat"]}`, ``, map[string]bool{"Animal": false, "Mammal": false}},
		{`{"enum": ["Dog", "mammal"]}`, ``, map[string]bool{"Animal": false, "Mammal": true}},
		{`{"enum": ["Dog", "Cat", "other"]}`, ``, map[string]bool{"Animal": true, "Mammal": false}},
		{`{"enum": ["d", "Cat", "o"]}`, `{"d": "Dog", "o": "Cat"}`, map[string]bool{"Animal": false, "Mammal": false}},
		{`{"enum": ["x", "y"]}`, ``, map[string]bool{"Animal": true, "Mammal": true}},
		{`{"type": "string"}`, `{"d": "Dog", "c": "Cat", "m": "Mammal"}`, map[string]bool{"Animal": false, "Mammal": true}},
		{`{"type": "string"}`, `{"d": "Dog", "c": "Cat"}`, map[string]bool{"Animal": false, "Mammal": false}},
		{`{"type": "string"}`, `{"d": "Dog"}`, map[string]bool{"Animal": false, "Mammal": true}},
		{`{"enum": [1, 2], "x-enum-varnames": ["Dog", "Cat"]}`, ``, map[string]bool{"Animal": false, "Mammal": false}},
	} {
		discriminator := `{"propertyName": "kind"}`
		if test.mapping != "" {
			discriminator = `{"propertyName": "kind", "mapping": ` + test.mapping + `}`
		}
		root, r := read(t, `{"components": {"schemas": {
			"Animal": {"type": "object", "properties": {"kind": `+test.kind+`}, "discriminator": `+discriminator+`},
			"Mammal": {"allOf": [{"$ref": "#/components/schemas/Animal"}]},
			"Dog": {"allOf": [{"$ref": "#/components/schemas/Mammal"}, {"required": ["a"]}]},
			"Cat": {"allOf": [{"$ref": "#/components/schemas/Mammal"}, {"required": ["b"]}]}}}}`)
		for name, want := range test.want {
			if h := r.Hierarchy(in(root, name)); h == nil || h.HasOwn != want {
				t.Errorf("%s %s: %s %+v, want %v", test.kind, test.mapping, name, h, want)
			}
		}
	}
}

func TestIsMappingTarget(t *testing.T) {
	root, r := read(t, animals)
	mapping := in(root, "Animal").Child("discriminator").Child("mapping")
	for _, test := range []struct {
		tag, name string
		want      bool
	}{{"c", "Cat", true}, {"c", "Dog", false}, {"d", "Dog", true}} {
		if got := r.IsMappingTarget(mapping.Child(test.tag), in(root, test.name), test.name); got != test.want {
			t.Errorf("%s means %s: %v, want %v", test.tag, test.name, got, test.want)
		}
	}
}

func TestSameWord(t *testing.T) {
	if !SameWord("Created At", "created_at") || SameWord("created", "created_at") {
		t.Error("created_at")
	}
}

// An alternative that only describes a schema means this schema.
func TestAlternative(t *testing.T) {
	root, r := read(t, `{"components": {"schemas": {
		"Cat": {"allOf": [{"$ref": "#/components/schemas/Animal"}]}, "Animal": {"type": "object"},
		"Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"allOf": [{"$ref": "#/components/schemas/Cat"}], "description": "Meows."}, {"allOf": [{"$ref": "#/components/schemas/Cat"}], "required": ["a"]}]}}}}`)
	for i, want := range []string{"/components/schemas/Cat", "/components/schemas/Cat", "/components/schemas/Pet/oneOf/2"} {
		if got := r.Alternative(in(root, "Pet").Child("oneOf").Index(i)).Pointer(); got != want {
			t.Errorf("alternative %d means %s, want %s", i, got, want)
		}
	}
}

// Lists of alternatives that share all that they refer to are read once.
func TestChainOfAlternatives(t *testing.T) {
	const width, depth = 6, 30
	names := func(level int) (refs []string) {
		for i := range width {
			refs = append(refs, fmt.Sprintf(`{"$ref": "#/n%d_%d"}`, level, i))
		}
		return refs
	}
	var members []string
	for level := range depth {
		for i := range width {
			members = append(members, fmt.Sprintf(`"n%d_%d": {"oneOf": [%s]}`, level, i, strings.Join(names(level+1), ", ")))
		}
	}
	for i := range width {
		members = append(members, fmt.Sprintf(`"n%d_%d": {"enum": ["v%d"], "type": "string"}`, depth, i, i))
	}
	root, r := read(t, "{"+strings.Join(members, ",\n")+"}")
	v := r.Intersection(root.Child("n0_0"))
	begun := time.Now()
	if got := r.Possible(v); len(got.Alternatives) != width {
		t.Errorf("%d of %d alternatives are possible", len(got.Alternatives), width)
	}
	r.Enumeration(v)
	if r.IsImpossible(v) || time.Since(begun) > 5*time.Second {
		t.Errorf("took %s", time.Since(begun))
	}
	near := r.Intersection(root.Child(fmt.Sprintf("n%d_0", depth-2)))
	if e, ok := r.Enumeration(near); !ok || len(e.Values) != width {
		t.Errorf("%v, %t", e.Values, ok)
	}
}
