package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wantFile compares the content of a file.
func wantFile(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is\n%s\nwant\n%s", path, got, want)
	}
}

// TestInit makes the files of a new repository, with which peergen runs, and makes nothing a second time.
func TestInit(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module example.com/pets\n\ngo 1.26\n")
	write(t, "openapi/openapi.yaml", pets)
	command(t, "", "init", "--ci").want(t, exitOK, "openapi/gen.yaml: written", "openapi/generate.go: written", ".gitattributes: written", "next: peergen, or go generate ./...")
	wantFile(t, "openapi/gen.yaml", "# Configuration of peergen. Paths are relative to this folder.\n# yaml-language-server: $schema=https://raw.githubusercontent.com/peergen/peergen/main/docs/gen.schema.json\ntargets:\n  - spec: openapi.yaml\n    out: ../internal/api\n    package: api\n")
	wantFile(t, "openapi/generate.go", "// Package openapi has the API description, from which go generate makes code.\npackage openapi\n\n//go:generate go run github.com/peergen/peergen@v0.1.0 --config gen.yaml\n")
	wantFile(t, ".gitattributes", "internal/api/*.gen.go linguist-generated\ninternal/api/*_gen_test.go linguist-generated\nopenapi/*.sum merge=union linguist-generated\n")
	wantFile(t, ".github/workflows/peergen.yml", `name: peergen
on: [pull_request]
permissions: {contents: read}
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version-file: go.mod}
      - run: go run github.com/peergen/peergen@v0.1.0 check --format github --config openapi/gen.yaml
`)
	command(t, "").want(t, exitOK, "internal/api: ")
	command(t, "", "check", "--format", "github", "--config", "openapi/gen.yaml").want(t, exitOK)
	command(t, "", "init").want(t, exitUsage, "nothing was written, because there is a gen.yaml")
}

// TestInitInProject makes files next to others: a tool of the module, another package in the folder, a file that exists.
func TestInitInProject(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module example.com/pets\n\ngo 1.26\n\ntool github.com/peergen/peergen\n")
	write(t, "specs/pet-store.json", pets)
	write(t, "specs/embed.go", "// Package documents embeds documents.\npackage documents\n")
	write(t, ".gitattributes", "*.png binary\n")
	command(t, "", "init", filepath.Join("specs", "pet-store.json")).want(t, exitOK, ".gitattributes: exists, unchanged; add what it lacks of:\ninternal/petstore/*.gen.go linguist-generated\n", "next: peergen --config specs/gen.yaml")
	wantFile(t, "specs/generate.go", "package documents\n\n//go:generate go tool peergen --config gen.yaml\n")
	wantFile(t, ".gitattributes", "*.png binary\n")
	command(t, "", "--config", "specs/gen.yaml").want(t, exitOK, "internal/petstore: ")
}

// TestInitWithoutDocument writes nothing for what is not a document.
func TestInitWithoutDocument(t *testing.T) {
	t.Chdir(t.TempDir())
	command(t, "", "init").want(t, exitUsage, "no document found: name it, as in peergen init openapi.yaml")
	command(t, "", "init", "missing.yaml").want(t, exitUsage, "[file-not-found]")
	write(t, "openapi.yaml", "a: b\n")
	command(t, "", "init").want(t, exitUsage, "[unsupported-version]")
	if _, err := os.Stat("gen.yaml"); err == nil {
		t.Error("a gen.yaml is written for what is not a document")
	}
}

// TestInitBelowModule runs in a folder of a module, with a relative and an absolute path, next to a package.
func TestInitBelowModule(t *testing.T) {
	top := t.TempDir()
	t.Chdir(top)
	write(t, "go.mod", "module example.com/pets\n\ngo 1.26\n")
	for _, folder := range []string{"api", "b", "my shop"} {
		write(t, filepath.Join(top, folder, "openapi.yaml"), pets)
		t.Chdir(filepath.Join(top, folder))
		spec := "openapi.yaml"
		if folder == "b" {
			spec = filepath.Join(top, "b", "openapi.yaml")
		}
		command(t, "", "init", "--ci", spec).want(t, exitOK, "gen.yaml: written")
		command(t, "").want(t, exitOK, "files written")
	}
	for folder, text := range map[string]string{"api": "out: ../internal/api\n", "b": "out: ../internal/b\n", "my shop": "out: ../internal/myshop\n"} {
		if got, err := os.ReadFile(filepath.Join(top, folder, "gen.yaml")); err != nil || !strings.Contains(string(got), text) {
			t.Errorf("%v; gen.yaml of %s:\n%s", err, folder, got)
		}
	}
	t.Chdir(filepath.Join(top, "api"))
	if err := os.Remove("gen.yaml"); err != nil {
		t.Fatal(err)
	}
	command(t, "", "init").want(t, exitOK)
	if got, err := os.ReadFile("gen.yaml"); err != nil || !strings.Contains(string(got), "out: ../internal/api2\n") {
		t.Errorf("%v; gen.yaml next to a package:\n%s", err, got)
	}
}
