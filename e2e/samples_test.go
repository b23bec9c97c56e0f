package e2e

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	tokens "go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/peergen/peergen/generator"
)

// sampleFile is the file of the package to which the examples are converted,
// see package driver. Sample is at its end.
const sampleFile = "prism_sample.go"

// rewriteExamples converts the examples of a package so that the driver chooses
// the server and adds parameters.
func rewriteExamples(example []byte, constants map[string][]string) ([]byte, error) {
	files := tokens.NewFileSet()
	file, err := parser.ParseFile(files, "", example, parser.SkipObjectResolution) // comments would be misplaced
	if err != nil {
		return nil, err
	}
	moveIntoPackage(file)
	var calls []string
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok {
			if operation := rewriteExample(f); operation != "" {
				calls = append(calls, fmt.Sprintf("{%q, %s},", operation, f.Name.Name))
			}
		}
	}
	rewriteImports(file)
	var out bytes.Buffer
	if err := format.Node(&out, files, file); err != nil {
		return nil, err
	}
	fmt.Fprintf(&out, `
var prismRelay API

func prismAPI() API {
	if prismRelay != nil {
		return prismRelay
	}
	return exampleAPI{}
}

func PrismSample() driver.Sample {
	return driver.Sample{
		BasePath: DefaultBasePath,
		Calls: []driver.Call{%s},
		Constants: %#v,
		Relay: func(on bool) {
			if prismRelay = nil; on {
				prismRelay, _ = exampleClient()
			}
		},
	}
}
`, strings.Join(calls, "\n"), constants)
	return format.Source(out.Bytes())
}

// moveIntoPackage makes a file of an external test package one of the package
// itself: its declarations are no longer qualified.
func moveIntoPackage(file *ast.File) {
	file.Name.Name = strings.TrimSuffix(file.Name.Name, "_test")
	local := file.Name.Name
	for _, spec := range file.Imports {
		if strings.HasPrefix(spec.Path.Value, `"`+prismModule+"/") && spec.Name != nil {
			local = spec.Name.Name
		}
	}
	astutil.Apply(file, nil, func(c *astutil.Cursor) bool {
		if selector, ok := c.Node().(*ast.SelectorExpr); ok {
			if x, ok := selector.X.(*ast.Ident); ok && x.Name == local {
				c.Replace(selector.Sel)
			}
		}
		return true
	})
}

// rewriteExample converts a function and returns the operation if it is an
// example of one.
func rewriteExample(f *ast.FuncDecl) (operation string) {
	isExample := false
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && (x.Name == "fmt" || x.Name == "httptest") {
				x.Name = "driver"
			}
		case *ast.CallExpr:
			switch fun := n.Fun.(type) {
			case *ast.Ident:
				isExample = isExample || fun.Name == "exampleClient"
				if fun.Name == "NewServer" {
					n.Args[0] = &ast.CallExpr{Fun: ast.NewIdent("prismAPI")}
				}
			case *ast.SelectorExpr:
				if x, ok := fun.X.(*ast.Ident); ok && x.Name == "client" && isExample {
					operation = fun.Sel.Name
					n.Args[1] = &ast.CallExpr{Fun: ast.NewIdent("driver.Params"), Args: []ast.Expr{n.Args[1]}}
				}
			}
		}
		return true
	})
	return operation
}

// rewriteImports replaces fmt and httptest by the driver.
func rewriteImports(file *ast.File) {
	for _, decl := range file.Decls {
		imports, ok := decl.(*ast.GenDecl)
		if !ok || imports.Tok != tokens.IMPORT {
			continue
		}
		imports.Specs = slices.DeleteFunc(imports.Specs, func(s ast.Spec) bool {
			path := s.(*ast.ImportSpec).Path.Value
			return path == `"fmt"` || strings.HasPrefix(path, `"`+prismModule+"/")
		})
		for _, s := range imports.Specs {
			if path := s.(*ast.ImportSpec).Path; path.Value == `"net/http/httptest"` {
				path.Value = strconv.Quote(prismModule + "/driver")
			}
		}
	}
}

// constantsOf returns the typed string and number constants of a package, as
// JSON, by type.
func constantsOf(files []generator.File) (map[string][]string, error) {
	constants := map[string][]string{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name, ".go") {
			continue
		}
		file, err := parser.ParseFile(tokens.NewFileSet(), f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range file.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok || group.Tok != tokens.CONST {
				continue
			}
			for _, spec := range group.Specs {
				s := spec.(*ast.ValueSpec)
				name, typed := s.Type.(*ast.Ident)
				if !typed || len(s.Values) != 1 {
					continue
				}
				if literal, ok := s.Values[0].(*ast.BasicLit); ok {
					constants[name.Name] = append(constants[name.Name], jsonOf(literal))
				}
			}
		}
	}
	return constants, nil
}

func jsonOf(literal *ast.BasicLit) string {
	if text, err := strconv.Unquote(literal.Value); err == nil {
		return encode(text)
	}
	return literal.Value
}
