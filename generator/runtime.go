package generator

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/emit"
)

// newRuntimeOutput returns one package of a shared runtime.
func newRuntimeOutput(opt Options) *Output {
	out := newFolder()
	for _, f := range bundle.PackageFiles(opt.RuntimePackage, opt.Runtime, "// "+emit.Header(Version)+"\n") {
		out.Files = append(out.Files, File(f))
	}
	return out
}

// runtimeTargets reads the shared runtime of a configuration. It returns a target
// for each package of the runtime, and the import path that they are below of.
func (r *configReader) runtimeTargets(node *yaml.Node) (targets []Target, importPath string) {
	m := r.Members(node, runtimeKeys...)
	if m == nil {
		return nil, ""
	}
	dir := r.File(m["out"])
	if dir == "" {
		if m["out"] == nil {
			r.Report(node, "the runtime has no out", "write `out: ../internal/rt`, the folder of the runtime, relative to this file")
		}
		return nil, ""
	}
	importPath, err := importPathOf(dir)
	if err != nil {
		r.Report(m["out"], "the import path of the runtime is unknown: "+err.Error(), "write a folder of a Go module in `out`")
		return nil, ""
	}
	if err := checkRuntimePath(importPath); err != nil {
		r.Report(m["out"], err.Error(), "write a folder that every package of the module can import, such as `../internal/rt`")
		return nil, ""
	}
	r.runtimeDir, r.runtimePath = dir, importPath
	for _, pkg := range bundle.Packages() {
		out := filepath.Join(dir, pkg)
		r.outputs[filepath.ToSlash(filepath.Clean(out))] = true
		targets = append(targets, Target{Input: Input{Path: r.Path}, Out: out, Options: Options{Runtime: importPath, RuntimePackage: pkg}})
	}
	return targets, importPath
}

// checkRuntimePath returns an error if the go command accepts the path in no
// import.
func checkRuntimePath(importPath string) error {
	if slices.Contains(strings.Split(importPath, "/"), "vendor") {
		return errors.New(importPath + " is in a vendor folder, which contains other modules only")
	}
	return module.CheckImportPath(importPath)
}

// runtimeIsInternal reports whether a package in out may not import the shared
// runtime, because that is in an internal folder elsewhere.
func (r *configReader) runtimeIsInternal(out string) bool {
	runtime := "/" + r.runtimePath + "/"
	last := strings.LastIndex(runtime, "/internal/")
	if last < 0 {
		return false
	}
	importer, err := importPathOf(out)
	return err == nil && !strings.HasPrefix("/"+importer+"/", runtime[:last+1])
}

// runtimeInside reports whether the folder of the shared runtime is out, or a
// folder in it. The root of a module may contain the runtime: it contains all
// packages.
func (r *configReader) runtimeInside(out string) bool {
	if r.runtimeDir == "" {
		return false
	}
	from, err := filepath.Abs(out)
	if err != nil {
		return false
	}
	to, err := filepath.Abs(r.runtimeDir)
	if err != nil {
		return false
	}
	below, err := filepath.Rel(from, to)
	if err != nil || !filepath.IsLocal(below) {
		return false
	}
	_, err = os.Stat(filepath.Join(from, "go.mod"))
	return below == "." || err != nil
}

// importPathOf returns the import path of a folder, by the go.mod that is nearest
// above it. The folder need not exist.
func importPathOf(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	below := ""
	for root := dir; ; root = filepath.Dir(root) {
		data, err := os.ReadFile(filepath.Join(root, "go.mod"))
		switch {
		case err == nil:
			name := modfile.ModulePath(data)
			if name == "" {
				return "", errors.New(filepath.Join(root, "go.mod") + " names no module")
			}
			return path.Join(name, below), nil
		case !errors.Is(err, os.ErrNotExist):
			return "", err
		case root == filepath.Dir(root):
			return "", errors.New("there is no go.mod in " + dir + " or above it")
		}
		below = path.Join(filepath.Base(root), below)
	}
}
