package generator

import (
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/diag"
)

// configReader reads one gen.yaml and reports errors at their positions.
type configReader struct {
	path    string
	ds      *diag.List
	outputs map[string]bool // of the targets read so far
	sums    map[string]bool // paths of the targets read so far

	breaking Breaking // of targets that do not set it
	allowed  []string // of all targets

	runtimeDir  string // folder of the shared runtime, or ""
	runtimePath string // its import path, or ""
}

func (r *configReader) report(at *yaml.Node, message, hint string) {
	d := r.at(at)
	d.Code, d.Message, d.Hint = diag.BadConfig, message, hint
	r.ds.Add(d)
}

// at returns a diagnostic with the position of a node.
func (r *configReader) at(node *yaml.Node) diag.Diagnostic {
	d := diag.Diagnostic{File: r.path, Line: max(node.Line, 1), Column: max(node.Column, 1)}
	if node.Kind == yaml.ScalarNode && !strings.ContainsAny(node.Value, "\r\n") {
		d.Width = len([]rune(node.Value))
	}
	return d
}

// members returns the members of a mapping, including merged ones. It reports
// unknown and duplicate keys, and returns nil if node is not a mapping. No
// mapping contains itself: parse has rejected those.
func (r *configReader) members(node *yaml.Node, known ...string) map[string]*yaml.Node {
	node = resolve(node)
	if node.Kind != yaml.MappingNode {
		hint := "write a mapping with the keys "
		if len(known) == 1 {
			hint = "write a mapping with the key "
		}
		r.report(node, "expected a mapping, found "+kindOf(node), hint+strings.Join(known, ", "))
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
			r.report(key, "unknown key "+key.Value, suggestKey(key.Value, known))
		case found[key.Value] != nil:
			r.report(key, key.Value+" is a duplicate key", "remove one of them")
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

// text reads a string that is not empty. A number or a date is read as its text.
func (r *configReader) text(node *yaml.Node) string {
	if node == nil {
		return ""
	}
	switch {
	case node.Kind != yaml.ScalarNode || node.ShortTag() == "!!null":
		r.report(node, "expected a string, found "+kindOf(node), "write a string")
		return ""
	case node.Value == "":
		r.report(node, "expected a string, found an empty one", "write a string, or remove the key")
	}
	return node.Value
}

// file reads the path of a file, relative to the folder of the configuration.
func (r *configReader) file(node *yaml.Node) string {
	name := r.text(node)
	if name == "" {
		return ""
	}
	return relativeTo(filepath.Dir(r.path), filepath.FromSlash(name))
}

// files reads a list of paths of files, and adds the place of each to places.
func (r *configReader) files(node *yaml.Node, places map[string]diag.Diagnostic) (out []string) {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.SequenceNode {
		r.report(node, "expected a list of files, found "+kindOf(node), "write `[fix.overlay.yaml]`")
		return nil
	}
	for _, item := range node.Content {
		item = resolve(item)
		if name := r.file(item); name != "" {
			out = append(out, name)
			places[name] = r.at(item)
		}
	}
	return out
}

// relativeTo resolves the path name against the folder dir.
func relativeTo(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// boolean reads true or false. The default is true.
func (r *configReader) boolean(node *yaml.Node) bool {
	value := true
	if node != nil && (node.Decode(&value) != nil || node.ShortTag() == "!!null") {
		r.report(node, "expected a boolean, found "+kindOf(node), "write true or false")
	}
	return value
}

// asked reads true or false. The default is false.
func (r *configReader) asked(node *yaml.Node) bool { return node != nil && r.boolean(node) }

// resolve follows an alias to its value, and a document to its root.
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

// kindOf returns what a node is, with an article.
func kindOf(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	switch node.ShortTag() {
	case "!!null", "":
		return "nothing"
	case "!!bool":
		return "a boolean"
	case "!!int", "!!float":
		return "a number"
	}
	return "a string"
}

// suggestKey returns a hint: the known key that is similar to name, or all known
// keys.
func suggestKey(name string, known []string) string {
	if best := diag.Nearest(name, known); best != "" {
		return "did you mean " + best + "?"
	}
	return "the keys are " + strings.Join(known, ", ")
}
