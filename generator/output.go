package generator

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/peergen/peergen/generator/internal/diag"
)

// File is one generated file; Name is its base name.
type File struct {
	Name    string
	Content []byte
}

// Output is a generated package, not yet written.
type Output struct {
	Files      []File
	Operations int // of the document
	Types      int // that its schemas became
	Schemas    []Schema

	header string // begins a line above the package clause of files that may be replaced
	sweep  bool   // remove files with the header that are no longer generated
}

// Schema is a schema of the document that has a Go type of its own.
type Schema struct {
	Pointer string // JSON pointer into the document: "/components/schemas/Pet"
	GoType  string // name of the declaration
	Union   string // name of the sealed interface that GoType is, or is an alias of; else ""
}

// Result counts the files of an output folder that were written, were as they
// should be, and were removed.
type Result struct {
	Written, Unchanged, Removed int
}

// Write makes dir hold the output. It removes files of earlier runs that are no
// longer generated, and leaves every other file alone: when one that is not
// ours stands where a file is to be written, the error is [Diagnostics], and
// nothing at all is written. Files whose content is right are not touched.
// Each file is complete at any moment, the old or the new one.
func (o *Output) Write(dir string) (Result, error) {
	changes, err := o.changes(dir)
	if err != nil {
		return Result{}, err
	}
	if err := apply(dir, changes); err != nil {
		return Result{}, err
	}
	var res Result
	for _, c := range changes {
		if c.new != nil {
			res.Written++
		} else {
			res.Removed++
		}
	}
	res.Unchanged = len(o.Files) - res.Written
	return res, nil
}

// Diff returns what Write would do to dir as a unified diff, "" if nothing. The
// paths in it start with dir; a file that is not there is /dev/null. The error
// is that of Write.
func (o *Output) Diff(dir string) (string, error) {
	changes, err := o.changes(dir)
	if err != nil {
		return "", err
	}
	var diff strings.Builder
	for _, c := range changes {
		path := filepath.ToSlash(filepath.Join(dir, c.name))
		from, to := path, path
		if c.old == nil {
			from = "/dev/null"
		}
		if c.new == nil {
			to = "/dev/null"
		}
		diff.WriteString(udiff.Unified(from, to, string(c.old), string(c.new)))
	}
	return diff.String(), nil
}

// change is one file to write or to remove.
type change struct {
	name     string
	old, new []byte // nil for a file that is not there, or shall not be
}

// changes compares dir with the output, file by file, in order of their names.
func (o *Output) changes(dir string) ([]change, error) {
	var changes []change
	var refused Diagnostics
	generated := map[string]bool{}
	for _, f := range o.Files {
		generated[f.Name] = true
		path := filepath.Join(dir, f.Name)
		old, err := os.ReadFile(path)
		switch info, statErr := os.Stat(path); {
		case errors.Is(err, fs.ErrNotExist):
			changes = append(changes, change{f.Name, nil, f.Content})
		case statErr == nil && info.IsDir():
			refused = append(refused, inTheWay(path, "there is a folder where a file is to be written"))
		case err != nil:
			return nil, err
		case bytes.Equal(old, f.Content):
		case !o.owns(old):
			refused = append(refused, inTheWay(path, "the file was not written by this generator: it does not say `"+strings.TrimSpace(o.header)+"`"))
		default:
			changes = append(changes, change{f.Name, old, f.Content})
		}
	}
	if len(refused) > 0 {
		slices.SortFunc(refused, func(a, b Diagnostic) int { return strings.Compare(a.File, b.File) })
		return nil, refused
	}
	if o.sweep {
		stale, err := o.stale(dir, generated)
		if err != nil {
			return nil, err
		}
		changes = append(changes, stale...)
	}
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.name, b.name) })
	return changes, nil
}

func inTheWay(path, message string) Diagnostic {
	return Diagnostic{Code: diag.OutputNotOurs, File: path, Message: message, Hint: "move it out of the way, or choose another output"}
}

// stale finds the files of earlier runs that are not among the generated.
func (o *Output) stale(dir string, generated map[string]bool) ([]change, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var stale []change
	for _, entry := range entries {
		if generated[entry.Name()] || filepath.Ext(entry.Name()) != ".go" || !entry.Type().IsRegular() {
			continue
		}
		old, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			return nil, err
		}
		if o.owns(old) {
			stale = append(stale, change{entry.Name(), old, nil})
		}
	}
	return stale, nil
}

// owns reports whether a file has the header above its package clause.
func (o *Output) owns(content []byte) bool {
	for line := range bytes.Lines(content) {
		if bytes.HasPrefix(line, []byte(o.header)) {
			return true
		}
		if bytes.HasPrefix(line, []byte("package ")) {
			return false
		}
	}
	return false
}

// apply stages all new content beside its target before the first rename, so
// that a full disk or a read-only folder changes nothing.
func apply(dir string, changes []change) (err error) {
	if len(changes) == 0 {
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	staged := make([]string, len(changes)) // temporary files, "" where there is none
	defer func() {
		for _, temp := range staged {
			if temp != "" {
				err = errors.Join(err, os.Remove(temp))
			}
		}
	}()
	for i, c := range changes {
		if c.new == nil {
			continue
		}
		if staged[i], err = stage(dir, c); err != nil {
			return err
		}
	}
	for i, c := range changes {
		target := filepath.Join(dir, c.name)
		if c.new == nil {
			err = os.Remove(target)
		} else if err = os.Rename(staged[i], target); err == nil {
			staged[i] = ""
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// stage writes content into a temporary file of dir, which Go tools ignore for
// its leading dot.
func stage(dir string, c change) (temp string, err error) {
	f, err := os.CreateTemp(dir, "."+c.name+".*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(c.new)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}
