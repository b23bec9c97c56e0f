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

// serviceFile is added to a generated package, in the workspace only.
const serviceFile = "corpus_service.go"

// writeService adds an implementation of an interface to the package in dir. It
// reports each call to a function that sets the result, and in packages of peergen
// the status:
//
//	type CorpusService struct{ Saw func(operation string, request, result any, setStatus func(int)) error }
//
//	func (s CorpusService) GetPet(ctx context.Context, request GetPetParams) (result *Pet, err error) {
//		err = s.Saw("GetPet", request, &result, CallFrom(ctx).SetStatus)
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
			return os.WriteFile(filepath.Join(dir, serviceFile), service(fset, parsed, methods, name == "API"), 0o600)
		}
	}
	return fmt.Errorf("%s has no interface %s", dir, name)
}

// methodsOf returns the methods of an interface that a file declares, nil if it
// does not.
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

func service(fset *token.FileSet, from *ast.File, methods *ast.FieldList, isOurs bool) []byte {
	var body bytes.Buffer
	body.WriteString("\ntype CorpusService struct{ Saw func(operation string, request, result any, setStatus func(int)) error }\n")
	setStatus := "nil"
	if isOurs {
		setStatus = "CallFrom(ctx).SetStatus"
	}
	used := map[string]bool{}
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
			_ = printer.Fprint(&text, fset, n) // a builder never fails
			return text.String()
		}
		results, at := "err error", "nil"
		if len(signature.Results.List) > 1 {
			results, at = "result "+show(signature.Results.List[0].Type)+", err error", "&result"
		}
		fmt.Fprintf(&body, "\nfunc (s CorpusService) %[1]s(ctx context.Context, request %[2]s) (%[3]s) {\n\terr = s.Saw(%[1]q, request, %[4]s, %[5]s)\n\treturn\n}\n",
			method.Names[0].Name, show(signature.Params.List[1].Type), results, at, setStatus)
	}
	var file bytes.Buffer
	file.WriteString("package api\n\n")
	for _, spec := range from.Imports {
		where, _ := strconv.Unquote(spec.Path.Value) // the parser checked it
		name := path.Base(where)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if used[name] {
			fmt.Fprintf(&file, "import %s %q\n", name, where)
		}
	}
	return append(file.Bytes(), body.Bytes()...)
}
