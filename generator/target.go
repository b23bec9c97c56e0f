package generator

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/emit"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/internal/shell"
)

// Generate renders the document of the target, as the function [Generate] does, with
// the lock in the file Options.LockFile. Without that file a new lock begins.
func (t Target) Generate(ctx context.Context) (*Output, []Diagnostic) {
	opt := t.Options
	if opt.LockFile == "" {
		out, ds := Generate(ctx, t.Input, opt)
		return out, t.placed(ds)
	}
	if other := t.otherPackage(); other != nil {
		return nil, other
	}
	var found []Diagnostic
	moved := false
	switch data, err := os.ReadFile(opt.LockFile); {
	case err == nil && len(data) == 0:
		opt.Lock = "\n" // not a lock, unlike a missing file
	case err == nil:
		opt.Lock = string(withLF(data))
		if lock.IsLock(data) && lock.IsBare(data) && !t.hasSum(data) {
			found = t.missingLock("a lock without names")
		}
	case errors.Is(err, fs.ErrNotExist):
		if opt.Lock = t.lockInFolder(); opt.Lock == "" {
			found = t.missingLock("no lock")
			break
		}
		inFolder := lockPath(t.Out, opt.Package)
		moved = true
		found = []Diagnostic{public(diag.Diagnostic{
			Code: diag.MissingLock, File: opt.LockFile,
			Message: "the lock begins with the names and types of " + inFolder + ", which was written without a gen.yaml and is unused now",
			Hint:    "`" + shell.Join("rm", inFolder, sumPath(inFolder)) + "` removes it; commit " + opt.LockFile,
		})}
	default:
		return nil, []Diagnostic{public(diag.Diagnostic{Code: diag.InvalidLock, File: opt.LockFile, Message: "the lock cannot be read: " + fileError(err)})}
	}
	out, ds := Generate(ctx, t.Input, opt)
	if out != nil && moved {
		out.earlier = "" // the file of the target does not exist
	}
	return out, append(found, t.placed(ds)...)
}

// lockInFolder returns the lock that an earlier run without a gen.yaml has left in the folder of
// the package, or "".
func (t Target) lockInFolder() string {
	path := lockPath(t.Out, t.Options.Package)
	data, err := os.ReadFile(path)
	if err != nil || !lock.IsLock(data) {
		return ""
	}
	ofFolder := t
	ofFolder.Options.LockFile = path
	if ofFolder.otherPackage() != nil {
		return ""
	}
	return string(withLF(data))
}

// StartingLock is the lock of a target at some time; empty if there was none.
type StartingLock struct{ text string }

// StartingLock returns the lock as it is now, for [Target.GenerateFrom].
func (t Target) StartingLock() StartingLock {
	data, err := os.ReadFile(t.Options.LockFile) // if it cannot be read, it cannot be replaced, which is reported
	if errors.Is(err, fs.ErrNotExist) {
		return StartingLock{t.lockInFolder()}
	}
	return StartingLock{string(withLF(data))}
}

// GenerateFrom is Generate with an earlier lock. The output replaces the lock that is there
// now, so that what came and went in between leaves no names in it.
func (t Target) GenerateFrom(ctx context.Context, start StartingLock) (*Output, []Diagnostic) {
	if t.Options.LockFile == "" {
		return t.Generate(ctx)
	}
	data, _ := os.ReadFile(t.Options.LockFile) // as above
	opt := t.Options
	opt.Lock = start.text
	out, ds := Generate(ctx, t.Input, opt)
	if out != nil {
		out.earlier = string(withLF(data))
	}
	return out, ds
}

// placed moves findings about files that cannot be opened to where a gen.yaml names them.
func (t Target) placed(ds []Diagnostic) []Diagnostic {
	for i, d := range ds {
		at, named := t.places[d.File]
		if d.Code != string(diag.FileNotFound) || d.Line > 0 || !named {
			continue
		}
		at.Code, at.Message, at.Hint = diag.FileNotFound, filepath.ToSlash(d.File)+" cannot be opened: "+d.Message, d.Hint
		if nearest := nearestFile(d.File, at.File); nearest != "" {
			at.Hint = "did you mean " + nearest + "?"
		}
		ds[i] = public(withExcerpts([]diag.Diagnostic{at}, Input{Path: at.File})[0])
	}
	return ds
}

// nearestFile returns the name of a file in the folder of path with a similar one, or "".
func nearestFile(path, except string) string {
	entries, _ := os.ReadDir(filepath.Dir(path)) // there is none in a folder that does not exist
	names := map[string]string{}                 // by name without extension
	for _, entry := range entries {
		if name := entry.Name(); name != filepath.Base(except) && !entry.IsDir() {
			names[strings.TrimSuffix(name, filepath.Ext(name))] = name
		}
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return names[diag.Nearest(stem, slices.Sorted(maps.Keys(names)))]
}

// otherPackage returns a finding if the lock is that of another package: by the
// PACKAGE.sum next to it, which has another document, and other files than the folder of
// the target.
func (t Target) otherPackage() []Diagnostic {
	text, err := os.ReadFile(sumPath(t.Options.LockFile))
	if err != nil {
		return nil
	}
	s := parseSum(text)
	if s == nil || t.sameOutputs(s) {
		return nil
	}
	if _, same := s.inputs[relativePath(filepath.Dir(t.Options.LockFile), t.Input.Path)]; same {
		return nil
	}
	return []Diagnostic{public(diag.Diagnostic{
		Code: diag.InvalidLock, File: t.Options.LockFile,
		Message: "the lock is that of a package of another document, by " + filepath.Base(sumPath(t.Options.LockFile)),
		Hint:    "write another path in `lock`; if the document of this package was renamed, remove " + filepath.Base(sumPath(t.Options.LockFile)),
	})}
}

// hasSum reports whether the last run has left this lock, by the PACKAGE.sum next to it.
func (t Target) hasSum(data []byte) bool {
	text, err := os.ReadFile(sumPath(t.Options.LockFile))
	if err != nil {
		return false
	}
	s := parseSum(text)
	return s != nil && s.lock == hashOf(data)
}

// missingLock returns a finding if the folder of the target has generated files, whose
// names and types may change without a lock. has is what the target has instead.
func (t Target) missingLock(has string) []Diagnostic {
	owned, err := newFolder().stale(t.Out, nil)
	if err != nil || len(owned) == 0 {
		return nil // a folder that cannot be read is reported when it is written
	}
	return []Diagnostic{public(diag.Diagnostic{
		Code: diag.MissingLock, File: t.Options.LockFile,
		Message: t.String() + " has generated files but " + has + ": names and types may differ from what importers use",
		Hint:    "restore the lock from version control; if there never was one, commit the new one",
	})}
}

// newFolder returns an output without files.
func newFolder() *Output { return &Output{header: emit.HeaderPrefix, removeStale: true} }

// fileError returns the cause of an error about a file without its path.
func fileError(err error) string {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// lockPath returns the path of the lock of a package in a folder.
func lockPath(dir, pkg string) string { return filepath.Join(dir, pkg+".lock") }
