package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryTestCanFail checks that each test and fuzz test of the repository
// reports errors, or calls a function of its package that does.
// Functions are matched by name only.
func TestEveryTestCanFail(t *testing.T) {
	packages := testFunctions(t)
	if len(packages) < 15 {
		t.Fatalf("only %d packages with tests found", len(packages))
	}
	for folder, functions := range packages {
		failing := canFail(functions)
		for name := range functions {
			if isTestName(name) && !failing[name] {
				t.Errorf("%s: %s cannot fail", folder, name)
			}
		}
	}
}

// isTestName reports whether the go command runs the function. The function
// TestMain only prepares other tests.
func isTestName(name string) bool {
	return name != "TestMain" && (strings.HasPrefix(name, "Test") || strings.HasPrefix(name, "Fuzz"))
}

// testFunctions returns the functions and methods in the test files of each
// folder of the repository, and what they call.
func testFunctions(t *testing.T) map[string]map[string][]string {
	t.Helper()
	packages := map[string]map[string][]string{}
	err := filepath.WalkDir(repository, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != repository && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules"):
			return filepath.SkipDir
		case !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder := filepath.Dir(path)
		if packages[folder] == nil {
			packages[folder] = map[string][]string{}
		}
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Body != nil {
				packages[folder][f.Name.Name] = append(packages[folder][f.Name.Name], calledNames(f.Body)...)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

// calledNames returns the names of functions and methods that a body calls.
func calledNames(body *ast.BlockStmt) []string {
	var names []string
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			switch fun := call.Fun.(type) {
			case *ast.Ident:
				names = append(names, fun.Name)
			case *ast.SelectorExpr:
				if fun.Sel.Name != "Error" || len(call.Args) > 0 { // the method of an error has no arguments
					names = append(names, fun.Sel.Name)
				}
			}
		}
		return true
	})
	return names
}

// canFail returns the functions that report an error or call one that does.
func canFail(calls map[string][]string) map[string]bool {
	failing := map[string]bool{"Error": true, "Errorf": true, "Fatal": true, "Fatalf": true, "Fail": true, "FailNow": true}
	for changed := true; changed; {
		changed = false
		for name, called := range calls {
			for _, c := range called {
				if failing[c] && !failing[name] {
					failing[name], changed = true, true
				}
			}
		}
	}
	return failing
}

func TestCanFail(t *testing.T) {
	failing := canFail(map[string][]string{"TestA": {"check"}, "check": {"each", "Errorf"}, "TestB": {"each"}, "each": {"append"}})
	if !failing["TestA"] || failing["TestB"] {
		t.Errorf("functions that can fail: %v", failing)
	}
}
