// Package spec loads a document and gives access to it by cursors, which keep the positions,
// the declared order and the exact numbers that kin-openapi's objects do not have.
//
// Real documents break the rules of OpenAPI. So Load copies the tree of each file and repairs
// it: it converts Swagger 2.0 to OpenAPI 3.0, brings each value to the type that OpenAPI
// expects at its place, and writes each reference in a form that kin-openapi can resolve.
// Cursors walk the repaired tree, whose nodes have the positions of the original document.
// kin-openapi then validates the same tree.
//
// Swagger is converted here and not by kin-openapi's openapi2conv, which returns objects
// without order and positions. The tests compare the two conversions.
package spec

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// Input is the document to load. Data is read from Path if it is nil; Path also names the
// document in diagnostics and is the base of relative references.
type Input struct {
	Path string
	Data []byte
}

// Document is a loaded document. [Document.Cursor] returns its root.
type Document struct {
	Root *source.File // the repaired tree
	Hash string       // hex SHA-256 of the bytes of all files, in the order of their paths

	files    map[string]*source.File // by cleaned path
	repaired map[string]bool         // pointers into Root of values with a finding
}

// Load reads, repairs, resolves and validates a document. It returns nil if the document
// cannot be used; ds then has an error.
func Load(ctx context.Context, in Input, ds *diag.List) *Document {
	doc := &Document{files: map[string]*source.File{}, repaired: map[string]bool{}}
	if doc.Root = doc.read(in.Path, in.Data, ds); doc.Root == nil || !usable(doc.Root, ds) {
		return nil
	}
	doc.repair(ds)
	doc.validate(ctx, ds)
	doc.Hash = doc.hash()
	return doc
}

// read parses one file of the document set and adds it, converted to OpenAPI 3.0 if it is
// Swagger 2.0. Its tree may be changed.
func (d *Document) read(path string, data []byte, ds *diag.List) *source.File {
	if data == nil {
		var err error
		if data, err = os.ReadFile(path); err != nil {
			ds.Add(diag.Diagnostic{Code: diag.FileNotFound, File: path, Message: fileError(err), Hint: "check the path"})
			return nil
		}
	}
	file, err := source.Parse(path, data)
	if err != nil {
		var all source.SyntaxErrors
		if !errors.As(err, &all) {
			panic(fmt.Sprintf("spec: source.Parse returned %T", err))
		}
		for _, e := range all {
			ds.Add(diag.Diagnostic{Code: diag.Syntax, File: path, Line: e.Line, Column: e.Column, Message: e.Message})
		}
		return nil
	}
	if !file.JSON { // an alias of YAML shares a node between several places
		file = file.With(file.Root.Clone())
	}
	correctVersion(file, ds)
	if versionOf(file.Root.Get("swagger")).major == 2 && !file.Root.Has("openapi") {
		file = file.With(convertSwagger(file.Root))
	}
	d.files[filepath.Clean(path)] = file
	return file
}

// fileError returns the cause without the path, which the diagnostic has already.
func fileError(err error) string {
	if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// hash returns the SHA-256 of the files. It does not depend on whether their lines
// end in LF or CRLF, which git may change in a checkout.
func (d *Document) hash() string {
	files := make([]*source.File, 0, len(d.files))
	for _, f := range d.files {
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
