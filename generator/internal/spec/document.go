// Package spec loads a document: bytes in, a resolved kin-openapi document and
// the positions and declared order that kin-openapi does not keep out.
//
// Real documents are not what decoders expect. So the tree of each file is
// copied and mended before kin-openapi sees it: converted if it is Swagger 2.0,
// each value brought to the kind that is due, each reference to a form that
// kin-openapi can follow. Cursors walk the mended tree, whose nodes have the
// positions of the document as it was written.
//
// Swagger is converted here and not by kin-openapi's openapi2conv, because that
// yields objects without order and positions, which Cursors need; it serves as
// an oracle in the tests.
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
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// Input is the document to load. Data is read from Path when nil; Path also
// names the document in diagnostics and is what relative references start from.
type Input struct {
	Path string
	Data []byte
}

// Document is a loaded document. Cursors walk it, from [Document.Cursor] on.
type Document struct {
	Root *source.File // the repaired tree
	Hash string       // hex SHA-256 of the bytes of all files, in the order of their paths

	files  map[string]*source.File // by cleaned path
	mended map[string]bool         // pointers into Root of what is reported already
}

// Load reads, mends, resolves and validates. It answers nil when the document
// cannot be used; ds then holds an error.
func Load(ctx context.Context, in Input, ds *diag.List) *Document {
	doc := &Document{files: map[string]*source.File{}, mended: map[string]bool{}}
	if doc.Root = doc.read(in.Path, in.Data, ds); doc.Root == nil || !usable(doc.Root, ds) {
		return nil
	}
	doc.mend(ds)
	doc.validate(ctx, ds)
	doc.Hash = doc.hash()
	return doc
}

// read parses one file of the document set and keeps it, with a tree that may
// be mended: converted if it is Swagger's.
func (d *Document) read(path string, data []byte, ds *diag.List) *source.File {
	if data == nil {
		var err error
		if data, err = os.ReadFile(path); err != nil {
			ds.Add(diag.Diagnostic{Code: diag.FileNotFound, File: path, Message: fileError(err), Hint: "paths of gen.yaml are relative to its folder"})
			return nil
		}
	}
	file, err := source.Parse(path, data)
	if err != nil {
		var syntax *source.SyntaxError
		if !errors.As(err, &syntax) {
			panic(fmt.Sprintf("spec: source.Parse answered %T", err))
		}
		ds.Add(diag.Diagnostic{Code: diag.Syntax, File: path, Line: syntax.Line, Column: syntax.Column, Message: syntax.Message})
		return nil
	}
	if !file.JSON { // only YAML has values in several places
		file = file.With(file.Root.Clone())
	}
	correctVersion(file, ds)
	if strings.HasPrefix(swaggerVersion(file), "2") && !file.Root.Has("openapi") {
		file = file.With(convertSwagger(file.Root))
	}
	d.files[filepath.Clean(path)] = file
	return file
}

// fileError is the cause without the path, which the diagnostic carries.
func fileError(err error) string {
	var pathErr *os.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// Mentions reports whether a text is anywhere in the files of the document.
func (d *Document) Mentions(text string) bool {
	for _, f := range d.files {
		if bytes.Contains(f.Data, []byte(text)) {
			return true
		}
	}
	return false
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
		h.Write(bytes.ReplaceAll(f.Data, []byte("\r\n"), []byte("\n")))
	}
	return hex.EncodeToString(h.Sum(nil))
}
