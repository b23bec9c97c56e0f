package emit

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/naming"
	"github.com/peergen/peergen/support"
)

// Runtime has the identifiers of the runtime.
func Runtime() naming.Runtime {
	var out naming.Runtime
	for _, d := range supportDecls() {
		if d.receiver == "" {
			out.Package = append(out.Package, d.name)
			out.Members = append(out.Members, d.fields...)
		} else {
			out.Members = append(out.Members, d.name)
		}
	}
	return out
}

// supportDecl is a declaration of the support folder with its text.
type supportDecl struct {
	file     string
	name     string
	receiver string          // type of a method, else ""
	results  []string        // identifiers in the results of a function
	fields   []string        // of a struct type
	mentions map[string]bool // all identifiers in it
	imports  map[string]string
	text     string
}

// supportDecls are all declarations that may travel, in the order of their files.
var supportDecls = sync.OnceValue(func() []*supportDecl {
	entries, err := support.FS.ReadDir(".")
	if err != nil {
		panic(err) // embedded
	}
	var out []*supportDecl
	for _, entry := range entries {
		if name := entry.Name(); !strings.HasSuffix(name, "_test.go") && name != "embed.go" && name != "doc.go" {
			out = append(out, parseSupport(name)...)
		}
	}
	return out
})

func parseSupport(name string) []*supportDecl {
	text, err := support.FS.ReadFile(name)
	if err != nil {
		panic(err) // embedded
	}
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		panic(err) // it has compiled
	}
	imports := map[string]string{}
	for _, spec := range parsed.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		imports[path.Base(p)] = p
	}
	var out []*supportDecl
	for _, decl := range parsed.Decls {
		d := &supportDecl{file: name, imports: imports, mentions: identifiers(decl)}
		start := decl.Pos()
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			d.name = decl.Name.Name
			if decl.Doc != nil {
				start = decl.Doc.Pos()
			}
			if decl.Recv != nil {
				d.receiver = baseType(decl.Recv.List[0].Type)
			}
			if decl.Type.Results != nil {
				for ident := range identifiers(decl.Type.Results) {
					d.results = append(d.results, ident)
				}
			}
		case *ast.GenDecl:
			if decl.Tok == token.IMPORT {
				continue
			}
			if decl.Doc != nil {
				start = decl.Doc.Pos()
			}
			d.name = firstName(decl.Specs[0])
			d.fields = fieldNames(decl)
			for _, spec := range decl.Specs[1:] { // a group travels as one, by any of its names
				twin := *d
				twin.name, twin.text, twin.mentions = firstName(spec), "", map[string]bool{d.name: true}
				out = append(out, &twin)
			}
		}
		d.text = string(text[fset.Position(start).Offset:fset.Position(decl.End()).Offset])
		out = append(out, d)
	}
	return out
}

// fieldNames are the fields of all structs in a declaration, embedded ones aside.
func fieldNames(decl *ast.GenDecl) []string {
	var out []string
	ast.Inspect(decl, func(n ast.Node) bool {
		if t, ok := n.(*ast.StructType); ok {
			for _, field := range t.Fields.List {
				for _, name := range field.Names {
					out = append(out, name.Name)
				}
			}
		}
		return true
	})
	return out
}

func firstName(spec ast.Spec) string {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		return spec.Name.Name
	case *ast.ValueSpec:
		return spec.Names[0].Name
	}
	panic("emit: a declaration of support without a name")
}

func baseType(expr ast.Expr) string {
	switch t := expr.(type) {
	case *ast.StarExpr:
		return baseType(t.X)
	case *ast.IndexExpr:
		return baseType(t.X)
	case *ast.Ident:
		return t.Name
	}
	panic("emit: a receiver in support of an unknown form")
}

func identifiers(n ast.Node) map[string]bool {
	out := map[string]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok {
			out[ident.Name] = true
		}
		return true
	})
	return out
}

// support copies what the files written so far mention, and what that mentions.
func (e *emitter) support() {
	if e.err != nil {
		return
	}
	mentioned := map[string]bool{}
	for _, f := range e.out {
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			e.err = err
			return
		}
		for ident := range identifiers(parsed) {
			mentioned[ident] = true
		}
	}
	kept := reachable(mentioned)
	for _, name := range []string{"support", "support_form", "support_json", "support_media", "support_oauth", "support_server"} {
		e.file(name+".gen.go", func(f *gocode.File) {
			for _, d := range supportDecls() {
				if destination(d.file) == name && kept[d] && d.text != "" {
					addCopy(f, d)
				}
			}
		})
	}
}

// destination is the file of the output that a file of support goes into.
func destination(file string) string {
	switch {
	case strings.HasPrefix(file, "json_"):
		return "support_json"
	case strings.HasPrefix(file, "media_"):
		return "support_media"
	case strings.HasPrefix(file, "form_"):
		return "support_form"
	case strings.HasPrefix(file, "oauth"):
		return "support_oauth"
	case slices.Contains([]string{"server.go", "router.go", "layers.go", "authorize.go", "authorize_schemes.go", "params.go", "fault.go"}, file),
		strings.HasSuffix(file, "_server.go"):
		return "support_server"
	}
	return "support"
}

// reachable marks the declarations that are needed by name. A method comes
// along with its type if it is mentioned or is there for users; a function for
// users comes along with the type that it makes.
func reachable(mentioned map[string]bool) map[*supportDecl]bool {
	kept := map[*supportDecl]bool{}
	types := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for _, d := range supportDecls() {
			if kept[d] || !d.wanted(mentioned, types) {
				continue
			}
			kept[d], changed = true, true
			if d.receiver == "" {
				types[d.name] = true
			}
			for ident := range d.mentions {
				mentioned[ident] = true
			}
		}
	}
	return kept
}

func (d *supportDecl) wanted(mentioned, kept map[string]bool) bool {
	switch {
	case d.receiver != "":
		return kept[d.receiver] && (mentioned[d.name] || ast.IsExported(d.name))
	case mentioned[d.name]:
		return true
	}
	return ast.IsExported(d.name) && slices.ContainsFunc(d.results, func(r string) bool { return kept[r] })
}

// addCopy adds the text of a declaration and imports what it mentions.
func addCopy(f *gocode.File, d *supportDecl) {
	for name, importPath := range d.imports {
		if d.mentions[name] {
			if _, err := f.Text(jen.Qual(importPath, "X")); err != nil {
				panic(err) // an identifier always renders
			}
		}
	}
	f.Add(jen.Id(string(bytes.TrimSpace([]byte(d.text)))))
}
