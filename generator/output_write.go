package generator

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
)

// change is one file to write or to remove.
type change struct {
	name     string
	old, new []byte // nil if the file does not exist before, or after
}

// changes compares the folder dir with the output and returns the differences,
// sorted by name.
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
			refused = append(refused, notOurs(path, "a folder has the name of an output file"))
		case err != nil:
			return nil, err
		case bytes.Equal(withLF(old), withLF(f.Content)):
		case !o.owns(old):
			refused = append(refused, notOurs(path, "the file was not written by this generator: it lacks the comment `"+strings.TrimSpace(o.header)+"`"))
		default:
			changes = append(changes, change{f.Name, old, f.Content})
		}
	}
	if len(refused) > 0 {
		slices.SortFunc(refused, func(a, b Diagnostic) int { return strings.Compare(a.File, b.File) })
		return nil, refused
	}
	if o.removeStale {
		stale, err := o.stale(dir, generated)
		if err != nil {
			return nil, err
		}
		changes = append(changes, stale...)
	}
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.name, b.name) })
	return changes, nil
}

// withLF returns content with LF for each CRLF, which git writes with
// core.autocrlf.
func withLF(content []byte) []byte { return bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")) }

func notOurs(path, message string) Diagnostic {
	return public(diag.Diagnostic{
		Code: diag.OutputNotOurs, File: path, Message: message,
		Hint: "move or remove it, or write another path in `out`",
	})
}

// stale returns the files of earlier runs that are no longer generated.
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

// apply writes all new content into temporary files before the first rename, so
// that a full disk or a read-only folder changes nothing.
func apply(dir string, changes []change) (err error) {
	if len(changes) == 0 {
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	staged := make([]string, len(changes)) // paths of temporary files; "" for removals
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

// stage writes new content into a temporary file in dir. Go tools ignore it,
// because its name begins with a dot.
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
