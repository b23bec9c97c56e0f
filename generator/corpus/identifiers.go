package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"

	"github.com/peergen/peergen/generator"
)

// names are the exported names of a generated package.
type names struct {
	exported   map[string]bool // "Pet", "Pet.Name", "Client.GetPet", "API.GetPet"
	functions  map[string]bool // exported or not
	operations int             // methods of the interface API
	hooks      int             // methods of WebhookAPI and CallbackAPI
}

// identifiers parses generated files, except tests and the runtime, which is
// the same in all packages.
func identifiers(files []generator.File) (names, error) {
	n := names{exported: map[string]bool{}, functions: map[string]bool{}}
	for _, f := range files {
		if strings.HasPrefix(f.Name, "runtime") || strings.HasSuffix(f.Name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			return n, err
		}
		for _, decl := range file.Decls {
			n.declaration(decl)
		}
	}
	return n, nil
}

func (n *names) add(parts ...string) {
	for _, part := range parts {
		if !ast.IsExported(part) {
			return
		}
	}
	n.exported[strings.Join(parts, ".")] = true
}

func (n *names) declaration(decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			n.functions[decl.Name.Name] = true
			n.add(decl.Name.Name)
		} else {
			n.add(receiver(decl.Recv.List[0].Type), decl.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					n.add(name.Name)
				}
			case *ast.TypeSpec:
				n.add(spec.Name.Name)
				n.members(spec.Name.Name, spec.Type)
			}
		}
	}
}

// members adds the fields of a struct or the methods of an interface.
func (n *names) members(of string, t ast.Expr) {
	var fields *ast.FieldList
	switch t := t.(type) {
	case *ast.StructType:
		fields = t.Fields
	case *ast.InterfaceType:
		fields = t.Methods
	default:
		return
	}
	for _, field := range fields.List {
		for _, name := range field.Names {
			n.add(of, name.Name)
			if _, method := field.Type.(*ast.FuncType); !method {
				continue
			}
			switch of {
			case "API":
				n.operations++
			case "WebhookAPI", "CallbackAPI":
				n.hooks++
			}
		}
	}
}

// receiver returns the type that a method belongs to.
func receiver(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}
