// Package generator turns an OpenAPI document into a Go package: typed models,
// a client and a server.
//
//	out, diagnostics := generator.Generate(ctx, generator.Input{Path: "api.yaml"},
//		generator.Options{Package: "api", Client: true, Server: true})
//	generator.Print(os.Stderr, diagnostics, generator.PrintOptions{})
//	if out != nil {
//		_, err = out.Write("internal/api")
//	}
//
// [LoadConfig] reads the targets of a gen.yaml, [NewTarget] makes one target
// without a gen.yaml, [Target.Generate] renders a target with its lock, and [Import]
// turns a configuration of oapi-codegen into a gen.yaml.
package generator

import (
	"context"

	"github.com/peergen/peergen/generator/internal/config"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/emit"
	"github.com/peergen/peergen/generator/internal/filter"
	"github.com/peergen/peergen/generator/internal/forms"
	"github.com/peergen/peergen/generator/internal/lower"
	"github.com/peergen/peergen/generator/internal/naming"
	"github.com/peergen/peergen/generator/internal/oapicodegen"
	"github.com/peergen/peergen/generator/internal/rules"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Stdin is the Path of an [Input] whose Data was read from standard input.
const Stdin = "<stdin>"

// Input is the document to generate from.
type Input struct {
	// Path is the file to read if Data is nil. It also names the document in
	// diagnostics, and relative references are resolved against it.
	Path string
	// Data is the content of the document, if it is not read from Path.
	Data []byte
	// Overlays are the paths of overlays (OpenAPI Overlay Specification), which are applied
	// to the document in order before anything else is done.
	Overlays []string
}

// Options configure what is generated.
type Options struct {
	Package string // name of the package, a Go identifier
	Client  bool   // generate the client
	Server  bool   // generate the server

	// Fake generates the type Fake, which implements the API in tests, and NewLocalClient,
	// which returns a client of a handler without a network. They need the client.
	Fake bool

	// Runtime is the import path of a runtime that the package shares with others.
	// If it is empty, the package contains what it needs.
	Runtime string

	// RuntimePackage, if not empty, generates this package of the shared runtime and
	// reads no document: "json". [LoadConfig] adds a target for each of them.
	RuntimePackage string

	// ImportPath is the import path of the package. If it is not empty, and both
	// client and server are generated, there is an example of each operation in an
	// external test package, which imports it.
	ImportPath string

	// Interceptors generates Intercept. Middleware generates WithMiddleware, WithErrors and
	// WithTransport, and Observer WithObserver and WithRequestLog.
	Interceptors, Middleware, Observer bool

	// Signatures generates WithSignatureVerifier and StandardWebhooks, for the server and the
	// receivers of webhooks.
	Signatures bool

	// Record generates RecordTo and ReplayFrom, which need the client.
	Record bool

	// CORS generates WithCORS, Limits WithLimits and NewTooManyRequests, and ResponseChecks
	// WithResponseChecks. They need the server.
	CORS, Limits, ResponseChecks bool

	// Reconnect generates WithReconnect, for streams of events.
	Reconnect bool

	// ServerTypes generates WithServer, and a type for each server of the document.
	ServerTypes bool

	// Operations has, by operationId or "METHOD /path", what the document does not have of operations.
	Operations map[string]OperationOptions

	// TypeMapping replaces the Go types of formats and schemas.
	TypeMapping *TypeMapping

	// Filter, if not nil, leaves operations out, and all that only they use.
	Filter *Filter

	// Env has the environment variables that FromEnv of the output reads, by key of a security scheme.
	Env map[string]EnvVariables

	// Pagination is how operations page: the first rule that fits an operation counts.
	Pagination []PaginationRule

	// EditFlags are the flags that select this target in the commands that hints have:
	// --config FILE, --package NAME.
	EditFlags []string
	// Lock is the text of the lock that an earlier run left in [Output.Lock]. What
	// importers use keeps its name and type then. LockFile is its path: in diagnostics,
	// and for [Output.Write], which writes no lock if it is empty, and replaces no other
	// text than Lock. [Target.Generate] reads Lock from LockFile.
	Lock     string
	LockFile string

	// Edits are changes of the lock to make before the run.
	Edits []Edit

	// Allow has the findings that are known, as CODE or CODE:POINTER: those that are errors,
	// such as unresolved-ref, are warnings then. With Strict, what is not allowed is an error.
	Allow  []string
	Strict bool

	// Breaking is what happens to changes of Go types that break importers.
	Breaking Breaking

	// OapiCodegen, if not nil, makes oapi-codegen render the document into the
	// one file that the configuration names. All other options are ignored then.
	OapiCodegen *OapiCodegen
}

// Filter selects the operations of the output. Names and Go types are those of the whole
// document, whatever the filter is.
type Filter = filter.Filter

// Selection selects operations for a [Filter].
type Selection = filter.Selection

// Pattern is a text with * and ** in a [Selection].
type Pattern = filter.Pattern

// OperationOptions are what a configuration adds to an operation.
type OperationOptions = lower.OperationOptions

// EnvVariables are the environment variables with the credentials of a security scheme:
// those of user name and password of the scheme basic, and one of any other.
type EnvVariables = lower.EnvVariables

// PaginationRule is how some operations page.
type PaginationRule = config.PaginationRule

// TypeMapping replaces the Go types of formats and schemas.
type TypeMapping = config.TypeMapping

// GoType is a Go type: "string", "[]byte", or an exported type of a package.
type GoType = config.GoType

// OapiCodegen is a configuration of oapi-codegen. [LoadConfig] reads it from the
// oapi-codegen key of a target.
type OapiCodegen = oapicodegen.Config

// Generate renders a document in memory. It returns all diagnostics, sorted by
// position; out is nil if one of them is an error. A canceled ctx stops the
// reading of the document, but not the rendering.
func Generate(ctx context.Context, in Input, opt Options) (out *Output, diagnostics []Diagnostic) {
	diagnostics = collect(in, func(ds *diag.List) {
		ds.Policy = opt.policy(ds)
		switch {
		case opt.RuntimePackage != "":
			out = newRuntimeOutput(opt)
		case opt.OapiCodegen != nil:
			out = renderOapiCodegen(ctx, in, *opt.OapiCodegen, ds)
		default:
			out = generate(ctx, in, opt, ds)
		}
	})
	if HasErrors(diagnostics) {
		return nil, diagnostics
	}
	if out.lockFile != "" {
		out.sum = sumOf(in, opt, out, diagnostics).format()
	}
	return out, diagnostics
}

// generate runs the stages of the generator in order.
func generate(ctx context.Context, in Input, opt Options, ds *diag.List) *Output {
	checkPackage(opt.Package, diag.Diagnostic{}, ds)
	config.CheckTypes(opt.TypeMapping, ds)
	earlier := parseLock(opt, ds)
	begin(ctx, "reading the document")
	doc := spec.Load(ctx, spec.Input(in), ds)
	if doc == nil {
		return nil
	}
	inputs := hashInputs(doc)
	begin(ctx, "deciding types")
	api := lower.API(doc, lower.Options{Mapping: config.Types(opt.TypeMapping), Earlier: earlier, Operations: opt.Operations, Pagination: config.PagingRules(opt.Pagination, ds), Env: opt.Env, Fake: opt.Fake, ServerTypes: opt.ServerTypes && opt.Client}, ds)
	begin(ctx, "checking the rules of the specification")
	rules.Check(doc, ds)
	if in.Path == Stdin {
		api.Source = "standard input"
	}
	begin(ctx, "deciding names")
	names := naming.Assign(api, emit.Runtime(), earlier, ds)
	forms.Record(api, names)
	if opt.Filter != nil {
		filter.Apply(opt.Filter, doc, api, names, ds)
	}
	if ds.HasErrors() {
		return nil
	}
	pkg := emit.New(api, names, emit.Options{Package: opt.Package, Version: Version, Client: opt.Client, Server: opt.Server, Runtime: opt.Runtime, ImportPath: opt.ImportPath, Features: opt.features()})
	pkg.RecordMethods()
	record := newLock(names, earlier, in, opt, ds)
	begin(ctx, "rendering Go")
	files, err := pkg.Files()
	if err != nil {
		panic(err) // the output is not valid Go
	}
	out := newOutput(api, names, files)
	out.Lock, out.lockFile, out.earlier = record, opt.LockFile, opt.Lock
	out.inputs = inputs
	return out
}
