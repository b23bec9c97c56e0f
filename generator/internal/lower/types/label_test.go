package types

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

// builder is a builder for a document, and a cursor on it.
func builder(t *testing.T, text string) (*Builder, spec.Cursor) {
	t.Helper()
	file, err := source.Parse("pets.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	doc := &spec.Document{Set: &repair.Set{Root: file}}
	return New(doc, nil, &ir.API{}, &diag.List{}), doc.Cursor()
}

// at is a cursor on the value at a pointer.
func at(root spec.Cursor, pointer string) spec.Cursor {
	return spec.At(root.File, pointer)
}

const pets = `
openapi: 3.1.0
paths:
  /pets:
    parameters: [{name: page, in: query}]
    get:
      parameters: [{name: limit, in: query}]
      responses:
        '200': {content: {application/json: {schema: {type: array, items: {type: object}}}}}
        '404': {content: {application/json: {schema: {type: object}}}}
    post:
      responses: {'200': {}, '201': {}}
components:
  responses: {Problem: {content: {application/json: {schema: {type: object}, example: {}}, text/plain: {schema: {}}}}}
  schemas:
    Pet:
      allOf: [{properties: {tags: {type: array, items: {type: object}}, owner: {oneOf: [{type: object}, {type: string}]}}}]
      additionalProperties: {type: object}
    Pair: {prefixItems: [{type: object}, {title: Second, type: object}]}
`

func TestNamePath(t *testing.T) {
	b, root := builder(t, pets)
	b.OperationIDs["/paths/~1pets/get"], b.OperationIDs["/paths/~1pets/post"] = "listPets", "addPet"
	for pointer, want := range map[string]string{
		"/components/schemas/Pet":                                                "Pet",
		"/components/schemas/Pet/allOf/0/properties/tags/items":                  "Pet.tags[]",
		"/components/schemas/Pet/allOf/0/properties/owner/oneOf/1":               "Pet.owner.alternative string",
		"/components/schemas/Pet/additionalProperties":                           "Pet{}",
		"/components/schemas/Pair/prefixItems/0":                                 "Pair.item 0",
		"/components/schemas/Pair/prefixItems/1":                                 "Pair.Second",
		"/components/responses/Problem/content/application~1json/schema":         "Problem response",
		"/paths/~1pets/parameters/0/schema":                                      "/pets.page",
		"/paths/~1pets/get/parameters/0/schema":                                  "listPets.limit",
		"/paths/~1pets/get/requestBody/content/application~1json/schema":         "listPets request",
		"/paths/~1pets/get/responses/200/content/application~1json/schema/items": "listPets response[]",
		"/paths/~1pets/get/responses/404/content/application~1json/schema":       "listPets 404 response",
		"/paths/~1pets/post/responses/201/content/application~1json/schema":      "addPet 201 response",
		"/definitions/tag": "pets.tag",
	} {
		if got := b.NamePath(at(root, pointer)).String(); got != want {
			t.Errorf("%s is %q, want %q", pointer, got, want)
		}
	}
}

// Schemas of the preferred content type, and of the only one, do not have it in their name.
func TestOtherContent(t *testing.T) {
	_, root := builder(t, pets)
	for pointer, want := range map[string]string{
		"/components/responses/Problem/content/application~1json/schema":   "",
		"/components/responses/Problem/content/text~1plain/schema":         "text/plain",
		"/paths/~1pets/get/responses/200/content/application~1json/schema": "",
		"/components/schemas/Pet": "",
	} {
		if got := otherContent(at(root, pointer)); got != want {
			t.Errorf("%s is %q, want %q", pointer, got, want)
		}
	}
}
