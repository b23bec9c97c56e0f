package surface

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
)

// Importer is a package that uses everything that a generated package exports, as an
// importer of it can: one function for each use.
type Importer struct {
	loader *Loader
	file   *ast.File
}

// NewImporter writes an importer of a package. Uses that do not compile with this package
// (types that importers cannot write, instances of generic types) are left out.
func NewImporter(l *Loader, before *Package) *Importer {
	w := &writer{pkg: before.Types}
	w.all()
	i := &Importer{loader: l, file: l.parseImporter(w.source())}
	failed := map[*ast.FuncDecl]bool{}
	for _, err := range i.check(before) {
		failed[i.functionAt(err)] = true
	}
	var kept []ast.Decl
	for _, decl := range i.file.Decls {
		if f, ok := decl.(*ast.FuncDecl); !ok || !failed[f] {
			kept = append(kept, decl)
		}
	}
	i.file.Decls = kept
	return i
}

// ParseImporter returns an importer with the given source. It imports the package
// by [Path].
func ParseImporter(l *Loader, source string) (*Importer, error) {
	file, err := parser.ParseFile(l.fset, "importer.go", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	return &Importer{l, file}, nil
}

func (l *Loader) parseImporter(source string) *ast.File {
	file, err := parser.ParseFile(l.fset, "importer.go", source, parser.SkipObjectResolution)
	if err != nil {
		panic(err) // made of a type-checked package
	}
	return file
}

// Functions returns the number of functions.
func (i *Importer) Functions() (n int) {
	for _, decl := range i.file.Decls {
		if _, ok := decl.(*ast.FuncDecl); ok {
			n++
		}
	}
	return n
}

// Check returns the type errors of the importer with a package.
func (i *Importer) Check(pkg *Package) []error {
	var errs []error
	for _, err := range i.check(pkg) {
		errs = append(errs, err)
	}
	return errs
}

func (i *Importer) check(pkg *Package) []types.Error {
	_, errs := i.loader.check("importer", []*ast.File{i.file}, fixedImporter{pkg.Types, i.loader.packages})
	var found []types.Error
	for _, err := range errs {
		if failure := (types.Error{}); errors.As(err, &failure) && !failure.Soft {
			found = append(found, failure)
		}
	}
	return found
}

// broken returns a finding for each function that does not compile with a package.
func (i *Importer) broken(pkg *Package) []Finding {
	var found []Finding
	seen := map[*ast.FuncDecl]bool{}
	for _, err := range i.check(pkg) {
		f := i.functionAt(err)
		if seen[f] {
			continue
		}
		seen[f] = true
		name := "importer"
		if f != nil {
			name = "importer " + f.Name.Name
		}
		found = append(found, Finding{Break, name, err.Msg})
	}
	return found
}

func (i *Importer) functionAt(err types.Error) *ast.FuncDecl {
	for _, decl := range i.file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Pos() <= err.Pos && err.Pos < f.End() {
			return f
		}
	}
	return nil
}

// fixedImporter imports one package as [Path].
type fixedImporter struct {
	pkg  *types.Package
	base types.Importer
}

func (i fixedImporter) Import(path string) (*types.Package, error) {
	if path == Path {
		return i.pkg, nil
	}
	return i.base.Import(path)
}

// writer writes the source of an importer.
type writer struct {
	pkg     *types.Package
	body    strings.Builder
	imports map[string]string // by path
}

// name returns a package name that no other import has.
func (w *writer) name(pkg *types.Package) string {
	if pkg == w.pkg {
		return "api"
	}
	if w.imports == nil {
		w.imports = map[string]string{}
	}
	if w.imports[pkg.Path()] == "" {
		w.imports[pkg.Path()] = fmt.Sprintf("p%d", len(w.imports))
	}
	return w.imports[pkg.Path()]
}

// typ returns a type as source; ok is false for one with a part that is not exported.
func (w *writer) typ(t types.Type) (source string, ok bool) {
	ok = true
	source = types.TypeString(t, func(pkg *types.Package) string { return w.name(pkg) })
	visit(t, func(o *types.TypeName) {
		if o.Pkg() != nil && !o.Exported() {
			ok = false
		}
	})
	return source, ok
}

// visit calls f with each type that is named in a type.
func visit(t types.Type, f func(*types.TypeName)) {
	switch t := t.(type) {
	case *types.Alias:
		f(t.Obj())
		for a := range t.TypeArgs().Types() {
			visit(a, f)
		}
	case *types.Named:
		f(t.Obj())
		for a := range t.TypeArgs().Types() {
			visit(a, f)
		}
	case *types.Pointer:
		visit(t.Elem(), f)
	case *types.Slice:
		visit(t.Elem(), f)
	case *types.Array:
		visit(t.Elem(), f)
	case *types.Map:
		visit(t.Key(), f)
		visit(t.Elem(), f)
	case *types.Signature:
		for v := range t.Params().Variables() {
			visit(v.Type(), f)
		}
		for v := range t.Results().Variables() {
			visit(v.Type(), f)
		}
	}
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.body, format, args...) }

func (w *writer) source() string {
	var b strings.Builder
	b.WriteString("package importer\n\nimport (\n\tapi " + `"` + Path + "\"\n")
	for path, name := range w.imports {
		fmt.Fprintf(&b, "\t%s %q\n", name, path)
	}
	b.WriteString(")\n\n" + w.body.String())
	return b.String()
}

// isGeneric reports whether a declaration has type parameters.
func isGeneric(o types.Object) bool {
	switch t := o.Type().(type) {
	case *types.Named:
		return t.TypeParams().Len() > 0
	case *types.Alias:
		return t.TypeParams().Len() > 0
	case *types.Signature:
		return t.TypeParams().Len() > 0
	}
	return false
}

// usable returns the exported declarations without type parameters.
func (w *writer) usable() []types.Object {
	var found []types.Object
	for _, name := range w.pkg.Scope().Names() {
		if o := w.pkg.Scope().Lookup(name); token.IsExported(name) && !isGeneric(o) {
			found = append(found, o)
		}
	}
	return found
}
