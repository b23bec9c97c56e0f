package main

import (
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/corpus/driver"
)

func TestSampler(t *testing.T) {
	doc := object{"defs": object{"tree": object{"type": "object", "properties": object{"left": object{"$ref": "#/defs/tree"}, "size": object{"type": "integer"}}},
		"vehicle": object{"properties": object{"of": object{"type": "string"}}, "discriminator": object{"propertyName": "of", "mapping": object{"gas": "#/defs/car", "legs": "#/defs/bike"}}},
		"car":     object{"allOf": []any{object{"$ref": "#/defs/vehicle"}, object{"properties": object{"tank": object{"type": "integer"}}}}},
		"bike":    object{"allOf": []any{object{"$ref": "#/defs/vehicle"}, object{"properties": object{"gears": object{"type": "integer"}}}}},
	}}
	for _, c := range []struct {
		variant      variant
		schema, want string
	}{
		{everything, `{"type":"string"}`, `"text"`},
		{hostile, `{"type":"string","maxLength":3}`, `"a b"`},
		{everything, `{"type":"string","minLength":6}`, `"textxx"`},
		{everything, `{"type":"string","pattern":"^[a-z]{2}$","example":"ab"}`, `"ab"`},
		{everything, `{"type":["null","string"],"format":"date"}`, `"2024-02-29"`},
		{onlyRequired, `{"enum":["a","b"]}`, `"a"`},
		{everything, `{"enum":["a","b"]}`, `"b"`},
		{everything, `{"type":"integer","minimum":10}`, `10`},
		{everything, `{"type":"integer","maximum":5,"exclusiveMaximum":true}`, `4`},
		{everything, `{"type":"number","exclusiveMinimum":3}`, `3.5`},
		{everything, `{"type":"integer","multipleOf":4,"minimum":9}`, `12`},
		{everything, `{"type":"array","items":{"type":"boolean"}}`, `[true,true]`},
		{everything, `{"type":"array","items":{"type":"boolean"},"maxItems":1}`, `[true]`},
		{onlyRequired, `{"type":"object","required":["a"],"properties":{"a":{"const":1},"b":{"type":"string"}}}`, `{"a":1}`},
		{everything, `{"properties":{"a":{"const":1},"b":{"type":"string","readOnly":true}}}`, `{"a":1}`},
		{everything, `{"allOf":[{"properties":{"a":{"const":1}}},{"properties":{"b":{"const":2}}}]}`, `{"a":1,"b":2}`},
		{everything, `{"oneOf":[{"const":1},{"const":2}]}`, `1`},
		{everything, `{"type":"object","additionalProperties":{"const":1}}`, `{"key":1}`},
		{onlyRequired, `{"$ref":"#/defs/tree"}`, `{}`},
		{everything, `{}`, `null`},
		{everything, `{"oneOf":[{"$ref":"#/defs/car"}],"discriminator":{"propertyName":"is"}}`, `{"is":"car","of":"gas","tank":7}`},
		{everything, `{"oneOf":[{"$ref":"#/defs/car"}],"discriminator":{"propertyName":"is","mapping":{"c":"#/defs/car"}}}`, `{"is":"c","of":"gas","tank":7}`},
		{everything, `{"$ref":"#/defs/bike"}`, `{"gears":7,"of":"legs"}`},
		{everything, `{"$ref":"#/defs/vehicle"}`, `{"of":"gas","tank":7}`},
	} {
		var schema any
		if err := json.Unmarshal([]byte(c.schema), &schema); err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal((&sampler{doc: doc, variant: c.variant}).value(schema))
		if err != nil || string(got) != c.want {
			t.Errorf("%s of %s: %s, want %s", c.variant, c.schema, got, c.want)
		}
	}
	if v := (&sampler{doc: doc, variant: everything}).value(object{"$ref": "#/defs/tree"}); v == nil {
		t.Error("there is no value of a tree")
	}
}

