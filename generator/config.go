package generator

import (
	"errors"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/oapicodegen"
)

// Config is a gen.yaml:
//
//	targets:
//	  - spec: api.yaml                  # the document
//	    out: ../internal/api            # the folder of the package, all ours
//	    package: api                    # by default the name of that folder
//	    client: false                   # both are true by default
//	    server: true
//	    type-mapping:                   # Go types in place of ours
//	      formats:                      # uuid, string/uuid, or integer for those without a format
//	        uuid: {type: uuid.UUID, import: github.com/google/uuid}
//	        date-time: {type: string}
//	      schemas:                      # components, which are not declared then
//	        Money: {type: money.Amount, import: example.com/go-money}
//	  - spec: api.yaml
//	    oapi-codegen:                   # rendered by oapi-codegen instead
//	      package: legacy
//	      output: ../internal/legacy/api.gen.go
//	      generate: {client: true, models: true}
//
// All paths are relative to its folder. Members are checked strictly.
type Config struct {
	Targets []Target
}

// Target is one package to generate: from what, into which folder, and how.
type Target struct {
	Input   Input
	Out     string
	Options Options
}

// String is where the output goes: a folder, or the one file of oapi-codegen.
func (t Target) String() string {
	if cfg := t.Options.OapiCodegen; cfg != nil {
		return filepath.ToSlash(filepath.Join(t.Out, filepath.Base(cfg.OutputFile)))
	}
	return filepath.ToSlash(filepath.Clean(t.Out))
}

// LoadConfig reads a gen.yaml. The configuration is nil when a diagnostic is
// an error.
func LoadConfig(path string) (cfg *Config, ds []Diagnostic) {
	data, missing := readFile(path)
	if missing != nil {
		return nil, missing
	}
	ds = collect(Input{path, data}, func(ds *diag.List) {
		r := configReader{path: path, ds: ds, taken: map[string]bool{}}
		cfg = r.read(data)
	})
	if HasErrors(ds) {
		return nil, ds
	}
	return cfg, ds
}

// NewTarget is the target of a document into a folder, its package named after
// the folder if pkg is empty. The target is nil when a diagnostic is an error.
func NewTarget(in Input, out, pkg string, client, server bool) (*Target, []Diagnostic) {
	var ds diag.List
	if pkg == "" {
		pkg = packageOf(out)
	}
	checkPackage(pkg, diag.Diagnostic{}, &ds)
	if ds.HasErrors() {
		return nil, ds.All()
	}
	return &Target{Input: in, Out: out, Options: Options{Package: pkg, Client: client, Server: server}}, nil
}

// packageOf is the package that a folder is named after.
func packageOf(out string) string {
	abs, err := filepath.Abs(out) // for "." and ".."
	if err != nil {
		return ""
	}
	return filepath.Base(abs)
}

// checkPackage reports, at a place, a name that no package can have.
func checkPackage(name string, at diag.Diagnostic, ds *diag.List) {
	if token.IsIdentifier(name) && name != "_" {
		return
	}
	at.Code, at.Message = diag.InvalidPackage, "`"+name+"` cannot be the name of a Go package"
	at.Hint = "write `" + goName(name) + "`"
	ds.Add(at)
}

// goName is what a package could be called in place of name: "peer-report" -> "peerreport".
func goName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	if !token.IsIdentifier(name) {
		return "api"
	}
	return name
}

// readFile reads a configuration; the diagnostics are nil if it could.
func readFile(path string) ([]byte, []Diagnostic) {
	data, err := os.ReadFile(path)
	if err == nil {
		return data, nil
	}
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return nil, []Diagnostic{{Code: diag.FileNotFound, File: path, Message: err.Error()}}
}

// addConfigErrors adds what keeps a configuration of oapi-codegen in the file
// path from being read.
func addConfigErrors(path string, err error, ds *diag.List) {
	var found oapicodegen.Errors
	if !errors.As(err, &found) {
		found = oapicodegen.Errors{{Message: err.Error()}}
	}
	for _, e := range found {
		ds.Add(diag.Diagnostic{Code: diag.BadConfig, File: path, Line: e.Line, Column: e.Column, Message: e.Message, Hint: e.Hint})
	}
}
