package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestEveryCodeIsUsed checks that each code of the table has a constant that code outside
// this package mentions, that each constant has an entry, and that no code is written
// as a string.
func TestEveryCodeIsUsed(t *testing.T) {
	constants := map[string]Code{} // by constant name
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Code" {
				text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				constants[spec.Names[0].Name] = Code(text)
			}
		}
		return true
	})
	used := map[Code]bool{}
	for _, path := range sources(t) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "diag" {
					used[constants[n.Sel.Name]] = true
				}
			case *ast.KeyValueExpr:
				key, isKey := n.Key.(*ast.Ident)
				if text, ok := n.Value.(*ast.BasicLit); ok && isKey && key.Name == "Code" && text.Kind == token.STRING {
					t.Errorf("%s writes the code %s as a string", path, text.Value)
				}
			}
			return true
		})
	}
	for name, code := range constants {
		if _, ok := codes[code]; !ok {
			t.Errorf("%s has no entry in the table", name)
		}
		if !used[code] {
			t.Errorf("%s is not used", name)
		}
	}
	if len(constants) != len(codes) {
		t.Errorf("%d constants for %d entries", len(constants), len(codes))
	}
}

// sources lists the Go files of the generator and its internal packages, except tests, this
// package and testdata.
func sources(t *testing.T) (paths []string) {
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "diag"):
			return fs.SkipDir
		case filepath.Ext(path) == ".go" && !strings.HasSuffix(path, "_test.go"):
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) < 100 {
		t.Fatalf("only %d files found", len(paths))
	}
	return paths
}
