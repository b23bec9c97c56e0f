package lower

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
)

// TestClosedVariantsAreNotShared checks that equal alternatives of a oneOf and an anyOf
// are two types if unevaluatedProperties is false: those of the anyOf also accept the
// members of each other.
func TestClosedVariantsAreNotShared(t *testing.T) {
	const alternatives = `
        - {properties: {bar: {const: bar}}, required: [bar]}
        - {properties: {baz: {const: baz}}, required: [baz]}
      unevaluatedProperties: false
`
	api, _ := lowerText(t, `
paths:
  /a:
    post:
      operationId: a
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/One'}}}}
      responses: {"204": {description: d}}
    put:
      operationId: b
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Any'}}}}
      responses: {"204": {description: d}}
components:
  schemas:
    One:
      type: object
      oneOf:`+alternatives+`    Any:
      type: object
      anyOf:`+alternatives)
	unions := 0
	for _, d := range api.Decls {
		body, ok := d.Body.(*ir.Union)
		if !ok {
			continue
		}
		unions++
		for _, variant := range body.Variants {
			if s := variant.Decl.Body.(*ir.Struct); (s.Kept != nil) != body.Unevaluated {
				t.Errorf("%v keeps members of others: %t", variant.Decl.Path, s.Kept != nil)
			}
		}
	}
	if unions != 2 {
		t.Fatalf("%d unions", unions)
	}
}
