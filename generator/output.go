package generator

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/peergen/peergen/generator/internal/emit"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// Output is a generated package in memory.
type Output struct {
	Files      []File
	Operations int // number of operations of the document
	Types      int // number of Go types made from schemas
	Schemas    []Schema
	Lock       string // what to pass as Options.Lock the next time; empty if the output has none

	lockFile    string            // path to write Lock to, or ""
	earlier     string            // the text of the lock that the run has read, which Lock replaces
	sum         []byte            // what to write next to it, if there are files
	inputs      map[string]string // hashes of the files that were read, by path; "" for one that cannot be read
	header      string            // begins a line above the package clause of files that may be replaced
	removeStale bool              // remove files with the header that are no longer generated

	api   *ir.API // for Bindings; nil for other outputs
	names *naming.Names
}

// File is one generated file.
type File struct {
	Name    string // base name
	Content []byte
}

// Schema is a schema of the document that has a named Go type.
type Schema struct {
	Pointer string // JSON Pointer into the document: "/components/schemas/Pet"
	GoType  string // name of the type
	Union   string // name of the sealed interface that GoType is, or is an alias of; else ""
}

func newOutput(api *ir.API, names *naming.Names, files []emit.File) *Output {
	out := newFolder()
	out.Operations, out.Types, out.api, out.names = len(api.Operations), len(api.Decls), api, names
	for _, f := range files {
		out.Files = append(out.Files, File(f))
	}
	for _, d := range api.Decls {
		if d.Owner != nil && d.Owner.Doc.From == d.Doc.From {
			continue // the schema has several types; the owner is its main one
		}
		out.Schemas = append(out.Schemas, Schema{Pointer: d.Doc.From, GoType: names.Type(d), Union: unionName(names, d)})
	}
	return out
}

// unionName returns [Schema.Union] for a declaration.
func unionName(names *naming.Names, d *ir.Decl) string {
	ref, ok := ir.Underlying(ir.Value{Type: ir.Ref{Decl: d}}).Type.(ir.Ref)
	if !ok || ref.Decl == nil {
		return ""
	}
	if _, ok := ref.Decl.Body.(*ir.Union); !ok {
		return ""
	}
	return names.Type(ref.Decl)
}

// Result counts the files of the package in one [Output.Write], without the lock.
type Result struct {
	Written, Unchanged, Removed int
}

// Write writes the lock to Options.LockFile, the output into the folder dir, and
// PACKAGE.sum next to the lock, and removes files of earlier runs that are no longer
// generated. It does not touch files that are up to date; line endings may differ, so
// that a checkout with CRLF is up to date. If a file that was not generated has the name
// of an output file, or the lock is not the one in Options.Lock, Write changes nothing
// and returns [Diagnostics]. Each file is replaced atomically.
func (o *Output) Write(dir string) (Result, error) {
	results, err := WriteAll([]FolderOutput{{dir, o}})
	if err != nil {
		return Result{}, err
	}
	return results[0], nil
}

// FolderOutput is an output, and the folder to write it into.
type FolderOutput struct {
	Dir    string
	Output *Output
}

// WriteAll is [Output.Write] for several outputs. If one of them cannot be
// written, it changes none of the folders. It returns one result for each output.
func WriteAll(outputs []FolderOutput) ([]Result, error) {
	folders := make([][]change, len(outputs))
	var refused Diagnostics
	for i, f := range outputs {
		changes, err := f.Output.changes(f.Dir)
		if ds := (Diagnostics)(nil); errors.As(err, &ds) {
			refused = append(refused, ds...)
			continue
		}
		if err != nil {
			return nil, err
		}
		folders[i] = changes
	}
	if len(refused) > 0 {
		return nil, refused
	}
	all := slices.Concat(folders...)
	slices.SortStableFunc(all, func(a, b change) int { return cmp.Compare(a.turn, b.turn) })
	if err := apply(all); err != nil {
		return nil, err
	}
	results := make([]Result, len(outputs))
	for i, f := range outputs {
		for _, c := range folders[i] {
			switch {
			case c.turn != ofFile:
			case c.new != nil:
				results[i].Written++
			default:
				results[i].Removed++
			}
		}
		results[i].Unchanged = len(f.Output.Files) - results[i].Written
	}
	return results, nil
}

// Diff returns the changes that Write would make as a unified diff, that of the hashes in
// PACKAGE.sum only if there are no others, or "" without changes. Its paths start with dir; a missing file is
// /dev/null. It returns the same errors as Write.
func (o *Output) Diff(dir string) (string, error) {
	changes, err := o.changes(dir)
	if err != nil {
		return "", err
	}
	var diff strings.Builder
	for _, c := range changes {
		if c.path == sumPath(o.lockFile) && len(changes) > 1 {
			continue
		}
		path := filepath.ToSlash(c.path)
		from, to := path, path
		if c.old == nil {
			from = "/dev/null"
		}
		if c.new == nil {
			to = "/dev/null"
		}
		diff.WriteString(udiff.Unified(from, to, string(withLF(c.old)), string(withLF(c.new))))
	}
	return diff.String(), nil
}
