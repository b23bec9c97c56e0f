package generator_test

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

// TestLargeDocument generates from a document of many schemas and from one of
// twice as many. No file is much longer than 20,000 lines, all types are
// declared, and the work is linear. It measures allocated memory instead of
// time, which depends on what else runs.
func TestLargeDocument(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	small, _ := generateLarge(t, 500)
	large, files := generateLarge(t, 1000)
	if growth := float64(large) / float64(small); growth > 2.5 {
		t.Errorf("twice the document takes %.1f times the memory", growth)
	}
	models, lines := 0, 0
	for _, f := range files {
		n := bytes.Count(f.Content, []byte("\n"))
		if n > 20_100 { // plus the header and the imports
			t.Errorf("%s has %d lines", f.Name, n)
		}
		if strings.HasPrefix(f.Name, "models") {
			models, lines = models+1, lines+bytes.Count(f.Content, []byte("\ntype "))
		}
	}
	if models < 2 || lines != 1000 {
		t.Errorf("%d files of models declare %d types, want several and 1000", models, lines)
	}
}

// generateLarge generates from n schemas, each of which refers to another one,
// and from an operation for every ten of them. It returns the number of bytes
// that were allocated.
func generateLarge(t *testing.T, n int) (allocated uint64, files []generator.File) {
	t.Helper()
	var doc strings.Builder
	doc.WriteString("openapi: 3.1.0\ninfo: {title: Large, version: '1'}\npaths:\n")
	for i := range n / 10 {
		fmt.Fprintf(&doc, "  /p%d: {get: {operationId: get%d, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/S%d'}}}}}}}\n", i, i, i)
	}
	doc.WriteString("components:\n  schemas:\n")
	for i := range n {
		fmt.Fprintf(&doc, "    S%d:\n      type: object\n      properties:\n        next: {$ref: '#/components/schemas/S%d'}\n", i, (i*7+1)%n)
		for f := range 20 {
			fmt.Fprintf(&doc, "        f%d: {type: string, description: 'A member, number %d.', maxLength: %d}\n", f, f, f+1)
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	out, ds := generator.Generate(t.Context(), generator.Input{Path: "large.yaml", Data: []byte(doc.String())},
		generator.Options{Package: "large", Client: true, Server: true})
	runtime.ReadMemStats(&after)
	if out == nil {
		t.Fatal(ds)
	}
	return after.TotalAlloc - before.TotalAlloc, out.Files
}

// TestDeepDocument generates from schemas that are nested deeply, and four times as deeply.
// What is below a limit is any value, so the output does not grow.
func TestDeepDocument(t *testing.T) {
	for name, schema := range map[string]string{
		"arrays":  `{"type": "array", "items": %s}`,
		"maps":    `{"type": "object", "additionalProperties": %s}`,
		"objects": `{"type": "object", "properties": {"a": %s}}`,
		"unions":  `{"oneOf": [%s, {"type": "integer"}]}`,
		"parts":   `{"allOf": [%s]}`,
	} {
		sizes := map[int]int{}
		for _, depth := range []int{200, 800} {
			before, after, _ := strings.Cut(schema, "%s")
			doc := `{"openapi": "3.1.0", "info": {"title": "Deep", "version": "1"}, "paths": {}, "components": {"schemas": {"A": ` +
				strings.Repeat(before, depth) + `{"type": "string"}` + strings.Repeat(after, depth) + "}}}"
			out, ds := generator.Generate(t.Context(), generator.Input{Path: "deep.json", Data: []byte(doc)}, generator.Options{Package: "deep", Client: true, Server: true})
			if out == nil || !slices.ContainsFunc(ds, func(d generator.Diagnostic) bool { return strings.Contains(d.Message, "nested deeper than") }) {
				t.Fatalf("%d nested %s: %v", depth, name, ds)
			}
			for _, f := range out.Files {
				sizes[depth] += len(f.Content)
			}
		}
		if sizes[200] != sizes[800] {
			t.Errorf("%s: %d bytes of output, and %d for four times the depth", name, sizes[200], sizes[800])
		}
	}
}

// TestRepeatedParts generates from schemas of which each has the next one twice.
func TestRepeatedParts(t *testing.T) {
	var doc strings.Builder
	doc.WriteString(`openapi: 3.1.0
info: {title: Repeated, version: '1'}
paths: {/s: {post: {operationId: add, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Holder'}}}}, responses: {'204': {description: done}}}}}
components:
  schemas:
    Holder: {type: object, properties: {s: {$ref: '#/components/schemas/S0'}, t: {readOnly: true, allOf: [{$ref: '#/components/schemas/S0'}]}}}
    S30: {type: object, properties: {a: {type: string}}}
`)
	for i := range 30 {
		next := fmt.Sprintf("{$ref: '#/components/schemas/S%d'}", i+1)
		fmt.Fprintf(&doc, "    S%d: {allOf: [%s, {oneOf: [%s, {type: 'null'}]}, %s]}\n", i, next, next, next)
	}
	out, ds := generator.Generate(t.Context(), generator.Input{Path: "repeated.yaml", Data: []byte(doc.String())},
		generator.Options{Package: "repeated", Client: true, Server: true})
	if out == nil {
		t.Fatal(ds)
	}
}
