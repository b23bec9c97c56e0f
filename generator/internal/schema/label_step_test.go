package schema

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

// mixed are schemas and their steps as alternatives of one list.
var mixed = [][2]string{
	{`{"title": "Cat", "type": "object", "properties": {"purrs": {}}}`, "alternative with purrs"},
	{`{"type": "object", "properties": {"kind": {"const": "dog"}}}`, "dog"},
	{`{"type": "object", "properties": {"kind": {"const": "bird"}, "about": {"const": "It has wings."}}}`, "bird"},
	{`{"type": "object", "properties": {"size": {"const": 1}}}`, "alternative size 1"},
	{`{"type": "object", "properties": {"size": {"const": 2}}}`, "alternative size 2"},
	{`{"type": "object", "required": ["z", "y"], "properties": {"y": {}, "z": {}, "a": {}}}`, "alternative with y"},
	{`{"type": "object", "required": ["a"], "properties": {"a": {}}}`, "alternative with a"},
	{`{"type": "object", "properties": {"only": {}}}`, "alternative with only"},
	{`{"type": "object", "properties": {"value": {"type": "string"}}}`, "alternative with string value"},
	{`{"type": "object", "properties": {"value": {"type": "number"}}}`, "alternative with number value"},
	{`{"type": "object", "properties": {"in": {"properties": {"deep": {"const": "left"}}}}}`, "alternative left"},
	{`{"type": "object", "properties": {"in": {"properties": {"deep": {"const": "right"}}}}}`, "alternative right"},
	{`{"type": "object"}`, "alternative base"},
	{`{"type": "string"}`, "alternative string"},
	{`{"type": "string", "enum": ["b", "a"]}`, "alternative enum"},
	{`{"const": "none"}`, "alternative none"},
	{`{"type": "array", "items": {"type": "string"}}`, "alternative string array"},
	{`{"type": "array", "items": {"type": "integer"}}`, "alternative integer array"},
	{`{"type": "boolean"}`, "alternative boolean"},
	{`{"type": "integer", "minimum": 1}`, "variant 1"},
	{`{"type": "integer", "minimum": 2}`, "variant 2"},
}

func stepsOf(t *testing.T, schemas []string) []string {
	t.Helper()
	file, err := source.Parse("list.json", []byte(`{"oneOf": [`+strings.Join(schemas, ",")+`]}`))
	if err != nil {
		t.Fatal(err)
	}
	r := New(&spec.Document{Set: &repair.Set{Root: file}})
	var steps []string
	for i := range schemas {
		steps = append(steps, r.AlternativeStep(file, []string{"oneOf"}, strconv.Itoa(i)).String())
	}
	return steps
}

// The step of an alternative does not depend on the order of the list.
func TestAlternativesDoNotDependOnOrder(t *testing.T) {
	for seed := range uint64(30) {
		list := slices.Clone(mixed)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		var schemas []string
		for _, a := range list {
			schemas = append(schemas, a[0])
		}
		for i, step := range stepsOf(t, schemas) {
			if step != list[i][1] {
				t.Errorf("seed %d: %s is %q, want %q", seed, list[i][0], step, list[i][1])
			}
		}
	}
}

// A further alternative of another kind, or with another member, changes no step,
// wherever it is inserted.
func TestInsertedAlternativesRenameNothing(t *testing.T) {
	before := []string{mixed[1][0], mixed[5][0], mixed[7][0], mixed[13][0], mixed[16][0]}
	want := stepsOf(t, before)
	for _, inserted := range []string{`{"type": "boolean"}`, `{"type": "object", "required": ["new"]}`, `{"type": "object", "properties": {"kind": {"const": "fish"}}}`} {
		for at := range len(before) + 1 {
			steps := stepsOf(t, slices.Insert(slices.Clone(before), at, inserted))
			if got := slices.Delete(steps, at, at+1); !slices.Equal(got, want) {
				t.Errorf("%s at %d: %v, want %v", inserted, at, got, want)
			}
		}
	}
}

// A constant that is spelled like a type is a constant.
func TestConstantsSpelledLikeTypes(t *testing.T) {
	schemas := []string{
		`{"type": "object", "properties": {"in": {"properties": {"deep": {"const": "string"}}}}}`,
		`{"type": "object", "properties": {"in": {"properties": {"deep": {"const": "left"}}}}}`,
	}
	if got, want := stepsOf(t, schemas), []string{"alternative string", "alternative left"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
