package generator_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/peergen/peergen/generator"
)

// unusedSchemas are schemas of each kind. S refers to a component.
var unusedSchemas = map[string]string{
	"any":           `{}`,
	"string":        `{type: string}`,
	"checked":       `{type: string, minLength: 2, maxLength: 9, pattern: '^[a-z]+$'}`,
	"uuid":          `{type: string, format: uuid}`,
	"date":          `{type: string, format: date}`,
	"time":          `{type: string, format: date-time}`,
	"bytes":         `{type: string, format: byte}`,
	"binary":        `{type: string, format: binary}`,
	"unix":          `{type: integer, format: unixtime}`,
	"decimal":       `{type: number, format: decimal}`,
	"integer":       `{type: integer, minimum: 1, multipleOf: 3}`,
	"number":        `{type: number, exclusiveMaximum: 9.5}`,
	"boolean":       `{type: boolean}`,
	"enum":          `{type: string, enum: [a, b]}`,
	"nullable enum": `{type: [string, 'null'], enum: [a, b, null]}`,
	"integers":      `{type: integer, enum: [1, 2]}`,
	"const":         `{const: a}`,
	"open enum":     `{anyOf: [{type: string, enum: [a, b]}, {type: string}]}`,
	"list":          `{type: array, minItems: 1, uniqueItems: true, items: {type: string}}`,
	"enums":         `{type: array, uniqueItems: true, items: {type: string, enum: [a, b]}}`,
	"objects":       `{type: array, items: {type: object, required: [a], properties: {a: {type: string}}}}`,
	"tuple":         `{type: array, prefixItems: [{type: string}, {type: integer, minimum: 2}], items: {type: boolean}}`,
	"map":           `{type: object, minProperties: 1, additionalProperties: {type: integer, minimum: 1}}`,
	"enum map":      `{type: object, additionalProperties: {type: string, enum: [a, b]}}`,
	"keyed":         `{type: object, patternProperties: {'^x-': {type: string}}, additionalProperties: false}`,
	"object":        `{type: object, required: [a], properties: {a: {type: string, maxLength: 3}, b: {type: string, enum: [x, y]}, c: {type: [string, 'null']}, d: {type: object, properties: {e: {type: integer}}}}}`,
	"error":         `{type: object, required: [code, message], properties: {code: {type: integer}, message: {type: string}}}`,
	"error enum":    `{type: object, required: [message], properties: {code: {type: string, enum: [x, y]}, message: {type: string}}}`,
	"open object":   `{type: object, properties: {a: {type: string}}, additionalProperties: {type: string}}`,
	"direction":     `{type: object, required: [a, b], properties: {a: {type: string, readOnly: true}, b: {type: string, writeOnly: true}}}`,
	"conditions":    `{type: object, properties: {a: {type: string}, b: {type: string}}, dependentRequired: {a: [b]}, not: {required: [c]}}`,
	"raw":           `{type: object, properties: {a: {type: string}}, if: {properties: {a: {const: x}}}, then: {required: [b]}}`,
	"raw any":       `{not: {type: string}}`,
	"all of":        `{allOf: [{$ref: '#/components/schemas/S'}, {type: object, properties: {z: {type: string}}}]}`,
	"reference":     `{$ref: '#/components/schemas/S'}`,
	"union":         `{oneOf: [{type: string, maxLength: 3}, {type: integer}, {type: array, items: {type: string}}]}`,
	"text union":    `{oneOf: [{type: string, enum: [a]}, {type: integer}]}`,
	"object union":  `{oneOf: [{type: object, required: [a], properties: {a: {type: string}}}, {type: object, required: [b], properties: {b: {type: string, maxLength: 3}}}]}`,
	"tagged union":  `{oneOf: [{$ref: '#/components/schemas/S'}, {$ref: '#/components/schemas/T'}], discriminator: {propertyName: kind}}`,
	"any of":        `{anyOf: [{$ref: '#/components/schemas/S'}, {$ref: '#/components/schemas/T'}]}`,
	"recursive":     `{$ref: '#/components/schemas/R'}`,
	"file object":   `{type: object, required: [f], properties: {f: {type: string, format: binary}, name: {type: string, enum: [a, b]}}}`,
}

const unusedComponents = `
    S: {type: object, required: [kind], properties: {kind: {type: string}, s: {type: string, maxLength: 3}}}
    T: {type: object, required: [kind], properties: {kind: {type: string}, t: {type: integer}}}
    R: {type: object, properties: {next: {$ref: '#/components/schemas/R'}, list: {type: array, items: {$ref: '#/components/schemas/R'}}}}
`

