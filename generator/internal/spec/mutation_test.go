package spec

import (
	"context"
	"strconv"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// everything uses each object of OpenAPI 3 once.
const everything = `
openapi: 3.0.3
info: {title: Pets, version: "1", contact: {name: n, url: u, email: e}, license: {name: n, url: u}}
servers: [{url: "https://{host}/v1", description: d, variables: {host: {default: a, enum: [a, b], description: d}}}]
tags: [{name: pets, description: d, externalDocs: {url: u, description: d}}]
externalDocs: {url: u}
security: [{key: []}, {oauth: [read]}]
paths:
  /pets/{id}:
    summary: s
    parameters: [{$ref: "#/components/parameters/id"}]
    servers: [{url: /}]
    get:
      operationId: getPet
      tags: [pets]
      deprecated: false
      parameters:
      - {name: q, in: query, required: true, style: form, explode: false, schema: {type: array, items: {type: string}}, example: [a]}
      - {name: f, in: query, content: {application/json: {schema: {type: object}}}, examples: {a: {value: 1}}}
      requestBody: {$ref: "#/components/requestBodies/pet"}
      responses:
        "200":
          description: d
          headers: {X-A: {schema: {type: integer}, required: true}, X-B: {$ref: "#/components/headers/b"}}
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}, examples: {cat: {$ref: "#/components/examples/cat"}}}}
          links: {self: {operationId: getPet, parameters: {id: $response.body#/id}}}
        4XX: {$ref: "#/components/responses/error"}
      callbacks: {event: {"{$request.body#/url}": {post: {responses: {"200": {description: d}}}}}}
      security: []
components:
  parameters: {id: {name: id, in: path, required: true, schema: {type: string, minLength: 1, pattern: a}}}
  headers: {b: {schema: {type: string}}}
  examples: {cat: {summary: s, value: {id: 3}}}
  links: {a: {operationRef: "#/paths/~1pets~1{id}/get"}}
  callbacks: {e: {$url: {post: {responses: {default: {description: d}}}}}}
  requestBodies: {pet: {description: d, required: true, content: {multipart/form-data: {schema: {type: object}, encoding: {a: {contentType: text/plain, style: form, explode: true, headers: {X: {schema: {}}}}}}}}}
  responses: {error: {description: d, content: {application/json: {schema: {type: object, properties: {m: {type: string}}}}}}}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, description: d}
    oauth: {type: oauth2, flows: {implicit: {authorizationUrl: u, scopes: {read: r}}, clientCredentials: {tokenUrl: u, scopes: {}}}}
    open: {type: openIdConnect, openIdConnectUrl: u}
  schemas:
    Pet:
      type: object
      title: t
      required: [id]
      minProperties: 1
      properties:
        id: {type: integer, format: int64, minimum: 1, maximum: 5, exclusiveMinimum: true, multipleOf: 1, default: 2, example: 3}
        tags: {type: array, items: {type: string, maxLength: 4, enum: [a, b]}, minItems: 1, maxItems: 3, uniqueItems: true}
        mother: {$ref: "#/components/schemas/Pet"}
        nick: {type: string, nullable: true, readOnly: true, deprecated: true, xml: {name: n, attribute: true}, externalDocs: {url: u}}
      additionalProperties: {type: string}
    Union:
      oneOf: [{$ref: "#/components/schemas/Pet"}, {type: string}]
      anyOf: [{}]
      allOf: [{not: {type: boolean}}]
      discriminator: {propertyName: t, mapping: {pet: "#/components/schemas/Pet"}}
`

const everythingSwagger = `
swagger: "2.0"
info: {title: Pets, version: "1"}
host: example.com
basePath: /v1
schemes: [http, https]
consumes: [application/json]
produces: [application/json, application/xml]
paths:
  /pets/{id}:
    parameters: [{$ref: "#/parameters/id"}, {$ref: "#/parameters/file"}]
    post:
      operationId: setPet
      consumes: [multipart/form-data]
      parameters:
      - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: multi}
      - {name: file, in: formData, type: file, required: true, description: d}
      responses: {"200": {description: d, schema: {type: file}, headers: {X-A: {type: integer}}, examples: {application/json: a}}}
    put:
      operationId: putPet
      schemes: [https]
      parameters: [{$ref: "#/parameters/pet"}, {name: q, in: query, type: array, items: {type: string}, collectionFormat: pipes}]
      responses: {default: {$ref: "#/responses/error"}}
parameters:
  id: {name: id, in: path, required: true, type: string}
  pet: {name: pet, in: body, required: true, schema: {$ref: "#/definitions/Pet"}}
  file: {name: f, in: formData, type: string}
responses:
  error: {description: d, schema: {type: object}}
securityDefinitions:
  basic: {type: basic}
  oauth: {type: oauth2, flow: accessCode, authorizationUrl: u, tokenUrl: u, scopes: {a: b}}
definitions:
  Pet: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string, x-nullable: true}}}
`

// TestMutations replaces every value of a document by a value of every kind: the document must
// still load.
func TestMutations(t *testing.T) {
	for _, text := range []string{everything, everythingSwagger} {
		mutate(t, []byte(text))
	}
}

func mutate(t *testing.T, text []byte) {
	replacements := []string{"null", "true", "-1", `"x"`, "[]", "{}", `[{"a": 1}]`, `{"a": {"b": 1}}`, `{"$ref": "#/components/schemas/Pet"}`}
	if testing.Short() {
		replacements = replacements[:4]
	}
	original, err := source.Parse("x.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	var ds diag.List
	if Load(t.Context(), Input{Path: "x.yaml", Data: text}, &ds); ds.Len() > 0 {
		t.Fatalf("the document is not clean: %v", ds.All())
	}
	var visit func(n *source.Node, pointer string)
	visit = func(n *source.Node, pointer string) {
		if pointer != "" && pointer != "/openapi" && pointer != "/swagger" {
			was := *n
			for _, text := range replacements {
				with, err := source.Parse("", []byte(text))
				if err != nil {
					t.Fatal(err)
				}
				*n = *with.Root
				var ds diag.List
				doc := Load(context.Background(), Input{Path: "x.json", Data: original.Root.JSON()}, &ds)
				if doc == nil {
					t.Errorf("%s for %s: %v", text, pointer, ds.All())
				}
				requireKin(t, text+" for "+pointer, doc, &ds)
			}
			*n = was
		}
		for i, item := range n.Items {
			visit(item, source.JoinPointer(pointer, strconv.Itoa(i)))
		}
		for _, m := range n.Members {
			visit(m.Value, source.JoinPointer(pointer, m.Name))
		}
	}
	visit(original.Root, "")
}
