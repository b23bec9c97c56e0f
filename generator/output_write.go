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

// folderChanges are the changes of one folder.
type folderChanges struct {
	dir     string
	changes []change
}

// apply writes all new content into temporary files before the first rename, so
// that a full disk or a read-only folder changes nothing. Folders that it has
// created for them remain.
func apply(folders ...folderChanges) (err error) {
	staged := map[string]string{} // temporary files by the path that each is renamed to
	defer func() {
		for _, temp := range staged {
			err = errors.Join(err, os.Remove(temp))
		}
	}()
	for _, f := range folders {
		if len(f.changes) == 0 {
			continue
		}
		if err := os.MkdirAll(f.dir, 0o755); err != nil {
			return err
		}
		for _, c := range f.changes {
			if c.new == nil {
				continue
			}
			temp, err := stage(f.dir, c)
			if err != nil {
				return err
			}
			staged[filepath.Join(f.dir, c.name)] = temp
		}
	}
	for _, f := range folders {
		for _, c := range f.changes {
			path := filepath.Join(f.dir, c.name)
			if c.new == nil {
				err = os.Remove(path)
			} else if err = os.Rename(staged[path], path); err == nil {
				delete(staged, path)
			}
			if err != nil {
				return err
			}
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
