package generator_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

// TestGrowth generates from documents of a size, and of four times the size. It measures
// allocated memory instead of time, which depends on what else runs.
func TestGrowth(t *testing.T) {
	const object = "{type: object, required: [m%[1]d], properties: {m%[1]d: {type: string}}}"
	for _, c := range []struct {
		name   string
		size   int
		schema func(n int) string // the value of components.schemas.A, and further components
	}{
		{"enumeration", 300, func(n int) string { return "{enum: [" + repeat(n, "v%d", ", ") + "]}" }},
		{"constants", 200, func(n int) string { return "{oneOf: [" + repeat(n, "{const: v%d}", ", ") + "]}" }},
		{"oneOf", 50, func(n int) string { return "{oneOf: [" + repeat(n, object, ", ") + "]}" }},
		{"discriminator", 50, func(n int) string {
			return "{oneOf: [" + repeat(n, "{$ref: '#/components/schemas/B%d'}", ", ") + "], discriminator: {propertyName: kind}}\n" +
				repeat(n, "    B%d: {type: object, required: [kind], properties: {kind: {type: string}}}", "\n")
		}},
		{"allOf", 300, func(n int) string { return "{allOf: [" + repeat(n, object, ", ") + "]}" }},
		{"nested arrays", 64, func(n int) string {
			return strings.Repeat("{type: array, items: ", n) + "{type: string}" + strings.Repeat("}", n)
		}},
		{"nested objects", 64, func(n int) string {
			return strings.Repeat("{type: object, properties: {a: ", n) + "{type: string}" + strings.Repeat("}}", n)
		}},
		{"references twice", 15, func(n int) string {
			return "{$ref: '#/components/schemas/B0'}\n" +
				repeat(n, "    B%[1]d: {type: object, properties: {a: {$ref: '#/components/schemas/B%[2]d'}, b: {$ref: '#/components/schemas/B%[2]d'}}}", "\n") +
				fmt.Sprintf("\n    B%d: {type: string}", n)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := allocated(t, "{type: string}")
			small, large := allocated(t, c.schema(c.size))-base, allocated(t, c.schema(4*c.size))-base
			if growth := float64(large) / float64(max(small, 1<<20)); growth > 7 {
				t.Errorf("four times the size takes %.1f times the memory", growth)
			}
		})
	}
}

// TestProducts generates from alternatives within alternatives, which multiply.
func TestProducts(t *testing.T) {
	const object = "{type: object, required: [m%[1]d], properties: {m%[1]d: {type: string}}}"
	list := func(keyword string, n int) string { return "{" + keyword + ": [" + repeat(n, object, ", ") + "]}" }
	lists := func(keyword string, n, of int) string {
		return strings.TrimSuffix(strings.Repeat(list(keyword, of)+", ", n), ", ")
	}
	chain := func(keyword string) string {
		return "{$ref: '#/components/schemas/B0'}\n" +
			repeat(12, "    B%d: {"+keyword+": ["+strings.TrimSuffix(strings.Repeat("{allOf: [{$ref: '#/components/schemas/B%[2]d'}, {type: object, properties: {p: {type: string}}}]}, ", 3), ", ")+"]}", "\n") +
			"\n    B12: {type: object}"
	}
	for name, schema := range map[string]string{
		"four anyOf of six":             "{allOf: [" + lists("anyOf", 4, 6) + "]}",
		"fourteen oneOf of four":        "{allOf: [" + lists("oneOf", 14, 4) + "]}",
		"two anyOf of a hundred":        "{allOf: [" + lists("anyOf", 2, 100) + "]}",
		"in a property":                 "{allOf: [{type: object, properties: {p: " + list("anyOf", 40) + "}}, {type: object, properties: {p: " + list("oneOf", 40) + "}}]}",
		"in items":                      "{type: array, items: {allOf: [" + lists("anyOf", 5, 8) + "]}}",
		"anyOf of a hundred and twenty": list("anyOf", 120),
		"a chain of anyOf":              chain("anyOf"),
		"a chain of oneOf":              chain("oneOf"),
		"a chain of allOf": "{$ref: '#/components/schemas/B0'}\n" +
			repeat(120, "    B%d: {allOf: [{$ref: '#/components/schemas/B%[2]d'}, {type: object, properties: {p%[1]d: {type: string}}}]}", "\n") +
			"\n    B120: {type: object}",
	} {
		t.Run(name, func(t *testing.T) {
			if size := allocated(t, schema); size > 1<<30 {
				t.Errorf("%d MB are allocated", size>>20)
			}
		})
	}
}

// repeat formats the numbers from 0, each with the number after it.
func repeat(n int, format, separator string) string {
	texts := make([]string, n)
	for i := range texts {
		if strings.Contains(format, "%[2]d") {
			texts[i] = fmt.Sprintf(strings.ReplaceAll(format, "%d", "%[1]d"), i, i+1)
		} else {
			texts[i] = fmt.Sprintf(format, i)
		}
	}
	return strings.Join(texts, separator)
}

// allocated generates from a document with a schema A and returns the number of bytes that
// were allocated. The operation that uses the schema must not be dropped.
func allocated(t *testing.T, schema string) int64 {
	t.Helper()
	doc := `openapi: 3.1.0
info: {title: Growth, version: "1"}
paths:
  /a:
    post:
      operationId: addA
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}
      responses: {"200": {description: d, content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}}
components:
  schemas:
    A: ` + schema + "\n"
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	out, ds := generator.Generate(t.Context(), generator.Input{Path: "growth.yaml", Data: []byte(doc)}, generator.Options{Package: "growth", Client: true})
	runtime.ReadMemStats(&after)
	if out == nil || out.Operations != 1 {
		t.Fatal(ds)
	}
	return int64(after.TotalAlloc - before.TotalAlloc)
}