// unusedPlaces are the places of a schema, each an operation or what follows the
// operations. The document declares it as a component or inline.
var unusedPlaces = map[string]string{
	"component":         ``,
	"query":             `get: {operationId: op, parameters: [{name: p, in: query, schema: %s}], responses: {'204': {description: d}}}`,
	"deep object":       `get: {operationId: op, parameters: [{name: p, in: query, style: deepObject, explode: true, schema: %s}], responses: {'204': {description: d}}}`,
	"content parameter": `get: {operationId: op, parameters: [{name: p, in: query, required: true, content: {application/json: {schema: %s}}}], responses: {'204': {description: d}}}`,
	"header":            `get: {operationId: op, parameters: [{name: p, in: header, required: true, schema: %s}], responses: {'204': {description: d}}}`,
	"cookie":            `get: {operationId: op, parameters: [{name: p, in: cookie, schema: %s}], responses: {'204': {description: d}}}`,
	"body":              `post: {operationId: op, requestBody: {required: true, content: {application/json: {schema: %s}}}, responses: {'204': {description: d}}}`,
	"optional body":     `post: {operationId: op, requestBody: {content: {application/json: {schema: %s}}}, responses: {'204': {description: d}}}`,
	"json and xml":      `post: {operationId: op, requestBody: {required: true, content: {application/json: {schema: %[1]s}, application/xml: {schema: %[1]s}}}, responses: {'204': {description: d}}}`,
	"xml":               `post: {operationId: op, requestBody: {required: true, content: {application/xml: {schema: %s}}}, responses: {'204': {description: d}}}`,
	"form":              `post: {operationId: op, requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: %s}}}, responses: {'204': {description: d}}}`,
	"encoded form":      `post: {operationId: op, requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: %s}}, encoding: {a: {style: spaceDelimited}}}}}, responses: {'204': {description: d}}}`,
	"multipart":         `post: {operationId: op, requestBody: {required: true, content: {multipart/form-data: {schema: %s}}}, responses: {'204': {description: d}}}`,
	"part":              `post: {operationId: op, requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, properties: {a: %s}}, encoding: {a: {contentType: application/json}}}}}, responses: {'204': {description: d}}}`,
	"mixed":             `post: {operationId: op, requestBody: {required: true, content: {multipart/mixed: {schema: {type: array, items: %s}}}}, responses: {'204': {description: d}}}`,
	"text":              `post: {operationId: op, requestBody: {required: true, content: {text/plain: {schema: %s}}}, responses: {'204': {description: d}}}`,
	"lines":             `post: {operationId: op, requestBody: {required: true, content: {application/jsonl: {schema: %s}}}, responses: {'204': {description: d}}}`,
	"result":            `get: {operationId: op, responses: {'200': {description: d, content: {application/json: {schema: %s}}}}}`,
	"two results":       `get: {operationId: op, responses: {'200': {description: d, content: {application/json: {schema: %[1]s}}}, '201': {description: d, content: {application/json: {schema: {type: boolean}}, application/xml: {schema: %[1]s}}}}}`,
	"xml result":        `get: {operationId: op, responses: {'200': {description: d, content: {application/xml: {schema: %s}}}}}`,
	"text result":       `get: {operationId: op, responses: {'200': {description: d, content: {text/plain: {schema: %s}}}}}`,
	"form result":       `get: {operationId: op, responses: {'200': {description: d, content: {application/x-www-form-urlencoded: {schema: %s}}}}}`,
	"multipart result":  `get: {operationId: op, responses: {'200': {description: d, content: {multipart/form-data: {schema: %s}}}}}`,
	"parts result":      `get: {operationId: op, responses: {'200': {description: d, content: {multipart/mixed: {schema: {type: array, items: %s}}}}}}`,
	"lines result":      `get: {operationId: op, responses: {'200': {description: d, content: {application/jsonl: {schema: %s}}}}}`,
	"events result":     `get: {operationId: op, responses: {'200': {description: d, content: {text/event-stream: {schema: %s}}}}}`,
	"result header":     `get: {operationId: op, responses: {'200': {description: d, headers: {X-A: {schema: %s}}, content: {application/json: {schema: {type: string}}}}}}`,
	"error":             `get: {operationId: op, responses: {'204': {description: d}, '404': {description: d, content: {application/json: {schema: %s}}}}}`,
	"default error":     `get: {operationId: op, responses: {'204': {description: d}, default: {description: d, content: {application/json: {schema: %s}}}}}`,
	"problem":           `get: {operationId: op, responses: {'204': {description: d}, default: {description: d, content: {application/problem+json: {schema: %s}}}}}`,
	"xml error":         `get: {operationId: op, responses: {'204': {description: d}, 4XX: {description: d, content: {application/xml: {schema: %s}}}}}`,
	"text error":        `get: {operationId: op, responses: {'204': {description: d}, '404': {description: d, content: {text/plain: {schema: %s}}}}}`,
	"mixed errors":      `get: {operationId: op, responses: {'204': {description: d}, '404': {description: d, content: {application/json: {schema: %[1]s}, application/xml: {schema: %[1]s}, text/plain: {schema: {type: string}}}}}}`,
	"callback":          `post: {operationId: op, responses: {'204': {description: d}}, callbacks: {done: {'{$request.query.u}': {post: {requestBody: {required: true, content: {application/json: {schema: %s}}}, responses: {'204': {description: d}}}}}}}`,
}

