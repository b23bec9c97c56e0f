package generator_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/peergen/peergen/generator"
)

// A section of a golden is a generated file, or declarations of one:
//
//	models.gen.go                                the whole file
//	client.gen.go: NewClient, Client.GetPet      two declarations
//	server.gen.go: handlers.*                    all methods of a type
//
// Patterns are those of [path.Match]; methods are named Type.Method. Each
// pattern must match.
type section struct {
	file     string
	patterns []string
}

// parseSection returns false if name, the name of a file of an archive, is that
// of an input or of the diagnostics.
func parseSection(name string) (section, bool) {
	file, list, _ := strings.Cut(name, ":")
	if filepath.Ext(file) != ".go" {
		return section{}, false
	}
	s := section{file: file}
	for pattern := range strings.SplitSeq(list, ",") {
		if pattern = strings.TrimSpace(pattern); pattern != "" {
			s.patterns = append(s.patterns, pattern)
		}
	}
	return s, true
}

// sectionsOf returns the sections that an archive has, with the content that
// they have now.
func sectionsOf(archive *txtar.Archive, out *generator.Output) ([]txtar.File, error) {
	var now []txtar.File
	for _, f := range archive.Files {
		s, ok := parseSection(f.Name)
		if !ok {
			continue
		}
		i := slices.IndexFunc(out.Files, func(f generator.File) bool { return f.Name == s.file })
		if i < 0 {
			return nil, fmt.Errorf("the output has no file %s", s.file)
		}
		content, err := s.extract(out.Files[i].Content)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		now = append(now, txtar.File{Name: f.Name, Data: content})
	}
	return now, nil
}

// extract returns the part of a file that the section is about.
func (s section) extract(content []byte) ([]byte, error) {
	if len(s.patterns) == 0 {
		return content, nil
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, s.file, content, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var parts [][]byte
	matched := map[string]bool{}
	for _, decl := range file.Decls {
		selected := false
		for _, name := range declaredNames(decl) {
			for _, pattern := range s.patterns {
				if ok, err := path.Match(pattern, name); err != nil {
					return nil, fmt.Errorf("%s: %w", pattern, err)
				} else if ok {
					selected, matched[pattern] = true, true
				}
			}
		}
		if selected {
			start := decl.Pos()
			if doc := docOf(decl); doc != nil {
				start = doc.Pos()
			}
			parts = append(parts, content[fset.Position(start).Offset:fset.Position(decl.End()).Offset])
		}
	}
	for _, pattern := range s.patterns {
		if !matched[pattern] {
			return nil, fmt.Errorf("no declaration matches %s", pattern)
		}
	}
	return append(bytes.Join(parts, []byte("\n\n")), '\n'), nil
}

// declaredNames returns what a top-level declaration declares; a method is
// Type.Method. Imports declare nothing.
func declaredNames(decl ast.Decl) []string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			return []string{decl.Name.Name}
		}
		return []string{receiverName(decl.Recv.List[0].Type) + "." + decl.Name.Name}
	case *ast.GenDecl:
		var names []string
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					names = append(names, name.Name)
				}
			}
		}
		return names
	}
	return nil
}

// receiverName returns the type name of a receiver: T for T, *T and T[P].
func receiverName(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.Ident:
		return expr.Name
	case *ast.StarExpr:
		return receiverName(expr.X)
	case *ast.IndexExpr:
		return receiverName(expr.X)
	case *ast.IndexListExpr:
		return receiverName(expr.X)
	}
	return ""
}

func docOf(decl ast.Decl) *ast.CommentGroup {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		return decl.Doc
	case *ast.GenDecl:
		return decl.Doc
	}
	return nil
}

func TestGoldenSections(t *testing.T) {
	const file = `// Code generated.

package p

import "io"

// A is a type.
type A struct{ r io.Reader }

func (a *A) Read() {}

func (a A) write() {}

const (
	one = 1
	two = 2 // last
)

// B is generic.
type B[T any] struct{}

func (B[T]) Read() {}
`
	for _, c := range []struct{ name, want, err string }{
		{name: "p.go", want: file},
		{name: "p.go: A", want: "// A is a type.\ntype A struct{ r io.Reader }\n"},
		{name: "p.go: *.Read", want: "func (a *A) Read() {}\n\nfunc (B[T]) Read() {}\n"},
		{name: "p.go: two, A.w*", want: "func (a A) write() {}\n\nconst (\n\tone = 1\n\ttwo = 2 // last\n)\n"},
		{name: "p.go: A, C", err: "p.go: A, C: no declaration matches C"},
		{name: "p.go: [", err: "p.go: [: [: syntax error in pattern"},
		{name: "q.go", err: "the output has no file q.go"},
	} {
		archive := &txtar.Archive{Files: []txtar.File{{Name: "openapi.yaml"}, {Name: c.name}, {Name: diagnosticsName}}}
		got, err := sectionsOf(archive, &generator.Output{Files: []generator.File{{Name: "p.go", Content: []byte(file)}}})
		switch {
		case c.err != "":
			if err == nil || err.Error() != c.err {
				t.Errorf("%s: error %v, want %s", c.name, err, c.err)
			}
		case err != nil:
			t.Errorf("%s: %v", c.name, err)
		case len(got) != 1 || got[0].Name != c.name || string(got[0].Data) != c.want:
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
