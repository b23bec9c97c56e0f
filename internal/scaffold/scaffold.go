// Package scaffold makes the files with which a repository begins to use peergen.
package scaffold

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/modfile"
)

// tool is the import path of the command.
const tool = "github.com/peergen/peergen"

// schema is the JSON Schema of gen.yaml, for editors.
const schema = "https://raw.githubusercontent.com/peergen/peergen/main/docs/gen.schema.json"

// Project is where files are made.
type Project struct {
	Spec    string // path of the document
	Out     string // folder of the package
	Package string // its name
	Version string // of peergen: v1.2.3
	CI      bool   // make a workflow for GitHub Actions, too
}

// File is a file to make.
type File struct {
	Path string
	Text string
}

// Documents are names of files and folders in which a document is looked for.
var (
	folders   = []string{".", "openapi", "api", "spec", "docs"}
	basenames = []string{"openapi", "swagger", "api", "spec"}
	endings   = []string{".yaml", ".yml", ".json"}
)

// FindSpec returns the document of a repository: the first file with a usual name.
func FindSpec() (string, error) {
	for _, folder := range folders {
		for _, base := range basenames {
			for _, ending := range endings {
				path := filepath.Join(folder, base+ending)
				if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
					return path, nil
				}
			}
		}
	}
	return "", errors.New("no document found: name it, as in peergen init openapi.yaml")
}

// New returns a project for a document: its package is named after the document, or api if that
// has a usual name, and is in the folder internal of the module.
func New(spec, version string, ci bool) Project {
	base := strings.TrimSuffix(filepath.Base(spec), filepath.Ext(spec))
	pkg := "api"
	if !slices.Contains(basenames, base) {
		pkg = packageName(base)
	}
	return Project{Spec: spec, Out: filepath.Join(root(filepath.Dir(spec)), "internal", pkg), Package: pkg, Version: version, CI: ci}
}

// packageName makes a package name of the name of a document: pet-store.v1 becomes petstorev1.
func packageName(base string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(base))
	name = strings.TrimLeft(name, "0123456789")
	if !token.IsIdentifier(name) {
		return "api"
	}
	return name
}

// root returns the folder of the module of a folder, or "." without one.
func root(dir string) string {
	for at := dir; ; at = filepath.Join(at, "..") {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
		if absolute, err := filepath.Abs(at); err != nil || filepath.Dir(absolute) == absolute {
			return "."
		}
	}
}

// Files returns the files of the project: gen.yaml next to the document, a Go file with the
// go:generate line, .gitattributes, and a workflow. Paths are relative to the current folder.
func (p Project) Files() ([]File, error) {
	dir := filepath.Dir(p.Spec)
	out, err := relative(dir, p.Out)
	if err != nil {
		return nil, err
	}
	top := root(dir)
	fromTop, err := relative(top, p.Out)
	if err != nil {
		return nil, err
	}
	configFromTop, err := relative(top, dir)
	if err != nil {
		return nil, err
	}
	command, err := p.command(top)
	if err != nil {
		return nil, err
	}
	files := []File{
		{filepath.Join(dir, "gen.yaml"), fmt.Sprintf("# Configuration of peergen. Paths are relative to this folder.\n# yaml-language-server: $schema=%s\ntargets:\n  - spec: %s\n    out: %s\n    package: %s\n",
			schema, scalar(filepath.Base(p.Spec)), scalar(out), p.Package)},
		{filepath.Join(dir, "generate.go"), fmt.Sprintf("package %s\n\n//go:generate %s --config gen.yaml\n", packageIn(dir), command)},
		{filepath.Join(top, ".gitattributes"), fmt.Sprintf("%s/*.gen.go linguist-generated\n%s/*_gen_test.go linguist-generated\n%s*.sum merge=union linguist-generated\n",
			fromTop, fromTop, prefix(configFromTop))},
	}
	if p.CI {
		files = append(files, File{filepath.Join(top, ".github", "workflows", "peergen.yml"), fmt.Sprintf(workflow, command, prefix(configFromTop)+"gen.yaml")})
	}
	return files, nil
}

// workflow fails if the output is not up to date, and annotates findings.
const workflow = `name: peergen
on: [pull_request]
permissions: {contents: read}
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with: {go-version-file: go.mod}
      - run: %s check --format github --config %s
`

// command is how the go command runs peergen: as a tool of the module if it is one.
func (p Project) command(top string) (string, error) {
	path := filepath.Join(top, "go.mod")
	text, err := os.ReadFile(path)
	if err == nil {
		var mod *modfile.File
		if mod, err = modfile.Parse(path, text, nil); err == nil && slices.ContainsFunc(mod.Tool, func(t *modfile.Tool) bool { return t.Path == tool }) {
			return "go tool peergen", nil
		}
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	return "go run " + tool + "@" + p.Version, nil
}

// packageIn returns the package clause for another Go file in a folder: that of its Go files, or the name of the folder.
func packageIn(dir string) string {
	entries, _ := os.ReadDir(dir) // a folder that cannot be read gets no file
	for _, entry := range entries {
		if name := entry.Name(); filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") {
			if file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.PackageClauseOnly); err == nil {
				return file.Name.Name
			}
		}
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return "api"
	}
	return packageName(filepath.Base(absolute))
}

// relative returns a path relative to a folder, with slashes.
func relative(dir, path string) (string, error) {
	rel, err := filepath.Rel(dir, path)
	if err != nil {
		return "", err
	}
	return filepath.ToSlash(rel), nil
}

// prefix returns what precedes the name of a file in a folder.
func prefix(dir string) string {
	if dir == "." {
		return ""
	}
	return dir + "/"
}

// scalar returns a string as YAML.
func scalar(s string) string {
	text, err := yaml.Marshal(s)
	if err != nil {
		panic(err) // a string has a YAML form
	}
	return strings.TrimSuffix(string(text), "\n")
}

// Write makes files that do not exist, and returns the paths of those that do. It
// makes none if the first exists.
func Write(files []File) (made, kept []string, err error) {
	for i, f := range files {
		if err := os.MkdirAll(filepath.Dir(f.Path), 0o755); err != nil { //nolint:gosec // a folder of source files
			return made, kept, err
		}
		out, err := os.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // a source file
		if errors.Is(err, os.ErrExist) {
			if kept = append(kept, f.Path); i == 0 {
				return made, kept, nil
			}
			continue
		}
		if err != nil {
			return made, kept, err
		}
		_, err = out.WriteString(f.Text)
		if err = errors.Join(err, out.Close()); err != nil {
			return made, kept, err
		}
		made = append(made, f.Path)
	}
	return made, kept, nil
}
