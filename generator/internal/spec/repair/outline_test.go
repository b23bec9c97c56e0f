package repair

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
)

func TestOutline(t *testing.T) {
	const document = `openapi: 3.0.3
info: {title: T, version: "1", description: d, x-a: b}
paths:
  /a:
    summary: s
    get:
      parameters: [{$ref: "#/components/parameters/P"}, {$ref: "#/x-p"}, {name: q, in: query, schema: {enum: [1]}, example: 1}]
      responses:
        default: {$ref: "#/components/responses/R"}
        "200": {$ref: "#/x-r"}
        "404": {$ref: "#/x-r"}
  /b: {$ref: "#/x-item", put: {responses: {}}}
components:
  schemas: {default: {type: string}}
  parameters: {P: {name: p, in: query, schema: {$ref: "#/components/schemas/default"}}}
  responses:
    R: {description: d, content: {text/plain: {schema: {}, examples: {e: {value: 1}}}}}
x-p: {name: description, in: header, content: {text/plain: {example: e}}}
x-r: {description: d, content: {text/csv: {}}}
x-item: {get: {responses: {}}}
`
	const want = `{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{` +
		`"parameters":[{"name":"q","in":"query","schema":{}},{"name":"description","in":"header","content":{"text/plain":{}}}],` +
		`"responses":{"200":{"content":{"text/csv":{}},"description":""}}}},"/b":{"get":{"responses":{}},"put":{"responses":{}}}},` +
		`"components":{"parameters":{"P":{"name":"p","in":"query","schema":{}}},` +
		`"responses":{"R":{"content":{"text/plain":{"schema":{}}},"description":""}}}}`
	var ds diag.List
	set := Load("a.yaml", []byte(document), nil, &ds)
	if got := string(set.Outline().JSON()); got != want {
		t.Errorf("the outline is\n%s, want\n%s", got, want)
	}
	if set.Root.Root.Get("components").Get("schemas") == nil {
		t.Error("the document itself has lost its schemas")
	}
}
