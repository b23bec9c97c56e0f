package generator_test

import (
	"context"
	"fmt"
	"os"

	"github.com/peergen/peergen/generator"
)

func Example() {
	document := generator.Input{Path: "pets.yaml", Data: []byte(`
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
      responses:
        "200":
          description: A pet.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
`)}
	out, diagnostics := generator.Generate(context.Background(), document, generator.Options{Package: "pets", Client: true, Server: true})
	generator.Print(os.Stderr, diagnostics, generator.PrintOptions{})
	if out == nil {
		return
	}
	for _, schema := range out.Schemas {
		fmt.Println(schema.Pointer, "is", schema.GoType)
	}
	for _, f := range out.Files {
		if f.Name == "models.gen.go" {
			fmt.Println(f.Name, "is generated")
		}
	}
	// Output:
	// /components/schemas/Pet is Pet
	// models.gen.go is generated
}
