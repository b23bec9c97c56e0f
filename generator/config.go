package generator

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/peergen/peergen/generator/internal/config"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/oapicodegen"
)

// Config is the content of a gen.yaml:
//
//	runtime: {out: ../internal/rt}      # default: each package contains what it needs of the runtime
//	allow: [renamed]                    # findings that are known; also a key of a target
//	targets:
//	  - spec: api.yaml                  # the document
//	    out: ../internal/api            # folder of the package; it contains generated files only
//	    package: api                    # default: the name of the folder
//	    client: false                   # default: true
//	    server: true                    # default: true
//	    examples: false                 # default: true; examples need client, server and a go.mod
//	    interceptors: true              # default: false; Intercept
//	    middleware: true                # default: false; WithMiddleware, WithErrors and WithTransport
//	    observer: true                  # default: false; WithObserver and WithRequestLog
//	    reconnect: true                 # default: false; WithReconnect
//	    server-types: true              # default: false; WithServer, and a type for each server
//	    signatures: true                # default: false; WithSignatureVerifier
//	    record: true                    # default: false; RecordTo and ReplayFrom, which need the client
//	    cors: true                      # default: false; WithCORS, which needs the server
//	    limits: true                    # default: false; WithLimits and NewTooManyRequests, which need the server
//	    response-checks: true           # default: false; WithResponseChecks, which needs the server
//	    fake: true                      # default: false; a fake for tests, which needs the client
//	    lock: api.lock                  # default: PACKAGE.lock
//	    breaking: apply                 # default: hold; also a key of the whole file
//	    allow: ["unresolved-ref:/components/schemas/Pet"]
//	    overlays: [fix.overlay.yaml]    # applied to the document first
//	    include: {tags: [pets]}         # operations, by tags, operations, paths and extensions
//	    exclude: {deprecated: true}
//	    type-mapping:                   # Go types that replace the generated ones
//	      formats:                      # by format, type/format, or type without a format
//	        uuid: {type: uuid.UUID, import: github.com/google/uuid}
//	        date-time: {type: string}
//	      schemas:                      # by name in components.schemas
//	        Money: {type: money.Amount, import: example.com/go-money}
//	    env: {api_token: API_TOKEN}     # environment variables that FromEnv reads, by security scheme
//	    pagination:                     # how operations page
//	      - {operations: [listPets], style: cursor, param: after, next: /next, items: /pets}
//	    operations:                     # by operationId, or by METHOD /path
//	      createPet: {idempotent: true} # default: by its method
//	  - spec: api.yaml
//	    oapi-codegen:                   # a configuration of oapi-codegen, which renders this target
//	      package: legacy
//	      output: ../internal/legacy/api.gen.go
//	      generate: {client: true, models: true}
//
// With runtime, the targets import packages below that folder, so that a type such as
// Opt is the same in all of them. The folder is in a Go module.
//
// Paths are relative to the folder of the gen.yaml. Unknown keys are errors.
type Config struct {
	Targets []Target
}

// Target is one package to generate.
type Target struct {
	Input   Input
	Out     string // folder of the package
	Options Options

	places map[string]diag.Diagnostic // where a gen.yaml names the document and the overlays, by path
}

// String returns the path of the output: a folder, or the file that oapi-codegen
// renders.
func (t Target) String() string {
	if cfg := t.Options.OapiCodegen; cfg != nil {
		return filepath.ToSlash(filepath.Join(t.Out, filepath.Base(cfg.OutputFile)))
	}
	return filepath.ToSlash(filepath.Clean(t.Out))
}

// LoadConfig reads a gen.yaml. It returns nil if a diagnostic is an error.
func LoadConfig(path string) (*Config, []Diagnostic) {
	data, missing := readConfig(path)
	if missing != nil {
		return nil, missing
	}
	var cfg *Config
	ds := collect(Input{Path: path, Data: data}, func(ds *diag.List) {
		r := configReader{Reader: &config.Reader{Path: path, Diagnostics: ds}, outputs: map[string]bool{}, sums: map[string]bool{}}
		cfg = r.config(data)
	})
	if HasErrors(ds) {
		return nil, ds
	}
	return cfg, ds
}

// NewTarget returns the target that generates a document into the folder out. If
// pkg is empty, the package is named after the folder. It returns nil if a
// diagnostic is an error.
func NewTarget(in Input, out, pkg string, client, server bool) (*Target, []Diagnostic) {
	implied := pkg == ""
	if implied {
		pkg = packageOf(out)
	}
	ds := collect(in, func(ds *diag.List) {
		if !isPackageName(pkg) && implied {
			ds.Add(diag.Diagnostic{
				Code: diag.InvalidPackage, Message: "the name of the folder, `" + pkg + "`, is not a valid name for a Go package",
				Hint: "add `-p " + suggestPackage(pkg) + "`",
			})
			return
		}
		checkPackage(pkg, diag.Diagnostic{}, ds)
	})
	if HasErrors(ds) {
		return nil, ds
	}
	options := Options{Package: pkg, Client: client, Server: server, LockFile: lockPath(out, pkg)}
	if client && server {
		options.ImportPath = examplePath(out, pkg)
	}
	return &Target{Input: in, Out: out, Options: options}, ds
}

// readConfig reads a configuration file. The diagnostics are nil on success.
func readConfig(path string) ([]byte, []Diagnostic) {
	data, err := os.ReadFile(path)
	if err == nil {
		return data, nil
	}
	return nil, []Diagnostic{public(diag.Diagnostic{
		Code: diag.FileNotFound, File: path, Message: "the configuration cannot be read: " + fileError(err), Hint: "check its path",
	})}
}

// addConfigErrors adds the errors of a configuration of oapi-codegen in the file
// path.
func addConfigErrors(path string, err error, ds *diag.List) {
	var found oapicodegen.Errors
	if !errors.As(err, &found) {
		found = oapicodegen.Errors{{Message: err.Error()}}
	}
	for _, e := range found {
		ds.Add(diag.Diagnostic{Code: diag.BadConfig, File: path, Line: e.Line, Column: e.Column, Message: e.Message, Hint: e.Hint})
	}
}
