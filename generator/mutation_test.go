package generator_test

import (
	"bytes"
	"context"
	"flag"
	"go/format"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/internal/source"
)

var mutations = flag.Int("mutations", 200, "`number` of documents that TestMutations makes, of which each hundred takes a second or two")

// TestMutations generates from documents of the goldens in which members were
// moved, renamed, removed or replaced. The generator may return any diagnostic
// except an internal error. Infinite recursion kills the test with a stack
// trace.
func TestMutations(t *testing.T) {
	docs := parsedGoldens(t)
	m := &mutator{Rand: rand.New(rand.NewPCG(3, 5))} //nolint:gosec // reproducible
	for range *mutations {
		file := docs[m.IntN(len(docs))]
		text := m.mutate(file.Root).JSON()
		generateMutated(t, file.Path, text)
	}
}

// parsedGoldens returns the documents of the goldens.
func parsedGoldens(t testing.TB) (docs []*source.File) {
	t.Helper()
	for _, path := range archives(t, "testdata/golden/*.txtar") {
		for _, f := range parseArchive(t, path).Files {
			if !strings.HasPrefix(f.Name, "openapi.") {
				continue
			}
			file, err := source.Parse(filepath.Base(path)+filepath.Ext(f.Name), f.Data)
			if err != nil {
				t.Fatal(err)
			}
			docs = append(docs, file)
		}
	}
	return docs
}

// generateMutated fails at an internal error, and at output that gofmt changes.
func generateMutated(t *testing.T, name string, text []byte) {
	t.Helper()
	out, ds := generator.Generate(context.Background(), generator.Input{Path: "openapi.json", Data: text},
		generator.Options{Package: "mutated", Client: true, Server: true, ImportPath: "example.com/mutated", Allow: []string{"unresolved-ref"}})
	for _, d := range ds {
		if d.Code == "internal" {
			t.Errorf("%s: %s\n%s", name, d.Message, text)
		}
	}
	if out == nil {
		return
	}
	for _, f := range out.Files {
		if formatted, err := format.Source(f.Content); err != nil || !bytes.Equal(formatted, f.Content) {
			t.Errorf("%s: gofmt changes %s (%v)\n%s", name, f.Name, err, text)
		}
	}
}

type mutator struct{ *rand.Rand }

// mutate changes up to three places of a document.
func (m *mutator) mutate(root *source.Node) *source.Node {
	root = root.Clone()
	for range 1 + m.IntN(3) {
		places := placesOf(root, nil)
		place := places[m.IntN(len(places))]
		switch {
		case len(place.Members) > 0:
			m.object(place, places)
		case len(place.Items) > 0:
			place.Items[m.IntN(len(place.Items))] = m.other(places)
		default:
			*place = *m.other(places)
		}
	}
	return root
}

// object removes a member, renames it, adds one, or replaces a value.
func (m *mutator) object(n *source.Node, places []*source.Node) {
	members := slices.Clone(n.Members)
	i := m.IntN(len(members))
	switch name := oddNames[m.IntN(len(oddNames))]; m.IntN(4) {
	case 0:
		members = slices.Delete(members, i, i+1)
	case 1:
		members[i].Name = name
	case 2:
		members = append(members, source.Member{Name: name, Value: m.other(places)})
	default:
		members[i].Value = m.other(places)
	}
	seen := map[string]bool{}
	n.SetMembers(slices.DeleteFunc(members, func(member source.Member) bool {
		duplicate := seen[member.Name]
		seen[member.Name] = true
		return duplicate
	}))
}

// other returns a copy of another value of the document, or an unusual one.
func (m *mutator) other(places []*source.Node) *source.Node {
	if m.IntN(2) == 0 {
		return places[m.IntN(len(places))].Clone()
	}
	file, err := source.Parse("odd.json", []byte(oddValues[m.IntN(len(oddValues))]))
	if err != nil {
		panic(err)
	}
	return file.Root
}

var oddNames = []string{
	"", "$ref", "x-go-type", "allOf", "oneOf", "anyOf", "not", "items", "properties", "additionalProperties", "type", "format", "const", "enum", "default",
	"example", "required", "nullable", "discriminator", "readOnly", "patternProperties", "prefixItems", "if", "content", "schema", "style", "explode", "in", "headers",
	"200", "2XX", "application/json", "text/plain", "multipart/form-data", "application/xml", "text/event-stream", "a b", "*", "func",
}

var oddValues = []string{
	`null`, `true`, `false`, `0`, `-1`, `1e400`, `1.5`, `18446744073709551616`, `""`, `"x"`, `"string"`, `"object"`, `"//{a}/{b}"`, `"*/*"`, `[]`, `{}`, `[null]`, `[[]]`, `{"":{}}`,
	`{"$ref":"#"}`, `{"$ref":"#/components/schemas/Nope"}`, `["string","null"]`, `{"type":"string","format":"binary"}`, `{"type":"object","properties":{"a":{"type":"integer"}}}`,
	`{"oneOf":[{"type":"string"},{"type":"object"}]}`, `{"type":"array","items":{"type":"string","format":"date-time"}}`, `{"const":null}`, `{"enum":[1,"a",null,[1]]}`,
}
