// Package surface compares what importers see of two generated packages: their
// exported declarations, and what these represent in the document.
//
// It type-checks packages in memory, without the go command for each of them:
//
//	loader := surface.NewLoader(surface.Standard())
//	before, err := loader.Load(files, out.Bindings())
//	after, err := loader.Load(grown, outGrown.Bindings())
//	findings := surface.Compare(before, after, surface.NewImporter(loader, before))
package surface

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
)

// File is one Go file in memory.
type File struct {
	Name    string
	Content []byte
}

// Path is the import path of the packages that are loaded.
const Path = "example.org/api"

// Package is a type-checked package.
type Package struct {
	Types    *types.Package
	Bindings map[string]string // name to what it represents; see generator.Output.Bindings
}

// Loader parses and type-checks packages. Files with the same content, such as
// those of the runtime, are parsed once. It is not safe for concurrent use.
type Loader struct {
	// Bodies makes it type-check the bodies of functions, too.
	Bodies bool

	fset     *token.FileSet
	packages types.Importer
	parsed   map[[sha256.Size]byte]*ast.File
}

// NewLoader returns a loader that imports other packages from an importer.
func NewLoader(packages types.Importer) *Loader {
	return &Loader{fset: token.NewFileSet(), packages: packages, parsed: map[[sha256.Size]byte]*ast.File{}}
}

// Load type-checks a package. bindings are added to those that Go declarations have
// without the document: members in struct tags, values of constants.
func (l *Loader) Load(files []File, bindings map[string]string) (*Package, error) {
	var parsed []*ast.File
	for _, f := range files {
		file, err := l.parse(f)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, file)
	}
	pkg, errs := l.check(Path, parsed, l.packages)
	if len(errs) > 0 {
		return nil, errs[0]
	}
	return &Package{Types: pkg, Bindings: allBindings(pkg, bindings)}, nil
}

func (l *Loader) parse(f File) (*ast.File, error) {
	key := sha256.Sum256(f.Content)
	if file := l.parsed[key]; file != nil {
		return file, nil
	}
	file, err := parser.ParseFile(l.fset, f.Name, f.Content, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	l.parsed[key] = file
	return file, nil
}

// Forget drops the parsed files, all but those of the last package, so that memory
// does not grow with the number of packages.
func (l *Loader) Forget(keep []File) {
	parsed := map[[sha256.Size]byte]*ast.File{}
	for _, f := range keep {
		key := sha256.Sum256(f.Content)
		if file := l.parsed[key]; file != nil {
			parsed[key] = file
		}
	}
	l.parsed = parsed
}

// check returns the package as far as it has types, and all type errors.
func (l *Loader) check(path string, files []*ast.File, packages types.Importer) (*types.Package, []error) {
	var errs []error
	config := types.Config{
		GoVersion:        "go1.26",
		IgnoreFuncBodies: !l.Bodies && path == Path,
		Importer:         packages,
		Error:            func(err error) { errs = append(errs, err) },
	}
	pkg, _ := config.Check(path, l.fset, files, nil) // errs has the error
	return pkg, errs
}

// Class is how bad a finding is.
type Class int

// The classes, from bad to worse.
const (
	Break  Class = iota // importers do not compile
	Silent              // importers compile, and mean something else
)

func (c Class) String() string { return [...]string{"break", "silent"}[c] }

// Finding is something that an importer of the old package loses.
type Finding struct {
	Class  Class
	Name   string // of the declaration, or of the function of the importer
	Detail string
}

func (f Finding) String() string { return fmt.Sprintf("%s %s: %s", f.Class, f.Name, f.Detail) }
