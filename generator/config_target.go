package generator

import (
	"errors"
	"path/filepath"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/config"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/oapicodegen"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

const targetsHint = "write `targets: [{spec: openapi.yaml, out: ../internal/api, package: api}]`"

var (
	configKeys  = []string{"targets", "runtime", "breaking", "allow"}
	runtimeKeys = []string{"out"}
	targetKeys  = []string{"spec", "out", "package", "client", "server", "examples", "fake", "lock", "breaking", "allow", "include", "exclude", "interceptors", "middleware", "observer", "record", "reconnect", "server-types", "signatures", "cors", "limits", "response-checks", "type-mapping", "operations", "pagination", "env", "overlays", "oapi-codegen"}
)

// configReader reads the targets of one gen.yaml.
type configReader struct {
	*config.Reader

	outputs map[string]bool // of the targets read so far
	sums    map[string]bool // paths of the targets read so far

	breaking Breaking // of targets that do not set it
	allowed  []string // of all targets

	runtimeDir  string // folder of the shared runtime, or ""
	runtimePath string // its import path, or ""
}

// config reads the whole file. The result is usable only if no error is reported.
func (r *configReader) config(data []byte) *Config {
	doc := r.parse(data)
	if doc == nil {
		return nil
	}
	if r.rejectOther(doc) {
		return nil
	}
	root := r.Members(doc, configKeys...)
	if r.Diagnostics.HasErrors() {
		return nil
	}
	list := root["targets"]
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		r.Report(doc, "the configuration has no list of targets", targetsHint)
		return nil
	}
	cfg := &Config{}
	sharedRuntime := ""
	if root["runtime"] != nil {
		cfg.Targets, sharedRuntime = r.runtimeTargets(root["runtime"])
	}
	r.breaking = r.breakingOf(root["breaking"], Hold)
	r.allowed = r.allow(root["allow"])
	for _, node := range list.Content {
		target := r.target(config.Resolve(node))
		if target.Options.OapiCodegen == nil {
			target.Options.Runtime = sharedRuntime
		}
		cfg.Targets = append(cfg.Targets, target)
	}
	return cfg
}

// rejectOther reports an OpenAPI document and a configuration of oapi-codegen, and whether it
// has.
func (r *configReader) rejectOther(doc *yaml.Node) bool {
	root := config.Resolve(doc)
	if root.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if key := config.Resolve(root.Content[i]); key.Value == "openapi" || key.Value == "swagger" {
			r.Report(key, "expected a configuration, found an OpenAPI document",
				"run `peergen generate -o DIR "+filepath.ToSlash(r.Path)+"`, or name the document as `spec` in a gen.yaml")
			return true
		}
		if key := config.Resolve(root.Content[i]); slices.Contains(oapiCodegenKeys, key.Value) {
			r.Report(key, "expected a configuration of peergen, found one of oapi-codegen", "`peergen import "+filepath.ToSlash(r.Path)+"` prints a gen.yaml for it")
			return true
		}
	}
	return false
}

// oapiCodegenKeys are keys that only a configuration of oapi-codegen has.
var oapiCodegenKeys = []string{"package", "generate", "output", "output-options", "import-mapping", "additional-imports", "compatibility"}

// parse returns nil if it has reported a syntax error.
func (r *configReader) parse(data []byte) *yaml.Node {
	// Package source reports exact positions, and rejects what yaml.Unmarshal would
	// follow without end.
	if _, err := source.Parse(r.Path, data); err != nil {
		var found source.SyntaxErrors
		errors.As(err, &found)
		for _, e := range found {
			r.Diagnostics.Add(diag.Diagnostic{Code: diag.Syntax, File: r.Path, Line: e.Line, Column: e.Column, Message: e.Message})
		}
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		r.Diagnostics.Add(diag.Diagnostic{Code: diag.Syntax, File: r.Path, Line: 1, Column: 1, Message: err.Error()})
		return nil
	}
	return &doc
}

