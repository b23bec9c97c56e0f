package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/internal/source"
)

func TestComplaints(t *testing.T) {
	got := complaints([]byte(`# corpus/api/vendor-a
api/vendor-a/models.gen.go:12:2: undefined: x
api/vendor-a/models.gen.go:13:2: undefined: y
# corpus/api/tools-b [corpus/api/tools-b.test]
# [corpus/api/tools-b]
vet: ./api/tools-b/server.gen.go:3:1: unreachable code
package corpus/api/tools-c: no Go files
# corpus/api/tools-d
	too many errors
`))
	want := map[string]string{
		"api/vendor-a": "models.gen.go:12:2: undefined: x",
		"api/tools-b":  "server.gen.go:3:1: unreachable code",
		"api/tools-d":  "too many errors",
	}
	delete(got, "")
	if !maps.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestFailedTests(t *testing.T) {
	got := failedTests([]byte(`ok  	corpus/api/vendor-a	0.011s
--- FAIL: ExampleClient_GetA (0.00s)
got:
getA: 400 Bad Request: the request is not valid
want:
<nil>
FAIL
FAIL	corpus/api/vendor-b	0.064s
?   	corpus/api/tools-c	[no test files]
ok  	corpus/api/tools-d	(cached)
FAIL
`))
	want := map[string]string{"api/vendor-b": "ExampleClient_GetA (0.00s) getA: 400 Bad Request: the request is not valid"}
	if !maps.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestGeneral(t *testing.T) {
	for reason, want := range map[string]string{
		"models.gen.go:12:2: undefined: Pet":                           "undefined …",
		"models.gen.go:9:6: Pet redeclared in this block":              "… redeclared in this block",
		"a.yaml:3:1: error: Swagger 2.0 is not read yet [x]":           "[x]",
		"a.yaml:3:1: error: bad data in \"#/components/a\" [internal]": "error: bad data in … [internal]",
		"decode: json: cannot unmarshal at \"/a/b\" (3 of them)":       "decode: json: cannot unmarshal at … (…)",
	} {
		if got := general(reason); got != want {
			t.Errorf("%s: got %q", reason, got)
		}
	}
}

// TestAllowances checks that an allowance that is not needed fails.
func TestAllowances(t *testing.T) {
	e := &expectations{allow: map[allowance]string{{"vendor/a", "unresolved-ref"}: "not published", {"vendor/b", "unresolved-ref"}: "gone"}}
	a, b := &document{name: "vendor/a"}, &document{name: "vendor/b"}
	a.result.Diagnostics = map[string]int{"unresolved-ref": 2}
	e.freeze([]*document{a, b}, false)
	if got := e.allowed("vendor/a"); len(got) != 1 || got[0] != "unresolved-ref" {
		t.Errorf("allowed: %q", got)
	}
	want := "FAIL vendor/b: allow.tsv allows unresolved-ref, which is not found (gone); remove the row"
	if got := e.compare([]*document{a, b}, false); len(got) != 1 || got[0] != want {
		t.Errorf("got %q", got)
	}
}

const shop = `
openapi: 3.0.3
info: {title: Shop, version: "1"}
paths:
  /pets:
    get:
      responses:
        "200":
          description: d
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
              examples:
                one: {value: [{name: Rex}]}
                two: {$ref: '#/components/examples/Two'}
            text/plain: {schema: {type: string}, example: no JSON}
components:
  examples:
    Two: {value: []}
  schemas:
    Food: {type: string}
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, example: of a scalar}
        born: {type: string, format: date, nullable: true}
        legs: {type: integer, format: int32, minimum: 0, exclusiveMinimum: true}
        size: {type: number, format: float}
        tags: {type: object, additionalProperties: {type: string}}
        default: {$ref: '#/components/schemas/Food'}
        owner: {$ref: '#/components/schemas/Gone'}
      example: {name: Rex, born: null}
`

func parseShop(t *testing.T) *source.File {
	t.Helper()
	doc, err := source.Parse("shop.yaml", []byte(shop))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestCollectExamples(t *testing.T) {
	const media = "/paths/~1pets/get/responses/200/content/application~1json"
	c := collectExamples(parseShop(t), []generator.Schema{{Pointer: "/components/schemas/Pet", GoType: "Pet"}})
	want := []exampleCase{
		{"/components/schemas/Pet/example", "/components/schemas/Pet", "Pet", "", json.RawMessage(`{"name":"Rex","born":null}`)},
		{media + "/examples/one/value", media + "/schema", "[]Pet", "", json.RawMessage(`[{"name":"Rex"}]`)},
		{"/components/examples/Two/value", media + "/schema", "[]Pet", "", json.RawMessage(`[]`)},
	}
	if !reflect.DeepEqual(c.Cases, want) || c.untyped != 0 {
		t.Errorf("%d untyped, cases %s", c.untyped, c.Cases)
	}
}

func TestTried(t *testing.T) {
	for _, c := range []struct{ goType, union, want string }{
		{"Pet", "", "api.Pet"},
		{"[][]Pet", "", "[][]api.Pet"},
		{"[]Animal", "Pet", "[]api.CorpusUnionPet"},
	} {
		if got := (exampleCase{GoType: c.goType, Union: c.union}).tried(); got != c.want {
			t.Errorf("%s: got %s", c.goType, got)
		}
	}
}

func TestValidator(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.yaml")
	if err := os.WriteFile(path, []byte(shop), 0o600); err != nil {
		t.Fatal(err)
	}
	v := newValidator(path)
	const pet = "/components/schemas/Pet"
	for value, want := range map[string]bool{
		`{"name":"Rex","born":null}`:        false,
		`{"name":"Rex","born":"yesterday"}`: true,
		`{"name":null}`:                     true,
		`{"name":"Rex","legs":0}`:           true,
		`{"name":"Rex","legs":1}`:           false,
		`{"name":"Rex","legs":2147483648}`:  true,
		`{"name":"Rex","size":0.1}`:         false,
		`{"name":"Rex","size":0.123456789}`: true,
		`{"name":"Rex","default":1}`:        true,
		`{"name":"Rex","owner":1}`:          false,
		`{}`:                                true,
	} {
		if got := v.contradicts(pet, []byte(value)); got != want {
			t.Errorf("%s contradicts: %t", value, got)
		}
	}
	if v.contradicts("/components/schemas/None", []byte("1")) {
		t.Error("something contradicts a missing schema")
	}
	for lost, want := range map[string]bool{"/tail": true, "/name": false, "/tags/x": false, "/0/name": false} {
		if got := v.undeclared(pet, []string{lost}); got != want {
			t.Errorf("%s is undeclared: %t", lost, got)
		}
	}
	list := "/paths/~1pets/get/responses/200/content/application~1json/schema"
	if !v.undeclared(list, []string{"/0/tail", "/1/tail"}) || v.undeclared(list, []string{"/0/tail", "/0/name"}) {
		t.Error("elements of a list")
	}
}

func TestShuffled(t *testing.T) {
	doc := parseShop(t)
	text := shuffled(doc.Root)
	if string(text) == string(doc.Root.JSON()) || string(text) != string(shuffled(doc.Root)) {
		t.Error("the order is the document's, or not the same twice")
	}
	var a, b any
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(doc.Root.JSON(), &b); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%s", text)
	}
}

func TestIdentifiers(t *testing.T) {
	n, err := identifiers([]generator.File{
		{Name: "runtime_json.gen.go", Content: []byte("package api\ntype Opt[T any] struct{}")},
		{Name: "a.gen.go", Content: []byte(`package api
type API interface { GetPet(); hidden() }
type WebhookAPI interface { NewPet() }
type CallbackAPI interface { OnPet() }
type Pet struct { Name, tail string }
func (p *Pet) GetName() string { return p.Name }
func (p Pet) other() {}
func (l List[T]) Len() int { return 0 }
const A, b = 1, 2
`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"API": true, "API.GetPet": true, "WebhookAPI": true, "WebhookAPI.NewPet": true, "CallbackAPI": true, "CallbackAPI.OnPet": true, "Pet": true, "Pet.Name": true, "Pet.GetName": true, "List.Len": true, "A": true}
	if !maps.Equal(n.exported, want) || n.operations != 2 || n.hooks != 2 {
		t.Errorf("%d operations, %d of hooks, exported %v", n.operations, n.hooks, n.exported)
	}
	delete(want, "A")
	want["B"] = true
	if got := difference(n.exported, want); !strings.Contains(got, "(A)") || !strings.Contains(got, "(B)") {
		t.Errorf("difference %s", got)
	}
}

func TestExpectations(t *testing.T) {
	dir := t.TempDir()
	known := "# document, stage, reason\nvendor/a\tcompile\tfor a reason\nvendor/a\tvet\tunused\ntools/x\tvet\tof a folder that did not run\n"
	if err := os.WriteFile(filepath.Join(dir, knownFile), []byte(known), 0o600); err != nil {
		t.Fatal(err)
	}
	docs := []*document{
		{name: "vendor/a", result: result{Diagnostics: map[string]int{"renamed": 2}}, failures: []failure{{compiling, "undefined: x"}}},
		{name: "vendor/b", failures: []failure{{generation, "no"}}},
	}
	read := func() *expectations {
		e, err := readExpectations(dir)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	want := []string{
		"FAIL vendor/a: diagnostics: renamed 2, expected 0",
		"FAIL vendor/a: vet: known.tsv excuses what does not fail (unused); remove the row",
		"FAIL vendor/b: generate: no",
	}
	e := read()
	if got := e.compare(docs, true); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
	e.freeze(docs, true)
	if err := e.write(); err != nil {
		t.Fatal(err)
	}
	if reason := read().drift(docs[0]); reason != "" {
		t.Errorf("after an update: %s", reason)
	}
	if err := os.WriteFile(filepath.Join(dir, "vendor.tsv"), []byte("vendor/a\trenamed\tmany\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readExpectations(dir); err == nil {
		t.Error("an invalid count was accepted")
	}
}

func TestChoose(t *testing.T) {
	docs := []*document{{name: "vendor/a"}, {name: "vendor/ab"}, {name: "tools/a"}}
	for prefixes, want := range map[string]string{"vendor/a": "vendor/a", "vendor/": "vendor/a vendor/ab", "tools/,vendor/ab": "tools/a vendor/ab"} {
		chosen, err := choose(docs, strings.Split(prefixes, ","))
		var got []string
		for _, d := range chosen {
			got = append(got, d.name)
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: %s, %v", prefixes, got, err)
		}
	}
	if _, err := choose(docs, []string{"none"}); err == nil {
		t.Error("a missing document was found")
	}
}

func TestCountHooks(t *testing.T) {
	const shared = `components: {callbacks: {done: {$url: {post: {}}}}}, `
	for text, want := range map[string]int{
		`paths: {/a: {get: {}}}`: 0,
		`webhooks: {a: {post: {}, put: {}, summary: s, additionalOperations: {COPY: {}}}}`:                                                3,
		`paths: {/a: {post: {callbacks: {b: {$url: {post: {callbacks: {c: {$url: {get: {}}}}}}}}}}}`:                                      2,
		shared + `paths: {/a: {post: {callbacks: {b: {$ref: "#/components/callbacks/done"}, c: {$ref: "#/components/callbacks/done"}}}}}`: 1,
		`webhooks: {a: {$ref: other.yaml}}`: -1,
	} {
		doc, err := source.Parse("a.yaml", []byte("{openapi: 3.1.0, "+text+"}"))
		if err != nil {
			t.Fatal(err)
		}
		if got := countHooks(doc); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
