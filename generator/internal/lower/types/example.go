package types

import (
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Limits of the examples that are kept of one place.
const (
	maxExamples    = 3
	maxExampleText = 4096 // bytes
)

// Examples are the examples of schemas that describe one value, as JSON.
func (b *Builder) Examples(schemas ...spec.Cursor) (out []string) {
	for _, cur := range b.ExampleCursors(schemas...) {
		out = addExample(out, cur)
	}
	return out
}

// ExampleCursors are the examples of schemas that describe one value.
func (b *Builder) ExampleCursors(schemas ...spec.Cursor) []spec.Cursor {
	var v schema.Intersection
	for _, cur := range schemas {
		v = append(v, b.Schemas.Intersection(cur)...)
	}
	out := v.With("example")
	for _, list := range v.With("examples") {
		out = append(out, list.Elements()...)
	}
	return out
}

// NamedExamples are the examples of a parameter or a media type.
func (b *Builder) NamedExamples(of spec.Cursor) (out []string) {
	out = addExample(out, of.Child("example"))
	for _, cur := range of.Child("examples").AllMembers() {
		out = addExample(out, b.Doc.Follow(cur).Child("value"))
	}
	return out
}

// addExample adds an example, unless it is long or there are enough.
func addExample(list []string, cur spec.Cursor) []string {
	if cur.Node == nil || len(list) == maxExamples {
		return list
	}
	if text := cur.JSON(); len(text) <= maxExampleText {
		list = append(list, text)
	}
	return list
}
