package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// writeFill adds two functions to a package of peergen. One decodes JSON into any
// type of a field of its Params. These include unions, which are interfaces that
// encoding/json cannot decode. The other one returns the fields of further request
// bodies by content type.
//
//	func CorpusFill(data []byte, v any) error {
//		switch v := v.(type) {
//		case *io.Reader: // and *io.ReadCloser
//			...
//		case *Pet: // a union
//			return jsonDecode(data, 0, v, readPet)
//		case *ID: // a union without a codec, which is always text
//			var v0 IDInteger
//			if json.Unmarshal(data, &v0) == nil {
//				*v = v0
//				return nil
//			}
//			...
//		}
//		return json.Unmarshal(data, v)
//	}
//
//	func CorpusBodies() map[string]map[string]string {
//		return map[string]map[string]string{
//			"AddPetParams": {"text/csv": "BodyCSV"},
//		}
//	}
func writeFill(dir string) error {
	p := &sealed{functions: map[string]bool{}, variants: map[string][]string{}, bodies: map[string]map[string]string{}}
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
	text := fillHead + p.cases() + "\t}\n\treturn json.Unmarshal(data, v)\n}\n\nfunc CorpusBodies() map[string]map[string]string {\n\treturn " + fmt.Sprintf("%#v", p.bodies) + "\n}\n"
	return os.WriteFile(filepath.Join(dir, "corpus_fill.go"), []byte(text), 0o600)
}

const fillHead = `package api

import (
	"encoding/json"
	"io"
	"strings"
)

func CorpusFill(data []byte, v any) error {
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
	for _, name := range p.interfaces {
		variants := p.variants["is"+name]
		switch {
		case p.functions["read"+name]:
			fmt.Fprintf(&cases, "\tcase *%s:\n\t\treturn jsonDecode(data, 0, v, read%s)\n", name, name)
		case len(variants) > 0:
			fmt.Fprintf(&cases, "\tcase *%s:\n", name)
			for i, variant := range variants {
				fmt.Fprintf(&cases, "\t\tvar v%[1]d %[2]s\n\t\tif json.Unmarshal(data, &v%[1]d) == nil {\n\t\t\t*v = v%[1]d\n\t\t\treturn nil\n\t\t}\n", i, variant)
			}
		}
	}
	return cases.String()
}

// sealed is information about the sealed interfaces and the request bodies of a
// package.
type sealed struct {
	interfaces []string            // in the order of the files
	functions  map[string]bool     // names of all functions
	variants   map[string][]string // marker method to the types that have it, with a star for pointers
	bodies     map[string]map[string]string
}

func (p *sealed) read(file *ast.File) {
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil {
				p.functions[decl.Name.Name] = true
			} else if decl.Body != nil && len(decl.Body.List) == 0 {
				of := receiver(decl.Recv.List[0].Type)
				if _, isPointer := decl.Recv.List[0].Type.(*ast.StarExpr); isPointer {
					of = "*" + of
				}
				p.variants[decl.Name.Name] = append(p.variants[decl.Name.Name], of)
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

// furtherBody matches the comment of a field for a further request body.
var furtherBody = regexp.MustCompile(`The request body as (\S+?)(?: \(or ([^)]*)\))?, instead of Body;`)

func (p *sealed) declared(spec *ast.TypeSpec) {
	switch t := spec.Type.(type) {
	case *ast.InterfaceType:
		p.interfaces = append(p.interfaces, spec.Name.Name)
	case *ast.StructType:
		for _, field := range t.Fields.List {
			found := furtherBody.FindStringSubmatch(strings.Join(strings.Fields(field.Doc.Text()), " "))
			if found == nil || len(field.Names) != 1 {
				continue
			}
			of := p.bodies[spec.Name.Name]
			if of == nil {
				of = map[string]string{}
				p.bodies[spec.Name.Name] = of
			}
			of[found[1]] = field.Names[0].Name
			if found[2] != "" {
				for kind := range strings.SplitSeq(found[2], ", ") {
					of[kind] = field.Names[0].Name
				}
			}
		}
	}
}
