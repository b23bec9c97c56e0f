// Package gocode writes Go: files, comments, literals and type expressions. It
// is the only package that handles a *jen.File.
package gocode

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"text/template"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/templates"
)

// Package is what all files of one output have in common.
type Package struct {
	Name    string
	Header  []string          // the comment lines before the package clause, without slashes
	Imports map[string]string // how packages are called that the document names, by import path
}

// File is one file of the output while it is written. Code and templates share
// its imports, header and formatting.
type File struct {
	file *jen.File
	used bool
}

// Source is a file of the output.
type Source struct {
	Name    string
	Content []byte
}

// HeaderComment returns the comment lines before the package clause.
func (p *Package) HeaderComment() string {
	return "// " + strings.Join(p.Header, "\n// ") + "\n"
}

// NewFile returns an empty file of the package.
func (p *Package) NewFile() *File { return p.newFile(p.Name) }

// NewTestFile returns an empty file of the external test package. The package is
// called alias in it if its name is one of those that the file needs.
func (p *Package) NewTestFile(importPath, alias string, needed ...string) *File {
	f := p.newFile(p.Name + "_test")
	name := p.Name
	if slices.Contains(needed, name) {
		name = alias
	}
	f.nameImport(importPath, name)
	if name == alias {
		f.file.ImportAlias(importPath, alias)
	}
	return f
}

func (p *Package) newFile(name string) *File {
	f := &File{file: jen.NewFile(name)}
	for importPath, name := range p.Imports {
		f.nameImport(importPath, name)
	}
	for _, line := range p.Header {
		f.file.HeaderComment(line)
	}
	return f
}

// nameImport sets how a package is called. The name is written out in the import
// only if the path does not end in it.
func (f *File) nameImport(importPath, name string) {
	if path.Base(importPath) == name {
		f.file.ImportName(importPath, name)
	} else {
		f.file.ImportAlias(importPath, name)
	}
}

// PackageComment sets the package comment, which is given as [Comment] returns it.
func (f *File) PackageComment(comment string) { f.file.PackageComment(comment) }

// Add adds declarations, with an empty line after each.
func (f *File) Add(code ...jen.Code) {
	for _, c := range code {
		f.used = true
		f.file.Add(c)
		f.file.Line()
	}
}

// IsEmpty reports whether nothing was added.
func (f *File) IsEmpty() bool { return !f.used }

// Template executes a file of the templates folder and adds its text. Templates
// have three functions besides those given: qual (path, name) imports a package
// and names one of its declarations, comment wraps prose, and line puts a text
// of the document on one line.
func (f *File) Template(name string, data any, functions template.FuncMap) {
	source, err := templates.FS.ReadFile(name)
	if err != nil {
		panic(err) // the templates are embedded, and callers name them by constants
	}
	common := template.FuncMap{"qual": f.qual, "comment": Comment, "line": OneLine}
	var out bytes.Buffer
	if err := template.Must(template.New(name).Funcs(common).Funcs(functions).Parse(string(source))).Execute(&out, data); err != nil {
		panic(err)
	}
	if text := strings.TrimSpace(out.String()); text != "" {
		f.Add(jen.Id(text))
	}
}

// qual imports path and returns name as it is spelled in this file.
func (f *File) qual(path, name string) (string, error) { return f.Text(jen.Qual(path, name)) }

// Text returns code as it is spelled in this file, and imports what it mentions.
func (f *File) Text(code *jen.Statement) (string, error) {
	var out strings.Builder
	err := code.RenderWithFile(&out, f.file)
	return out.String(), err
}

// Render returns the file in the format of gofmt. An error is a bug: what was
// added is not Go.
func (f *File) Render() ([]byte, error) {
	var out bytes.Buffer
	err := f.file.Render(&out)
	return formatDocs(out.Bytes()), err
}
