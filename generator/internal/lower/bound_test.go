package lower

import (
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/spec"
)

// TestTypesBoundToTheLock checks which declarations have which type of the lock: "Pet.owner:
// Owner", by the path of the declaration.
func TestTypesBoundToTheLock(t *testing.T) {
	const (
		pets = `
paths:
  /pets:
    get:
      operationId: getPet
      responses:
        "200": {description: d, content: {application/json: {schema: RESULT}}}
`
		getPet = "operation GET /pets = GetPet\n\tid getPet\n\tresult = *GetPetResponse\n"
	)
	for _, test := range []struct {
		name     string
		document string // of 3.1; RESULT in paths is the schema of a result
		lock     string
		want     []string
	}{
		{
			name:     "a member, in an array, a map and an item of a tuple",
			document: schemas("Pet: {type: object, properties: {owner: {type: object, properties: {a: {type: string}}}, tags: {type: array, items: {type: object, properties: {b: {type: string}}}}, at: {prefixItems: [{type: object, properties: {c: {type: string}}}], type: array}, by: {type: object, additionalProperties: {type: object, properties: {d: {type: string}}}}}}"),
			lock:     "schema Pet = Pet struct\n\tmember owner = Owner *Owner\n\tmember tags = Tags []Tag\n\tmember at = At *At\n\tmember by = By map[string]Entry\ntype = Owner struct\ntype = Tag struct\ntype = At tuple\n\titem 0 = Item0 Opt[Place]\ntype = Place struct\ntype = Entry struct\n",
			want:     []string{"Pet.at.item 0: Place", "Pet.at: At", "Pet.by.{}: Entry", "Pet.owner: Owner", "Pet.tags.[]: Tag"},
		},
		{
			name:     "a member of another kind",
			document: schemas("Pet: {type: object, properties: {owner: {type: string, enum: [a]}}}"),
			lock:     "schema Pet = Pet struct\n\tmember owner = Owner *Owner\ntype = Owner struct\n",
			want:     kept("Owner"),
		},
		{
			name:     "parameters, bodies, results, errors and headers",
			document: "paths:\n  /pets/{id}:\n    post:\n      operationId: setPet\n      parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: sort, in: query, schema: {type: string, enum: [asc]}}]\n      requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}\n      responses:\n        \"200\": {description: d, headers: {X-State: {schema: {type: string, enum: [on]}}}, content: {application/json: {schema: {type: array, items: {type: object, properties: {b: {type: string}}}}}}}\n        \"404\": {description: d, content: {application/json: {schema: {type: object, properties: {c: {type: string}}}}}}\n",
			lock:     "operation POST /pets/{} = SetPet\n\tbody application/json = Body Input\n\tfailure 404 = Missing\n\theader X-State = XState Opt[State]\n\tparam query sort = Sort Opt[Order]\n\tresult = []Row\n\tsuccess \"200 application/json\"\ntype = Input struct\ntype = Missing struct\ntype = Order enum string\ntype = Row struct\ntype = State enum string\n",
			want:     []string{"setPet 404 response: Missing", "setPet request: Input", "setPet response.[]: Row", "setPet response.headers.X-State: State", "setPet.sort: Order"},
		},
		{
			name:     "the result, next to a new one",
			document: "paths:\n  /pets:\n    get:\n      operationId: getPet\n      responses:\n        \"200\": {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}\n        \"201\": {description: d, content: {application/json: {schema: {type: object, properties: {b: {type: string}}}}}}\n",
			lock:     getPet + "\tsuccess \"201 application/json\"\ntype = GetPetResponse struct\n\tmember b = B Opt[string]\n",
			want:     []string{"getPet 201 response: GetPetResponse"},
		},
		{
			name:     "an inline schema that became a component",
			document: strings.Replace(pets, "RESULT", "{$ref: '#/components/schemas/Pet'}", 1) + schemas("Pet: {type: object, properties: {a: {type: string}, b: {type: string}}}"),
			lock:     getPet + "\tsuccess \"200 application/json\"\ntype = GetPetResponse struct\n\tmember a = A Opt[string]\n",
			want:     []string{"Pet: GetPetResponse"},
		},
		{
			name:     "a component that lacks a member of the inline schema",
			document: strings.Replace(pets, "RESULT", "{$ref: '#/components/schemas/Pet'}", 1) + schemas("Pet: {type: object, properties: {b: {type: string}}}"),
			lock:     getPet + "\tsuccess \"200 application/json\"\ntype = GetPetResponse struct\n\tmember a = A Opt[string]\n",
			want:     kept("GetPetResponse"),
		},
		{
			name:     "a component that became an inline schema",
			document: strings.Replace(pets, "RESULT", "{type: object, properties: {a: {type: string}}}", 1),
			lock:     "operation GET /pets = GetPet\n\tresult = *Pet\n\tsuccess \"200 application/json\"\nschema Pet = Pet struct\n\tmember a = A Opt[string]\n",
			want:     []string{"getPet response: Pet"},
		},
		{
			name:     "a component of the lock",
			document: strings.Replace(pets, "RESULT", "{$ref: '#/components/schemas/Pet'}", 1) + schemas("Pet: {type: object, properties: {a: {type: string}}}"),
			lock:     getPet + "\tsuccess \"200 application/json\"\nschema Pet = Pet struct\ntype = GetPetResponse struct\n",
			want:     kept("GetPetResponse"),
		},
		{
			name:     "variants in another order, by their values of the discriminator",
			document: schemas("Shape: {oneOf: [{type: object, required: [t], properties: {t: {const: dot}}}, {type: object, required: [t], properties: {t: {const: box}, w: {type: string}}}, {type: object, required: [t], properties: {t: {const: line}, n: {type: string}}}], discriminator: {propertyName: t}}"),
			lock:     "schema Shape = Shape union\n\tvariant Line\n\tvariant Box\ntype = Box struct\n\tmember t = T BoxT\n\tmember h = H string\ntype = BoxT enum string\n\tvalue \"\\\"box\\\"\" = BoxTBox\ntype = Line struct\n\tmember t = T LineT\ntype = LineT enum string\n\tvalue \"\\\"line\\\"\" = LineTLine\n",
			want:     []string{"Shape.box.t: BoxT", "Shape.box: Box", "Shape.line.t: LineT", "Shape.line: Line"},
		},
		{
			name:     "variants by their members",
			document: schemas("Shape: {anyOf: [{type: object, properties: {x: {type: string}}}, {type: object, properties: {a: {type: string}, n: {type: string}}}, {type: object, properties: {b: {type: string}}}]}"),
			lock:     "schema Shape = Shape union\n\tvariant A\n\tvariant B\ntype = A struct\n\tmember a = A Opt[string]\ntype = B struct\n\tmember b = B Opt[string]\n",
			want:     []string{"Shape.alternative with a: A", "Shape.alternative with b: B"},
		},
		{
			name:     "variants by the types of their members",
			document: schemas("Shape: {anyOf: [{type: object, properties: {a: {type: integer}}}, {type: object, properties: {a: {type: string}, n: {type: string}}}, {type: object, required: [a], properties: {a: {type: string}}}]}"),
			lock:     "schema Shape = Shape union\n\tvariant A\n\tvariant B\n\tvariant C\ntype = A struct\n\tmember a = A string\ntype = B struct\n\tmember a = A Opt[string]\ntype = C struct\n\tmember a = A Opt[int64]\n",
			want:     []string{"Shape.alternative with a: A", "Shape.alternative with integer a: C", "Shape.alternative with n: B"},
		},
		{
			name:     "variants that cannot be distinguished",
			document: schemas("Shape: {anyOf: [{type: object, properties: {a: {type: string}, x: {type: string}}}, {type: object, properties: {a: {type: string}, n: {type: string}}}]}"),
			lock:     "schema Shape = Shape union\n\tvariant A\ntype = A struct\n\tmember a = A Opt[string]\n",
			want:     kept("A"),
		},
		{
			name:     "variants that are made for the union",
			document: schemas("Shape: {oneOf: [{type: integer}, {type: string}, {type: array, items: {type: object, properties: {a: {type: string}}}}]}"),
			lock:     "schema Shape = Shape union\n\tvariant ShapeArray\n\tvariant ShapeString\ntype = Row struct\ntype = ShapeArray named []Row\ntype = ShapeString named string\n",
			want:     []string{"Shape.alternative array.[]: Row", "Shape.array: ShapeArray", "Shape.string: ShapeString"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			earlier, problems := lock.Parse([]byte("peergen lock 1\n" + test.lock))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			equal(t, "bound", boundTypes(t, test.document, earlier), test.want)
		})
	}
}

// kept is a type that is not bound: the next pass made a declaration for it.
func kept(name string) []string { return []string{name + ": " + name} }

func schemas(text string) string { return "components:\n  schemas:\n    " + text + "\n" }

func boundTypes(t *testing.T, document string, earlier *lock.Lock) (out []string) {
	t.Helper()
	if !strings.HasPrefix(strings.TrimSpace(document), "paths") {
		document = "paths: {}\n" + document
	}
	var ds diag.List
	doc := spec.Load(t.Context(), spec.Input{Path: "a.yaml", Data: []byte("openapi: 3.1.0\ninfo: {title: T, version: '1'}\n" + document)}, &ds)
	if doc == nil {
		t.Fatal(ds.All())
	}
	for _, d := range API(doc, Options{Earlier: earlier}, &ds).Decls {
		if d.Earlier != "" {
			out = append(out, placeOf(d)+": "+d.Earlier)
		}
	}
	slices.Sort(out)
	return out
}

func placeOf(d *ir.Decl) string { return strings.Join(d.Path.Words(), ".") }
