package generator

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/oapicodegen"
	"github.com/peergen/peergen/generator/internal/source"
)

// configReader reads one gen.yaml.
type configReader struct {
	path  string
	ds    *diag.List
	taken map[string]bool // outputs of targets
}

func (r *configReader) report(at *yaml.Node, message, hint string) {
	d := r.at(at)
	d.Code, d.Message, d.Hint = diag.BadConfig, message, hint
	r.ds.Add(d)
}

// at is the place of a node, to be filled in.
func (r *configReader) at(node *yaml.Node) diag.Diagnostic {
	d := diag.Diagnostic{File: r.path, Line: max(node.Line, 1), Column: max(node.Column, 1)}
	if node.Kind == yaml.ScalarNode && !strings.ContainsAny(node.Value, "\r\n") {
		d.Width = len([]rune(node.Value))
	}
	return d
}

const targetsHint = "write `targets: [{spec: openapi.yaml, out: ../internal/api, package: api}]`"

func (r *configReader) read(data []byte) *Config {
	if _, err := source.Parse(r.path, data); err != nil {
		var found source.SyntaxErrors
		errors.As(err, &found)
		for _, e := range found {
			r.ds.Add(diag.Diagnostic{Code: diag.Syntax, File: r.path, Line: e.Line, Column: e.Column, Message: e.Message})
		}
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		r.ds.Add(diag.Diagnostic{Code: diag.Syntax, File: r.path, Line: 1, Column: 1, Message: err.Error()})
		return nil
	}
	root := r.members(&doc, "targets")
	list := root["targets"]
	if r.ds.HasErrors() {
		return nil
	}
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		r.report(&doc, "there is no list of targets", targetsHint)
		return nil
	}
	cfg := &Config{}
	for _, node := range list.Content {
		cfg.Targets = append(cfg.Targets, r.target(resolve(node)))
	}
	return cfg
}

// target reads one target. It is of use only if it has been without errors.
func (r *configReader) target(node *yaml.Node) Target {
	m := r.members(node, "spec", "out", "package", "client", "server", "type-mapping", "oapi-codegen")
	if m == nil {
		return Target{}
	}
	t := Target{Input: Input{Path: r.file(m["spec"])}}
	if m["spec"] == nil {
		r.report(node, "the target has no spec", "write `spec: openapi.yaml`, relative to this file")
	}
	if m["oapi-codegen"] != nil {
		r.oapiCodegen(&t, m)
	} else {
		r.ours(&t, node, m)
	}
	switch out := t.String(); {
	case t.Out == "":
	case r.taken[out]:
		r.report(node, "another target writes "+out+" already", "give each target an output of its own")
	default:
		r.taken[out] = true
	}
	return t
}

// ours reads a target that our own engine renders.
func (r *configReader) ours(t *Target, node *yaml.Node, m map[string]*yaml.Node) {
	t.Out = r.file(m["out"])
	t.Options.Client, t.Options.Server = r.boolean(m["client"]), r.boolean(m["server"])
	t.Options.TypeMapping = r.typeMapping(m["type-mapping"])
	if m["out"] == nil {
		r.report(node, "the target has no out", "write `out: ../internal/api`, the folder of the package, relative to this file")
		return
	}
	if m["package"] != nil {
		t.Options.Package = r.text(m["package"])
		checkPackage(t.Options.Package, r.at(m["package"]), r.ds)
		return
	}
	t.Options.Package = packageOf(t.Out)
	var named diag.List
	if checkPackage(t.Options.Package, diag.Diagnostic{}, &named); named.HasErrors() {
		r.report(m["out"], "the target has no package, and the folder is not named as one", "write `package: "+goName(t.Options.Package)+"`")
	}
}

// oapiCodegen reads a target that oapi-codegen renders.
func (r *configReader) oapiCodegen(t *Target, m map[string]*yaml.Node) {
	for _, key := range []string{"out", "package", "client", "server", "type-mapping"} {
		if m[key] != nil {
			r.report(m[key], key+" has no effect beside oapi-codegen", "say it in its configuration: `package`, `output` and `generate`")
		}
	}
	block := m["oapi-codegen"]
	cfg, err := oapicodegen.ConfigFromNode(block)
	if err != nil {
		addConfigErrors(r.path, err, r.ds)
		return
	}
	if cfg.PackageName == "" {
		r.report(block, "oapi-codegen needs a package", "write `package: api` in its configuration")
	} else {
		checkPackage(cfg.PackageName, r.at(block), r.ds)
	}
	if cfg.OutputFile == "" {
		r.report(block, "oapi-codegen needs an output", "write `output: ../api/api.gen.go` in its configuration, relative to this file")
		return
	}
	dir := filepath.Dir(r.path)
	cfg = cfg.Rebase(dir)
	cfg.OutputFile = within(dir, cfg.OutputFile)
	t.Out, t.Options.OapiCodegen = filepath.Dir(cfg.OutputFile), &cfg
}

// members are the members of a mapping, merged ones included. Unknown and
// duplicate keys are reported; nil means that it is no mapping. The parser has
// seen to it that no mapping contains itself.
func (r *configReader) members(node *yaml.Node, known ...string) map[string]*yaml.Node {
	node = resolve(node)
	if node.Kind != yaml.MappingNode {
		r.report(node, "here must be a mapping", "its keys are "+strings.Join(known, ", "))
		return nil
	}
	found := map[string]*yaml.Node{}
	var merged []*yaml.Node
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := resolve(node.Content[i]), resolve(node.Content[i+1])
		switch {
		case key.ShortTag() == "!!merge" && value.Kind == yaml.SequenceNode:
			merged = append(merged, value.Content...)
		case key.ShortTag() == "!!merge":
			merged = append(merged, value)
		case !slices.Contains(known, key.Value):
			r.report(key, "unknown key "+key.Value, suggest(key.Value, known))
		case found[key.Value] != nil:
			r.report(key, "the key "+key.Value+" is there twice", "keep one of them")
		default:
			found[key.Value] = value
		}
	}
	for _, m := range merged {
		for key, value := range r.members(m, known...) {
			if found[key] == nil {
				found[key] = value
			}
		}
	}
	return found
}

// text reads a string that is not empty; a number or a date is one as well.
func (r *configReader) text(node *yaml.Node) string {
	if node == nil {
		return ""
	}
	if node.Kind != yaml.ScalarNode || node.ShortTag() == "!!null" || node.Value == "" {
		r.report(node, "this must be a string", "")
		return ""
	}
	return node.Value
}

// file reads the path of a file, relative to the folder of the configuration.
func (r *configReader) file(node *yaml.Node) string {
	name := r.text(node)
	if name == "" {
		return ""
	}
	return within(filepath.Dir(r.path), filepath.FromSlash(name))
}

func within(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// boolean reads true or false; absent is true.
func (r *configReader) boolean(node *yaml.Node) bool {
	value := true
	if node != nil && (node.Decode(&value) != nil || node.ShortTag() == "!!null") {
		r.report(node, "this must be true or false", "")
	}
	return value
}

// resolve follows an alias to what it stands for, and a document to its root.
func resolve(node *yaml.Node) *yaml.Node {
	for {
		switch {
		case node.Kind == yaml.AliasNode:
			node = node.Alias
		case node.Kind == yaml.DocumentNode && len(node.Content) > 0:
			node = node.Content[0]
		default:
			return node
		}
	}
}

// suggest names the known key that differs by the fewest letters, if these are
// few, else all of them.
func suggest(name string, known []string) string {
	best := diag.Nearest(name, known)
	if best != "" {
		return "did you mean " + best + "?"
	}
	return "known are " + strings.Join(known, ", ")
}
