package generator_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"golang.org/x/tools/txtar"

	"github.com/peergen/peergen/generator"
)

var update = flag.Bool("update", false, "rewrite the files of testdata")

// TestErrors generates from documents and compares the diagnostics. The comment
// of an archive describes what it shows. Its files are
//
//	openapi.yaml or openapi.json, and files that it refers to
//	gen.yaml      the configuration; without one, a package api of everything
//	diagnostics   the printed diagnostics, last
func TestErrors(t *testing.T) {
	for _, path := range archives(t, "testdata/errors/*.txtar") {
		t.Run(archiveName(path), func(t *testing.T) {
			archive := parseArchive(t, path)
			inputs := inputsOf(archive)
			_, ds := generateInputs(t, archiveName(path), inputs)
			if len(ds) == 0 {
				t.Error("no diagnostics: move it to testdata/golden")
			}
			compareArchive(t, path, archive, append(inputs, diagnosticsFile(ds)))
		})
	}
}

// archives returns absolute paths, because tests change the working directory.
func archives(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(packageDir, pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files %s (%v)", pattern, err)
	}
	return paths
}

func archiveName(path string) string { return strings.TrimSuffix(filepath.Base(path), ".txtar") }

func parseArchive(t testing.TB, path string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(strings.TrimSpace(string(archive.Comment))) == 0 {
		t.Errorf("%s: the comment must describe what it shows", path)
	}
	return archive
}

const diagnosticsName = "diagnostics"

// inputsOf returns the files of an archive that are not output.
func inputsOf(archive *txtar.Archive) []txtar.File {
	var inputs []txtar.File
	for _, f := range archive.Files {
		if _, isOutput := parseSection(f.Name); f.Name != diagnosticsName && !isOutput {
			inputs = append(inputs, f)
		}
	}
	return inputs
}

func diagnosticsFile(ds []generator.Diagnostic) txtar.File {
	var b strings.Builder
	generator.Print(&b, ds, generator.PrintOptions{Verbose: true})
	return txtar.File{Name: diagnosticsName, Data: []byte(b.String())}
}

// generateInputs writes the inputs into a temporary folder and generates the
// targets of gen.yaml, or from openapi.json or openapi.yaml if there is no
// gen.yaml. It returns the outputs of targets without errors, and all
// diagnostics.
func generateInputs(t *testing.T, name string, inputs []txtar.File) (outs []*generator.Output, ds []generator.Diagnostic) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("go.mod", []byte("module golden\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	document, configured := "openapi.yaml", false
	for _, f := range inputs {
		if err := os.MkdirAll(filepath.Dir(f.Name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.Name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		switch f.Name {
		case "gen.yaml":
			configured = true
		case "openapi.json":
			document = f.Name
		}
	}
	cfg := &generator.Config{Targets: []generator.Target{{
		Input: generator.Input{Path: document}, Options: generator.Options{Package: "api", Client: true, Server: true, ImportPath: "golden/" + name},
	}}}
	if configured {
		if cfg, ds = generator.LoadConfig("gen.yaml"); cfg == nil {
			return nil, ds
		}
	}
	for _, target := range cfg.Targets {
		if target.Options.ImportPath != "" {
			target.Options.ImportPath = "golden/" + name
		}
		out, found := target.Generate(t.Context())
		ds = append(ds, found...)
		if failed := generator.HasErrors(found); failed != (out == nil) {
			t.Errorf("%s: errors: %t, output: %t", target.Input.Path, failed, out != nil)
		}
		if out != nil {
			outs = append(outs, out)
		}
	}
	return outs, ds
}

// compareArchive compares the files of an archive with the wanted ones. With
// -update it writes the wanted ones.
func compareArchive(t *testing.T, path string, archive *txtar.Archive, want []txtar.File) {
	t.Helper()
	got := txtar.Format(archive)
	now := txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: want})
	if string(got) == string(now) {
		return
	}
	if *update {
		if err := os.WriteFile(path, now, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	name := filepath.Base(path)
	t.Errorf("%s is not up to date; `go test ./generator -update` rewrites it:\n%s", name,
		udiff.Unified(name, name+" (now)", string(got), string(now)))
}

// packageDir is the folder of this package. Tests change the working directory.
var packageDir = func() string {
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	return dir
}()
