package oapicodegen

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"
	"github.com/oapi-codegen/oapi-codegen/v2/pkg/util"
)

const (
	engineModule = "github.com/oapi-codegen/oapi-codegen/v2"

	// pinnedVersion stands in where the program carries no build information.
	// A test holds it to the version in go.mod.
	pinnedVersion = "v2.8.2"

	// defaultResponseSuffix is written out on every run: an unset
	// response-type-suffix would inherit the one of the run before.
	defaultResponseSuffix = "Response"

	// versionMark takes the place of the version until the engine is done, so
	// that its header can be told from text of the document.
	versionMark = "v0.0.0-peergen.7d1c5a90e2b84f36"
)

// engine guards the package-level state of codegen.
var engine sync.Mutex

// Load returns the loader their command uses for the document at spec, a local
// path or a URL, with the overlay and the remote-reference policy of cfg. A
// loader of another make must record origins (openapi3.Loader.IncludeOrigin):
// their routes are registered in the order of declaration found there.
func Load(spec string, cfg Config) func() (*openapi3.T, error) {
	overlay := cfg.OutputOptions.Overlay
	opts := util.LoadSwaggerWithOverlayOpts{
		Path:                overlay.Path,
		Strict:              overlay.Strict == nil || *overlay.Strict,
		AllowRemoteRefsFrom: cfg.AllowRemoteRefsFrom,
	}
	return func() (*openapi3.T, error) { return util.LoadSwaggerWithOverlay(spec, opts) }
}

// Render runs their engine on the document load returns and gives the bytes
// their command would write. load is called once per Render, because the
// engine changes the document; a document must not be handed out twice.
// Render may be called from many goroutines; runs take turns.
//
// The warnings are those their command prints, in sorted order ("key: text").
// Like their command, Render may return code together with an error: what it
// wrote before gofmt refused it.
//
// Two things are taken from the process as their command takes them: the
// working directory (go.mod for a warning, relative paths in cfg, see
// [Config.Rebase]) and the environment of goimports, unless skip-fmt is set.
//
// Their header names the main module of the program, which is not theirs here,
// and is rewritten to their module and version. A user template that prints
// {{.ModuleName}} apart from "{{.ModuleName}} version {{.Version}}" shows the
// module of the running program.
func Render(load func() (*openapi3.T, error), cfg Config) (code []byte, warnings []string, err error) {
	opts := cfg.UpdateDefaults()
	if opts.PackageName == "" {
		return nil, nil, errors.New("the oapi-codegen configuration names no package: write `package: api`")
	}
	if cfg.templatesDir != "" {
		if opts.OutputOptions.UserTemplates, err = readTemplates(cfg.templatesDir); err != nil {
			return nil, nil, fmt.Errorf("oapi-codegen templates: %w", err)
		}
	}
	if err := opts.Validate(); err != nil {
		return nil, nil, fmt.Errorf("oapi-codegen configuration: %w", err)
	}
	warnings = slices.Concat(sortedWarnings(opts.Generate.Warnings()), sortedWarnings(opts.Warnings()))

	doc, err := load()
	if err != nil {
		return nil, warnings, err
	}
	if doc == nil {
		return nil, warnings, errors.New("oapi-codegen: no document was loaded")
	}
	text, err := generate(doc, opts)
	return []byte(text), warnings, err
}

// generate runs the engine alone. Its panics are errors here: it has them for
// input such as an initialism that is no regular expression.
func generate(doc *openapi3.T, opts codegen.Configuration) (text string, err error) {
	version := engineVersion()
	if opts.NoVCSVersionOverride != nil {
		version = *opts.NoVCSVersionOverride
	}
	mark := versionMark
	opts.NoVCSVersionOverride = &mark
	if opts.OutputOptions.ResponseTypeSuffix == "" {
		opts.OutputOptions.ResponseTypeSuffix = defaultResponseSuffix
	}

	engine.Lock()
	defer engine.Unlock()
	defer func() {
		if p := recover(); p != nil {
			text, err = "", fmt.Errorf("oapi-codegen failed: panic: %v", p)
		}
	}()
	text, err = codegen.Generate(doc, opts)
	if err != nil {
		err = fmt.Errorf("oapi-codegen: %w", err)
	}
	text = strings.Replace(text, printedHeader(), engineModule+" version "+version, 1)
	return strings.ReplaceAll(text, versionMark, version), err
}

// printedHeader is the part of the header the engine writes in this program:
// "<main module> version <mark>".
func printedHeader() string {
	bi, ok := debug.ReadBuildInfo()
	switch {
	case !ok:
		return "unknown module path version unknown version"
	case bi.Main.Path == "": // `go run file.go` outside a module
		return "unknown module path version " + versionMark
	}
	return bi.Main.Path + " version " + versionMark
}

// engineVersion is the version of their module linked into this program,
// e.g. "v2.8.2".
func engineVersion() string {
	if bi, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range bi.Deps {
			if dep.Path == engineModule {
				return dep.Version
			}
		}
	}
	return pinnedVersion
}

func sortedWarnings(byKey map[string]string) []string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		out = append(out, key+": "+byKey[key])
	}
	return out
}

// DefaultPackage is the package name their command derives from the file name
// of the document where the configuration has none: "pet-store.yaml" -> "petStore".
// (With an output file it first asks `go list` about its working directory;
// that step is left out, and Render wants a package.)
func DefaultPackage(spec string) string {
	stem, _, _ := strings.Cut(path.Base(strings.ReplaceAll(spec, `\`, "/")), ".")
	return codegen.LowercaseFirstCharacter(codegen.ToCamelCase(stem))
}