func TestRequestsOf(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "pets.yaml")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`{openapi: 3.0.3, info: {title: T, version: "1"}, security: [{key: []}], servers: [{url: /v1}], paths: {"/pets/{id}/{kind}": {
  parameters: [{name: kind, in: path, required: true, schema: {type: string}}, {name: limit, in: query, schema: {type: integer}}],
  put: {parameters: [{name: limit, in: query, schema: {type: integer, default: 5}}, {name: id, in: path, required: true, schema: {type: string, format: uuid}}],
    requestBody: {content: {application/json: {schema: {type: object, properties: {a: {const: 1}}}}}}, responses: {"204": {description: gone}}}}}}`)
	bare, _, err := bareDocument(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"security", "servers"} {
		if strings.Contains(string(bare), gone) {
			t.Errorf("the bare document has %s", gone)
		}
	}
	write(string(bare))
	w, err := requestsOf(path)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range w.cases.Requests {
		line := r.Operation + " " + r.Variant
		for _, a := range r.Args {
			line += " " + a.Name + "=" + string(a.Value) + "|" + string(a.Default) + "|" + a.Kind
		}
		got = append(got, line)
	}
	id := `id="123e4567-e89b-12d3-a456-426614174000"||simple string uuid`
	want := []string{
		"putPetsIdKind required " + id + ` kind="text"||simple string limit=|5|form explode integer body=||application/json`,
		"putPetsIdKind everything " + id + ` kind="text"||simple string limit=7|5|form explode integer body={"a":1}||application/json`,
		"putPetsIdKind hostile " + id + ` kind=` + quoted(freeText[hostile]) + `||simple string limit=7|5|form explode integer body={"a":1}||application/json`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") || w.unmade != 0 {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestDefaultOf(t *testing.T) {
	for schema, want := range map[string]string{
		`{"type":"integer","default":"100"}`:   `100`,
		`{"type":"boolean","default":"false"}`: `false`,
		`{"type":"string","default":"100"}`:    `"100"`,
		`{"type":"integer","default":"many"}`:  `"many"`,
		`{"type":"integer","default":5}`:       `5`,
		`{"type":"integer"}`:                   ``,
	} {
		var n object
		if err := json.Unmarshal([]byte(schema), &n); err != nil {
			t.Fatal(err)
		}
		if got := string(defaultOf(n)); got != want {
			t.Errorf("%s: %s, want %s", schema, got, want)
		}
	}
}

func quoted(s string) string {
	data, _ := json.Marshal(s) // a string never fails
	return string(data)
}

