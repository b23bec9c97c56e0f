package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// serviceFile joins a generated package, in the workspace only.
const serviceFile = "corpus_service.go"

// writeService adds an implementation of an interface to the package in dir, which
// tells of each call and answers with an error:
//
//	type CorpusService struct{ Saw func(operation string, request any) }
//
//	func (s CorpusService) GetPet(ctx context.Context, params GetPetParams) (_ *Pet, err error) {
//		s.Saw("GetPet", params)
//		err = errors.ErrUnsupported
//		return
//	}
func writeService(dir, name string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	for _, file := range files {
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if methods := methodsOf(parsed, name); methods != nil {
			return os.WriteFile(filepath.Join(dir, serviceFile), service(fset, parsed, methods), 0o600)
		}
	}
	return fmt.Errorf("%s has no interface %s", dir, name)
}

// methodsOf are those of an interface that a file declares; nil if it does not.
func methodsOf(file *ast.File, name string) *ast.FieldList {
	for _, decl := range file.Decls {
		if gen, ok := decl.(*ast.GenDecl); ok {
			for _, spec := range gen.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && t.Name.Name == name {
					if i, ok := t.Type.(*ast.InterfaceType); ok {
						return i.Methods
					}
				}
			}
		}
	}
	return nil
}

func service(fset *token.FileSet, from *ast.File, methods *ast.FieldList) []byte {
	var body bytes.Buffer
	body.WriteString("\ntype CorpusService struct{ Saw func(operation string, request any) }\n")
	used := map[string]bool{"errors": true}
	for _, method := range methods.List {
		signature := method.Type.(*ast.FuncType)
		ast.Inspect(signature, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := s.X.(*ast.Ident); ok {
					used[pkg.Name] = true
				}
			}
			return true
		})
		show := func(n ast.Node) string {
			var text strings.Builder
			_ = printer.Fprint(&text, fset, n) // a builder takes all
			return text.String()
		}
		var results []string
		for range signature.Results.List[1:] {
			results = append(results, "_ "+show(signature.Results.List[0].Type))
		}
		results = append(results, "err error")
		fmt.Fprintf(&body, "\nfunc (s CorpusService) %s(_ context.Context, request %s) (%s) {\n\ts.Saw(%q, request)\n\terr = errors.ErrUnsupported\n\treturn\n}\n",
			method.Names[0], show(signature.Params.List[1].Type), strings.Join(results, ", "), method.Names[0])
	}
	var file bytes.Buffer
	file.WriteString("package api\n\nimport \"errors\"\n")
	for _, spec := range from.Imports {
		where, _ := strconv.Unquote(spec.Path.Value) // the parser has
		name := path.Base(where)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if used[name] && name != "errors" {
			fmt.Fprintf(&file, "import %s %q\n", name, where)
		}
	}
	return append(file.Bytes(), body.Bytes()...)
}
