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

	// pinnedVersion is used if the program has no build information. A test
	// compares it with the version in go.mod.
	pinnedVersion = "v2.8.2"

	// defaultResponseSuffix is always set: the engine would use an unset
	// response-type-suffix of the previous run.
	defaultResponseSuffix = "Response"

	// versionMark replaces the version until the engine is done, so that its
	// header can be distinguished from text of the document.
	versionMark = "v0.0.0-peergen.7d1c5a90e2b84f36"
)

// engine guards the package-level variables of codegen.
var engine sync.Mutex

// Load returns a function that loads the document at spec, a local path or a
// URL, as their command does, with the overlay and the remote-reference policy
// of cfg. Another loader must record origins (openapi3.Loader.IncludeOrigin):
// their routes are registered in the order of declaration, which is read from
// there.
func Load(spec string, cfg Config) func() (*openapi3.T, error) {
	overlay := cfg.OutputOptions.Overlay
	opts := util.LoadSwaggerWithOverlayOpts{
		Path:                overlay.Path,
		Strict:              overlay.Strict == nil || *overlay.Strict,
		AllowRemoteRefsFrom: cfg.AllowRemoteRefsFrom,
	}
	return func() (*openapi3.T, error) { return util.LoadSwaggerWithOverlay(spec, opts) }
}

// Render runs their engine on the document that load returns, and returns what
// their command would write. It calls load once, because the engine changes the
// document; load must return a new one for each Render. Render may be called
// from several goroutines, but runs one at a time.
//
// The warnings are those that their command prints, sorted ("key: text"). Like
// their command, Render may return code together with an error: the code before
// formatting it failed.
//
// As in their command, the working directory (go.mod for a warning, relative
// paths in cfg, see [Config.Rebase]) and, unless skip-fmt is set, the
// environment of goimports affect the result.
//
// Their header contains the main module of the program, which Render replaces
// by their module and version. A user template that prints {{.ModuleName}}
// without "{{.ModuleName}} version {{.Version}}" prints the module of the
// running program.
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

// generate runs the engine and returns its panics as errors: it panics for
// input such as an initialism that is an invalid regular expression.
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

// printedHeader returns the part of the header that the engine writes in this
// program: "<main module> version <mark>".
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

// engineVersion returns the version of their module in this program, such as
// "v2.8.2".
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

// DefaultPackage returns the package name that their command derives from the
// file name of the document if the configuration has none: "pet-store.yaml" ->
// "petStore". (If there is an output file, the command first runs `go list` in
// its working directory. DefaultPackage does not, and Render requires a
// package.)
func DefaultPackage(spec string) string {
	stem, _, _ := strings.Cut(path.Base(strings.ReplaceAll(spec, `\`, "/")), ".")
	return codegen.LowercaseFirstCharacter(codegen.ToCamelCase(stem))
}
