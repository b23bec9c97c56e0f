package naming_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/naming"
)

// TestLocals compares the table of local names with the generated packages of the
// repository. Files of the runtime do not count: they mention no foreign type.
func TestLocals(t *testing.T) {
	used := map[string]bool{}
	for _, pattern := range []string{"../../../generated/*/*.gen.go", "../../testdata/behaviour/*/*.gen.go"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("no files %s (%v)", pattern, err)
		}
		for _, path := range paths {
			if name := filepath.Base(path); strings.HasPrefix(name, "support") || strings.HasPrefix(name, "runtime") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, decl := range file.Decls {
				if f, ok := decl.(*ast.FuncDecl); ok {
					addLocals(used, f)
				}
			}
		}
	}
	delete(used, "_")
	for name := range used {
		if !slices.Contains(naming.Locals, name) {
			t.Errorf("generated code has a local %s, which is missing in locals", name)
		}
	}
	for _, name := range naming.Locals {
		if !used[name] {
			t.Errorf("no generated code has a local %s: delete it from locals", name)
		}
	}
}

// addLocals adds the receiver, parameters, results and variables of a function and
// of those within it.
func addLocals(used map[string]bool, f *ast.FuncDecl) {
	add := func(names ...ast.Expr) {
		for _, name := range names {
			if ident, ok := name.(*ast.Ident); ok {
				used[ident.Name] = true
			}
		}
	}
	addFields := func(list *ast.FieldList) {
		if list == nil {
			return
		}
		for _, field := range list.List {
			for _, name := range field.Names {
				add(name)
			}
		}
	}
	addFields(f.Recv)
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncType:
			addFields(n.Params)
			addFields(n.Results)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				add(n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				add(n.Key, n.Value)
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				add(name)
			}
		}
		return true
	})
}
