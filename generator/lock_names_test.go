package generator_test

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/peergen/peergen/generator"
)

// TestLockIsStable generates documents again with the lock of the first time: nothing
// changes, also not the lock, and nothing is held.
func TestLockIsStable(t *testing.T) {
	t.Parallel()
	paths := slices.Concat(behaviourDocuments(t), goldenDocuments(t))
	for i, path := range paths {
		if testing.Short() && i%4 > 0 {
			continue
		}
		t.Run(filepath.Base(filepath.Dir(path))+"-"+filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			opt := generator.Options{Package: "stable", Client: true, Server: true}
			first, diagnostics := generator.Generate(context.Background(), generator.Input{Path: path}, opt)
			if first == nil {
				t.Fatal(diagnostics)
			}
			opt.Lock = first.Lock
			second, diagnostics := generator.Generate(context.Background(), generator.Input{Path: path}, opt)
			if second == nil {
				t.Fatal(diagnostics)
			}
			for _, d := range diagnostics {
				if d.Code == "held" || d.Code == "without-value" || d.Code == "breaking" {
					t.Error(d)
				}
			}
			if second.Lock != first.Lock {
				t.Errorf("the lock has changed: %s", firstDifference(first.Lock, second.Lock))
			}
			if len(first.Files) != len(second.Files) {
				t.Fatalf("%d files became %d", len(first.Files), len(second.Files))
			}
			for i, f := range first.Files {
				if !bytes.Equal(f.Content, second.Files[i].Content) {
					t.Errorf("%s has changed: %s", f.Name, firstDifference(string(f.Content), string(second.Files[i].Content)))
				}
			}
		})
	}
}

// behaviourDocuments are the documents of the behaviour packages.
func behaviourDocuments(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/behaviour/*.yaml")
	paths = slices.DeleteFunc(paths, func(path string) bool { return filepath.Base(path) == "gen.yaml" })
	if err != nil || len(paths) < 10 {
		t.Fatal(paths, err)
	}
	return paths
}

// goldenDocuments writes the documents of the goldens that have no gen.yaml into a
// temporary folder, each with its files, and returns their paths.
func goldenDocuments(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, path := range archives(t, "testdata/golden/*.txtar") {
		archive := parseArchive(t, path)
		dir := filepath.Join(t.TempDir(), archiveName(path))
		for _, f := range inputsOf(archive) {
			writeFile(t, filepath.Join(dir, f.Name), string(f.Data))
			if f.Name == "openapi.yaml" || f.Name == "openapi.json" {
				paths = append(paths, filepath.Join(dir, f.Name))
			}
			if f.Name == "gen.yaml" {
				paths = slices.DeleteFunc(paths, func(p string) bool { return filepath.Dir(p) == dir })
				break
			}
		}
	}
	return paths
}

// firstDifference returns two texts from where they differ, cut off.
func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	i = max(0, i-60)
	return a[i:min(len(a), i+200)] + "\n--- and\n" + b[i:min(len(b), i+200)]
}
