package openapi_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"go.yaml.in/yaml/v3"
)

const (
	document  = "peer-report.yaml"
	operation = "/accounts/{account_id}/realtime/kit/{app_id}/sessions/peer-report/{peer_id}"
)

func TestDocumentIsValid(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context(), openapi3.EnableExamplesValidation()); err != nil {
		t.Fatal(err)
	}
}

func TestExampleMirrorsSchema(t *testing.T) {
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	media := &doc
	for _, key := range []string{"paths", operation, "get", "responses", "200", "content", "application/json"} {
		if media = member(media, key); media == nil {
			t.Fatalf("%s: the response is missing: no member %q", document, key)
		}
	}
	schema, example := member(media, "schema"), member(media, "example")
	if schema == nil || example == nil {
		t.Fatalf("%s:%d: the response needs both a schema and an example", document, media.Line)
	}
	for _, d := range differences(schema, example, "") {
		t.Errorf("%s:%s", document, d)
	}
}

// TestDifferences checks that each kind of difference is found, at its pointer.
func TestDifferences(t *testing.T) {
	for name, c := range map[string]struct{ schema, example, want string }{
		"same":               {`{type: object, properties: {a: {type: array, items: {type: integer, format: int64}}, b: {}}}`, `{a: [1, 2], b: {}}`, ``},
		"null":               {`{type: string, nullable: true}`, `null`, ``},
		"null not allowed":   {`{type: string}`, `null`, `1:1: : example is null, want string`},
		"only in schema":     {`{type: object, properties: {a: {type: object, properties: {b: {type: string}}}}}`, `{a: {}}`, `1:5: /a/b: only in the schema`},
		"only in example":    {`{type: array, items: {type: object, properties: {}}}`, `[{}, {a/b~: x}]`, `1:7: /1/a~1b~0: only in the example`},
		"in unconstrained":   {`{type: array, items: {}}`, `[{a: x}]`, `1:3: /0/a: only in the example`},
		"order":              {`{type: object, properties: {a: {}, b: {}, c: {}}}`, `{a: {}, c: {}, b: {}}`, `1:9: /c: out of order: the schema declares "b" here`},
		"empty array":        {`{type: array, items: {type: string}}`, `[]`, `1:1: : the example has no item to compare with items`},
		"string for number":  {`{type: number, format: double}`, `"0"`, `1:1: : example is string, want number`},
		"number for string":  {`{type: string}`, `0`, `1:1: : example is integer, want string`},
		"string for boolean": {`{type: boolean}`, `"true"`, `1:1: : example is string, want boolean`},
		"float for integer":  {`{type: integer, format: int64}`, `0.5`, `1:1: : example is number, want integer`},
		"object for array":   {`{type: array, items: {}}`, `{}`, `1:1: : example is object, want array`},
		"integer format":     {`{type: integer, format: int32}`, `0`, `1:1: : integer has format "int32", want "int64"`},
		"number format":      {`{type: number}`, `0`, `1:1: : number has format "", want "double"`},
		"string format":      {`{type: string, format: date-time}`, `x`, `1:1: : string has format "date-time", want ""`},
	} {
		t.Run(name, func(t *testing.T) {
			got := strings.Join(differences(parse(t, c.schema), parse(t, c.example), ""), "\n")
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// differences returns where an example and its schema disagree, each as "line:column: pointer: message". The pointer
// is a JSON pointer into the example; "" is the whole example. It reads only the keywords type, properties, items, format
// and nullable: the response has no others.
func differences(schema, example *yaml.Node, pointer string) []string {
	report := func(at *yaml.Node, format string, args ...any) string {
		return fmt.Sprintf("%d:%d: %s: %s", at.Line, at.Column, pointer, fmt.Sprintf(format, args...))
	}
	if len(schema.Content) == 0 {
		return memberDifferences(nil, example, pointer)
	}

	var found []string
	want, got := text(schema, "type"), jsonType(example)
	if format := text(schema, "format"); format != formats[want] {
		found = append(found, report(schema, "%s has format %q, want %q", want, format, formats[want]))
	}
	switch {
	case got == "null" && text(schema, "nullable") == "true", got == "integer" && want == "number":
		return found
	case got != want:
		return append(found, report(example, "example is %s, want %s", got, want))
	case want == "object":
		return append(found, memberDifferences(member(schema, "properties"), example, pointer)...)
	case want == "array":
		items := member(schema, "items")
		if items == nil {
			return append(found, report(schema, "array has no items"))
		}
		if len(example.Content) == 0 {
			found = append(found, report(example, "the example has no item to compare with items"))
		}
		for i, item := range example.Content {
			found = append(found, differences(items, item, pointer+"/"+strconv.Itoa(i))...)
		}
	}
	return found
}

// memberDifferences compares the members of an example with properties, which may be nil. The order is
// compared only if the members are the same, and only its first difference is reported.
func memberDifferences(properties, example *yaml.Node, pointer string) []string {
	var found []string
	report := func(at *yaml.Node, name, message string) {
		found = append(found, fmt.Sprintf("%d:%d: %s: %s", at.Line, at.Column, child(pointer, name), message))
	}
	declared, given := keys(properties), keys(example)
	for _, key := range declared {
		if member(example, key.Value) == nil {
			report(example, key.Value, "only in the schema")
		}
	}
	for _, key := range given {
		if member(properties, key.Value) == nil {
			report(key, key.Value, "only in the example")
		}
	}
	if len(found) == 0 {
		for i, key := range given {
			if i < len(declared) && declared[i].Value != key.Value {
				report(key, key.Value, fmt.Sprintf("out of order: the schema declares %q here", declared[i].Value))
				break
			}
		}
	}
	for _, key := range given {
		if schema := member(properties, key.Value); schema != nil {
			found = append(found, differences(schema, member(example, key.Value), child(pointer, key.Value))...)
		}
	}
	return found
}

// child returns the JSON pointer of a member: child("/a", "b/c") is "/a/b~1c".
func child(pointer, name string) string {
	return pointer + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

// formats has the only format that each type may have; other types have none.
var formats = map[string]string{"integer": "int64", "number": "double"}

// jsonType returns the JSON Schema type of an example, or its YAML tag if JSON has no such value.
func jsonType(n *yaml.Node) string {
	types := map[string]string{
		"!!map": "object", "!!seq": "array", "!!str": "string", "!!int": "integer",
		"!!float": "number", "!!bool": "boolean", "!!null": "null",
	}
	if name, ok := types[n.ShortTag()]; ok {
		return name
	}
	return n.ShortTag()
}

// keys returns the keys of a mapping in their order, and nil for any other node.
func keys(n *yaml.Node) []*yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	var found []*yaml.Node
	for pair := range slices.Chunk(n.Content, 2) {
		found = append(found, pair[0])
	}
	return found
}

// member returns the value of a key in a mapping or in the root mapping of a document, or nil.
func member(n *yaml.Node, key string) *yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind == yaml.DocumentNode {
		n = n.Content[0]
	}
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for pair := range slices.Chunk(n.Content, 2) {
		if pair[0].Value == key {
			return pair[1]
		}
	}
	return nil
}

// text returns the text of a scalar member, or "".
func text(n *yaml.Node, key string) string {
	if value := member(n, key); value != nil {
		return value.Value
	}
	return ""
}

func parse(t *testing.T, source string) *yaml.Node {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(source), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Content[0]
}
