package generator_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

// zoo has two operations with separate types and one that they share, and an
// operation with a broken reference.
const zoo = `openapi: 3.0.3
info: {title: Zoo, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      responses: {'200': {description: Ok., content: {application/json: {schema: {type: object, properties: {item: {type: object, properties: {a: {type: string}}}, shared: {$ref: '#/components/schemas/Shared'}}}}}}}
  /toys:
    get:
      operationId: listToys
      responses: {'200': {description: Ok., content: {application/json: {schema: {type: object, properties: {item: {type: object, properties: {b: {type: string}}}, shared: {$ref: '#/components/schemas/Shared'}}}}}}}
  /broken:
    get:
      operationId: broken
      parameters: [{$ref: '#/components/parameters/None'}]
      responses: {'204': {description: Ok.}}
components:
  schemas:
    Shared: {type: object, properties: {name: {type: string}}}
`

// filtered generates a document with the operations that patterns select, and a lock.
func filtered(t *testing.T, document, lock string, patterns ...string) (*generator.Output, []generator.Diagnostic) {
	t.Helper()
	opt := generator.Options{Package: "zoo", Client: true, Server: true, Lock: lock, LockFile: "zoo.lock", Filter: &generator.Filter{}}
	for _, p := range patterns {
		opt.Filter.Include.Operations = append(opt.Filter.Include.Operations, generator.Pattern{Text: p})
	}
	out, ds := generator.Generate(context.Background(), generator.Input{Path: "zoo.yaml", Data: []byte(document)}, opt)
	if out == nil {
		t.Fatalf("no output: %v", ds)
	}
	return out, ds
}

func modelsOf(t *testing.T, out *generator.Output) string {
	t.Helper()
	i := slices.IndexFunc(out.Files, func(f generator.File) bool { return f.Name == "models.gen.go" })
	if i < 0 {
		t.Fatal("no models.gen.go")
	}
	return string(out.Files[i].Content)
}

// TestFilterKeepsNames widens and narrows a filter. Names stay, importers are warned only about
// operations that they had, and a broken operation that is left out is no error.
func TestFilterKeepsNames(t *testing.T) {
	pets, ds := filtered(t, zoo, "", "listPets")
	if len(ds) > 0 {
		t.Errorf("findings about what is left out: %v", ds)
	}
	both, ds := filtered(t, zoo, pets.Lock, "listPets", "listToys")
	if len(ds) > 0 {
		t.Errorf("findings of a wider filter: %v", ds)
	}
	for _, name := range []string{"type ListPetsResponseItem struct", "type Shared struct"} {
		if !strings.Contains(modelsOf(t, pets), name) || !strings.Contains(modelsOf(t, both), name) {
			t.Errorf("%s is not in both outputs", name)
		}
	}
	if name := "type ListToysResponseItem struct"; strings.Contains(modelsOf(t, pets), name) || !strings.Contains(modelsOf(t, both), name) {
		t.Errorf("%s is not only in the second output", name)
	}
	toys, ds := filtered(t, zoo, both.Lock, "listToys")
	if len(ds) != 1 || ds[0].Code != "breaking" || !strings.Contains(ds[0].Message, "ListPets") {
		t.Errorf("findings of a narrower filter: %v", ds)
	}
	if strings.Contains(modelsOf(t, toys), "ListPetsResponse") {
		t.Error("a type of an operation that is left out is still declared")
	}
	if again, ds := filtered(t, zoo, toys.Lock, "listToys"); len(ds) > 0 || again.Lock != toys.Lock {
		t.Errorf("the second run of a narrower filter has findings %v or another lock", ds)
	}
}

// TestFilterKeepsUsedTypes removes the only use of a type from an included operation. The
// type stays, since importers use it, while an operation that is left out changes freely.
func TestFilterKeepsUsedTypes(t *testing.T) {
	before, _ := filtered(t, zoo, "", "listPets")
	changed := strings.Replace(zoo, ", shared: {$ref: '#/components/schemas/Shared'}", "", 1)
	changed = strings.Replace(changed, "b: {type: string}", "b: {type: array, items: {type: integer}}", 1)
	after, ds := filtered(t, changed, before.Lock, "listPets")
	if !strings.Contains(modelsOf(t, after), "type Shared struct") {
		t.Error("a type that importers use is not declared any more")
	}
	for _, d := range ds {
		if d.Code != "held" && d.Code != "without-value" || !strings.Contains(d.Message, "ListPetsResponse") {
			t.Errorf("finding %v", d)
		}
	}
	both, ds := filtered(t, changed, after.Lock, "listPets", "listToys")
	if !strings.Contains(modelsOf(t, both), "B []int64") {
		t.Errorf("a type that importers did not use is held: %v", ds)
	}
}
