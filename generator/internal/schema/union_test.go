package schema

import (
	"fmt"
	"slices"
	"testing"
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
		if got := fmt.Sprint(part.Pointer, " ", keyword, " ", names); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestOnlyInline(t *testing.T) {
	for text, want := range map[string]int{
		`[{"type": "null"}, {"type": "object"}]`:                     1,
		`[{"type": "object"}, {"const": null}]`:                      0,
		`[{"$ref": "#/x"}, {"type": "null"}]`:                        -1,
		`[{"type": "object"}]`:                                       -1,
		`[{"type": "object"}, {"type": "string"}, {"type": "null"}]`: -1,
	} {
		cur, r := read(t, text)
		i, ok := r.OnlyInline(cur)
		if !ok {
			i = -1
		}
		if i != want {
			t.Errorf("%s: %d, want %d", text, i, want)
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

// A base has direct values if the mapping or the enumeration names it, or if
// these name none of its subtypes.
func TestHasOwn(t *testing.T) {
	for _, test := range []struct {
		kind, mapping string
		want          map[string]bool
	}{
		{`{"type": "string"}`, ``, map[string]bool{"Animal": true, "Mammal": true}},
		{`{"enum": ["Dog", "Cat"]}`, ``, map[string]bool{"Animal": false, "Mammal": false}},
		{`{"enum": ["Dog", "mammal"]}`, ``, map[string]bool{"Animal": false, "Mammal": true}},
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
