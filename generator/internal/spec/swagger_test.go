package spec

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// facts returns what both conversions must agree on, one line each.
func facts(t *openapi3.T) map[string]bool {
	out := map[string]bool{}
	add := func(format string, args ...any) { out[fmt.Sprintf(format, args...)] = true }
	for name, s := range t.Components.Schemas {
		types := s.Value.Type.Slice()
		if len(s.Value.Enum) > 0 {
			types = nil // ours repairs the type by the values
		}
		add("schema %s %v %v", name, types, slices.Sorted(maps.Keys(s.Value.Properties)))
	}
	for name, s := range t.Components.SecuritySchemes {
		add("security %s %s %s %s %s", name, s.Value.Type, s.Value.Scheme, s.Value.In, s.Value.Name)
	}
	for path, item := range t.Paths.Map() {
		for method, op := range item.Operations() {
			where := method + " " + path
			add("%s %s", where, op.OperationID)
			for _, p := range append(slices.Clone(item.Parameters), op.Parameters...) {
				add("%s parameter %s %s %v %s", where, p.Value.In, p.Value.Name, p.Value.Required, typeOf(p.Value.Schema))
			}
			if op.RequestBody != nil {
				for _, media := range op.RequestBody.Value.Content {
					add("%s body %s", where, typeOf(media.Schema))
				}
			}
			for status, r := range op.Responses.Map() {
				add("%s %s", where, status)
				for _, media := range r.Value.Content {
					add("%s %s %s", where, status, typeOf(media.Schema))
				}
			}
		}
	}
	return out
}

func typeOf(s *openapi3.SchemaRef) string {
	switch {
	case s == nil:
		return "nothing"
	case s.Ref != "":
		return s.Ref
	case s.Value.Type.Is("array"):
		return "array of " + typeOf(s.Value.Items)
	}
	return fmt.Sprint(s.Value.Type.Slice(), s.Value.Format, slices.Sorted(maps.Keys(s.Value.Properties)))
}

// TestOracle compares our conversion with that of openapi2conv on real documents.
func TestOracle(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(corpus, "swagger2", "*"))
	if paths == nil {
		t.Skip("no corpus")
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			file, err := source.Parse(path, data)
			if err != nil {
				t.Fatal(err)
			}
			var v2 openapi2.T
			if err := json.Unmarshal(file.Root.JSON(), &v2); err != nil {
				t.Skip(err)
			}
			v3, err := openapi2conv.ToV3(&v2)
			if err != nil {
				t.Skip(err)
			}
			var ds diag.List
			doc := Load(context.Background(), Input{Path: path}, &ds)
			if doc == nil {
				t.Fatal(ds.All())
			}
			ours, theirs := facts(loadKin(t, doc)), facts(v3)
			for fact := range theirs {
				if !ours[fact] {
					t.Errorf("missing: %s", fact)
				}
			}
			for fact := range ours {
				if !theirs[fact] {
					t.Errorf("invented: %s", fact)
				}
			}
		})
	}
}

// TestConvert compares parts of a converted document, by pointer, with JSON.
func TestConvert(t *testing.T) {
	var ds diag.List
	doc := Load(t.Context(), Input{Path: "x.yaml", Data: []byte(everythingSwagger)}, &ds)
	if doc == nil || ds.Len() > 0 {
		t.Fatal(ds.All())
	}
	for pointer, want := range map[string]string{
		"/openapi":                       `"3.0.3"`,
		"/servers":                       `[{"url":"https://example.com/v1"},{"url":"http://example.com/v1"}]`,
		"/paths/~1pets~1{id}/parameters": `[{"$ref":"#/components/parameters/id"}]`,
		"/paths/~1pets~1{id}/post/requestBody": `{"content":{"multipart/form-data":{"schema":{"type":"object","properties":{"f":{"type":"string"},` +
			`"tags":{"type":"array","items":{"type":"string"}},"file":{"type":"string","description":"d","format":"binary"}},"required":["file"]}}},"required":true}`,
		"/paths/~1pets~1{id}/post/responses/200": `{"description":"d","headers":{"X-A":{"schema":{"type":"integer"}}},"content":{` +
			`"application/json":{"schema":{"type":"string","format":"binary"},"example":"a"},"application/xml":{"schema":{"type":"string","format":"binary"}}}}`,
		"/paths/~1pets~1{id}/put/requestBody":   `{"$ref":"#/components/requestBodies/pet"}`,
		"/paths/~1pets~1{id}/put/parameters/0":  `{"name":"q","in":"query","style":"pipeDelimited","explode":false,"schema":{"type":"array","items":{"type":"string"}}}`,
		"/paths/~1pets~1{id}/put/responses":     `{"default":{"$ref":"#/components/responses/error"}}`,
		"/components/parameters":                `{"id":{"name":"id","in":"path","required":true,"schema":{"type":"string"}}}`,
		"/components/requestBodies":             `{"pet":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}}}`,
		"/components/securitySchemes/basic":     `{"type":"http","scheme":"basic"}`,
		"/components/securitySchemes/oauth":     `{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"u","tokenUrl":"u","scopes":{"a":"b"}}}}`,
		"/components/schemas/Pet/discriminator": `{"propertyName":"kind"}`,
		"/components/schemas/Pet/properties":    `{"kind":{"type":"string","x-nullable":true,"nullable":true}}`,
	} {
		node := doc.Root.At(pointer)
		if node == nil {
			t.Errorf("there is no %s", pointer)
		} else if got := string(node.JSON()); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", pointer, got, want)
		}
	}
}
