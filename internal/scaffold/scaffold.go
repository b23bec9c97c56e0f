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
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/modfile"

	"github.com/peergen/peergen/internal/shell"
)

// tool is the import path of the command.
const tool = "github.com/peergen/peergen"

// schema is the JSON Schema of gen.yaml, for editors.
const schema = "https://raw.githubusercontent.com/peergen/peergen/main/docs/gen.schema.json"

// Project is where files are made.
type Project struct {
	current, spec, top, out string // absolute: the current folder, the document, the folder of the module, the folder of the package
	version                 string // of peergen: v1.2.3
	ci                      bool   // make a workflow for GitHub Actions, too
}

// File is a file to make.
type File struct {
	Path string
	Text string
}

// Where a document is looked for, and the names that it can have.
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

// FindConfig returns the gen.yaml of the current folder, or that of a folder in which documents
// usually are. It returns "" if there is none.
func FindConfig() string {
	for _, folder := range folders {
		if path := filepath.Join(folder, "gen.yaml"); exists(path) {
			return path
		}
	}
	return ""
}

// New returns a project for a document. Its package is in the folder internal of the module, and
// named after the document, or if that has a usual name after its folder, or api. A number
// is added if there is such a folder.
func New(spec, version string, ci bool) (Project, error) {
	current, err := os.Getwd()
	if err != nil {
		return Project{}, err
	}
	absolute, err := filepath.Abs(spec)
	if err != nil {
		return Project{}, err
	}
	top := root(filepath.Dir(absolute), current)
	out := filepath.Join(top, "internal", nameFor(absolute))
	for i := 2; exists(out); i++ {
		out = filepath.Join(top, "internal", nameFor(absolute)+strconv.Itoa(i))
	}
	return Project{current: current, spec: absolute, top: top, out: out, version: version, ci: ci}, nil
}

// Package is the name of the package.
func (p Project) Package() string { return filepath.Base(p.out) }

// Out is the folder of the package, relative to the current folder if that is possible.
func (p Project) Out() string { return p.relative(p.out) }

// relative returns a path relative to the current folder, or the path itself.
func (p Project) relative(path string) string {
	if relative, err := filepath.Rel(p.current, path); err == nil {
		return relative
	}
	return path
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// nameFor is the name of the package of a document.
func nameFor(spec string) string {
	base := strings.TrimSuffix(filepath.Base(spec), filepath.Ext(spec))
	folder := filepath.Base(filepath.Dir(spec))
	switch name := packageName(base); {
	case !slices.Contains(basenames, base) && name != "":
		return name
	case slices.Contains(folders, folder) || packageName(folder) == "":
		return "api"
	default:
		return packageName(folder)
	}
}

// packageName makes a package name of a file name: pet-store.v1 becomes petstorev1. It returns "" for
// a name without letters, and for a keyword.
func packageName(base string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(base))
	name = strings.TrimLeft(name, "0123456789")
	if !token.IsIdentifier(name) {
		return ""
	}
	return name
}

// root returns the folder of the module of a folder; without one, the current folder if the
// folder is below it, else the folder.
func root(dir, current string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if exists(filepath.Join(at, "go.mod")) {
			return at
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	if relative, err := filepath.Rel(current, dir); err == nil && filepath.IsLocal(relative) {
		return current
	}
	return dir
}

// Files returns the files of the project: gen.yaml next to the document, a Go file with the line
// for go generate, .gitattributes, and a workflow. Paths are relative to the current folder.
func (p Project) Files() ([]File, error) {
	dir := filepath.Dir(p.spec)
	out, err := relative(dir, p.out)
	if err != nil {
		return nil, err
	}
	fromTop, err := relative(p.top, p.out)
	if err != nil {
		return nil, err
	}
	configFromTop, err := relative(p.top, dir)
	if err != nil {
		return nil, err
	}
	command, err := p.command()
	if err != nil {
		return nil, err
	}
	var attributes strings.Builder
	for _, line := range [][2]string{
		{fromTop + "/*.gen.go", "linguist-generated"}, {fromTop + "/*_gen_test.go", "linguist-generated"},
		{prefix(configFromTop) + "*.sum", "merge=union linguist-generated"},
	} {
		if strings.ContainsAny(line[0], " \t\"") {
			line[0] = strconv.Quote(line[0])
		}
		attributes.WriteString(line[0] + " " + line[1] + "\n")
	}
	files := []File{
		{filepath.Join(dir, "gen.yaml"), fmt.Sprintf("# Configuration of peergen. Paths are relative to this folder.\n# yaml-language-server: $schema=%s\ntargets:\n  - spec: %s\n    out: %s\n    package: %s\n",
			schema, scalar(filepath.Base(p.spec)), scalar(out), p.Package())},
		{filepath.Join(dir, "generate.go"), generateFile(dir, command)},
		{filepath.Join(p.top, ".gitattributes"), attributes.String()},
	}
	if p.ci {
		check := command + " check --format github --config " + shell.Join(prefix(configFromTop)+"gen.yaml")
		files = append(files, File{filepath.Join(p.top, ".github", "workflows", "peergen.yml"), fmt.Sprintf(workflow, scalar(check))})
	}
	for i := range files {
		files[i].Path = p.relative(files[i].Path)
	}
	return files, nil
}

// generateFile is the file with the go:generate line. Its package has a comment if it is the
// only file of it.
func generateFile(dir, command string) string {
	name, comment := packageIn(dir), ""
	if name == "" {
		if name = packageName(filepath.Base(dir)); name == "" {
			name = "api"
		}
		comment = "// Package " + name + " has the API description, from which go generate makes code.\n"
	}
	return comment + "package " + name + "\n\n//go:generate " + command + " --config gen.yaml\n"
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
      - run: %s
`

// command is how the go command runs peergen: as a tool of the module if it is one.
func (p Project) command() (string, error) {
	path := filepath.Join(p.top, "go.mod")
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
	return "go run " + tool + "@" + p.version, nil
}

// packageIn returns the package of the Go files in a folder, or "" without one.
func packageIn(dir string) string {
	entries, _ := os.ReadDir(dir) // a folder that cannot be read gets no file
	for _, entry := range entries {
		if name := entry.Name(); filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") {
			if file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.PackageClauseOnly); err == nil {
				return file.Name.Name
			}
		}
	}
	return ""
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

// Write makes files that do not exist, and returns those that it has made and those that
// exist. It makes none if the first exists.
func Write(files []File) (made, kept []File, err error) {
	for i, f := range files {
		if err := os.MkdirAll(filepath.Dir(f.Path), 0o755); err != nil { //nolint:gosec // a folder of source files
			return made, kept, err
		}
		out, err := os.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // a source file
		if errors.Is(err, os.ErrExist) {
			if kept = append(kept, f); i == 0 {
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
		made = append(made, f)
	}
	return made, kept, nil
}
