package generator_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator"
)

const restoredDocument = `openapi: 3.1.0
info: {title: Shop, version: "1"}
servers:
  - {url: https://api.example.com/v1}
security:
  - key: []
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
        - {name: state, in: query, schema: {type: string, enum: [open, closed]}}
        - {name: page, in: query, required: true, schema: {type: object, properties: {size: {type: integer}}}}
      responses:
        '200':
          description: OK
          headers: {X-Kind: {schema: {type: string, enum: [full, part]}}}
          content:
            application/json: {schema: {type: object, required: [items], properties: {items: {type: array, items: {$ref: '#/components/schemas/Order'}}, page: {type: object, properties: {next: {type: string}}}}}}
    post:
      operationId: placeOrder
      security: [{admin: []}]
      requestBody:
        required: true
        content:
          application/json: {schema: {type: object, required: [lines], properties: {lines: {type: array, items: {type: object, properties: {book: {type: string}}}}, note: {type: string}}}}
      responses:
        '201': {description: Created, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
        '202': {description: Later, content: {application/json: {schema: {type: object, properties: {ticket: {type: string}}}}}}
        '422':
          description: No.
          content: {application/json: {schema: {type: object, required: [message, missing], properties: {message: {type: string}, missing: {type: array, items: {type: string}}}}}}
        default:
          description: Error
          content: {application/json: {schema: {type: object, required: [message], properties: {message: {type: string}, code: {type: integer}}}}}
      callbacks:
        shipped:
          '{$request.body#/note}':
            post:
              operationId: orderShipped
              requestBody: {content: {application/json: {schema: {type: object, properties: {parcel: {type: string}}}}}}
              responses: {'204': {description: OK}}
  /orders/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
    put:
      operationId: payOrder
      requestBody:
        content:
          application/json:
            schema:
              oneOf:
                - {type: object, required: [card], properties: {card: {type: string}, holder: {type: string}}}
                - {type: object, required: [iban], properties: {iban: {type: string}}}
                - {type: string}
      responses:
        '200': {description: Paid.}
        '204': {description: Nothing to pay.}
    patch:
      operationId: changeOrder
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string, format: binary}, info: {type: object, properties: {label: {type: string}, size: {type: integer}}}}}
            encoding: {info: {headers: {X-Size: {schema: {type: integer}}, X-Note: {schema: {type: string}}}}}
          application/merge-patch+json: {schema: {$ref: '#/components/schemas/Order'}}
          application/json: {schema: {$ref: '#/components/schemas/Order'}}
      responses:
        '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
        '206': {description: Part, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
webhooks:
  orderChanged:
    post:
      operationId: orderChanged
      requestBody: {content: {application/json: {schema: {type: object, properties: {what: {type: string, enum: [paid, sent]}}}}}}
      responses: {'204': {description: OK}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    admin: {type: http, scheme: bearer}
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: string, readOnly: true}
        secret: {type: string, writeOnly: true}
        status: {type: string, enum: [open, paid, sent]}
        owner: {type: object, required: [name], properties: {name: {type: string, minLength: 1}, address: {type: object, properties: {city: {type: string}}}}}
        payment:
          oneOf:
            - {type: object, required: [cash], properties: {cash: {type: boolean}}}
            - {type: object, required: [bank], properties: {bank: {type: string}}}
            - {type: object, required: [bill], properties: {bill: {type: string}, due: {type: string, format: date}}}
        pair: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, maxItems: 2}
        when: {type: string, format: date-time}
      additionalProperties: {type: object, properties: {extra: {type: string}}}
`

