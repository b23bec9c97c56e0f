package generator_test

import (
	"bytes"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/peergen/peergen/generator"
)

// golden is one archive of testdata/golden: the inputs of [TestErrors], the
// diagnostics if there are any, and the sections of the output that it shows.
type golden struct {
	path    string
	archive *txtar.Archive
	out     *generator.Output
	want    []txtar.File
}

// TestGolden compares the recorded sections with the output, and runs go vet on
// the whole output in a module without requirements. Only output that passes
// can be recorded.
func TestGolden(t *testing.T) {
	var goldens []*golden
	for _, path := range archives(t, "testdata/golden/*.txtar") {
		g := &golden{path: path, archive: parseArchive(t, path)}
		g.generate(t)
		goldens = append(goldens, g)
	}
	vetted := vet(t, goldens)
	if *update && !vetted {
		t.Fatal("output that has not been vetted cannot be recorded")
	}
	for _, g := range goldens {
		t.Run(archiveName(g.path), func(t *testing.T) {
			compareArchive(t, g.path, g.archive, g.want)
		})
	}
}

func (g *golden) generate(t *testing.T) {
	t.Helper()
	name := archiveName(g.path)
	g.want = inputsOf(g.archive)
	inputs := len(g.want)
	outs, ds := generateInputs(t, name, g.want)
	if len(ds) > 0 {
		g.want = append(g.want, diagnosticsFile(ds))
	}
	if len(outs) != 1 {
		t.Fatalf("%s: %d packages, want 1\n%s", name, len(outs), g.want[len(g.want)-1].Data)
	}
	g.out = outs[0]
	for _, f := range g.out.Files {
		if formatted, err := format.Source(f.Content); err != nil || !bytes.Equal(formatted, f.Content) {
			t.Errorf("%s: gofmt changes %s (%v)", name, f.Name, err)
		}
	}
	sections, err := sectionsOf(g.archive, g.out)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	g.want = append(g.want, sections...)
	if len(g.want) == inputs {
		t.Errorf("%s shows neither diagnostics nor output: add an empty section, see testdata/golden/README.md", name)
	}
}

// vet reports whether go vet ran. Its findings are errors of the test.
func vet(t *testing.T, goldens []*golden) (ran bool) {
	t.Helper()
	if testing.Short() {
		t.Log("-short: skipping go vet")
		return false
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module golden\n\ngo 1.26\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, g := range goldens {
		out := filepath.Join(dir, archiveName(g.path))
		if err := os.Mkdir(out, 0o755); err != nil {
			t.Fatal(err)
		}
		t.Chdir(out) // where the lock is written: several archives have one with this name
		if _, err := g.out.Write(out); err != nil {
			t.Fatal(err)
		}
	}
	// Without -trimpath the build cache does not find packages that are the same as
	// in the last run, because the folder is another one. Go vet compiles them, for
	// examples are external tests.
	cmd := exec.Command("go", "vet", "-trimpath", "-gcflags=-N -l", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go vet: %v\n%s", err, out)
	}
	return true
}
