package generator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/peergen/peergen"

// layers are the packages of this module, highest first. A package imports only
// packages of lower layers.
var layers = [][]string{
	{".", "cmd/gen"},
	{"internal/cli", "generator/corpus", "generator/internal/bundle/indexgen"},
	{"generator/corpus/additive"},
	{"generator", "generator/corpus/mutate"},
	{"generator/internal/config", "generator/internal/bundle/indexer"},
	{"generator/internal/lower", "generator/internal/emit", "generator/internal/filter", "generator/internal/oapicodegen"},
	{"generator/internal/lower/types", "generator/internal/lower/decls", "generator/internal/lower/paging", "generator/internal/hold"},
	{"generator/internal/constraint", "generator/internal/rules"},
	{"generator/internal/schema"},
	{"generator/internal/spec"},
	{"generator/internal/spec/repair"},
	{"generator/internal/spec/overlay"},
	{"generator/internal/emit/example"},
	{"generator/internal/emit/operation"},
	{"generator/internal/emit/media"},
	{"generator/internal/emit/param"},
	{"generator/internal/emit/check", "generator/internal/emit/sample"},
	{"generator/internal/emit/model"},
	{"generator/internal/emit/target", "generator/internal/bind"},
	{"generator/internal/forms"},
	{"generator/internal/naming", "generator/internal/gocode", "generator/internal/bundle"},
	{"generator/internal/mediatype", "generator/internal/identity", "generator/internal/shape"},
	{"generator/internal/ir", "generator/internal/diag"},
	{"generator/internal/source", "generator/internal/label", "generator/internal/lock"},
	{"internal/change", "internal/scaffold"},
	{"runtime/hook"},
	{"runtime/oauth", "runtime/server", "runtime/fake"},
	{"runtime/client"},
	{"runtime/media"},
	{"runtime/check", "runtime/form", "runtime/paging", "runtime/local"},
	{"runtime/json"},
	{"runtime/core"},
	{"runtime", "internal/shell", "internal/suites", "templates", "openapi", "generated/peerreport", "generator/corpus/driver", "generator/corpus/surface", "e2e/driver"},
}

// importers are the packages that may import a restricted package: some
// packages of this module and all of other modules. A key covers all paths
// below it, and so does an importer that ends in "/...".
var importers = map[string][]string{
	"github.com/getkin/kin-openapi":            {"generator/internal/spec", "generator/internal/oapicodegen"},
	"github.com/oapi-codegen/oapi-codegen":     {"generator/internal/oapicodegen"},
	module + "/generator/internal/oapicodegen": {"generator", "generator/corpus", "generator/corpus/additive"},
	"github.com/dave/jennifer":                 {"generator/internal/emit/...", "generator/internal/gocode"},
	module + "/templates":                      {"generator/internal/gocode"},
	module + "/runtime/check":                  {"generator/internal/constraint", "generator/internal/emit/...", "generator/internal/lower/..."}, // for Formats
	module + "/runtime/server":                 {"generator/internal/emit/...", "runtime/hook"},                                                  // emit for EscapeLiteral
	"github.com/speakeasy-api/openapi/overlay": {"generator/internal/spec/overlay"},
	"gopkg.in/yaml.v3":                         {"generator/internal/spec/overlay"}, // of the library for overlays
	"go.yaml.in/yaml":                          {"generator", "generator/internal/config", "internal/scaffold", "generator/internal/source", "generator/internal/oapicodegen"},
	"github.com/aymanbagabas/go-udiff":         {"generator"},
	"github.com/fsnotify/fsnotify":             {"internal/cli"},
	"github.com/owenrumney/go-sarif":           {"internal/cli"},
	"github.com/spf13/cobra":                   {"internal/cli"},
	"github.com/spf13/pflag":                   {"internal/cli"},
	"golang.org/x/mod":                         {"generator", "internal/scaffold"},
	"golang.org/x/exp":                         {"generator/corpus/surface"},
	"golang.org/x/term":                        {"internal/cli"},
	"golang.org/x/tools":                       {"generator/corpus", "generator/internal/bundle/indexer"},
	"github.com/santhosh-tekuri/jsonschema":    {"generator/corpus"},
}

// TestImports checks the imports of this module against the tables. An unused
// row fails, too.
func TestImports(t *testing.T) {
	used := map[[2]string]bool{} // importer and row of importers
	for _, imp := range imports(t) {
		from, to := imp[0], strings.TrimPrefix(imp[1], module+"/")
		if ours := to != imp[1]; ours {
			if layerOf(t, from) >= layerOf(t, to) {
				t.Errorf("%s imports %s, which is not below it", from, to)
			}
		}
		row := rowOf(imp[1])
		switch {
		case row == "" && strings.Contains(strings.Split(imp[1], "/")[0], ".") && to == imp[1]:
			t.Errorf("%s imports %s, which has no row in importers", from, imp[1])
		case row != "" && !slices.ContainsFunc(importers[row], func(importer string) bool { return covers(importer, from) }):
			t.Errorf("%s imports %s, which only %s may", from, imp[1], strings.Join(importers[row], ", "))
		}
		for _, importer := range importers[row] {
			used[[2]string{importer, row}] = used[[2]string{importer, row}] || covers(importer, from)
		}
	}
	for path, allowed := range importers {
		for _, from := range allowed {
			if !used[[2]string{from, path}] {
				t.Errorf("importers: %s does not import %s", from, path)
			}
		}
	}
}

// covers reports whether an importer of the table importers is pkg or a folder
// above it.
func covers(importer, pkg string) bool {
	folder, isTree := strings.CutSuffix(importer, "/...")
	return pkg == folder || isTree && strings.HasPrefix(pkg, folder+"/")
}

func layerOf(t *testing.T, pkg string) int {
	t.Helper()
	i := slices.IndexFunc(layers, func(layer []string) bool { return slices.Contains(layer, pkg) })
	if i < 0 {
		t.Errorf("%s is in no layer: add it to the table", pkg)
	}
	return i
}

// rowOf returns the key of importers that covers an import path, or "".
func rowOf(path string) string {
	for row := range importers {
		if path == row || strings.HasPrefix(path, row+"/") {
			return row
		}
	}
	return ""
}

// imports lists importing folder and imported path for all files of the module
// except tests and testdata.
func imports(t *testing.T) (found [][2]string) {
	t.Helper()
	root := filepath.Dir(packageDir)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return skipped(root, path)
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found = append(found, [2]string{filepath.ToSlash(folder), imported})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 100 {
		t.Fatalf("only %d imports found", len(found))
	}
	return found
}

// skipped returns fs.SkipDir for folders that do not belong to this module.
func skipped(root, dir string) error {
	name := filepath.Base(dir)
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	if dir != root && (err == nil || name == "testdata" || name == "vendor" || name == "node_modules" || strings.HasPrefix(name, ".")) {
		return fs.SkipDir
	}
	return nil
}
