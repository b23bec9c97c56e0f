// Package generator turns an OpenAPI document into a Go package: typed models,
// a client and a server.
//
//	out, ds := generator.Generate(ctx, generator.Input{Path: "api.yaml"},
//		generator.Options{Package: "api", Client: true, Server: true})
//	generator.Print(os.Stderr, ds, generator.PrintOptions{})
//	if out != nil {
//		_, err = out.Write("internal/api")
//	}
//
// [LoadConfig] reads the targets of a gen.yaml.
package generator

import (
	"context"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/emit"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower"
	"github.com/peergen/peergen/generator/internal/naming"
	"github.com/peergen/peergen/generator/internal/oapicodegen"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Input is the document to generate from. Data is read from Path when nil;
// Path also names the document in diagnostics and is what its relative
// references start from.
type Input struct {
	Path string
	Data []byte
}

// Options say what is generated.
type Options struct {
	Package string // a Go identifier
	Client  bool   // write the client
	Server  bool   // write the server

	// TypeMapping, if set, names Go types for formats and schemas, in place of ours.
	TypeMapping *TypeMapping

	// OapiCodegen, if set, has oapi-codegen render the document, into the one
	// file that it names; the other options then have no effect.
	OapiCodegen *oapicodegen.Config
}

// TypeMapping is what stands under type-mapping in a gen.yaml.
type TypeMapping = lower.Mapping

// Generate renders a document in memory. The diagnostics are all findings,
// sorted by place; out is nil when one of them is an error. ctx is for reading
// the document; rendering takes no time worth a cancellation.
func Generate(ctx context.Context, in Input, opt Options) (out *Output, ds []Diagnostic) {
	ds = collect(in, func(ds *diag.List) {
		if opt.OapiCodegen == nil {
			out = generate(ctx, in, opt, ds)
		} else {
			out = renderOapiCodegen(ctx, in, *opt.OapiCodegen, ds)
		}
	})
	if HasErrors(ds) {
		return nil, ds
	}
	return out, ds
}

// generate is the program: its stages in order.
func generate(ctx context.Context, in Input, opt Options, ds *diag.List) *Output {
	checkPackage(opt.Package, diag.Diagnostic{}, ds)
	doc := spec.Load(ctx, spec.Input(in), ds)
	if doc == nil {
		return nil
	}
	api := lower.API(doc, opt.TypeMapping, ds)
	names := naming.Assign(api, emit.Runtime(), ds)
	if ds.HasErrors() {
		return nil
	}
	files, err := emit.All(api, names, emit.Options{Package: opt.Package, Version: Version, Client: opt.Client, Server: opt.Server})
	if err != nil {
		panic(err) // what was written is not Go
	}
	out := &Output{Operations: len(api.Operations), Types: len(api.Decls), header: emit.HeaderPrefix, sweep: true}
	for _, f := range files {
		out.Files = append(out.Files, File(f))
	}
	for _, d := range api.Decls {
		if d.Owner != nil && d.Owner.Doc.From == d.Doc.From {
			continue // one type of several that the same schema has
		}
		out.Schemas = append(out.Schemas, Schema{Pointer: d.Doc.From, GoType: names.Type(d), Union: unionName(names, d)})
	}
	return out
}

// unionName is [Schema.Union] of a declaration.
func unionName(names *naming.Names, d *ir.Decl) string {
	ref, ok := ir.Underlying(ir.Value{Type: ir.Ref{Decl: d}}).Type.(ir.Ref)
	if !ok || ref.Decl == nil {
		return ""
	}
	if _, ok := ref.Decl.Body.(*ir.Union); !ok {
		return ""
	}
	return names.Type(ref.Decl)
}