// target reads one target. The result is usable only if no error is reported.
func (r *configReader) target(node *yaml.Node) Target {
	m := r.Members(node, targetKeys...)
	if m == nil {
		return Target{}
	}
	t := Target{Input: Input{Path: r.File(m["spec"])}, places: map[string]diag.Diagnostic{}}
	if m["spec"] != nil {
		t.places[t.Input.Path] = r.At(m["spec"])
	}
	if spec := r.Text(m["spec"]); repair.IsURL(spec) {
		r.Report(m["spec"], "the spec is a URL: documents are read from files only", repair.Download(spec))
	}
	if m["spec"] == nil {
		r.Report(node, "the target has no spec", "write `spec: openapi.yaml`, relative to this file")
	}
	if m["oapi-codegen"] != nil {
		r.oapiCodegenTarget(&t, m)
	} else {
		r.packageTarget(&t, node, m)
	}
	switch out := t.String(); {
	case t.Out == "":
	case t.Options.OapiCodegen == nil && r.runtimeInside(t.Out):
		r.Report(node, "the folder of the shared runtime is "+filepath.ToSlash(filepath.Clean(r.runtimeDir))+", which is in the folder of this target",
			"write another path in `out` of the runtime, such as `../internal/rt`")
	case t.Options.OapiCodegen == nil && r.runtimeIsInternal(t.Out):
		r.Report(node, "this target cannot import the shared runtime "+r.runtimePath+", which is in an internal folder elsewhere",
			"write a folder in `out` of the runtime whose `internal` folder is above this target, too")
	case r.outputs[out]:
		r.Report(node, "another target already writes "+out, "write another path in `out` of one of them")
	default:
		r.outputs[out] = true
	}
	return t
}

// packageTarget reads a target without oapi-codegen.
func (r *configReader) packageTarget(t *Target, node *yaml.Node, m map[string]*yaml.Node) {
	t.Out = r.File(m["out"])
	t.Options.Client, t.Options.Server = r.Boolean(m["client"]), r.Boolean(m["server"])
	for _, f := range featureOptions {
		key := string(f.feature)
		on := r.Requested(m[key])
		if *f.option(&t.Options) = on; on && !f.needs.isOn(&t.Options) {
			r.Report(m[key], key+" needs the "+f.needs.String(), "remove `"+f.needs.String()+": false`, or `"+key+": true`")
		}
	}
	t.Input.Overlays = r.Files(m["overlays"], t.places)
	t.Options.Filter = r.Filter(m["include"], m["exclude"])
	t.Options.TypeMapping = r.TypeMapping(m["type-mapping"])
	t.Options.Operations = r.Operations(m["operations"])
	t.Options.Env = r.Env(m["env"])
	t.Options.Pagination = r.Pagination(m["pagination"])
	if m["out"] == nil {
		r.Report(node, "the target has no out", "write `out: ../internal/api`, the folder of the package, relative to this file")
		return
	}
	if m["package"] != nil {
		t.Options.Package = r.Text(m["package"])
		checkPackage(t.Options.Package, r.At(m["package"]), r.Diagnostics)
	} else if t.Options.Package = packageOf(t.Out); !isPackageName(t.Options.Package) {
		r.Report(m["out"], "the target has no package, and the name of the folder is not a valid one",
			"write `package: "+suggestPackage(t.Options.Package)+"`")
	}
	r.lock(t, node, m["lock"])
	t.Options.Breaking = r.breakingOf(m["breaking"], r.breaking)
	t.Options.Allow = slices.Concat(r.allowed, r.allow(m["allow"]))
	if r.Boolean(m["examples"]) && t.Options.Client && t.Options.Server {
		t.Options.ImportPath = examplePath(t.Out, t.Options.Package)
	}
}

// oapiCodegenTarget reads a target that oapi-codegen renders.
func (r *configReader) oapiCodegenTarget(t *Target, m map[string]*yaml.Node) {
	for _, key := range targetKeys {
		if key != "spec" && key != "oapi-codegen" && m[key] != nil {
			r.Report(m[key], key+" has no effect in a target with oapi-codegen", "write `package`, `output` and `generate` below oapi-codegen instead")
		}
	}
	block := m["oapi-codegen"]
	cfg, err := oapicodegen.ConfigFromNode(block)
	if err != nil {
		addConfigErrors(r.Path, err, r.Diagnostics)
		return
	}
	if cfg.PackageName == "" {
		r.Report(block, "oapi-codegen needs a package", "write `package: api` below oapi-codegen")
	} else {
		checkPackage(cfg.PackageName, r.At(block), r.Diagnostics)
	}
	if cfg.OutputFile == "" {
		r.Report(block, "oapi-codegen needs an output", "write `output: ../api/api.gen.go` below oapi-codegen, relative to this file")
		return
	}
	dir := filepath.Dir(r.Path)
	cfg = cfg.Rebase(dir)
	cfg.OutputFile = config.RelativeTo(dir, cfg.OutputFile)
	t.Out, t.Options.OapiCodegen = filepath.Dir(cfg.OutputFile), &cfg
}
