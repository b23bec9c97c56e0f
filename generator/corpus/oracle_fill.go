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

// writeFill adds a function to a package of peergen that decodes JSON into any
// type of a field of its Params. These include unions and the choice among
// content types of a body, which are interfaces that encoding/json cannot
// decode. The kind is the content type. If it is not one of the choices, the
// first one is used.
//
//	func CorpusFill(data []byte, v any, kind string) error {
//		switch v := v.(type) {
//		case *io.Reader: // and *io.ReadCloser
//			...
//		case *Pet: // a union
//			return jsonDecode(data, false, v, codePet)
//		case *ID: // a union without a codec, which is always text
//			var v0 IDInteger
//			if json.Unmarshal(data, &v0) == nil {
//				*v = v0
//				return nil
//			}
//			...
//		case *AddPetBody: // a choice
//			switch kind {
//			case "text/plain":
//				var choice AddPetText
//				*v = &choice
//				return CorpusFill(data, &choice.Body, kind)
//			}
//			var choice AddPetJSON
//			*v = &choice
//			return CorpusFill(data, &choice.Body, kind)
//		}
//		return json.Unmarshal(data, v)
//	}
func writeFill(dir string) error {
	p := &sealed{functions: map[string]bool{}, bodies: map[string]string{}, chosen: map[string][]string{}, variants: map[string][]string{}}
	paths, err := filepath.Glob(filepath.Join(dir, "*.gen.go"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return err
		}
		p.read(file)
	}
	return os.WriteFile(filepath.Join(dir, "corpus_fill.go"), []byte(fillHead+p.cases()+"\t}\n\treturn json.Unmarshal(data, v)\n}\n"), 0o600)
}

const fillHead = `package api

import (
	"encoding/json"
	"io"
	"strings"
)

func CorpusFill(data []byte, v any, kind string) error {
	switch v := v.(type) {
	case *io.Reader:
		var text string
		err := json.Unmarshal(data, &text)
		*v = strings.NewReader(text)
		return err
	case *io.ReadCloser:
		var text string
		err := json.Unmarshal(data, &text)
		*v = io.NopCloser(strings.NewReader(text))
		return err
`

// cases returns the cases of the type switch.
func (p *sealed) cases() string {
	var cases strings.Builder
	choose := func(indent, choice string) {
		fmt.Fprintf(&cases, "%[1]svar choice %[2]s\n%[1]s*v = &choice\n%[1]sreturn CorpusFill(data, &choice.Body, kind)\n", indent, choice)
	}
	for _, name := range p.interfaces {
		choices := p.chosen["is"+name]
		switch {
		case p.functions["code"+name]:
			fmt.Fprintf(&cases, "\tcase *%s:\n\t\treturn jsonDecode(data, false, v, code%s)\n", name, name)
		case len(choices) > 0:
			fmt.Fprintf(&cases, "\tcase *%s:\n\t\tswitch kind {\n", name)
			for _, choice := range choices[1:] {
				if kind := p.bodies[choice]; kind != p.bodies[choices[0]] {
					fmt.Fprintf(&cases, "\t\tcase %q:\n", kind)
					choose("\t\t\t", choice)
				}
			}
			cases.WriteString("\t\t}\n")
			choose("\t\t", choices[0])
		case len(p.variants["is"+name]) > 0:
			fmt.Fprintf(&cases, "\tcase *%s:\n", name)
			for i, variant := range p.variants["is"+name] {
				fmt.Fprintf(&cases, "\t\tvar v%[1]d %[2]s\n\t\tif json.Unmarshal(data, &v%[1]d) == nil {\n\t\t\t*v = v%[1]d\n\t\t\treturn nil\n\t\t}\n", i, variant)
			}
		}
	}
	return cases.String()
}

// sealed is information about the sealed interfaces of a package.
type sealed struct {
	interfaces []string            // in the order of the files
	functions  map[string]bool     // names of all functions
	bodies     map[string]string   // structs with one field, Body, to the content type in their comment
	chosen     map[string][]string // marker method to the structs of bodies that have it
	variants   map[string][]string // marker method to the other types that have it, with a star for pointers
}

func (p *sealed) read(file *ast.File) {
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil {
				p.functions[decl.Name.Name] = true
			} else if of := receiver(decl.Recv.List[0].Type); p.bodies[of] != "" {
				p.chosen[decl.Name.Name] = append(p.chosen[decl.Name.Name], of)
			} else if decl.Body != nil && len(decl.Body.List) == 0 {
				if _, isPointer := decl.Recv.List[0].Type.(*ast.StarExpr); isPointer {
					of = "*" + of
				}
				p.variants[decl.Name.Name] = append(p.variants[decl.Name.Name], of)
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && spec.TypeParams == nil {
					p.declared(spec, decl.Doc.Text())
				}
			}
		}
	}
}

// declared parses the content type in "PutPetJSON is a request body of type
// application/json.".
func (p *sealed) declared(spec *ast.TypeSpec, doc string) {
	switch t := spec.Type.(type) {
	case *ast.InterfaceType:
		p.interfaces = append(p.interfaces, spec.Name.Name)
	case *ast.StructType:
		if len(t.Fields.List) == 1 && len(t.Fields.List[0].Names) == 1 && t.Fields.List[0].Names[0].Name == "Body" {
			_, kind, _ := strings.Cut(strings.Join(strings.Fields(doc), " "), " of type ")
			kind, _, _ = strings.Cut(kind, " ")
			p.bodies[spec.Name.Name] = strings.Trim(kind, ".,;")
		}
	}
}
