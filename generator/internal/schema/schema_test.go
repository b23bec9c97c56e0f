package schema

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

// parse is a cursor on the root of a text, which is one schema.
func parse(t *testing.T, text string) spec.Cursor {
	t.Helper()
	cur, _ := read(t, text)
	return cur
}

// read is a cursor on the root of a document, and a reader of its schemas.
func read(t *testing.T, text string) (spec.Cursor, *Reader) {
	t.Helper()
	file, err := source.Parse("test.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	doc := &spec.Document{Set: &repair.Set{Root: file}}
	return doc.Cursor(), New(doc)
}
