package spec

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"golang.org/x/tools/txtar"

	"github.com/peergen/peergen/generator/internal/diag"
)

// loadArchive loads openapi.yaml of the files of a txtar archive.
func loadArchive(t *testing.T, archive string) (*Document, []diag.Diagnostic) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range txtar.Parse([]byte(archive)).Files {
		if err := os.MkdirAll(filepath.Dir(f.Name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.Name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var ds diag.List
	doc := Load(t.Context(), Input{Path: "openapi.yaml"}, &ds)
	if doc == nil {
		t.Fatal(ds.All())
	}
	return doc, ds.All()
}

// loadKin loads a document with kin-openapi, too.
func loadKin(t *testing.T, doc *Document) *openapi3.T {
	t.Helper()
	kin, err := doc.loadWhole(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return kin
}

// Each property of the schema All is a reference to a schema whose title is the name of the
// property.
func TestReferences(t *testing.T) {
	doc, ds := loadArchive(t, `
-- openapi.yaml --
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /a/{b%c}:
    get:
      operationId: a
      responses: {"200": {description: d, content: {application/json: {schema: {title: path}}}}}
  /files:
    $ref: sub/paths.yaml#/~1files
    delete: {operationId: deleteFiles, responses: {"204": {description: d}}}
  /item: {$ref: "#/components/pathItems/item"}
components:
  pathItems: {item: {get: {operationId: item, responses: {"204": {description: d}}}}}
  schemas:
    All:
      properties:
        path: {$ref: "#/paths/~1a~1%7Bb%25c%7D/get/responses/200/content/application~1json/schema"}
        definition: {$ref: "#/components/schemas/Host/$defs/d"}
        anchor: {$ref: "#anchored"}
        id: {$ref: "https://example.com/schemas/host"}
        relative: {$ref: "https://example.com/schemas/leaf"}
        dynamic: {$dynamicRef: "#dyn"}
        through: {$ref: "#/components/schemas/Alias/properties/through"}
        file: {$ref: sub/pet.yaml}
        far: {$ref: sub/more.yaml#/components/schemas/far}
        bare: {$ref: sub/more.yaml#/bare}
        no slash: {$ref: "#components/schemas/NoSlash"}
        percent: {$ref: "#/components/schemas/With%2DEscape"}
    Host:
      $id: https://example.com/schemas/host
      title: id
      $defs:
        d: {title: definition}
        leaf: {$id: leaf, title: relative}
        self: {$ref: "#/$defs/d"}
    Anchored: {$anchor: anchored, title: anchor}
    Dynamic: {$dynamicAnchor: dyn, title: dynamic}
    Alias: {$ref: "#/components/schemas/Aliased"}
    Aliased: {properties: {through: {title: through}}}
    NoSlash: {title: no slash}
    With-Escape: {title: percent}
-- sub/paths.yaml --
/files:
  get:
    operationId: files
    responses: {"200": {$ref: "more.yaml#/components/responses/ok"}}
-- sub/pet.yaml --
title: file
properties: {mother: {$ref: pet.yaml}, owner: {$ref: "../openapi.yaml#/components/schemas/Host"}}
-- sub/more.yaml --
components:
  responses: {ok: {description: d, content: {application/json: {schema: {$ref: "#/bare"}}}}}
  schemas: {far: {title: far}}
bare: {title: bare, properties: {next: {$ref: "#/components/schemas/far"}}}
`)
	for _, d := range ds {
		t.Error(d)
	}
	kin := loadKin(t, doc)
	properties := kin.Components.Schemas["All"].Value.Properties
	for name, cur := range doc.Cursor().Child("components").Child("schemas").Child("All").Child("properties").AllMembers() {
		if ref := properties[name]; ref == nil || ref.Value == nil || ref.Value.Title != name {
			t.Errorf("kin-openapi resolves %s to %+v", cur.Node.Get("$ref").Text, ref)
		}
		if title, _ := doc.Follow(cur).Node.Get("title").Str(); title != name {
			t.Errorf("the cursor resolves %s to %s", cur.Node.Get("$ref").Text, title)
		}
	}
	if ref := kin.Components.Schemas["Host"].Value.Defs["self"]; ref.Value.Title != "definition" {
		t.Errorf("a pointer within a schema with $id refers to %+v", ref.Value)
	}
	for path, want := range map[string][]string{"/files": {"GET", "DELETE"}, "/item": {"GET"}} {
		var got []string
		for method := range doc.Follow(doc.Cursor().Child("paths").Child(path)).Operations() {
			got = append(got, method)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has the operations %v, want %v", path, got, want)
		}
	}
}

// References at places where OpenAPI has none.
func TestIncluded(t *testing.T) {
	doc, ds := loadArchive(t, `
-- openapi.yaml --
openapi: 3.0.3
info: {title: T, version: "1"}
paths: {$ref: sub/paths.yaml}
components:
  schemas: {$ref: "sub/schemas.yaml#/schemas"}
-- sub/paths.yaml --
/a: {get: {$ref: "#/x-op"}}
/b:
  get:
    operationId: b
    parameters: [{$ref: "schemas.yaml#/parameter"}]
    responses: {"200": {description: d, content: {$ref: "schemas.yaml#/content"}}}
x-op: {operationId: a, responses: {"204": {description: d}}}
-- sub/schemas.yaml --
schemas: {Pet: {type: object, title: Pet}}
parameter: {name: q, in: query, schema: {type: string}}
content: {application/json: {schema: {$ref: "#/schemas/Pet"}}}
`)
	for _, d := range ds {
		t.Error(d)
	}
	kin := loadKin(t, doc)
	if op := kin.Paths.Value("/a").Get; op == nil || op.OperationID != "a" {
		t.Errorf("GET /a is %+v", op)
	}
	b := kin.Paths.Value("/b").Get
	if b.Parameters[0].Value.Name != "q" || b.Responses.Value("200").Value.Content["application/json"].Schema.Value.Title != "Pet" {
		t.Errorf("GET /b is %+v", b)
	}
	if kin.Components.Schemas["Pet"].Value.Title != "Pet" {
		t.Error("there is no schema Pet")
	}
}

// Loading ends, and finds no error, if references refer to themselves.
func TestCircles(t *testing.T) {
	for _, text := range []string{
		`components: {schemas: {A: {$ref: "#/components/schemas/B"}, B: {$ref: "#/components/schemas/A"}}}`,
		`components: {schemas: {$ref: "#/components/schemas/A"}}`,
		`components: {schemas: {$ref: "#/components/schemas"}}`,
		`components: {$ref: "#/components"}`,
		`components: {$ref: "#"}`,
		`components: {responses: {A: {$ref: "#/components/requestBodies/A"}}, requestBodies: {A: {$ref: "#/components/responses/A"}}}`,
		`components: {pathItems: {a: {$ref: "#/paths/~1a"}}}`,
		`components: {schemas: {A: {properties: {b: {$ref: "#/components/schemas/A/properties/b/properties/b"}}}}}`,
		`components: {schemas: {A: {allOf: [{$ref: "#/components/schemas/A"}], $ref: "#"}}}`,
	} {
		var ds diag.List
		text := `{openapi: 3.1.0, info: {title: T, version: "1"}, paths: {/a: {$ref: "#/components/pathItems/a"}}, ` + text + `}`
		if Load(t.Context(), Input{Path: "x.yaml", Data: []byte(text)}, &ds) == nil {
			t.Errorf("%s: %v", text, ds.All())
		}
	}
}

func TestPositionsOfSwagger(t *testing.T) {
	_, ds := loadArchive(t, `
-- openapi.yaml --
swagger: "2.0"
info: {title: T, version: "1"}
paths: {}
definitions:
  Pet: {type: object, required: yes please, properties: {a: {$ref: "#/definitions/None"}}}
`)
	var got []string
	for _, d := range ds {
		got = append(got, d.String())
	}
	want := []string{
		"openapi.yaml:5:33: warning: expected an array, found a string [repaired]",
		"openapi.yaml:5:68: error: $ref #/definitions/None cannot be resolved [unresolved-ref]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// The references of another file are those of this file: B is a string there.
func TestTypesInOtherFiles(t *testing.T) {
	doc, _ := loadArchive(t, `
-- openapi.yaml --
openapi: 3.0.3
info: {title: T, version: "1"}
paths: {}
components:
  schemas:
    Level: {allOf: [{$ref: "other.yaml#/components/schemas/A"}], enum: [1, 2]}
    B: {type: integer}
-- other.yaml --
components:
  schemas:
    A: {$ref: "#/components/schemas/B"}
    B: {type: string}
`)
	list := doc.Cursor().Child("components").Child("schemas").Child("Level").Child("enum").Node
	if got := string(list.JSON()); got != `["1","2"]` {
		t.Errorf("enum: %s", got)
	}
}

// Targets are what the references of all files refer to, each once, in order.
func TestTargets(t *testing.T) {
	var ds diag.List
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("b.yaml", "type: object\nproperties: {a: {$ref: 'a.yaml#/A'}, b: {$ref: 'b.yaml'}}\n")
	write("a.yaml", "{A: {allOf: [{$ref: '#/B'}]}, B: {type: object}}\n")
	doc := Load(t.Context(), Input{Path: write("root.yaml", "{openapi: 3.1.0, info: {title: T, version: '1'}, paths: {}, components: {schemas: {B: {$ref: 'b.yaml'}, C: {$ref: '#/components/schemas/B'}}}}\n")}, &ds)
	var got []string
	for _, cur := range doc.Targets() {
		got = append(got, filepath.Base(cur.File.Path)+"#"+cur.Pointer())
	}
	if want := []string{"root.yaml#/components/schemas/B", "a.yaml#/A", "a.yaml#/B", "b.yaml#"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
