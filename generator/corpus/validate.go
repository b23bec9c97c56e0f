package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/peergen/peergen/generator/internal/source"
)

// validator validates examples against their schemas, independently of the
// generator. An example whose schema it cannot process counts as valid.
type validator struct {
	doc      *source.File
	refAlone bool // siblings of a reference are ignored
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema // by pointer; nil if it cannot be compiled
}

// documentURL is the URL of the document for the validator. The document is its
// member "document", because the root of a resource would be parsed as a
// schema.
const documentURL = "urn:corpus:document"

func newValidator(path string) *validator {
	v := &validator{schemas: map[string]*jsonschema.Schema{}}
	data, err := os.ReadFile(path)
	if err != nil {
		return v
	}
	if v.doc, err = source.Parse(path, data); err != nil {
		return v
	}
	version, _ := v.doc.Root.Get("openapi").Str()
	v.refAlone = version == "" || strings.HasPrefix(version, "3.0")
	v.compiler = jsonschema.NewCompiler()
	v.compiler.DefaultDraft(jsonschema.Draft2020)
	v.compiler.AssertFormat()
	v.compiler.RegisterFormat(&jsonschema.Format{Name: "int32", Validate: integerOf(32)})
	v.compiler.RegisterFormat(&jsonschema.Format{Name: "int64", Validate: integerOf(64)})
	v.compiler.RegisterFormat(&jsonschema.Format{Name: "int8", Validate: integerOf(8)})
	v.compiler.RegisterFormat(&jsonschema.Format{Name: "int16", Validate: integerOf(16)})
	v.compiler.RegisterFormat(&jsonschema.Format{Name: "float", Validate: singlePrecision})
	v.compiler.RegisterFormat(&jsonschema.Format{Name: "byte", Validate: base64Text})
	v.compiler.UseRegexpEngine(lenientRegexp)
	v.compiler.UseLoader(nothingElse{})
	err = v.compiler.AddResource(documentURL, map[string]any{"document": v.jsonSchema(v.doc.Root)})
	if err != nil {
		v.compiler = nil
	}
	return v
}

// nothingElse rejects references to other documents.
type nothingElse struct{}

func (nothingElse) Load(string) (any, error) { return nil, errors.ErrUnsupported }

// contradicts reports whether a value is invalid by the schema at pointer.
func (v *validator) contradicts(pointer string, value []byte) bool {
	if v.compiler == nil {
		return false
	}
	schema, ok := v.schemas[pointer]
	if !ok {
		// The library panics on some invalid schemas.
		func() {
			defer func() { _ = recover() }()
			schema, _ = v.compiler.Compile(documentURL + "#" + source.JoinPointer("", "document") + pointer)
		}()
		v.schemas[pointer] = schema
	}
	if schema == nil {
		return false
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(value))
	return err == nil && schema.Validate(instance) != nil
}

// jsonSchema converts a document so that its schemas are JSON Schema 2020-12.
// It spells out nullable and boolean exclusive bounds and moves references. It
// drops identifiers, a boolean required, references that cannot be resolved
// and, where they are ignored, the siblings of a reference.
func (v *validator) jsonSchema(n *source.Node) any {
	switch n.Kind {
	case source.Array:
		items := make([]any, len(n.Items))
		for i, item := range n.Items {
			items[i] = v.jsonSchema(item)
		}
		return items
	case source.Object:
	default:
		return plain(n)
	}
	object := make(map[string]any, len(n.Members))
	for _, name := range n.Keys() {
		value := n.Get(name)
		switch text, isText := value.Str(); {
		case name == "$ref" && strings.HasPrefix(text, "#/") && v.doc.At(text[1:]) == nil:
		case name == "$ref" && strings.HasPrefix(text, "#/"):
			object[name] = "#/document" + text[1:]
			if v.refAlone && !n.Has("content") { // a body is validated, by reference or not
				return map[string]any{name: object[name]}
			}
		case strings.HasPrefix(name, "$") && name != "$defs", name == "id" && isText: // changes the base of references
		case value.Kind == source.Bool && slices.Contains([]string{"required", "exclusiveMinimum", "exclusiveMaximum"}, name):
		case slices.Contains([]string{"enum", "const", "default", "example"}, name) && (value.Kind != source.Object || !value.Has("type") && !value.Has("$ref")):
			object[name] = plain(value)
		default:
			object[name] = v.jsonSchema(value)
		}
	}
	for exclusive, bound := range map[string]string{"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"} {
		if isTrue(n.Get(exclusive)) && object[bound] != nil {
			object[exclusive] = object[bound]
		}
	}
	if isTrue(n.Get("nullable")) {
		if t, ok := object["type"].(string); ok {
			object["type"] = []any{t, "null"}
		}
		if enum, ok := object["enum"].([]any); ok {
			object["enum"] = append(enum, nil)
		}
	}
	return object
}

