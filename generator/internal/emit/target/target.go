// Package target is what all packages of emission share: the API and its names, the
// runtime declarations that the output mentions, and the prose of comments.
package target

import (
	"fmt"
	"maps"
	"slices"
	"text/template"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
	"github.com/peergen/peergen/generator/internal/shape"
)

// Template adds a file of the templates folder. Besides the functions of
// [gocode.File.Template] and those given, it has name, the Go name of a part of
// the IR, declared, which mentions a declaration of the package, routes, the method with the routes of a hook, and rt, member and
// embedded, which mention a declaration of the runtime, a member of one, and one as
// an embedded field.
func (t *Target) Template(f *gocode.File, name string, data any, more template.FuncMap) {
	functions := template.FuncMap{
		"name":     t.nameOf,
		"declared": func(name string) (string, error) { return f.Text(t.Declared(name)) },
		"routes":   t.Names.Routes,
		"rt":       func(name string) (string, error) { return f.Text(t.RT(name)) },
		"member":   t.RTMember,
		"embedded": t.RTEmbedded,
	}
	maps.Copy(functions, more)
	f.Template(name, data, functions)
}

// nameOf is the Go name of a part of the IR that templates name.
func (t *Target) nameOf(part any) string {
	switch part := part.(type) {
	case *ir.Operation:
		return t.Names.Operation(part)
	case *ir.Hook:
		return t.Names.Hook(part)
	case *ir.SecurityScheme:
		return t.Names.Scheme(part)
	case *ir.Endpoint:
		return t.Names.Endpoint(part)
	case *ir.Consent:
		return t.Names.Consent(part)
	}
	panic(fmt.Sprintf("emit: no name of a %T", part))
}

// Target is one package while it is written. The packages of emission embed it,
// each the one below: model, check, param, media, operation, example.
type Target struct {
	API       *ir.API
	Names     *naming.Names
	Types     *gocode.Types
	Shapes    *shape.Shapes
	Package   *gocode.Package
	HasClient bool
	HasServer bool
	Features  []bundle.Feature
	runtime   *bundle.Set
	from      string // the import path, seen from another package
}

// New returns the target of an API.
func New(api *ir.API, names *naming.Names, set *bundle.Set, pkg *gocode.Package) *Target {
	t := &Target{API: api, Shapes: shape.New(api), Names: names, Package: pkg, runtime: set}
	t.Types = gocode.NewTypes(t.declaredType, t.RT)
	return t
}

// External is the target seen from another package, which imports it.
func (t *Target) External(importPath string) *Target {
	out := *t
	out.from = importPath
	out.Types = gocode.NewTypes(out.declaredType, out.RT)
	return &out
}

// Declared mentions a declaration of the package.
func (t *Target) Declared(name string) *jen.Statement {
	if t.from != "" {
		return jen.Qual(t.from, name)
	}
	return jen.Id(name)
}

// Has reports whether the output has a feature.
func (t *Target) Has(feature bundle.Feature) bool { return slices.Contains(t.Features, feature) }

func (t *Target) declaredType(d *ir.Decl) *jen.Statement { return t.Declared(t.Names.Type(d)) }
