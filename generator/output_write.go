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
	"github.com/peergen/peergen/generator/internal/lock"
)

// change is one file to write or to remove.
type change struct {
	path     string
	old, new []byte // nil if the file does not exist before, or after
	turn     turn
}

// turn is when a file is written: first all locks, which are valid without the output that
// they lead to, and last the sums.
type turn int

const (
	ofLock turn = iota - 1
	ofFile
	ofSum
)

// changes compares the folder dir, the lock and the sum with the output and returns the
// differences, sorted by path, those of the lock and the sum last.
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
			changes = append(changes, change{path: path, new: f.Content})
		case statErr == nil && info.IsDir():
			refused = append(refused, notOurs(path, "a folder has the name of an output file", "out"))
		case err != nil:
			return nil, err
		case bytes.Equal(withLF(old), withLF(f.Content)):
		case !o.owns(old):
			refused = append(refused, notOurs(path, "the file was not written by this generator: it lacks the comment `"+strings.TrimSpace(o.header)+"`", "out"))
		default:
			changes = append(changes, change{path: path, old: old, new: f.Content})
		}
	}
	records, err := o.recordChanges()
	if ds := (Diagnostics)(nil); errors.As(err, &ds) {
		refused = append(refused, ds...)
	} else if err != nil {
		return nil, err
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
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.path, b.path) })
	return append(changes, records...), nil
}

// recordChanges compares the lock and the sum with their files.
func (o *Output) recordChanges() ([]change, error) {
	if o.lockFile == "" {
		return nil, nil
	}
	var changes []change
	var refused Diagnostics
	for _, record := range []struct {
		path   string
		now    []byte
		isOurs func([]byte) bool
		kind   string
		turn   turn
	}{{o.lockFile, []byte(o.Lock), lock.IsLock, "lock", ofLock}, {sumPath(o.lockFile), o.sum, isSum, "sum", ofSum}} {
		if record.now == nil {
			continue
		}
		switch old, err := os.ReadFile(record.path); {
		case errors.Is(err, fs.ErrNotExist):
			changes = append(changes, change{path: record.path, new: record.now, turn: record.turn})
		case err != nil:
			return nil, err
		case bytes.Equal(withLF(old), record.now):
		case !record.isOurs(old):
			refused = append(refused, notOurs(record.path, "the file does not begin with `peergen "+record.kind+"`", "lock"))
		case record.turn == ofLock && !bytes.Equal(withLF(old), withLF([]byte(o.earlier))):
			refused = append(refused, public(diag.Diagnostic{
				Code: diag.InvalidLock, File: record.path, Message: "the lock is not the one that the output was generated with",
				Hint: "generate again with the text of the file in Options.Lock, as Target.Generate does",
			}))
		default:
			changes = append(changes, change{path: record.path, old: old, new: record.now, turn: record.turn})
		}
	}
	if len(refused) > 0 {
		return nil, refused
	}
	return changes, nil
}

// withLF returns content with LF for each CRLF, which git writes with
// core.autocrlf.
func withLF(content []byte) []byte { return bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")) }

// notOurs returns a finding about a file that would be replaced, and the key of gen.yaml
// that chooses another.
func notOurs(path, message, key string) Diagnostic {
	return public(diag.Diagnostic{
		Code: diag.OutputNotOurs, File: path, Message: message,
		Hint: "move or remove it, or write another path in `" + key + "`",
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
		path := filepath.Join(dir, entry.Name())
		old, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if o.owns(old) {
			stale = append(stale, change{path: path, old: old})
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
// that a full disk or a read-only folder changes nothing. Folders that it has
// created for them remain.
func apply(changes []change) (err error) {
	staged := map[string]string{} // temporary files by the path that each is renamed to
	defer func() {
		for _, temp := range staged {
			err = errors.Join(err, os.Remove(temp))
		}
	}()
	for _, c := range changes {
		if c.new == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(c.path), 0o755); err != nil {
			return err
		}
		temp, err := stage(c)
		if err != nil {
			return err
		}
		staged[c.path] = temp
	}
	for _, c := range changes {
		if c.new == nil {
			err = os.Remove(c.path)
		} else if err = os.Rename(staged[c.path], c.path); err == nil {
			delete(staged, c.path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// stage writes new content into a temporary file in the same folder. Go tools ignore
// it, because its name begins with a dot.
func stage(c change) (temp string, err error) {
	dir, name := filepath.Split(c.path)
	f, err := os.CreateTemp(filepath.Clean(dir), "."+name+".*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(c.new)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}
