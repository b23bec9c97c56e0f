package generator_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

// variantsDocument has variants that differ only in what they contain, in what they require, and
// in nothing at all, a union as a
// variant, and objects with one type that list other values.
const variantsDocument = `
openapi: 3.0.3
info: {title: t, version: "1"}
paths: {}
components:
  schemas:
    AString: {type: string}
    Email: {type: object, properties: {hints: {type: object, properties: {allow: {type: array, items: {type: string, enum: [GET, PUT, POST]}}}}}}
    Phone: {type: object, properties: {hints: {type: object, properties: {allow: {type: array, items: {type: string, enum: [GET, PUT]}}}}}}
    Dog: {type: object, oneOf: [{$ref: '#/components/schemas/Poodle'}, {$ref: '#/components/schemas/Beagle'}]}
    Poodle: {type: object, required: [curls], properties: {curls: {type: integer}}}
    Beagle: {type: object, required: [ears], properties: {ears: {type: integer}}}
    Cat: {type: object, required: [lives], properties: {lives: {type: integer}}}
    Guest:
      type: object
      properties: {nights: {type: integer}}
      oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]
    Pet:
      type: object
      properties:
        a: {oneOf: [{type: string}, {type: object}]}
        content:
          anyOf:
          - {type: object, required: [text], properties: {text: {type: string, nullable: true}, file: {type: string, nullable: true}}}
          - {type: object, required: [file], properties: {text: {type: string, nullable: true}, file: {type: string, nullable: true}}}
        detail:
          anyOf:
          - {type: object, properties: {issue: {type: string, enum: [A]}, text: {type: string, enum: [one]}}}
          - {type: object, properties: {issue: {type: string, enum: [B]}, text: {type: string, enum: [two]}}}
          - {type: object, properties: {issue: {type: string, enum: [C]}, text: {type: string, enum: [three]}}}
        repeated:
          anyOf:
          - {type: object, properties: {code: {type: string, enum: [X]}, text: {type: string, enum: [four]}}}
          - {type: object, properties: {code: {type: string, enum: [X]}, text: {type: string, enum: [four]}}}
          - {type: object, properties: {code: {type: string, enum: [Y]}, text: {type: string, enum: [five]}}}
        link:
          oneOf:
          - {type: object, required: [to], properties: {to: {type: object, properties: {url: {type: string}}}}}
          - {type: object, required: [to], properties: {to: {type: object, properties: {id: {type: integer}}}}}
`

func TestLockKeepsVariants(t *testing.T) {
	generate := func(lock string) *generator.Output {
		out, ds := generator.Generate(t.Context(), generator.Input{Path: "api.yaml", Data: []byte(variantsDocument)},
			generator.Options{Package: "api", Client: true, Lock: lock})
		if out == nil {
			t.Fatal(ds)
		}
		return out
	}
	first := generate("")
	second := generate(first.Lock)
	if second.Lock != first.Lock {
		t.Errorf("the lock changed from\n%s\nto\n%s", first.Lock, second.Lock)
	}
	for i, f := range first.Files {
		if !bytes.Equal(f.Content, second.Files[i].Content) {
			t.Errorf("%s has changed: %s", f.Name, firstDifference(string(f.Content), string(second.Files[i].Content)))
		}
	}
}

func TestLockWithAliasesOfEachOther(t *testing.T) {
	lock := "peergen lock 1\nschema Pet = Pet struct\n\tmember link = Link *A\ntype = A alias B\ntype = B alias A\n"
	_, ds := generator.Generate(t.Context(), generator.Input{Path: "api.yaml", Data: []byte(variantsDocument)},
		generator.Options{Package: "api", Client: true, Lock: lock})
	for _, d := range ds {
		if strings.Contains(d.Message, "bug of peergen") {
			t.Error(d)
		}
	}
}
