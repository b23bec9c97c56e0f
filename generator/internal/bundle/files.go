package bundle

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"strings"
)

// packages are the packages of the runtime in the order of their imports.
var packages = []string{"core", "json", "check", "form", "media", "client", "local", "fake", "paging", "oauth", "server", "hook"}

// File is a file of the output.
type File struct {
	Name    string
	Content []byte
}

// Files returns the declarations that a set needs as files of a package, one for
// each package of the runtime: runtime.gen.go for core, runtime_json.gen.go and so
// on. If the runtime is shared, there is one file with aliases. header is the comment before the package clause, which ends in a line break.
func (s *Set) Files(header, name string) []File {
	if s.importPath != "" {
		return []File{s.aliases(header, name)}
	}
	reached := s.closure()
	var out []File
	for _, pkg := range packages {
		var body bytes.Buffer
		imports := map[string]bool{}
		for i := range index {
			d := &index[i]
			if d.Package() == pkg && reached[d.Keys[0]] {
				body.WriteByte('\n')
				body.Write(d.render(reached, imports))
				body.WriteByte('\n')
			}
		}
		if body.Len() == 0 {
			continue
		}
		var content bytes.Buffer
		fmt.Fprintf(&content, "%s\npackage %s\n", header, name)
		writeImports(&content, imports)
		content.Write(body.Bytes())
		out = append(out, File{fileName(pkg), content.Bytes()})
	}
	return out
}

func fileName(pkg string) string {
	if pkg == "core" {
		return "runtime.gen.go"
	}
	return "runtime_" + pkg + ".gen.go"
}

// render returns the text of a declaration without the fields that are not
// reached and what they guard, and adds the imports that it needs.
func (d *Declaration) render(reached, imports map[string]bool) []byte {
	var text bytes.Buffer
	whole := true
	for _, p := range d.Pieces {
		if !p.travels(reached) {
			whole = false
			continue
		}
		text.WriteString(p.Text)
		for _, path := range p.Imports {
			imports[path] = true
		}
	}
	if whole {
		return text.Bytes()
	}
	aligned, err := format.Source(text.Bytes()) // columns of the fields that are left
	if err != nil {
		panic("bundle: " + d.Keys[0] + ": " + err.Error())
	}
	return aligned
}

// writeImports writes an import declaration, the standard library first.
func writeImports(out *bytes.Buffer, imports map[string]bool) {
	if len(imports) == 0 {
		return
	}
	var standard, others []string
	for path := range imports {
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
			others = append(others, path)
		} else {
			standard = append(standard, path)
		}
	}
	slices.Sort(standard)
	slices.Sort(others)
	out.WriteString("\nimport (\n")
	for i, path := range append(standard, others...) {
		if i > 0 && i == len(standard) {
			out.WriteByte('\n')
		}
		fmt.Fprintf(out, "\t%q\n", path)
	}
	out.WriteString(")\n")
}