// unusedSides are the parts of a package.
var unusedSides = map[string]generator.Options{
	"types":  {Package: "api"},
	"client": {Package: "api", Client: true},
	"server": {Package: "api", Server: true},
	"both":   {Package: "api", Client: true, Server: true},
	"all":    {Package: "api", Client: true, Server: true, Interceptors: true, Middleware: true, Observer: true, Record: true, Reconnect: true, ServerTypes: true, Signatures: true, CORS: true, Limits: true, ResponseChecks: true},
	"fakes":  {Package: "api", Client: true, Server: true, Fake: true},
	"fake":   {Package: "api", Client: true, Fake: true},
}

var unusedEvery = flag.Int("unused", 23, "TestNoOutputIsUnused tries one of `n` documents: 1 for all, which takes minutes")

// TestNoOutputIsUnused looks for declarations of the output that nothing exported
// needs, in minimal documents with each choice of client and server.
func TestNoOutputIsUnused(t *testing.T) {
	t.Parallel()
	n := 0
	for _, side := range slices.Sorted(maps.Keys(unusedSides)) {
		for _, place := range slices.Sorted(maps.Keys(unusedPlaces)) {
			first := n
			n += 2 * len(unusedSchemas)
			t.Run(side+"/"+place, func(t *testing.T) {
				t.Parallel()
				i := first
				for _, kind := range slices.Sorted(maps.Keys(unusedSchemas)) {
					for _, declared := range []bool{false, true} {
						if i++; i%*unusedEvery == 0 {
							reportUnused(t, fmt.Sprint(kind, ", declared: ", declared), unusedDocument(unusedSchemas[kind], unusedPlaces[place], declared), unusedSides[side])
						}
					}
				}
			})
		}
	}
}

// TestNoOutputOfGoldensIsUnused does the same with the documents of the goldens, and
// one choice for each.
func TestNoOutputOfGoldensIsUnused(t *testing.T) {
	t.Parallel()
	sides := slices.Sorted(maps.Keys(unusedSides))
	for i, path := range archives(t, "testdata/golden/*.txtar") {
		t.Run(archiveName(path), func(t *testing.T) {
			t.Parallel()
			for _, f := range parseArchive(t, path).Files {
				if strings.HasPrefix(f.Name, "openapi.") {
					for j, side := range sides {
						if *unusedEvery == 1 || i%len(sides) == j {
							reportUnused(t, side, string(f.Data), unusedSides[side])
						}
					}
				}
			}
		})
	}
}

// unusedDocument is a document with a schema at a place: as a component, or inline.
func unusedDocument(schema, place string, declared bool) string {
	path, components := "  {}", unusedComponents
	if declared || place == "" {
		components += "    X: " + schema + "\n"
		schema = "{$ref: '#/components/schemas/X'}"
	}
	if place != "" {
		path = "  /a:\n    " + fmt.Sprintf(place, schema)
	}
	return "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" + path + "\ncomponents:\n  schemas:" + components
}

func reportUnused(t *testing.T, name, document string, opt generator.Options) {
	t.Helper()
	out, ds := generator.Generate(t.Context(), generator.Input{Path: "openapi.yaml", Data: []byte(document)}, opt)
	if out == nil {
		for _, d := range ds {
			if d.Code == "internal" {
				t.Errorf("%s: %s", name, d.Message)
			}
		}
		return // a place that does not fit the kind
	}
	if found := unused(t, out); len(found) > 0 {
		t.Errorf("%s: unused: %s", name, strings.Join(found, ", "))
	}
}

