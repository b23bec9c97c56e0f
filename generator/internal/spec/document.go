// Package spec loads a document and gives access to it by cursors, which keep the positions,
// the declared order and the exact numbers that kin-openapi's objects do not have.
//
// Cursors walk the tree that package repair makes of a document. kin-openapi then validates
// the same tree.
package spec

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

// Input is the document to load. Data is read from Path if it is nil; Path also names the
// document in diagnostics and is the base of relative references.
type Input struct {
	Path string
	Data []byte
}

// Document is a loaded document. [Document.Cursor] returns its root.
type Document struct {
	*repair.Set
	Hash string // hex SHA-256 of the bytes of all files, in the order of their paths
}

// Load reads, repairs, resolves and validates a document. It returns nil if the document
// cannot be used; ds then has an error.
func Load(ctx context.Context, in Input, ds *diag.List) *Document {
	set := repair.Load(in.Path, in.Data, ds)
	if set == nil {
		return nil
	}
	doc := &Document{Set: set}
	doc.validate(ctx, ds)
	doc.Hash = doc.hash()
	return doc
}

// hash returns the SHA-256 of the files. It does not depend on whether their lines
// end in LF or CRLF, which git may change in a checkout.
func (d *Document) hash() string {
	files := make([]*source.File, 0, len(d.ByPath))
	for _, f := range d.ByPath {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *source.File) int { return cmp.Compare(a.Path, b.Path) })
	h := sha256.New()
	for _, f := range files {
		data := f.Data
		if bytes.Contains(data, []byte("\r\n")) {
			data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		}
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}
