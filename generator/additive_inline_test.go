package generator_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

// repeats has inline schemas that repeat each other. A line that an addition replaces
// occurs once.
const repeats = `openapi: 3.0.3
info: {title: Repeats, version: "1"}
paths:
  /a:
    get:
      operationId: listA
      parameters:
        - {name: sort, in: query, schema: {type: string, enum: [asc, desc]}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/PageA'}}}}}
    post:
      operationId: addA
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, properties: {name: {type: string}, state: {type: string, enum: [on, off]}}}
          application/x-www-form-urlencoded:
            schema: {type: object, properties: {name: {type: string}, state: {type: string, enum: [on, off]}}}
      responses: {'204': {description: done}}
  /b:
    get:
      operationId: listB
      parameters:
        - {name: sort, in: query, schema: {type: string, enum: [desc, asc]}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/PageB'}}}}}
components:
  schemas:
    PageA:
      type: object
      properties:
        meta: {type: object, required: [n], properties: {n: {type: integer}, link: {type: object, properties: {href: {type: string}}}}}
        rows: {type: array, items: {type: object, properties: {id: {type: string}}}}
        tags: {type: array, items: {type: string, enum: [x, y]}}
        box: {type: object, additionalProperties: false, properties: {w: {type: integer}}}
    PageB:
      type: object
      properties:
        meta: {type: object, required: [n], properties: {n: {type: integer}, link: {type: object, properties: {href: {type: string}}}}}
        rows: {type: array, items: {type: object, properties: {id: {type: string}}}}
        tags: {type: array, items: {type: string, enum: [x, y]}}
        box: {type: object, additionalProperties: false, properties: {w: {type: integer}}}
    PageC:
      type: object
      properties:
        meta: {type: object, required: [n], properties: {n: {type: integer}, link: {type: object, properties: {href: {type: string}}}}}
`

// growths change the last place where old occurs, or the first.
var growths = []struct {
	name, old, text string
	first           bool
}{
	{"same", "", "", false},
	{"value", "enum: [desc, asc]", "enum: [desc, asc, random]", false},
	{"value in items", "enum: [x, y]", "enum: [x, y, z]", false},
	{"value in the first items", "enum: [x, y]", "enum: [x, y, z]", true},
	{"value in the first body", "enum: [on, off]", "enum: [on, off, auto]", true},
	{"value in the second body", "enum: [on, off]", "enum: [on, off, auto]", false},
	{"member of the first body", "{name: {type: string},", "{more: {type: integer}, name: {type: string},", true},
	{"member of the second body", "{name: {type: string},", "{more: {type: integer}, name: {type: string},", false},
	{"member", "{n: {type: integer},", "{n: {type: integer}, total: {type: integer},", false},
	{"member of the first", "{n: {type: integer},", "{n: {type: integer}, total: {type: integer},", true},
	{"nested member", "{href: {type: string}}", "{href: {type: string}, title: {type: string}}", true},
	{"member of a row", "{id: {type: string}}", "{id: {type: string}, note: {type: string, maxLength: 3}}", true},
	{"object in a row", "{id: {type: string}}", "{id: {type: string}, owner: {type: object, properties: {href: {type: string}}}}", false},
	{"bound", "{w: {type: integer}}", "{w: {type: integer, minimum: 1}}", true},
	{"member of a closed object", "{w: {type: integer}}", "{w: {type: integer}, h: {type: integer}}", false},
}

const repeatsImporter = `package importer

import "repeats/%[1]s/api"

func use(a *api.PageA, b *api.PageB, c *api.PageC) {
	a.Meta, c.Meta = b.Meta, a.Meta
	a.Meta.Link = c.Meta.Link
	a.Rows, a.Tags, a.Box = b.Rows, b.Tags, b.Box
	sort := api.SortAsc
	_, _ = api.ListAParams{Sort: api.Some(sort)}, api.ListBParams{Sort: api.Some(sort)}
	_ = api.AddAParams{Body: api.AddARequest{State: api.Some(api.StateOn), Name: api.Some("x")}}
	var n int64 = a.Meta.N
	_ = api.Meta{N: n, Link: &api.Link{Href: api.Some("x")}}
	_ = api.PageA{Box: &api.Box{W: api.Some(n)}, Tags: []api.Tag{api.TagX}, Rows: []api.Row{{ID: api.Some("1")}}}
}
`

// TestRepeatedSchemasStayOneType checks that importers compile, which use a type at all
// places of schemas that repeat each other, when one of the schemas grows.
func TestRepeatedSchemasStayOneType(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: nothing is compiled")
	}
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module repeats\n\ngo 1.24\n")
	for i, g := range growths {
		at := strings.LastIndex(repeats, g.old)
		if g.first {
			at = strings.Index(repeats, g.old)
		}
		if at < 0 {
			t.Fatalf("%s: the document has no %s", g.name, g.old)
		}
		document := repeats[:at] + g.text + repeats[at+len(g.old):]
		input := generator.Input{Path: "repeats.yaml", Data: []byte(document)}
		out, ds := generator.Generate(t.Context(), input, generator.Options{Package: "api", Client: true, Server: true})
		if out == nil {
			t.Fatalf("%s: the document cannot be generated from: %v", g.name, ds)
		}
		variant := fmt.Sprintf("v%d", i)
		if _, err := out.Write(filepath.Join(dir, variant, "api")); err != nil {
			t.Fatal(err)
		}
		write(filepath.Join(variant, "importer", "importer.go"), "// "+g.name+"\n"+fmt.Sprintf(repeatsImporter, variant))
	}
	vet := exec.CommandContext(t.Context(), "go", "vet", "./...")
	vet.Dir = dir
	if message, err := vet.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, message)
	}
}
