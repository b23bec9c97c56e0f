package spec

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// loadWhole loads the repaired trees with kin-openapi, schemas included. Its loader reads a
// file again for every reference to it.
func (d *Document) loadWhole(ctx context.Context) (*openapi3.T, error) {
	loader := openapi3.NewLoader()
	loader.Context = ctx
	encoded := map[*source.File][]byte{}
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, uri *url.URL) ([]byte, error) {
		file := d.ByPath[filepath.Clean(filepath.FromSlash(uri.Path))]
		if uri.Scheme != "" || file == nil {
			return nil, fmt.Errorf("%s is not part of the document", uri)
		}
		if encoded[file] == nil {
			encoded[file] = kinText(file.Root)
		}
		return encoded[file], nil
	}
	return loader.LoadFromURI(&url.URL{Path: filepath.ToSlash(d.Root.Path)})
}

// requireKin fails if kin-openapi cannot load a document, which is nil if it is unusable, or
// its outline: the purpose of the repairer is that it can.
func requireKin(t *testing.T, of string, doc *Document, ds *diag.List) {
	t.Helper()
	for _, d := range ds.All() {
		if strings.Contains(d.Message, "kin-openapi cannot load") || strings.Contains(d.Message, "kin-openapi fails") {
			t.Errorf("%s: %v", of, d)
		}
	}
	if doc != nil {
		if _, err := doc.loadWhole(t.Context()); err != nil {
			t.Errorf("%s: %v", of, err)
		}
	}
}

// kinText returns a file as kin-openapi reads it. Its loader checks with Schema.IsEmpty
// (0.152) whether the keywords next to a $ref are empty, and recurses into their
// subschemas: if these refer to one another it does not return. An unknown format next to
// such a $ref ends the check at once.
func kinText(root *source.Node) []byte {
	if !anySubschemaBesideRef(root) {
		return root.JSON()
	}
	root = root.Clone()
	markBesideRef(root)
	return root.JSON()
}

// subschemas are the keywords that contain schemas.
var subschemas = []string{
	"properties", "additionalProperties", "patternProperties", "propertyNames", "dependentSchemas", "unevaluatedProperties",
	"items", "prefixItems", "contains", "unevaluatedItems", "allOf", "oneOf", "anyOf", "not", "if", "then", "else",
}

// hasSubschemasBesideRef reports whether an object has a $ref and, next to it, keywords that
// contain schemas. A property that is called $ref is not a string.
func hasSubschemasBesideRef(n *source.Node) bool {
	_, isRef := n.Get("$ref").Str()
	return isRef && !n.Has("format") && slices.ContainsFunc(subschemas, n.Has)
}

func anySubschemaBesideRef(n *source.Node) bool {
	return hasSubschemasBesideRef(n) || slices.ContainsFunc(n.Items, anySubschemaBesideRef) ||
		slices.ContainsFunc(n.Members, func(m source.Member) bool { return anySubschemaBesideRef(m.Value) })
}

func markBesideRef(n *source.Node) {
	if hasSubschemasBesideRef(n) {
		n.Set("format", &source.Node{Kind: source.String, Text: "next-to-ref"})
	}
	for _, item := range n.Items {
		markBesideRef(item)
	}
	for _, m := range n.Members {
		markBesideRef(m.Value)
	}
}

func TestKinText(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":{"$ref":"#/b","not":{"$ref":"#/b","items":{}}}}`: `{"a":{"$ref":"#/b","not":{"$ref":"#/b","items":{},"format":"next-to-ref"},"format":"next-to-ref"}}`,
		`{"$ref":"#/b","items":{},"format":"int32"}`:           `{"$ref":"#/b","items":{},"format":"int32"}`,
		`{"$ref":"#/b","description":"d"}`:                     `{"$ref":"#/b","description":"d"}`,
		`{"properties":{"$ref":{},"items":{}}}`:                `{"properties":{"$ref":{},"items":{}}}`,
	} {
		file, err := source.Parse("a.json", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(kinText(file.Root)); got != want {
			t.Errorf("%s became %s, want %s", text, got, want)
		}
		if got := string(file.Root.JSON()); got != text {
			t.Errorf("%s itself became %s", text, got)
		}
	}
}

