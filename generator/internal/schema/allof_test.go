package schema

import (
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/spec"
)

// pointers are the places of the parts of an intersection, less a prefix.
func pointers(v Intersection, prefix string) []string {
	var out []string
	for _, part := range v {
		out = append(out, strings.TrimPrefix(part.Pointer(), prefix))
	}
	return out
}

// in is a cursor on a schema under components.
func in(root spec.Cursor, name string) spec.Cursor {
	return root.Child("components").Child("schemas").Child(name)
}

func TestIntersection(t *testing.T) {
	for _, test := range []struct {
		name, schemas string
		want          []string
	}{
		{"a schema without parts", `A: {type: string}`, []string{"A"}},
		{"parents first", `A: {type: object, allOf: [{$ref: '#/components/schemas/B'}, {minProperties: 1}]}
    B: {type: object}`, []string{"B", "A/allOf/1", "A"}},
		{"descriptions are no parts", `A: {allOf: [{description: x}, {type: string}]}`, []string{"A/allOf/1"}},
		{"each schema once", `A: {allOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}
    B: {type: object}`, []string{"B"}},
		{"references have siblings", `A: {$ref: '#/components/schemas/B', minProperties: 1}
    B: {type: object}`, []string{"B", "A"}},
		{"a schema inside of itself", `A: {type: object, allOf: [{$ref: '#/components/schemas/A'}]}`, []string{"A"}},
		{"false", `A: {allOf: [false, true]}`, []string{"A/allOf/0"}},
		{"anything", `A: {description: x}`, nil},
	} {
		root, r := read(t, "openapi: 3.1.0\ncomponents:\n  schemas:\n    "+test.schemas)
		for range 2 { // also what is remembered
			if got := pointers(r.Intersection(in(root, "A")), "/components/schemas/"); !slices.Equal(got, test.want) {
				t.Errorf("%s: %q, want %q", test.name, got, test.want)
			}
		}
	}
}

// A schema that extends one of whose alternatives it is means the members of that,
// not its alternatives.
func TestIntersectionOfASubtype(t *testing.T) {
	root, r := read(t, `
openapi: 3.1.0
components:
  schemas:
    Pet: {type: object, oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}], minProperties: 1}`)
	v := r.Intersection(in(root, "Cat"))
	if v.UnionKeyword() != "" || v.Has("discriminator") || len(v) != 2 {
		t.Errorf("Cat has the alternatives of Pet: %q", pointers(v, ""))
	}
	if r.Intersection(in(root, "Pet")).UnionKeyword() != "oneOf" {
		t.Error("Pet has no alternatives")
	}
}

func TestSiblingsIgnored(t *testing.T) {
	for _, test := range []struct {
		version, schema string
		want            bool
	}{
		{"3.0.3", `{$ref: '#/components/schemas/B', minLength: 1}`, true},
		{"3.1.0", `{$ref: '#/components/schemas/B', minLength: 1}`, false},
		{"3.1.0", `{$ref: '#/components/schemas/B', description: x}`, true},
		{"3.1.0", `{$ref: '#/components/schemas/B', type: string}`, true},
		{"3.1.0", `{$ref: '#/components/schemas/B', type: [string, 'null']}`, false},
		{"3.1.0", `{$ref: '#/components/schemas/A', type: string}`, false}, // refers to itself
	} {
		root, r := read(t, "openapi: "+test.version+"\ncomponents:\n  schemas:\n    A: "+test.schema+"\n    B: {type: string}")
		if got := r.SiblingsIgnored(in(root, "A")); got != test.want {
			t.Errorf("%s: %s: %v, want %v", test.version, test.schema, got, test.want)
		}
	}
}

func TestResolve(t *testing.T) {
	root, r := read(t, `
openapi: 3.1.0
components:
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {$ref: '#/components/schemas/C', description: x}
    C: {type: string}
    D: {$ref: '#/components/schemas/E'}
    E: {$ref: '#/components/schemas/C', minLength: 1}
    Self: {$ref: '#/components/schemas/Self'}
    Missing: {$ref: '#/components/schemas/Nowhere'}`)
	for name, want := range map[string]string{"A": "C", "C": "C", "D": "E", "Self": "Self", "Missing": "Missing"} {
		if got := r.Resolve(in(root, name)); got.Pointer() != "/components/schemas/"+want {
			t.Errorf("%s leads to %s, want %s", name, got.Pointer(), want)
		}
	}
}

func TestOnlyPart(t *testing.T) {
	for text, want := range map[string]string{
		`{"allOf": [{"$ref": "#/x"}, {"description": "y"}]}`:    "/allOf/0",
		`{"allOf": [{"description": "y"}, {"type": "string"}]}`: "/allOf/1",
		`{"allOf": [{"$ref": "#/x"}, {"type": "string"}]}`:      "",
		`{"$ref": "#/x", "allOf": [{"type": "string"}]}`:        "",
		`{"type": "string"}`: "",
	} {
		if got := OnlyPart(parse(t, text)); got.Pointer() != want {
			t.Errorf("%s: %q, want %q", text, got.Pointer(), want)
		}
	}
}

func TestOpenedAreTheSchemasInUse(t *testing.T) {
	root, r := read(t, `
openapi: 3.1.0
components:
  schemas:
    A: {allOf: [{$ref: '#/components/schemas/B'}]}
    B: {type: string}
    C: {type: string}`)
	r.Intersection(in(root, "A"))
	r.Intersection(in(root, "B"))
	if got := pointers(r.Opened(), "/components/schemas/"); !slices.Equal(got, []string{"A", "A/allOf/0", "B"}) {
		t.Errorf("%q", got)
	}
}

func TestKeyDoesNotDependOnOrder(t *testing.T) {
	cur, r := read(t, `{"allOf": [{"type": "string"}, {"minLength": 1}]}`)
	v := r.Intersection(cur)
	if reversed := (Intersection{v[1], v[0]}); v.Key() != reversed.Key() {
		t.Errorf("%s and %s", v.Key(), reversed.Key())
	}
	if v.Key() == v[:1].Key() {
		t.Error("a part has the key of the whole")
	}
}
