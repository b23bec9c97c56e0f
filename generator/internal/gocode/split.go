package gocode

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
)

// maxLines is the length at which a file of the output ends and the next one
// begins. Editors and review tools become slow soon after it.
const maxLines = 20_000

// Split cuts a file that is too long between its declarations: models.gen.go
// becomes models.gen.go, models_2.gen.go and so on.
func Split(f Source) ([]Source, error) { return split(f, maxLines) }

func split(f Source, limit int) ([]Source, error) {
	if bytes.Count(f.Content, []byte("\n")) <= limit {
		return []Source{f}, nil
	}
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, f.Name, f.Content, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	head := fset.Position(parsed.Name.End()).Offset
	var out []Source
	var body []byte
	var decls []ast.Decl
	lines := 0 // of body
	flush := func() {
		if len(decls) > 0 {
			content := append(bytes.Clone(f.Content[:head]), importsOf(decls, parsed.Imports)...)
			out = append(out, Source{pieceName(f.Name, len(out)), append(content, body...)})
		}
		body, decls, lines = nil, nil, 0
	}
	from := head
	for _, decl := range parsed.Decls {
		to := endOfLine(f.Content, fset.Position(decl.End()).Offset)
		text := f.Content[from:to]
		from = to
		if general, ok := decl.(*ast.GenDecl); ok && general.Tok == token.IMPORT {
			continue
		}
		n := bytes.Count(text, []byte("\n"))
		if lines+n > limit {
			flush()
		}
		body, decls, lines = append(body, text...), append(decls, decl), lines+n
	}
	flush()
	return out, nil
}

// pieceName keeps the end of a name, which is the kind of the file:
// example_gen_test.go, example_2_gen_test.go.
func pieceName(name string, i int) string {
	if i == 0 {
		return name
	}
	at := max(strings.LastIndex(name, "_gen_test.go"), strings.LastIndex(name, ".gen.go"))
	return fmt.Sprintf("%s_%d%s", name[:at], i+1, name[at:])
}

func endOfLine(text []byte, from int) int {
	if i := bytes.IndexByte(text[from:], '\n'); i >= 0 {
		return from + i + 1
	}
	return len(text)
}

// importsOf is the import block of those imports that some declarations mention.
func importsOf(decls []ast.Decl, imports []*ast.ImportSpec) []byte {
	used := map[string]bool{}
	for _, decl := range decls {
		ast.Inspect(decl, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := selector.X.(*ast.Ident); ok {
					used[pkg.Name] = true
				}
			}
			return true
		})
	}
	out := []byte("\n\nimport (\n")
	none := true
	for _, spec := range imports {
		importPath, _ := strconv.Unquote(spec.Path.Value)
		name, text := path.Base(importPath), spec.Path.Value
		if spec.Name != nil {
			name, text = spec.Name.Name, spec.Name.Name+" "+text
		}
		if used[name] {
			none = false
			out = append(out, "\t"+text+"\n"...)
		}
	}
	if none {
		return []byte("\n")
	}
	return append(out, ")\n"...)
}
