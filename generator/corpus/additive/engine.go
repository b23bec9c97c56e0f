package additive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/corpus/surface"
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
	Lock     []byte // nil without a lock
	Held     int    // changes that wait until somebody accepts them
	Breaking int    // changes that cannot be held
	Refused  string // why nothing was generated, or ""
}

// Peergen returns our engine: with a lock, or as if each version were the first.
// examples also generates an example of each operation.
func Peergen(lock, examples bool) Engine {
	opt := generator.Options{Package: "api", Client: true, Server: true}
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
		return Version{Refused: firstError(ds)}
	}
	v := Version{Bindings: out.Bindings(), Lock: []byte(out.Lock)}
	for _, d := range ds {
		switch d.Code {
		case heldCode:
			v.Held++
		case breakingCode:
			v.Breaking++
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
	heldCode     = "held"
	breakingCode = "breaking"
)

func firstError(ds []generator.Diagnostic) string {
	for _, d := range ds {
		if d.Severity == generator.Error {
			return d.Message
		}
	}
	return "no output"
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
	return version(generator.Generate(ctx, generator.Input{Path: f.Name()}, generator.Options{Package: "api", OapiCodegen: &peerConfig}))
}

var peerConfig = func() generator.OapiCodegen {
	config, err := oapicodegen.ParseConfig([]byte("package: api\noutput: api.gen.go\ngenerate: {models: true, client: true, std-http-server: true, strict-server: true}\n"))
	if err != nil {
		panic(err) // the text is above
	}
	return config
}()
