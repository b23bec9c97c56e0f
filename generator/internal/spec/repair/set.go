// Package repair brings the trees of a document to the form that OpenAPI 3 requires.
//
// Real documents break the rules of OpenAPI. So Load copies the tree of each file and changes
// it: it converts Swagger 2.0 to OpenAPI 3.0, brings each value to the type that OpenAPI
// expects at its place, and writes each reference in a form that kin-openapi can resolve.
// The nodes of the changed tree have the positions of the original document.
//
// objects.go is the table of OpenAPI's objects; repair.go walks a document along it. The
// files reference* resolve references; the others are named after the object or keyword
// that they repair.
//
// Swagger is converted here and not by kin-openapi's openapi2conv, which returns objects
// without order and positions. The tests compare the two conversions.
package repair

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec/overlay"
)

// Set is a document with the files that it refers to, all repaired.
type Set struct {
	Root     *source.File
	ByPath   map[string]*source.File // all files, Root too, by cleaned path
	Repaired map[string]bool         // pointers into Root of values with a finding
	// Objects whose reference cannot be resolved, and lists that have lost such an object.
	Unresolved map[*source.Node]bool
	Inputs     map[string][]byte // content of all files that were read, by path; nil for a file that cannot be read
}

// Load reads a document and the files that it refers to, and repairs them. Data is read from
// path if it is nil. Overlays, by path, are applied to it first. It returns nil if the document cannot be used; ds then has an error.
func Load(path string, data []byte, overlays []string, ds *diag.List) *Set {
	s := &Set{ByPath: map[string]*source.File{}, Repaired: map[string]bool{}, Unresolved: map[*source.Node]bool{}, Inputs: map[string][]byte{}}
	if s.Root = s.read(path, data, overlays, ds); s.Root == nil || !usable(s.Root, ds) {
		return nil
	}
	s.repair(ds)
	return s
}

// Overlaid returns a document with overlays applied to it, and nothing else changed. It returns
// nil if one of the files cannot be used; ds then has an error.
func Overlaid(path string, data []byte, overlays []string, ds *diag.List) *source.File {
	s := &Set{Inputs: map[string][]byte{}}
	file := s.parse(path, data, ds)
	if file == nil || len(overlays) == 0 {
		return file
	}
	return s.overlay(file, overlays, ds)
}

// read parses one file of the document set and adds it, converted to OpenAPI 3.0 if it is
// Swagger 2.0. Overlays are applied before. Its tree may be changed.
func (s *Set) read(path string, data []byte, overlays []string, ds *diag.List) *source.File {
	file := s.parse(path, data, ds)
	if file == nil {
		return nil
	}
	switch {
	case len(overlays) > 0:
		if file = s.overlay(file, overlays, ds); file == nil {
			return nil
		}
	case !file.JSON: // an alias of YAML shares a node between several places
		file = file.With(file.Root.Clone())
	}
	correctVersion(file, ds)
	if versionOf(file.Root.Get("swagger")).major == 2 && !file.Root.Has("openapi") {
		file = file.With(convertSwagger(file.Root))
	}
	s.ByPath[filepath.Clean(path)] = file
	return file
}

// overlay applies overlays to the document. It returns nil if one of them cannot be used.
func (s *Set) overlay(file *source.File, paths []string, ds *diag.List) *source.File {
	var overlays []*source.File
	for _, path := range paths {
		if parsed := s.parse(path, nil, ds); parsed != nil {
			overlays = append(overlays, parsed)
		}
	}
	if len(overlays) < len(paths) {
		return nil
	}
	if file = overlay.Apply(file, overlays, ds); ds.HasErrors() {
		return nil
	}
	return file
}

// parse reads and parses a file.
func (s *Set) parse(path string, data []byte, ds *diag.List) *source.File {
	if data == nil && IsURL(path) {
		ds.Add(diag.Diagnostic{Code: diag.FileNotFound, File: path, Message: "the document is a URL: documents are read from files only", Hint: Download(path)})
		return nil
	}
	if data == nil {
		open := readReferred
		if s.Root == nil {
			open = ReadFile
		}
		var err error
		if data, err = open(path); err != nil {
			s.Inputs[path] = nil
			ds.Add(diag.Diagnostic{Code: diag.FileNotFound, File: path, Message: fileError(err), Hint: "check the path"})
			return nil
		}
	}
	s.Inputs[path] = data
	file, err := source.Parse(path, data)
	if err != nil {
		var all source.SyntaxErrors
		if !errors.As(err, &all) {
			panic(fmt.Sprintf("repair: source.Parse returned %T", err))
		}
		for _, e := range all {
			ds.Add(diag.Diagnostic{Code: diag.Syntax, File: path, Line: e.Line, Column: e.Column, Message: e.Message})
		}
		return nil
	}
	if file.NextLine > 0 {
		ds.Add(diag.Diagnostic{
			Code: diag.InvalidDocument, File: path, Line: file.NextLine, Column: 1,
			Message: "a second YAML document begins here: it is ignored", Hint: "write it into another file",
		})
	}
	return file
}

// fileError returns the cause without the path, which the diagnostic has already.
func fileError(err error) string {
	if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		return pathErr.Err.Error()
	}
	return err.Error()
}
