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

// floors are the packages of this module from the roof down. A package imports
// only those of floors below its own.
var floors = [][]string{
	{".", "cmd/gen"},
	{"internal/cli", "generator/corpus"},
	{"generator"},
	{"generator/internal/lower", "generator/internal/emit", "generator/internal/oapicodegen"},
	{"generator/internal/constraint"},
	{"generator/internal/schema"},
	{"generator/internal/spec"},
	{"generator/internal/emit/example"},
	{"generator/internal/emit/operation"},
	{"generator/internal/emit/media"},
	{"generator/internal/emit/param"},
	{"generator/internal/emit/check", "generator/internal/emit/sample"},
	{"generator/internal/emit/model"},
	{"generator/internal/emit/target"},
	{"generator/internal/naming", "generator/internal/gocode"},
	{"generator/internal/ir", "generator/internal/diag"},
	{"generator/internal/source", "generator/internal/label"},
	{"templates", "support", "openapi", "generated/peerreport", "generator/corpus/driver", "e2e/driver"},
}

// users are the packages that may import what is kept to a few: packages of
// this module, and every module that is not ours. A key is a path with all paths
// below it, and so is an importer that ends in "/...".
var users = map[string][]string{
	"github.com/getkin/kin-openapi":            {"generator/internal/spec", "generator/internal/oapicodegen"},
	"github.com/oapi-codegen/oapi-codegen":     {"generator/internal/oapicodegen"},
	module + "/generator/internal/oapicodegen": {"generator", "generator/corpus"},
	"github.com/dave/jennifer":                 {"generator/internal/emit/...", "generator/internal/gocode"},
	module + "/templates":                      {"generator/internal/gocode"},
	module + "/support":                        {"generator/internal/emit/...", "generator/internal/lower"}, // the latter for FormatChecks
	"go.yaml.in/yaml":                          {"generator", "generator/internal/source", "generator/internal/oapicodegen"},
	"github.com/aymanbagabas/go-udiff":         {"generator"},
	"github.com/spf13/cobra":                   {"internal/cli"},
	"github.com/spf13/pflag":                   {"internal/cli"},
	"golang.org/x/term":                        {"internal/cli"},
	"golang.org/x/tools":                       {"generator/corpus"},
	"github.com/santhosh-tekuri/jsonschema":    {"generator/corpus"},
}

// TestImports holds the packages of the module to the tables, and the tables to
// the packages: a row without a use fails as well.
func TestImports(t *testing.T) {
	used := map[[2]string]bool{} // importer and row of users
	for _, imp := range imports(t) {
		from, to := imp[0], strings.TrimPrefix(imp[1], module+"/")
		if ours := to != imp[1]; ours {
			if floorOf(t, from) >= floorOf(t, to) {
				t.Errorf("%s imports %s, which is not below it", from, to)
			}
		}
		row := rowOf(imp[1])
		switch {
		case row == "" && strings.Contains(strings.Split(imp[1], "/")[0], ".") && to == imp[1]:
			t.Errorf("%s imports %s, which has no row in users", from, imp[1])
		case row != "" && !slices.ContainsFunc(users[row], func(importer string) bool { return covers(importer, from) }):
			t.Errorf("%s imports %s, which only %s may", from, imp[1], strings.Join(users[row], ", "))
		}
		for _, importer := range users[row] {
			used[[2]string{importer, row}] = used[[2]string{importer, row}] || covers(importer, from)
		}
	}
	for path, importers := range users {
		for _, from := range importers {
			if !used[[2]string{from, path}] {
				t.Errorf("users: %s does not import %s", from, path)
			}
		}
	}
}

// covers reports whether an importer in users is a package, or a folder above it.
func covers(importer, pkg string) bool {
	folder, isTree := strings.CutSuffix(importer, "/...")
	return pkg == folder || isTree && strings.HasPrefix(pkg, folder+"/")
}

func floorOf(t *testing.T, pkg string) int {
	t.Helper()
	i := slices.IndexFunc(floors, func(floor []string) bool { return slices.Contains(floor, pkg) })
	if i < 0 {
		t.Errorf("%s has no floor: add it to the table", pkg)
	}
	return i
}

// rowOf is the key of users that covers an import path, or "".
func rowOf(path string) string {
	for row := range users {
		if path == row || strings.HasPrefix(path, row+"/") {
			return row
		}
	}
	return ""
}

// imports lists importing folder and imported path for all files of the module
// but tests and testdata.
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

// skipped is fs.SkipDir for folders that are no packages of this module.
func skipped(root, dir string) error {
	name := filepath.Base(dir)
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	if dir != root && (err == nil || name == "testdata" || name == "vendor" || name == "node_modules" || strings.HasPrefix(name, ".")) {
		return fs.SkipDir
	}
	return nil
}
