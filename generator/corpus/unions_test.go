package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

const shapes = `
openapi: 3.1.0
info: {title: Shapes, version: "1"}
paths:
  /rows: {get: {operationId: getRows, responses: {'200': {$ref: '#/components/responses/Row'}}}}
components:
  examples:
    Row: {value: [{radius: 1}, {side: 2}, {corners: 5}]}
  responses:
    Row:
      description: d
      content:
        application/json:
          schema: {type: array, items: {$ref: '#/components/schemas/Shape'}}
          examples: {row: {$ref: '#/components/examples/Row'}}
  schemas:
    Circle: {type: object, required: [radius], properties: {radius: {type: number}}}
    Square: {type: object, required: [side], properties: {side: {type: number}}}
    Shape:
      oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]
      examples: [{radius: 1.5}, {side: 2}]
    Several: {type: [string, integer], examples: [one, 2]}
    Other: {$ref: '#/components/schemas/Several', description: an alias}
    Unused: {oneOf: [{type: string}, {$ref: '#/components/schemas/Circle'}], examples: [{radius: 1}]}
    Drawing:
      type: object
      properties:
        several: {$ref: '#/components/schemas/Several'}
        size: {oneOf: [{$ref: '#/components/schemas/Other'}, {$ref: '#/components/schemas/Shape'}], examples: [big, {side: 2}]}
      examples: [{size: 7}]
`

// TestRoundTripUnions runs all steps for one document, in one process.
func TestRoundTripUnions(t *testing.T) {
	d := &document{name: "test/shapes", path: filepath.Join(t.TempDir(), "shapes.yaml")}
	if err := os.WriteFile(d.path, []byte(shapes), 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := newWorkspace(t.TempDir(), "2")
	if err != nil {
		t.Fatal(err)
	}
	d.result = generateTwice(d.path, w.packageDir(d), w.casesFile(d), nil)
	docs := []*document{d}
	if err := w.compile(docs); err != nil {
		t.Fatal(err)
	}
	if err := roundTripAll(w, docs); err != nil {
		t.Fatal(err)
	}
	want := tally{total: 8, passed: 8}
	if failures := slices.Concat(d.result.Failures, d.failures); len(failures) > 0 || d.examples != want {
		t.Errorf("%+v, failures %q", d.examples, failures)
	}
	cases, err := w.cases(d)
	if err != nil {
		t.Fatal(err)
	}
	unions := map[string]string{}
	for _, c := range cases {
		unions[c.GoType] = c.Union
	}
	for goType, want := range map[string]string{"Shape": "Shape", "[]Shape": "Shape", "Several": "Several", "Drawing": ""} {
		if got, tried := unions[goType]; !tried || got != want {
			t.Errorf("%s is the union %q, tried %t", goType, got, tried)
		}
	}
}
