package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// writeFill adds a function to a package of peergen that reads JSON into any
// type of a field of its Params: also into unions and into the choice of a body
// among content types, which are interfaces that encoding/json cannot fill.
//
//	func CorpusFill(data []byte, v any) error {
//		switch v := v.(type) {
//		case *Pet: // a union
//			return decodeBody(data, false, v, codePet)
//		case *AddPetBody: // a choice
//			var choice AddPetJSON
//			*v = &choice
//			return CorpusFill(data, &choice.Body)
//		}
//		return json.Unmarshal(data, v)
//	}
func writeFill(dir string) error {
	p := &sealed{functions: map[string]bool{}, bodies: map[string]bool{}, chosen: map[string]string{}}
	paths, err := filepath.Glob(filepath.Join(dir, "*.gen.go"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p.read(file)
	}
	var cases strings.Builder
	for _, name := range p.interfaces {
		choice := p.chosen["is"+name]
		switch {
		case p.functions["code"+name]:
			fmt.Fprintf(&cases, "\tcase *%s:\n\t\treturn decodeBody(data, false, v, code%s)\n", name, name)
		case choice != "":
			fmt.Fprintf(&cases, "\tcase *%s:\n\t\tvar choice %s\n\t\t*v = &choice\n\t\treturn CorpusFill(data, &choice.Body)\n", name, choice)
		}
	}
	text := "package api\n\nimport \"encoding/json\"\n\nfunc CorpusFill(data []byte, v any) error {\n"
	if cases.Len() > 0 {
		text += "\tswitch v := v.(type) {\n" + cases.String() + "\t}\n"
	}
	return os.WriteFile(filepath.Join(dir, "corpus_fill.go"), []byte(text+"\treturn json.Unmarshal(data, v)\n}\n"), 0o600)
}

// sealed is what is known of the sealed interfaces of a package.
type sealed struct {
	interfaces []string          // in the order of the files
	functions  map[string]bool   // the names of all
	bodies     map[string]bool   // structs of one field, Body, that is no stream
	chosen     map[string]string // marking method to the first of bodies that has it
}

func (p *sealed) read(file *ast.File) {
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil {
				p.functions[decl.Name.Name] = true
			} else if of := receiver(decl.Recv.List[0].Type); p.bodies[of] && p.chosen[decl.Name.Name] == "" {
				p.chosen[decl.Name.Name] = of
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && spec.TypeParams == nil {
					p.declared(spec)
				}
			}
		}
	}
}

func (p *sealed) declared(spec *ast.TypeSpec) {
	switch t := spec.Type.(type) {
	case *ast.InterfaceType:
		p.interfaces = append(p.interfaces, spec.Name.Name)
	case *ast.StructType:
		if len(t.Fields.List) == 1 && len(t.Fields.List[0].Names) == 1 && t.Fields.List[0].Names[0].Name == "Body" {
			_, stream := t.Fields.List[0].Type.(*ast.SelectorExpr)
			p.bodies[spec.Name.Name] = !stream
		}
	}
}
