// Package lower turns a loaded document into the IR. It decides what operations and
// schemas mean; it decides no names and no Go syntax.
//
// [API] is a table of passes over the document and the IR. The files here are about
// operations: op_ for what an operation is, param_ for parameters, media_ for bodies.
// Schemas are lowered by package types.
package lower

import (
	"path/filepath"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/lower/paging"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Options are what the configuration and an earlier output add to a document.
type Options struct {
	Mapping    *types.Mapping // or nil
	Earlier    *lock.Lock     // of an earlier output, or nil
	Operations map[string]OperationOptions
	Pagination []paging.Rule
	Env        map[string]EnvVariables // by key of a security scheme
	Fake       bool                    // collect what fakes respond with

	ServerTypes bool // collect the servers that have types
}

// API lowers a whole document. Findings are added to ds. What cannot be expressed
// becomes raw JSON or bytes and is reported; nothing is dropped.
func API(doc *spec.Document, opt Options, ds *diag.List) *ir.API {
	l := newLowering(doc, opt.Mapping, ds)
	l.earlier, l.given, l.rules, l.envs, l.API.Fake = opt.Earlier, opt.Operations, opt.Pagination, opt.Env, opt.Fake
	l.serverTypes = opt.ServerTypes
	for _, p := range passes {
		p.run(l)
	}
	return l.API
}

// lowering is the state of one run: that of the types, and what passes leave about
// operations.
type lowering struct {
	*types.Builder
	ds        *diag.List
	earlier   *lock.Lock                    // of an earlier output, or nil
	schemes   map[string]*ir.SecurityScheme // by key; nil for one that is not understood
	endpoints []*endpoint                   // all operations, in the order in which they are emitted
	defaults  []paramDefault
	given     map[string]OperationOptions
	rules     []paging.Rule
	envs      map[string]EnvVariables
	fakes     []fakeExample

	serverTypes bool
}

func newLowering(doc *spec.Document, mapping *types.Mapping, ds *diag.List) *lowering {
	info := doc.Cursor().Child("info")
	api := &ir.API{
		Title: info.Text("title"), Version: info.Text("version"), Description: info.Text("description"),
		Source: filepath.Base(doc.Root.Path),
	}
	return &lowering{Builder: types.New(doc, mapping, api, ds), ds: ds, schemes: map[string]*ir.SecurityScheme{}}
}