// unusedImporter reads export data of the standard library.
var unusedImporter = struct {
	sync.Mutex
	types.Importer
}{Importer: importer.ForCompiler(token.NewFileSet(), "gc", nil)}

type lockedImporter struct{}

func (lockedImporter) Import(path string) (*types.Package, error) {
	unusedImporter.Lock()
	defer unusedImporter.Unlock()
	return unusedImporter.Import(path)
}

// unused returns the unexported declarations of a package, methods included, that
// no exported one needs.
func unused(t *testing.T, out *generator.Output) []string {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, f := range out.Files {
		if !strings.HasSuffix(f.Name, ".go") || strings.HasSuffix(f.Name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: lockedImporter{}}
	if _, err := config.Check("api", fset, files, info); err != nil {
		t.Error(err)
		return nil
	}
	u := &uses{info: info, needs: map[types.Object][]types.Object{}, methods: map[types.Object][]types.Object{}, reached: map[types.Object]bool{}}
	for _, file := range files {
		for _, d := range file.Decls {
			u.declaration(d)
		}
	}
	for _, root := range u.roots {
		u.reach(root)
	}
	var found []string
	for object := range u.needs {
		if !u.reached[object] && object.Name() != "_" {
			found = append(found, nameOf(object))
		}
	}
	slices.Sort(found)
	return found
}

// uses is what declarations of a package need.
type uses struct {
	info    *types.Info
	needs   map[types.Object][]types.Object // of each declaration
	methods map[types.Object][]types.Object // of each type
	roots   []types.Object
	reached map[types.Object]bool
}

func (u *uses) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		object := u.info.Defs[d.Name]
		u.add(object, d)
		if d.Recv != nil {
			of := receiverOf(object)
			u.methods[of] = append(u.methods[of], object)
		}
	case *ast.GenDecl:
		var group []types.Object
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				u.add(u.info.Defs[spec.Name], spec)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					u.add(u.info.Defs[name], spec)
					group = append(group, u.info.Defs[name])
				}
			}
		}
		for _, object := range group { // constants that are counted by iota need each other
			u.needs[object] = append(u.needs[object], group...)
		}
	}
}

// add records what a declaration mentions. Exported ones are roots, and those
// without a name, but methods are needed with their types.
func (u *uses) add(object types.Object, node ast.Node) {
	u.needs[object] = nil
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if used := u.info.Uses[id]; used != nil && used != object {
				u.needs[object] = append(u.needs[object], origin(used))
			}
		}
		return true
	})
	if receiverOf(object) == nil && (object.Exported() || object.Name() == "init") {
		u.roots = append(u.roots, object)
	}
}

// reach marks what a declaration needs. A type needs its exported methods, which
// may satisfy an interface, and methods that seal one.
func (u *uses) reach(object types.Object) {
	if _, declared := u.needs[object]; !declared || u.reached[object] {
		return
	}
	u.reached[object] = true
	for _, needed := range u.needs[object] {
		u.reach(needed)
	}
	for _, method := range u.methods[object] {
		if method.Exported() || u.seals(method) {
			u.reach(method)
		}
	}
}

// seals reports whether an interface of the package has the method.
func (u *uses) seals(method types.Object) bool {
	for object := range u.needs {
		if _, isType := object.(*types.TypeName); !isType {
			continue
		}
		if i, ok := object.Type().Underlying().(*types.Interface); ok {
			for own := range i.ExplicitMethods() {
				if own.Name() == method.Name() {
					return true
				}
			}
		}
	}
	return false
}

// receiverOf is the type of a method, nil for other objects.
func receiverOf(object types.Object) types.Object {
	f, ok := object.(*types.Func)
	if !ok || f.Signature().Recv() == nil {
		return nil
	}
	of := f.Signature().Recv().Type()
	if p, ok := of.(*types.Pointer); ok {
		of = p.Elem()
	}
	if named, ok := of.(*types.Named); ok {
		return named.Obj()
	}
	return nil
}

// origin is the declaration of a method of an instantiated type.
func origin(object types.Object) types.Object {
	if f, ok := object.(*types.Func); ok {
		return f.Origin()
	}
	return object
}

func nameOf(object types.Object) string {
	if of := receiverOf(object); of != nil {
		return of.Name() + "." + object.Name()
	}
	return object.Name()
}