func isTrue(n *source.Node) bool { return n != nil && n.Kind == source.Bool && n.Text == "true" }

// plain returns a value in the form of the library, with numbers as
// json.Number.
func plain(n *source.Node) any {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(n.JSON()))
	if err != nil {
		return nil
	}
	return v
}

func integerOf(bits uint) func(any) error {
	limit := new(big.Int).Lsh(big.NewInt(1), bits-1)
	return func(v any) error {
		number, ok := v.(json.Number)
		if !ok {
			return nil
		}
		n, ok := new(big.Int).SetString(number.String(), 10)
		if ok && (n.Cmp(limit) >= 0 || n.Cmp(new(big.Int).Neg(limit)) < 0) {
			return errors.New("out of range")
		}
		return nil
	}
}

// singlePrecision accepts numbers that a float32 represents exactly.
func singlePrecision(v any) error {
	number, ok := v.(json.Number)
	if !ok {
		return nil
	}
	exact, err := number.Float64()
	if err != nil {
		return nil //nolint:nilerr // too large for a float64, too: not a question of this format
	}
	held, err := strconv.ParseFloat(strconv.FormatFloat(exact, 'g', -1, 32), 64)
	if err != nil || held != exact {
		return errors.New("more digits than format float holds")
	}
	return nil
}

// base64Text accepts both alphabets, with or without padding.
func base64Text(v any) error {
	text, ok := v.(string)
	if !ok {
		return nil
	}
	text = strings.NewReplacer("-", "+", "_", "/", "\r", "", "\n", "").Replace(strings.TrimRight(text, "=\r\n"))
	_, err := base64.RawStdEncoding.DecodeString(text)
	return err
}

// lenientRegexp accepts every string if RE2 cannot compile the expression.
func lenientRegexp(expr string) (jsonschema.Regexp, error) {
	re, err := regexp.Compile(expr)
	if err != nil {
		return regexp.MustCompile(""), nil //nolint:nilerr // see above
	}
	return re, nil
}

// undeclared reports whether no schema that applies declares any of the members
// lost of an example, or allows them by additionalProperties. A decoder may
// skip such members.
func (v *validator) undeclared(pointer string, lost []string) bool {
	if v.doc == nil {
		return false
	}
	for _, member := range lost {
		tokens := source.SplitPointer(member)
		at := v.expand(nil, v.doc.At(pointer))
		for _, token := range tokens[:len(tokens)-1] {
			at = v.step(at, token)
		}
		objects := 0
		for _, schema := range at {
			if schema.Has("properties") {
				objects++
			}
		}
		if objects == 0 || len(v.step(at, tokens[len(tokens)-1])) > 0 {
			return false
		}
	}
	return true
}

// expand appends a schema and all schemas that apply, or may apply, to the same
// value.
func (v *validator) expand(to []*source.Node, schema *source.Node) []*source.Node {
	if schema == nil || slices.Contains(to, schema) {
		return to
	}
	ref, isRef := schema.Get("$ref").Str()
	if isRef && v.refAlone {
		return v.expand(to, v.doc.At(ref))
	}
	to = append(to, schema)
	if isRef {
		to = v.expand(to, v.doc.At(ref))
	}
	for _, keyword := range []string{"allOf", "oneOf", "anyOf"} {
		if list := schema.Get(keyword); list != nil {
			for _, part := range list.Items {
				to = v.expand(to, part)
			}
		}
	}
	for _, keyword := range []string{"if", "then", "else"} {
		to = v.expand(to, schema.Get(keyword))
	}
	return to
}

// step returns the schemas of a member or an element.
func (v *validator) step(schemas []*source.Node, token string) (next []*source.Node) {
	for _, schema := range schemas {
		next = v.expand(next, schema.Get("properties").Get(token))
		next = v.expand(next, schema.Get("items"))
		for _, keyword := range []string{"additionalProperties", "unevaluatedProperties", "patternProperties"} {
			if others := schema.Get(keyword); others != nil && others.Text != "false" {
				next = v.expand(next, others)
			}
		}
	}
	return next
}
