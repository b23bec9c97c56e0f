package main

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/internal/source"
)

// exampleCase is an example value of a document and its Go type.
type exampleCase struct {
	At     string          // JSON pointer of the value
	Schema string          // JSON pointer of its schema
	GoType string          // in the generated package: "Pet", "[]Pet"
	Union  string          // the sealed interface that GoType is, or is an alias of; else ""
	Value  json.RawMessage // never null
}

// collector finds the examples of a document.
type collector struct {
	doc     *source.File
	types   map[string]string // pointer of a schema to its Go type
	unions  map[string]string // Go type to the union that it is
	Cases   []exampleCase
	untyped int // examples of scalars and of parameters
}

// collectExamples finds the values of `example`, `examples` and `default` of
// every schema with a Go type and of every JSON media type. It skips null,
// since not the type but each place decides whether null is allowed. If allOf
// narrows a schema in several ways, several types are made of it; the first one
// is used.
// allOf narrows it in several ways, counts as the first of them.
func collectExamples(doc *source.File, schemas []generator.Schema) *collector {
	c := &collector{doc: doc, types: map[string]string{}, unions: map[string]string{}}
	var pointers []string
	for _, s := range schemas {
		if c.types[s.Pointer] == "" {
			c.types[s.Pointer] = s.GoType
			c.unions[s.GoType] = s.Union
			pointers = append(pointers, s.Pointer)
		}
	}
	for _, pointer := range pointers {
		c.schema(pointer)
	}
	c.walk(doc.Root, "")
	return c
}

// schema adds the examples in a schema.
func (c *collector) schema(pointer string) {
	node := c.doc.At(pointer)
	if node.Has("$ref") {
		return
	}
	for _, keyword := range []string{"example", "default"} {
		c.add(source.JoinPointer(pointer, keyword), pointer, node.Get(keyword))
	}
	if list := node.Get("examples"); list != nil {
		for i, item := range list.Items {
			c.add(source.JoinPointer(pointer, "examples", strconv.Itoa(i)), pointer, item)
		}
	}
}

// walk looks for media types in paths, components and callbacks: members of an
// object named content.
func (c *collector) walk(n *source.Node, pointer string) {
	if n == nil || n.Kind != source.Object && n.Kind != source.Array {
		return
	}
	for i, item := range n.Items {
		c.walk(item, source.JoinPointer(pointer, strconv.Itoa(i)))
	}
	for _, name := range n.Keys() {
		value, at := n.Get(name), source.JoinPointer(pointer, name)
		switch {
		case name == "example" || name == "examples" || name == "default" || name == "schemas" || name == "schema" || strings.HasPrefix(name, "x-"):
		case name == "content":
			for _, mediaType := range value.Keys() {
				if strings.Contains(mediaType, "json") {
					c.mediaType(value.Get(mediaType), source.JoinPointer(at, mediaType))
				}
			}
		default:
			c.walk(value, at)
		}
	}
}

func (c *collector) mediaType(n *source.Node, pointer string) {
	if !n.Has("schema") {
		return
	}
	schema := source.JoinPointer(pointer, "schema")
	c.add(source.JoinPointer(pointer, "example"), schema, n.Get("example"))
	examples := n.Get("examples")
	for _, name := range examples.Keys() {
		at := source.JoinPointer(pointer, "examples", name)
		example := examples.Get(name)
		if ref, ok := example.Get("$ref").Str(); ok {
			if at = strings.TrimPrefix(ref, "#"); at == ref {
				continue // refers to another file
			}
			example = c.doc.At(ref)
		}
		c.add(source.JoinPointer(at, "value"), schema, example.Get("value"))
	}
}

func (c *collector) add(at, schema string, value *source.Node) {
	if value == nil || value.Kind == source.Null {
		return
	}
	goType := c.typeOf(schema, 0)
	if goType == "" {
		c.untyped++
		return
	}
	union := c.unions[strings.TrimLeft(goType, "[]")]
	c.Cases = append(c.Cases, exampleCase{At: at, Schema: schema, GoType: goType, Union: union, Value: value.JSON()})
}

// typeOf returns the Go type of a schema, resolving references and arrays; ""
// if it has no separate type.
func (c *collector) typeOf(pointer string, depth int) string {
	node := c.doc.At(pointer)
	switch ref, isRef := node.Get("$ref").Str(); {
	case depth > 20:
		return ""
	case c.types[pointer] != "":
		return c.types[pointer]
	case isRef && strings.HasPrefix(ref, "#/definitions/"): // Swagger 2.0
		return c.types["/components/schemas/"+strings.TrimPrefix(ref, "#/definitions/")]
	case isRef && strings.HasPrefix(ref, "#/"):
		return c.typeOf(source.JoinPointer("", source.SplitPointer(ref)...), depth+1)
	case isRef:
		return ""
	}
	items := node.Get("items")
	if kind, _ := node.Get("type").Str(); kind != "array" || items.Kind != source.Object || mayBeNull(items) {
		return ""
	}
	if elem := c.typeOf(source.JoinPointer(pointer, "items"), depth+1); elem != "" {
		return "[]" + elem
	}
	return ""
}

// mayBeNull reports whether an element is nullable, so that its Go type is an
// Opt.
func mayBeNull(n *source.Node) bool {
	return n.Get("nullable") != nil || n.Get("type") != nil && n.Get("type").Kind == source.Array
}