// TestPassedOn requires a finding for each rule that only kin-openapi checks, also for objects
// that only references refer to, and where schemas have the names of other objects.
func TestPassedOn(t *testing.T) {
	const body = `content: {multipart/form-data: {schema: {$ref: "#/components/schemas/default"}, encoding: {a: %s}}}`
	operation := func(members string) string {
		return "paths: {/a: {post: {" + members + `, responses: {default: {$ref: "#/components/responses/default"}}}}}`
	}
	for _, c := range []struct{ code, document string }{
		{"encoding-content-type-invalid", operation("requestBody: {" + fmt.Sprintf(body, "{contentType: image}") + "}")},
		{"serialization-method-invalid", operation("requestBody: {" + fmt.Sprintf(body, "{style: label}") + "}")},
		{"serialization-method-invalid", operation(`requestBody: {$ref: "#/components/requestBodies/B"}`)},
		{"serialization-method-invalid", operation(`requestBody: {$ref: "#/x-bodies/enum"}`) + "\nx-bodies: {enum: {" + fmt.Sprintf(body, "{style: label}") + "}}"},
		{"serialization-method-invalid", operation(`requestBody: {$ref: "other.yaml"}`)},
		{"serialization-method-invalid", `paths: {/a: {$ref: "other.yaml#/item", get: {responses: {default: {$ref: "#/components/responses/default"}}}}}`},
		{"content-keys-overlap", operation(`requestBody: {content: {"text/csv": {}, TEXT/CSV: {}}}`)},
		{"json-schema-dialect-required", "jsonSchemaDialect: dialect\npaths: {}"},
		{"additional-operations-duplicate-method", "paths: {/a: {additionalOperations: {GET: {responses: {}}}}}"},
		{"additional-operations-fixed-method-case", "paths: {/a: {additionalOperations: {get: {responses: {}}}}}"},
		{"additional-operations-invalid-method", "paths: {/a: {additionalOperations: {G T: {responses: {}}}}}"},
	} {
		doc, ds := loadArchive(t, `
-- openapi.yaml --
openapi: 3.2.0
info: {title: T, version: "1"}
`+c.document+`
components:
  schemas:
    default: {type: object, properties: {default: {$ref: "#/components/schemas/enum"}, const: {default: {$ref: "#/x"}}}, default: {$ref: "#/components/schemas/enum"}}
    enum: {enum: [{$ref: "#/components/schemas/const"}]}
  responses:
    default: {description: d, content: {application/json: {schema: {$ref: "#/components/schemas/enum"}}}}
  requestBodies:
    B: {`+fmt.Sprintf(body, "{style: label}")+`}
-- other.yaml --
`+fmt.Sprintf(body, "{style: label}")+`
item: {post: {requestBody: {`+strings.ReplaceAll(fmt.Sprintf(body, "{style: label}"), `"#/`, `"openapi.yaml#/`)+`}, responses: {}}}
`)
		kin, err := doc.loadKin(t.Context())
		if err != nil {
			t.Errorf("%s: %v", c.document, err)
			continue
		}
		var all openapi3.MultiError
		errors.As(kin.Validate(t.Context(), openapi3.EnableMultiError()), &all)
		if !slices.ContainsFunc(all, func(finding error) bool {
			var coded openapi3.CodedError
			return errors.As(finding, &coded) && coded.Code() == c.code
		}) {
			t.Errorf("%s: no %s in %v", c.document, c.code, all)
		}
		if !slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Code == diag.InvalidDocument }) {
			t.Errorf("%s: not passed on: %v", c.document, ds)
		}
	}
}
