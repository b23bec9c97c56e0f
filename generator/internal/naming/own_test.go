package naming_test

import (
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/internal/emit"
	"github.com/peergen/peergen/generator/internal/naming"
)

// TestOwnNames puts every identifier that the output has by itself into every
// place where a document names something, in every spelling, and type-checks the
// output. Each document has all names; the documents differ in how a name is
// spelled and in what it names. A sample is compiled, with its examples.
func TestOwnNames(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("-short: four large packages")
	}
	names := naming.Own(emit.Runtime())
	for keyword := range token.VAR + 1 {
		if keyword.IsKeyword() {
			names = append(names, keyword.String())
		}
	}
	names = append(names, types.Universe.Names()...)
	for turn := range spellings {
		t.Run(fmt.Sprint(turn), func(t *testing.T) {
			t.Parallel()
			typeCheck(t, generate(t, document(names, turn)))
		})
	}
	t.Run("compiler", func(t *testing.T) {
		t.Parallel()
		var some []string
		for i := 0; i < len(names); i += 17 { // the compiler takes 20 times as long as the type checker
			some = append(some, names[i])
		}
		compile(t, generate(t, document(some, 0)))
	})
}

// spellings are the ways to write a name in a document.
var spellings = []func(string) string{
	naming.Exported,
	func(name string) string { return naming.Unexported(naming.Exported(name)) },
	func(name string) string { return separated(name, '_') },
	func(name string) string { return separated(name, '-') },
}

// separated is snake_case or kebab-case.
func separated(name string, separator rune) string {
	var out strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			out.WriteRune(separator)
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

type object = map[string]any

// document is an API in which the ith name is a schema, an operation, a parameter
// and so on. Turns rotate the spelling of a name and the kinds of what it names.
func document(names []string, turn int) object {
	schemas, schemes, paths, webhooks := object{}, object{}, object{}, object{}
	var values []any
	spelled := map[string]bool{}
	members, objects, fields := object{}, object{}, object{}
	var params []any
	for i, name := range names {
		name = spellings[(i/4+turn)%4](name)
		if name == "" {
			continue
		}
		kind := (i + turn) % 4
		if schemas[name] == nil {
			schemas[name] = schema(name, kind)
		}
		if ident := naming.Exported(name); !spelled[ident] { // two schemes that spell alike are an error
			spelled[ident] = true
			schemes[name] = scheme(kind)
		}
		members[name] = object{"type": "string", "maxLength": 9}
		objects[name] = object{"type": "object", "properties": object{name: object{"type": "string"}}}
		fields[name] = object{"schema": object{"type": "string"}}
		values = append(values, name)
		for _, in := range []string{"query", "header", "cookie"} {
			params = append(params, object{"name": name, "in": in, "schema": object{"type": "string", "maxLength": 9}})
		}
		switch {
		case i%8 == turn:
			webhooks[name] = object{"post": operation(name, kind)}
		case i%2 == turn%2:
			paths["/"+fmt.Sprint(i)+"/{"+name+"}"] = object{"post": operation(name, kind)}
		}
	}
	schemas["members"] = object{"type": "object", "properties": members}
	schemas["objects"] = object{"type": "object", "properties": objects}
	schemas["constants"] = object{"type": "string", "enum": values}
	paths["/all"] = object{"get": object{"operationId": "all", "parameters": params, "responses": object{"200": object{
		"description": "All.", "headers": fields, "content": object{"application/json": object{"schema": object{"type": "object"}}},
	}}}}
	return object{
		"openapi": "3.1.0", "info": object{"title": "Names", "version": "1"}, "paths": paths, "webhooks": webhooks,
		"components": object{"schemas": schemas, "securitySchemes": schemes},
	}
}

// schema is an object, a union, an enum or an array of inline objects, each with
// the name once more inside.
func schema(name string, kind int) object {
	switch kind {
	case 0:
		return object{"type": "object", "required": []any{"message"}, "properties": object{
			"message": object{"type": "string", "maxLength": 9}, name: object{"type": "string", "pattern": "^a+$"},
		}}
	case 1:
		return object{"oneOf": []any{object{"type": "string", "minLength": 1}, object{"type": "integer", "minimum": 1}}}
	case 2:
		return object{"type": "string", "enum": []any{name, "values"}}
	}
	return object{"type": "array", "items": object{"type": "object", "properties": object{name: object{"type": "object", "properties": object{"a": object{"type": "string"}}}}}}
}

func scheme(kind int) object {
	switch kind {
	case 0:
		return object{"type": "http", "scheme": "bearer"}
	case 1:
		return object{"type": "apiKey", "in": "header", "name": "X-Key"}
	case 2:
		return object{"type": "oauth2", "flows": object{"clientCredentials": object{"tokenUrl": "https://example.com/token", "scopes": object{}}}}
	}
	return object{"type": "http", "scheme": "other"}
}

func operation(name string, kind int) object {
	ref := object{"schema": object{"$ref": "#/components/schemas/" + name}}
	form := object{"schema": object{"type": "object", "properties": object{name: object{"type": "array", "items": object{"type": "string"}}}}}
	op := object{
		"operationId": name, "tags": []any{name},
		"requestBody": object{"content": object{"application/json": ref}},
		"responses":   object{"200": object{"description": "Fine.", "content": object{"application/json": ref}}, "default": object{"description": "Not.", "content": object{"application/json": ref}}},
	}
	switch kind {
	case 0:
		op["requestBody"] = object{"content": object{"application/xml": ref}}
	case 1:
		op["requestBody"] = object{"content": object{"application/json": ref, "application/x-www-form-urlencoded": object{"schema": form["schema"], "encoding": object{name: object{"explode": false}}}}}
	case 2:
		op["responses"] = object{
			"200": object{"description": "Fine.", "headers": object{name: object{"schema": object{"type": "string"}}}, "content": object{"application/json": ref}},
			"202": object{"description": "Later.", "content": object{"text/plain": object{"schema": object{"type": "string"}}}},
		}
	}
	return op
}

func generate(t *testing.T, document object) []generator.File {
	t.Helper()
	data, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	out, ds := generator.Generate(context.Background(), generator.Input{Path: "openapi.json", Data: data}, generator.Options{Package: "names", Client: true, Server: true, Interceptors: true, Middleware: true, Observer: true, Reconnect: true, ServerTypes: true, Signatures: true})
	if out == nil {
		for _, d := range ds {
			t.Log(d)
		}
		t.Fatal("no output")
	}
	return out.Files
}

func typeCheck(t *testing.T, files []generator.File) {
	t.Helper()
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, f := range files {
		if strings.HasSuffix(f.Name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	config := types.Config{Importer: importer.ForCompiler(fset, "gc", nil), Error: func(err error) { t.Error(err) }}
	_, _ = config.Check("names", fset, parsed, nil)
}

// compile builds the package, tests included.
func compile(t *testing.T, files []generator.File) {
	t.Helper()
	dir := t.TempDir()
	files = append(slices.Clone(files), generator.File{Name: "go.mod", Content: []byte("module names\n\ngo 1.26\n")})
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "test", "-count=1", "-run=^$", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go test: %v\n%s", err, out)
	}
}
