package generator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

// suiteGroup is a schema of the suite with the instances to validate.
type suiteGroup struct {
	Description string
	Schema      any
	Tests       []*suiteTest

	file, name string
	typed      string // the type that was added to the schema, or ""
	finding    string // message of the first diagnostic about an unsupported keyword, or ""
}

type suiteTest struct {
	Description string
	Data        json.RawMessage
	Valid       bool

	accepted bool
}

// readSuite reads all groups of some files, except those to skip. It adds a
// copy with a type for each schema that has none.
func readSuite(t *testing.T, folder string, files []string, skip map[string]bool) (out []*suiteGroup) {
	t.Helper()
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var groups []*suiteGroup
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.UseNumber()
		if err := dec.Decode(&groups); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		name, _ := filepath.Rel(folder, path)
		for _, g := range groups {
			g.file, g.name = strings.TrimSuffix(filepath.ToSlash(name), ".json"), g.Description
			if skip[g.file+"\t"+g.name] || skip[g.file+"\t*"] {
				continue
			}
			out = append(out, g)
			if typed := g.withType(); typed != nil {
				out = append(out, typed)
			}
		}
	}
	return out
}

// aboutTypes lists the keywords that apply to one type only.
var aboutTypes = map[string][]string{
	"string": {"minLength", "maxLength", "pattern"},
	"number": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
	"array":  {"items", "prefixItems", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems"},
	"object": {"properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties", "maxProperties",
		"dependentRequired", "dependentSchemas", "unevaluatedProperties"},
}

// withType returns a copy of the group whose schema has the type that its
// keywords apply to. It returns nil unless there is exactly one.
func (g *suiteGroup) withType() *suiteGroup {
	schema, _ := g.Schema.(map[string]any)
	if schema["type"] != nil || schema["$ref"] != nil {
		return nil
	}
	kind := ""
	for name, keywords := range aboutTypes {
		for _, keyword := range keywords {
			if _, has := schema[keyword]; has {
				if kind != "" && kind != name {
					return nil
				}
				kind = name
			}
		}
	}
	if kind == "" {
		return nil
	}
	typed := map[string]any{"type": kind}
	maps.Copy(typed, schema)
	out := &suiteGroup{Schema: typed, file: g.file, name: g.name + " as " + kind, typed: kind}
	for _, test := range g.Tests {
		out.Tests = append(out.Tests, &suiteTest{test.Description, test.Data, test.Valid && kindOfJSON(test.Data) == kind, false})
	}
	return out
}

func kindOfJSON(data []byte) string {
	switch data[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	}
	return "number"
}

// pointed rewrites references within a schema to its location in a document.
func pointed(schema any, to string) any {
	switch v := schema.(type) {
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = pointed(v[i], to)
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for name, value := range v {
			out[name] = pointed(value, to)
			if ref, ok := value.(string); ok && name == "$ref" && strings.HasPrefix(ref, "#") {
				out[name] = to + ref[1:]
			}
		}
		delete(out, "$schema")
		return out
	}
	return schema
}

// suiteDocument returns a document with one operation per group. The schema is
// that of the request body.
func suiteDocument(groups []*suiteGroup) []byte {
	paths, schemas := map[string]any{}, map[string]any{}
	for i, g := range groups {
		name := fmt.Sprintf("Group%d", i)
		schemas[name] = pointed(g.Schema, "#/components/schemas/"+name)
		body := map[string]any{"schema": map[string]any{"$ref": "#/components/schemas/" + name}}
		paths["/"+name] = map[string]any{"post": map[string]any{
			"operationId": "judge" + name,
			"requestBody": map[string]any{"required": true, "content": map[string]any{"application/json": body}},
			"responses":   map[string]any{"204": map[string]any{"description": "Accepted."}},
		}}
	}
	data, err := json.Marshal(map[string]any{
		"openapi": "3.1.0", "info": map[string]any{"title": "Suite", "version": "1"},
		"paths": paths, "components": map[string]any{"schemas": schemas},
	})
	if err != nil {
		panic(err) // it was decoded from JSON
	}
	return data
}

// judge records which instances the server of a generated package accepts. It
// also generates each schema alone, to find its diagnostics.
func judge(t *testing.T, groups []*suiteGroup) {
	t.Helper()
	options := generator.Options{Package: "suite", Server: true}
	for _, g := range groups {
		out, ds := generator.Generate(t.Context(), generator.Input{Path: "group.json", Data: suiteDocument([]*suiteGroup{g})}, options)
		if out == nil {
			t.Fatalf("%s: %q: no output: %v", g.file, g.name, ds)
		}
		if i := slices.IndexFunc(ds, func(d generator.Diagnostic) bool { return strings.HasPrefix(d.Code, "unsupported") }); i >= 0 {
			g.finding = ds[i].Message
		}
	}
	out, _ := generator.Generate(t.Context(), generator.Input{Path: "suite.json", Data: suiteDocument(groups)}, options)
	dir := t.TempDir()
	if _, err := out.Write(filepath.Join(dir, "suite")); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"go.mod": "module judge\n\ngo 1.26\n", "main.go": judgeMain} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var in bytes.Buffer
	for i, g := range groups {
		for _, test := range g.Tests {
			var line bytes.Buffer
			if err := json.Compact(&line, test.Data); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&in, "/Group%d %s\n", i, &line)
		}
	}
	cmd := exec.Command("go", "run", ".")
	cmd.Dir, cmd.Stdin, cmd.Stderr = dir, &in, os.Stderr
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly", "GOPROXY=off")
	verdicts, err := cmd.Output()
	if err != nil {
		t.Fatalf("the judge: %v", err)
	}
	for _, g := range groups {
		for _, test := range g.Tests {
			test.accepted, verdicts = verdicts[0] == '+', verdicts[1:]
		}
	}
}

// judgeMain reads lines with a path and a body. It writes + for each body that
// the server accepts and - for each that it rejects. No operation is
// implemented, so that a valid request gets status 501.
const judgeMain = `package main

import (
	"bufio"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"strings"

	"judge/suite"
)

func main() {
	handler, err := suite.NewServer(suite.UnimplementedAPI{}, suite.Security{})
	if err != nil {
		log.Fatal(err)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		path, body, _ := strings.Cut(lines.Text(), " ")
		r := httptest.NewRequest("POST", path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		switch w.Code {
		case 501:
			fmt.Print("+")
		case 400, 422:
			fmt.Print("-")
		default:
			log.Fatalf("%s %s: %d %s", path, body, w.Code, w.Body)
		}
	}
}
`
