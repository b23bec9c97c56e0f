// Package target is what all layers of emission share: the API and its names, the
// runtime declarations that the output mentions, and the prose of comments.
package target

import (
	"fmt"
	"maps"
	"text/template"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// Template adds a file of the templates folder. Besides the functions of
// [gocode.File.Template] and those given, it has name, the Go name of a part of
// the IR, routes, the method with the routes of a hook, and rt, member and
// embedded, which mention a declaration of the runtime, a member of one, and one as
// an embedded field.
func (e *Target) Template(f *gocode.File, name string, data any, more template.FuncMap) {
	functions := template.FuncMap{
		"name":     e.nameOf,
		"routes":   e.Names.Routes,
		"rt":       func(name string) (string, error) { return f.Text(e.RT(name)) },
		"member":   e.RTMember,
		"embedded": e.RTEmbedded,
	}
	maps.Copy(functions, more)
	f.Template(name, data, functions)
}

// nameOf is the Go name of a part of the IR that templates name.
func (e *Target) nameOf(part any) string {
	switch part := part.(type) {
	case *ir.Operation:
		return e.Names.Operation(part)
	case *ir.Hook:
		return e.Names.Hook(part)
	case *ir.SecurityScheme:
		return e.Names.Scheme(part)
	case *ir.Endpoint:
		return e.Names.Endpoint(part)
	case *ir.Consent:
		return e.Names.Consent(part)
	}
	panic(fmt.Sprintf("emit: no name of a %T", part))
}

// Target is one package while it is written. The layers of emission embed it,
// each the one below: model, check, param, media, operation, example.
type Target struct {
	API       *ir.API
	Names     *naming.Names
	Types     *gocode.Types
	Package   *gocode.Package
	HasClient bool
	HasServer bool
	runtime   *bundle.Set
}

// New returns the target of an API.
func New(api *ir.API, names *naming.Names, set *bundle.Set, pkg *gocode.Package) *Target {
	t := &Target{API: api, Names: names, Package: pkg, runtime: set}
	t.Types = gocode.NewTypes(api, names.Type, t.RT)
	return t
}
