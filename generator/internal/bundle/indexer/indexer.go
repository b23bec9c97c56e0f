// Package indexer makes the index of package bundle from the source of the
// runtime packages, with go/types.
package indexer

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/peergen/peergen/generator/internal/bundle"
)

// runtimePath begins the import paths of the runtime packages.
const runtimePath = "github.com/peergen/peergen/runtime/"

// Index is what package bundle has of the runtime.
type Index struct {
	Declarations []bundle.Declaration
	Embedded     map[string]string // names in the output of fields that embed a type of the runtime, by key
}

// indexer is the state of one run.
type indexer struct {
	packages []*packages.Package
	sources  map[string][]byte       // by file name
	keys     map[types.Object]string // of declarations, methods and fields
	ifaces   []*types.Interface      // see collectInterfaces
	index    Index
}

// Make reads the runtime packages of the module that dir is in.
func Make(dir string) (*Index, error) {
	x := &indexer{sources: map[string][]byte{}, keys: map[types.Object]string{}, index: Index{Embedded: map[string]string{}}}
	if err := x.load(dir); err != nil {
		return nil, err
	}
	for _, p := range x.packages {
		x.collectKeys(p)
	}
	x.collectInterfaces()
	for _, p := range x.packages {
		for _, f := range p.Syntax {
			for _, decl := range f.Decls {
				if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
					continue
				}
				if err := x.addDeclaration(p, f, decl); err != nil {
					return nil, fmt.Errorf("%s: %w", p.Fset.Position(decl.Pos()), err)
				}
			}
		}
	}
	return &x.index, nil
}

func (x *indexer) load(dir string) error {
	mode := packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedTypes |
		packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedDeps
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: dir}, runtimePath+"...")
	if err != nil {
		return err
	}
	for _, p := range pkgs {
		if len(p.Errors) > 0 {
			return p.Errors[0]
		}
		for _, name := range p.CompiledGoFiles {
			if x.sources[name], err = os.ReadFile(name); err != nil {
				return err
			}
		}
	}
	embeds := func(p *packages.Package) bool { return p.PkgPath+"/" == runtimePath } // the package with the sources
	x.packages = slices.DeleteFunc(pkgs, embeds)
	slices.SortFunc(x.packages, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	return nil
}

// collectKeys finds the declarations, methods and fields of a package.
func (x *indexer) collectKeys(p *packages.Package) {
	scope := p.Types.Scope()
	for _, name := range scope.Names() {
		object := scope.Lookup(name)
		key := path.Base(p.PkgPath) + "." + name
		x.keys[object] = key
		named, ok := object.Type().(*types.Named)
		if _, isType := object.(*types.TypeName); !isType || !ok {
			continue
		}
		for m := range named.Methods() {
			x.keys[m] = key + "." + m.Name()
		}
		if s, ok := named.Underlying().(*types.Struct); ok {
			for f := range s.Fields() {
				x.keys[f] = key + "." + f.Name()
			}
		}
	}
}

// key returns the key of an object, or "" if it is not of the runtime.
func (x *indexer) key(object types.Object) string {
	switch o := object.(type) {
	case *types.Var:
		object = o.Origin()
	case *types.Func:
		object = o.Origin()
	}
	return x.keys[object]
}

// embeddedType returns the type of the runtime that a field embeds, or nil.
func (x *indexer) embeddedType(object types.Object) types.Object {
	field, ok := object.(*types.Var)
	if !ok || !field.Embedded() {
		return nil
	}
	named := namedType(field.Type())
	if named == nil || x.key(named.Obj()) == "" {
		return nil
	}
	return named.Origin().Obj()
}

// namedType returns the named type that t is or points to, or nil.
func namedType(t types.Type) *types.Named {
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem()
	}
	named, _ := t.(*types.Named)
	return named
}
