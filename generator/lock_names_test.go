package generator_test

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"github.com/peergen/peergen/generator"
)

// TestLockIsStable generates documents again with the lock of the first time: nothing
// changes, also not the lock.
func TestLockIsStable(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/behaviour/*.yaml")
	if err != nil || len(paths) < 10 {
		t.Fatal(paths, err)
	}
	for i, path := range paths {
		if filepath.Base(path) == "gen.yaml" || testing.Short() && i%4 > 0 {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
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
			if second.Lock != first.Lock {
				t.Errorf("the lock has changed: %s", firstDifference(first.Lock, second.Lock))
			}
			for i, f := range first.Files {
				if !bytes.Equal(f.Content, second.Files[i].Content) {
					t.Errorf("%s has changed: %s", f.Name, firstDifference(string(f.Content), string(second.Files[i].Content)))
				}
			}
		})
	}
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
