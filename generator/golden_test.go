package generator_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/peergen/peergen/generator"
)

// golden is one archive of testdata/golden: the inputs of [TestErrors], what is
// printed if anything is, and the files of the package except what comes from
// support/ as it is.
type golden struct {
	path    string
	archive *txtar.Archive
	out     *generator.Output
	want    []txtar.File
}

// TestGolden compares output with what is recorded, and has the go command vet
// all of it, in a module that requires nothing. Only what passes is recorded.
func TestGolden(t *testing.T) {
	var goldens []*golden
	for _, path := range archives(t, "testdata/golden/*.txtar") {
		g := &golden{path: path, archive: parseArchive(t, path)}
		g.generate(t)
		goldens = append(goldens, g)
	}
	vetted := vet(t, goldens)
	if *update && !vetted {
		t.Fatal("nothing is recorded that has not been vetted")
	}
	for _, g := range goldens {
		t.Run(archiveName(g.path), func(t *testing.T) {
			compareArchive(t, g.path, g.archive, g.want)
		})
	}
}

func (g *golden) generate(t *testing.T) {
	t.Helper()
	g.want = inputsOf(g.archive)
	outs, ds := generateInputs(t, g.want)
	if len(ds) > 0 {
		g.want = append(g.want, diagnosticsFile(ds))
	}
	if len(outs) != 1 {
		t.Fatalf("%s: %d packages, want 1\n%s", archiveName(g.path), len(outs), g.want[len(g.want)-1].Data)
	}
	g.out = outs[0]
	for _, f := range g.out.Files {
		if !strings.HasPrefix(f.Name, "support") {
			g.want = append(g.want, txtar.File{Name: f.Name, Data: f.Content})
		}
	}
}

// vet reports whether it could run; what it finds is an error of the test.
func vet(t *testing.T, goldens []*golden) (ran bool) {
	t.Helper()
	if testing.Short() {
		t.Log("-short: the output is not vetted")
		return false
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module golden\n\ngo 1.26\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, g := range goldens {
		if _, err := g.out.Write(filepath.Join(dir, archiveName(g.path))); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "vet", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go vet: %v\n%s", err, out)
	}
	return true
}
