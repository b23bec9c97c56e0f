// Package spec loads a document and gives access to it by cursors, which keep the positions,
// the declared order and the exact numbers that kin-openapi's objects do not have.
//
// Cursors walk the tree that package repair makes of a document. kin-openapi then validates
// the same tree.
package spec

import (
	"context"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

// Input is the document to load. Data is read from Path if it is nil; Path also names the
// document in diagnostics and is the base of relative references.
type Input struct {
	Path     string
	Data     []byte
	Overlays []string // paths of overlays
}

// Document is a loaded document. [Document.Cursor] returns its root.
type Document struct {
	*repair.Set
	targets map[Place]bool // see IsTarget
}

// Load reads, repairs, resolves and validates a document. It returns nil if the document
// cannot be used; ds then has an error.
func Load(ctx context.Context, in Input, ds *diag.List) *Document {
	set := repair.Load(in.Path, in.Data, in.Overlays, ds)
	if set == nil {
		return nil
	}
	doc := &Document{Set: set}
	doc.validate(ctx, ds)
	return doc
}
