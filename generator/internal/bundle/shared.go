package bundle

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/peergen/peergen/runtime"
)

// sourcePath begins the import paths of the packages in the runtime's own source.
const sourcePath = "github.com/peergen/peergen/runtime"

// Packages returns the names of the packages of the runtime, in the order of their
// imports.
func Packages() []string { return packages }

// PackageFiles returns the files of one package of the runtime, for a runtime that
// several generated packages share below an import path. header is the comment
// before the package clause, which ends in a line break.
func PackageFiles(pkg, importPath, header string) []File {
	entries, err := fs.ReadDir(runtime.FS, pkg)
	if err != nil {
		panic(err) // the packages are embedded
	}
	var out []File
	for _, entry := range entries {
		base, isGo := strings.CutSuffix(entry.Name(), ".go")
		if !isGo || strings.HasSuffix(base, "_test") || entry.IsDir() {
			continue
		}
		text, err := fs.ReadFile(runtime.FS, path.Join(pkg, entry.Name()))
		if err != nil {
			panic(err)
		}
		text = bytes.ReplaceAll(text, []byte(`"`+sourcePath+`/`), []byte(`"`+importPath+`/`))
		out = append(out, File{base + ".gen.go", append([]byte(header+"\n"), text...)})
	}
	return out
}

// NewSharedSet returns the set of a package that imports a shared runtime. version
// is that of the generator: "v0.1.0".
func NewSharedSet(importPath, version string) *Set {
	s := NewSet()
	s.importPath = importPath
	s.versionKey = "core.Version" + strings.ReplaceAll(strings.TrimPrefix(version, "v"), ".", "_")
	s.Name(s.versionKey)
	return s
}

// Imports returns the packages that a set may import: those of a shared runtime.
func (s *Set) Imports() []string {
	if s.importPath == "" {
		return nil
	}
	var out []string
	for _, pkg := range packages {
		out = append(out, s.importPath+"/"+pkg)
	}
	return out
}

// aliases returns the file of a package that imports a shared runtime: it declares
// the public names that it would have without a shared runtime.
func (s *Set) aliases(header, name string) File {
	reached := s.closure()
	imports := map[string]bool{s.importPath + "/core": true}
	var body bytes.Buffer
	_, version, _ := strings.Cut(s.versionKey, ".")
	fmt.Fprintf(&body, "\n// This package and the runtime that it imports must be of one version.\nconst _ = core.%s\n", version)
	for i := range index {
		d := &index[i]
		if d.Alias.Text == "" || !reached[d.Keys[0]] {
			continue
		}
		imports[s.importPath+"/"+d.Package()] = true
		for _, path := range d.Alias.Imports {
			imports[path] = true
		}
		body.WriteString("\n" + d.Alias.Text + "\n")
	}
	var content bytes.Buffer
	fmt.Fprintf(&content, "%s\npackage %s\n", header, name)
	writeImports(&content, imports)
	content.Write(body.Bytes())
	return File{fileName("core"), content.Bytes()}
}