func TestPackageFiles(t *testing.T) {
	dir := t.TempDir()
	source := `package api
import ("context"; "io"; "time")
type API interface {
	Get(ctx context.Context, params GetParams) (*time.Time, error)
	Put(ctx context.Context, params PutParams) error
}
type Pet interface{ isPet() }
func readPet() {}
type ID interface{ isID() }
func (IDString) isID() {}
func (*IDObject) isID() {}
type PutParams struct {
	// The request body: application/json. It is not sent if BodyPNG is set.
	Body Pet
	// What it looks like.
	//
	// The request body as image/png (or image/jpeg,
	// image/gif), instead of Body; nil if it is not sent.
	BodyPNG io.Reader
}
type GetResult interface{ isGetResult() }
type Get202 struct{ Body string }
func (*Get202) isGetResult() {}
func (c *Client) Get(ctx context.Context) (*time.Time, error) {
	switch resp.Status {
	case 404, 410:
		return nil, clientDecodeError[Missing](resp, readBody)
	}
	switch resp.Status / 100 {
	case 5:
		return nil, clientDecodeError[Outage](resp, readBody)
	}
	switch resp.Content([]string{"application/json", "text/plain"}) {
	case "application/json":
		return nil, clientDecodeError[Problem](resp, readBody)
	}
	return nil, clientDecodeError[Other](resp, readBody)
}
type Get200JSONResponse Pet
func (response Get200JSONResponse) VisitGetResponse(w http.ResponseWriter) error { return nil }
func ParseGetResponse(rsp *http.Response) (*GetResponse, error) { return nil, nil }
`
	if err := os.WriteFile(filepath.Join(dir, "api.gen.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writeService(dir, "API"); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(writeFill(dir), writeReplies(dir)); err != nil {
		t.Fatal(err)
	}
	for file, texts := range map[string][]string{
		serviceFile: {
			"func (s CorpusService) Get(ctx context.Context, request GetParams) (result *time.Time, err error) {", "s.Saw(\"Put\", request, nil, CallFrom(ctx).SetStatus)",
			"request PutParams) (err error) {", "import time \"time\"",
		},
		"corpus_fill.go": {
			"case *Pet:\n\t\treturn jsonDecode(data, 0, v, readPet)",
			"case *ID:\n\t\tvar v0 IDString\n\t\tif json.Unmarshal(data, &v0) == nil {\n\t\t\t*v = v0\n\t\t\treturn nil\n\t\t}\n\t\tvar v1 *IDObject\n",
			`"PutParams":map[string]string{"image/gif":"BodyPNG", "image/jpeg":"BodyPNG", "image/png":"BodyPNG"}`,
		},
		"corpus_replies.go": {
			`"Get202": new(Get202),`, `"Get404Error": new(StatusError[Missing]),`, `"Get410Error": new(StatusError[Missing]),`, `"Get5XXError": new(StatusError[Outage]),`, `"GetdefaultError": new(StatusError[Problem]),`,
			`"Get200JSONResponse": new(Get200JSONResponse),`, `"ParseGetResponse": ParseGetResponse,`,
		},
	} {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parser.ParseFile(token.NewFileSet(), file, data, 0); err != nil {
			t.Error(err)
		}
		for _, text := range texts {
			if !strings.Contains(string(data), text) {
				t.Errorf("%s lacks %q:\n%s", file, text, data)
			}
		}
	}
	if err := writeService(dir, "StrictServerInterface"); err == nil {
		t.Error("a package without the interface has a service")
	}
}

func TestKnownSights(t *testing.T) {
	path := filepath.Join(t.TempDir(), "oracle.tsv")
	if err := os.WriteFile(path, []byte("# a comment\nvendor/[ac]\tpeergen\tget .*lost\tfor the test\n*\t*\tput \tfor the test\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	sight := func(document, client, operation, difference string) driver.Sight {
		return driver.Sight{Document: document, Direction: client + " calls x", Operation: operation, Variant: "v", Difference: difference}
	}
	known, put := sight("vendor-a", "peergen", "get", "lost"), sight("vendor-b", "oapi-codegen", "put", "lost")
	for name, c := range map[string]struct {
		sights []driver.Sight
		ok     bool
		says   string
	}{
		"all known":      {[]driver.Sight{known, put, sight("vendor-b", "peergen", "get", "")}, true, "1 requests came equal, 1 with known differences"},
		"unused row":     {[]driver.Sight{known}, false, "unused row: *, *: put "},
		"other document": {[]driver.Sight{known, put, sight("vendor-b", "peergen", "get", "lost")}, false, "unexplained: vendor-b: peergen calls x: get v: lost"},
		"other client":   {[]driver.Sight{known, put, sight("vendor-a", "oapi-codegen", "get", "lost")}, false, "unexplained: vendor-a: oapi-codegen"},
		"other text":     {[]driver.Sight{known, put, sight("vendor-a", "peergen", "get", "refused")}, false, "unexplained: vendor-a: peergen"},
	} {
		rows, err := readKnownSights(path)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if ok := rows.report(&out, c.sights, []*document{{name: "vendor/a"}, {name: "vendor/b"}}, 0, true); ok != c.ok || !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: %v\n%s", name, ok, &out)
		}
	}
}

func TestCutDocument(t *testing.T) {
	ref := func(to string) object { return object{"$ref": "#/components/" + to} }
	doc := object{"paths": object{}, "components": object{
		"schemas":   object{"A": object{"items": ref("schemas/B~1C")}, "B/C": object{}, "Unused": object{}},
		"responses": object{"R": object{"content": object{"application/json": object{"schema": ref("schemas/A")}}}},
	}}
	if cutDocument(doc) {
		t.Error("a document without operations is cut")
	}
	for i := range 3 * mostOperations {
		doc["paths"].(object)["/p"+strings.Repeat("x", i)] = object{"get": object{"responses": object{"200": ref("responses/R")}}}
	}
	if !cutDocument(doc) || len(operationsOf(doc)) != mostOperations || len(doc["paths"].(object)) != mostOperations {
		t.Errorf("%d operations of %d paths are left", len(operationsOf(doc)), len(doc["paths"].(object)))
	}
	schemas := doc["components"].(object)["schemas"].(object)
	if schemas["A"] == nil || schemas["B/C"] == nil || schemas["Unused"] != nil {
		t.Errorf("left of the schemas: %v", schemas)
	}
}
