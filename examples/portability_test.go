package examples_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

// smallestGo is the smallest Go version that generated packages compile with. The
// README and the documentation state it.
const smallestGo = "1.24"

// TestSmallestGo compiles generated packages and the whole runtime with the oldest
// toolchain, and runs the examples of the packages.
func TestSmallestGo(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no toolchain is downloaded")
	}
	toolchain := "GOTOOLCHAIN=go" + smallestGo + ".0"
	version := goCommand(t, t.TempDir(), []string{toolchain}, "version")
	if output, err := version.CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("cannot download Go %s: %v\n%s", smallestGo, err, output)
		}
		t.Skipf("cannot download Go %s: %v\n%s", smallestGo, err, output)
	}
	for _, dir := range portableModules(t) {
		run(t, dir, []string{toolchain}, "mod", "edit", "-go="+smallestGo+".0")
		run(t, dir, []string{toolchain}, "test", "./...")
	}
	for _, page := range []string{"README.md", "CONTRIBUTING.md"} {
		text, err := os.ReadFile(filepath.Join(repository(t), page))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(text, []byte("Go "+smallestGo)) {
			t.Errorf("%s does not state that the output needs Go %s", page, smallestGo)
		}
	}
}

// TestPlatforms compiles generated packages and the whole runtime for another
// operating system, where int has 32 bits.
func TestPlatforms(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the standard library is not compiled for another platform")
	}
	for _, dir := range portableModules(t) {
		run(t, dir, []string{"GOOS=windows", "GOARCH=386"}, "vet", "./...")
	}
}

// portableModules returns folders of modules with what has to be portable: the
// generated packages of the behaviour tests; and the runtime, the peer report and
// packages made from testdata/large-numbers.yaml, one of them with a shared runtime.
func portableModules(t *testing.T) []string {
	t.Helper()
	behaviour := filepath.Join(t.TempDir(), "behaviour")
	copyPackages(t, filepath.Join(repository(t), "generator", "testdata", "behaviour"), behaviour)

	main := t.TempDir()
	write(t, main, "go.mod", "module github.com/peergen/peergen\n\ngo 1.26.0\n")
	for _, folder := range []string{"runtime", "generated"} {
		copyPackages(t, filepath.Join(repository(t), folder), filepath.Join(main, folder))
	}
	document, err := filepath.Abs(filepath.Join("testdata", "large-numbers.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for name, runtime := range map[string]string{"separate": "", "shared": "runtime: {out: shared/rt}\n"} {
		config := filepath.Join(main, name+".yaml")
		write(t, main, name+".yaml", runtime+"targets: [{spec: '"+document+"', out: "+name+"/largenumbers}]\n")
		cfg, ds := generator.LoadConfig(config)
		if cfg == nil {
			t.Fatal(ds)
		}
		for _, target := range cfg.Targets {
			out, ds := generator.Generate(t.Context(), target.Input, target.Options)
			if out == nil {
				t.Fatal(ds)
			}
			if _, err := out.Write(target.Out); err != nil {
				t.Fatal(err)
			}
		}
	}
	return []string{behaviour, main}
}

// copyPackages copies a folder without its tests, except generated ones.
func copyPackages(t *testing.T, from, to string) {
	t.Helper()
	copied := 0
	err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name := entry.Name()
		if strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(name, "_gen_test.go") {
			return nil
		}
		relative, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		copied++
		target := filepath.Join(to, relative)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	if copied == 0 {
		t.Fatalf("%s has no packages", from)
	}
}
