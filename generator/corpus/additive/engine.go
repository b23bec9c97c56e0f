package additive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/corpus/surface"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/oapicodegen"
)

// Engine generates a package from one version of a document. lock is what the version
// before it returned as Lock; nil for the first version.
type Engine func(ctx context.Context, path string, document, lock []byte) Version

// Version is the package of one version of a document.
type Version struct {
	Files    []surface.File
	Example  []byte // a test that calls each operation; nil without one
	Bindings map[string]string
	Lock     []byte   // nil without a lock
	Held     int      // changes that wait until somebody accepts them
	Breaking []string // JSON Pointers of the findings about changes that cannot be held
	Refused  string   // why nothing was generated, or ""
	Failed   bool     // Refused has a reason that is not one of [refusals]
}

// refusals are the codes of errors that ask the user to decide something. With any other
// error, the generator fails at a document that it should generate from.
var refusals = []string{string(diag.AmbiguousScheme)}

// Peergen returns our engine: with a lock, or as if each version were the first.
// examples also generates an example of each operation.
func Peergen(lock, examples bool) Engine {
	opt := generator.Options{Package: "api", Client: true, Server: true, Allow: []string{string(diag.UnresolvedRef)}}
	if examples {
		opt.ImportPath = surface.Path
	}
	return func(ctx context.Context, path string, document, earlier []byte) Version {
		opt := opt
		if lock {
			opt.Lock = string(earlier)
		}
		return version(generator.Generate(ctx, generator.Input{Path: path, Data: document}, opt))
	}
}

func version(out *generator.Output, ds []generator.Diagnostic) Version {
	if out == nil {
		return refusedVersion(ds)
	}
	v := Version{Bindings: out.Bindings(), Lock: []byte(out.Lock)}
	for _, d := range ds {
		switch d.Code {
		case heldCode, withoutValue:
			v.Held++
		case breakingCode:
			v.Breaking = append(v.Breaking, d.Pointer)
		}
	}
	for _, f := range out.Files {
		switch {
		case strings.HasSuffix(f.Name, "_test.go"):
			v.Example = f.Content
		case filepath.Ext(f.Name) == ".go":
			v.Files = append(v.Files, surface.File(f))
		}
	}
	return v
}

// The codes of findings about changes of Go types.
const (
	heldCode     = string(diag.Held)
	withoutValue = string(diag.WithoutValue)
	breakingCode = string(diag.Breaking)
)

// refusedVersion returns the version of a run without output.
func refusedVersion(ds []generator.Diagnostic) (v Version) {
	for _, d := range ds {
		if d.Severity != generator.Error {
			continue
		}
		if v.Refused == "" {
			v.Refused = d.Message + " [" + d.Code + "]"
		}
		if !slices.Contains(refusals, d.Code) {
			v.Failed = true
		}
	}
	if v.Refused == "" {
		return Version{Refused: "no output", Failed: true}
	}
	return v
}

// OapiCodegen generates each version with oapi-codegen: models, a client and a strict
// server. Its bindings are those of struct tags and constants.
func OapiCodegen(ctx context.Context, _ string, document, _ []byte) (v Version) {
	f, err := os.CreateTemp("", "additive-*.json")
	if err != nil {
		return Version{Refused: err.Error()}
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.Write(document)
	if err = errors.Join(err, f.Close()); err != nil {
		return Version{Refused: err.Error()}
	}
	v = version(generator.Generate(ctx, generator.Input{Path: f.Name()}, generator.Options{Package: "api", OapiCodegen: &peerConfig}))
	v.Failed = false // what a peer cannot generate is counted, not judged
	return v
}

var peerConfig = func() generator.OapiCodegen {
	config, err := oapicodegen.ParseConfig([]byte("package: api\noutput: api.gen.go\ngenerate: {models: true, client: true, std-http-server: true, strict-server: true}\n"))
	if err != nil {
		panic(err) // the text is above
	}
	return config
}()