// removable are the parts of a document that an author can take out for one run: the members of
// these objects, the items of these lists, and the objects and lists themselves. To take out a
// keyword of a schema is another change.
func removable(n *yaml.Node, path []string, visit func(path []string)) {
	lists := []string{"servers", "security", "paths", "webhooks", "parameters", "responses", "content", "headers", "callbacks", "securitySchemes", "schemas", "properties", "oneOf", "enum"}
	step := func(key string, value *yaml.Node) {
		at := append(slices.Clip(path), key)
		parent := ""
		if len(path) > 0 {
			parent = path[len(path)-1]
		}
		isMethod := slices.Contains([]string{"get", "put", "post", "patch"}, key)
		isList := slices.Contains(lists, key) && key != "properties" && key != "oneOf" && key != "enum"
		if siblings := len(n.Content); parent == "properties" && siblings <= 2 || parent == "oneOf" && siblings <= 2 || slices.Contains(path, "encoding") && parent != "headers" {
			isList = false // what is left is a schema of another kind
			parent = ""
		}
		if slices.Contains(at, "206") && slices.Contains(at, "content") {
			return // the response has no body then, and its status is that of results without one
		}
		if isList || isMethod || key == "requestBody" || slices.Contains(lists, parent) {
			visit(at)
		}
		removable(value, at, visit)
	}
	switch n.Kind {
	case yaml.DocumentNode:
		removable(n.Content[0], path, visit)
	case yaml.MappingNode:
		for i := 0; i < len(n.Content); i += 2 {
			step(n.Content[i].Value, n.Content[i+1])
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			step(fmt.Sprint(i), item)
		}
	}
}

// without removes a part of a document.
func without(t *testing.T, document string, path []string) []byte {
	t.Helper()
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(document), &root); err != nil {
		t.Fatal(err)
	}
	n := root.Content[0]
	for _, key := range path[:len(path)-1] {
		n = n.Content[indexIn(n, key)]
	}
	i := indexIn(n, path[len(path)-1])
	if n.Kind == yaml.MappingNode {
		n.Content = slices.Delete(n.Content, i-1, i+1)
	} else {
		n.Content = slices.Delete(n.Content, i, i+1)
	}
	data, err := yaml.Marshal(&root)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// indexIn is the index of the value of a member, or of an item.
func indexIn(n *yaml.Node, key string) int {
	if n.Kind == yaml.MappingNode {
		for i := 0; i < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				return i + 1
			}
		}
	}
	i, err := strconv.Atoi(key)
	if err != nil {
		panic(err)
	}
	return i
}

// TestRestored takes each part of a document out for one run. The run after that has the output
// and the lock of the first. What it reports is that a change which could not be held is
// taken back; then the findings are those of the first.
func TestRestored(t *testing.T) {
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(restoredDocument), &root); err != nil {
		t.Fatal(err)
	}
	opt := generator.Options{Package: "api", Client: true, Server: true, LockFile: "api.lock"}
	first, known := generateVersion(t, []byte(restoredDocument), opt)
	if first == nil {
		t.Fatal(known)
	}
	n := 0
	for _, breaking := range []generator.Breaking{generator.Hold, generator.Apply} {
		removable(&root, nil, func(path []string) {
			if n++; testing.Short() && n%6 != 0 {
				return
			}
			name := strings.Join(path, "/")
			opt := opt
			opt.Breaking = breaking
			if breaking == generator.Apply {
				name += " apply"
			}
			t.Run(name, func(t *testing.T) {
				opt.Lock = first.Lock
				second, _ := generateVersion(t, without(t, restoredDocument, path), opt)
				if second == nil {
					return // refused: nothing is written
				}
				opt.Lock = second.Lock
				third, ds := generateVersion(t, []byte(restoredDocument), opt)
				if third == nil {
					t.Fatal(ds)
				}
				opt.Lock = third.Lock
				_, fourth := generateVersion(t, []byte(restoredDocument), opt)
				for _, d := range append(fourth, slices.DeleteFunc(ds, func(d generator.Diagnostic) bool { return d.Code == "breaking" })...) {
					if !slices.ContainsFunc(known, func(k generator.Diagnostic) bool { return k.String() == d.String() }) {
						t.Errorf("found %v", d)
					}
				}
				for i, f := range first.Files {
					if i < len(third.Files) && string(f.Content) != string(third.Files[i].Content) {
						t.Errorf("%s differs", f.Name)
					}
				}
				if first.Lock != third.Lock {
					t.Errorf("lock differs: %s", lineDifference(first.Lock, third.Lock))
				}
			})
		})
	}
}

// lineDifference returns the lines that only one of two texts has.
func lineDifference(a, b string) string {
	var out []string
	for _, d := range []struct{ sign, of, other string }{{"<", a, b}, {">", b, a}} {
		known := map[string]bool{}
		for line := range strings.Lines(d.other) {
			known[line] = true
		}
		for line := range strings.Lines(d.of) {
			if !known[line] {
				out = append(out, d.sign+strings.TrimSpace(line))
			}
		}
	}
	return strings.Join(out, "; ")
}
