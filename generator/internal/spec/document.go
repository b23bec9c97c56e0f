// Package spec loads a document: bytes in, a resolved kin-openapi document and
// the positions and declared order that kin-openapi does not keep out.
package spec

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// Input is the document to load. Data is read from Path when nil; Path also
// names the document in diagnostics and is what relative references start from.
type Input struct {
	Path string
	Data []byte
}

// Document is a loaded document: T is resolved, Root is its text.
type Document struct {
	T    *openapi3.T
	Root *source.File
	Hash string // hex SHA-256 of the bytes of all files, in the order of their paths

	files map[string]*source.File // by cleaned path
}

// Load reads, resolves and validates. It answers nil when the document cannot
// be used; ds then holds an error.
func Load(ctx context.Context, in Input, ds *diag.List) *Document {
	doc := &Document{files: map[string]*source.File{}}
	if doc.Root = doc.read(in.Path, in.Data, ds); doc.Root == nil {
		return nil
	}
	if !usable(doc.Root, ds) || !doc.checkRefs(ds) {
		return nil
	}
	t, err := doc.loadKin(ctx)
	if err != nil {
		ds.Add(diag.Diagnostic{
			Code: "cannot-load", File: in.Path, Line: 1, Column: 1, Message: err.Error(),
			Hint: "the document is not shaped as OpenAPI wants; the message names the member that is not",
		})
		return nil
	}
	doc.T = t
	doc.validate(ctx, ds)
	doc.Hash = doc.hash()
	return doc
}

// read parses one file of the document set and keeps it.
func (d *Document) read(path string, data []byte, ds *diag.List) *source.File {
	if data == nil {
		var err error
		if data, err = os.ReadFile(path); err != nil {
			ds.Add(diag.Diagnostic{Code: "file-not-found", File: path, Message: fileError(err), Hint: "paths of gen.yaml are relative to its folder"})
			return nil
		}
	}
	file, err := source.Parse(path, data)
	if err != nil {
		var syntax *source.SyntaxError
		if !errors.As(err, &syntax) {
			panic(fmt.Sprintf("spec: source.Parse answered %T", err))
		}
		ds.Add(diag.Diagnostic{Code: "syntax", File: path, Line: syntax.Line, Column: syntax.Column, Message: syntax.Message})
		return nil
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

// loadKin hands kin-openapi the very trees that positions are taken from, as
// JSON: so that both agree on aliases, merge keys and duplicate members.
func (d *Document) loadKin(ctx context.Context) (*openapi3.T, error) {
	loader := openapi3.NewLoader()
	loader.Context = ctx
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, uri *url.URL) ([]byte, error) {
		file := d.files[filepath.Clean(filepath.FromSlash(uri.Path))]
		if uri.Scheme != "" || file == nil {
			return nil, fmt.Errorf("%s is not part of the document", uri)
		}
		return file.Root.JSON(), nil
	}
	return loader.LoadFromURI(&url.URL{Path: filepath.ToSlash(d.Root.Path)})
}

func (d *Document) hash() string {
	files := make([]*source.File, 0, len(d.files))
	for _, f := range d.files {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *source.File) int { return cmp.Compare(a.Path, b.Path) })
	h := sha256.New()
	for _, f := range files {
		h.Write(f.Data)
	}
	return hex.EncodeToString(h.Sum(nil))
}
