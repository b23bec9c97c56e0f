package rules

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	"slices"
)

func (c *checker) example(cur spec.Cursor) {
	if slices.ContainsFunc([]string{"value", "externalValue", "dataValue", "serializedValue"}, cur.Has) {
		c.exclude(cur, "value", "externalValue")
		return
	}
	c.violation(cur, "the example has neither value nor externalValue", "write value: ...")
}

// mediaType checks the examples of JSON. Those of other media types are texts.
func (c *checker) mediaType(cur spec.Cursor) {
	c.exclude(cur, "example", "examples")
	tokens := source.SplitPointer(cur.Pointer())
	if len(tokens) == 0 || mediatype.FormatOf(tokens[len(tokens)-1]) != ir.JSON {
		return
	}
	c.examples(cur, func(spec.Cursor) bool { return true })
}

// valueExamples checks the examples of a parameter or header. A text can be the value of an
// array or object as it is in a request.
func (c *checker) valueExamples(cur spec.Cursor) {
	c.exclude(cur, "example", "examples")
	c.examples(cur, func(value spec.Cursor) bool {
		_, isText := value.Node.Str()
		return !isText || !c.isNested(cur.Child("schema"))
	})
}

// isNested reports whether a schema allows arrays or objects, or may.
func (c *checker) isNested(schema spec.Cursor) bool {
	schema = c.doc.Follow(schema)
	types := typesOf(schema)
	for _, kind := range types {
		if kind == "array" || kind == "object" {
			return true
		}
	}
	return len(types) == 0
}

// examples checks the examples next to a schema that a condition includes.
func (c *checker) examples(cur spec.Cursor, included func(value spec.Cursor) bool) {
	schema := cur.Child("schema")
	if schema.Node == nil {
		return
	}
	check := func(value spec.Cursor) {
		if value.Node != nil && included(value) {
			c.value(value, schema, "the example")
		}
	}
	check(cur.Child("example"))
	for _, example := range cur.Child("examples").AllMembers() {
		check(c.doc.Follow(example).Child("value"))
	}
}
