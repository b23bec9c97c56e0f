// Package config reads the values of a gen.yaml: scalars, lists and mappings at their
// positions, and those options of a target that are more than one of these.
package config

import (
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/diag"
)

// Reader reads one gen.yaml and reports errors at their positions.
type Reader struct {
	Path        string
	Diagnostics *diag.List
}

// Report adds an error at a node.
func (r *Reader) Report(at *yaml.Node, message, hint string) {
	d := r.At(at)
	d.Code, d.Message, d.Hint = diag.BadConfig, message, hint
	r.Diagnostics.Add(d)
}

// At returns a diagnostic with the position of a node.
func (r *Reader) At(node *yaml.Node) diag.Diagnostic {
	d := diag.Diagnostic{File: r.Path, Line: max(node.Line, 1), Column: max(node.Column, 1)}
	if node.Kind == yaml.ScalarNode && !strings.ContainsAny(node.Value, "\r\n") {
		d.Width = len([]rune(node.Value))
	}
	return d
}

// Members returns the members of a mapping, including merged ones. It reports
// unknown and duplicate keys, and returns nil if node is not a mapping. No
// mapping contains itself: parse has rejected those.
func (r *Reader) Members(node *yaml.Node, known ...string) map[string]*yaml.Node {
	node = Resolve(node)
	if node.Kind != yaml.MappingNode {
		hint := "write a mapping with the keys "
		if len(known) == 1 {
			hint = "write a mapping with the key "
		}
		r.Report(node, "expected a mapping, found "+KindOf(node), hint+strings.Join(known, ", "))
		return nil
	}
	found := map[string]*yaml.Node{}
	var merged []*yaml.Node
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := Resolve(node.Content[i]), Resolve(node.Content[i+1])
		switch {
		case key.ShortTag() == "!!merge" && value.Kind == yaml.SequenceNode:
			merged = append(merged, value.Content...)
		case key.ShortTag() == "!!merge":
			merged = append(merged, value)
		case !slices.Contains(known, key.Value):
			r.Report(key, "unknown key "+key.Value, suggestKey(key.Value, known))
		case found[key.Value] != nil:
			r.Report(key, key.Value+" is a duplicate key", "remove one of them")
		default:
			found[key.Value] = value
		}
	}
	for _, m := range merged {
		for key, value := range r.Members(m, known...) {
			if found[key] == nil {
				found[key] = value
			}
		}
	}
	return found
}

// Text reads a string that is not empty. A number or a date is read as its text.
func (r *Reader) Text(node *yaml.Node) string {
	if node == nil {
		return ""
	}
	switch {
	case node.Kind != yaml.ScalarNode || node.ShortTag() == "!!null":
		r.Report(node, "expected a string, found "+KindOf(node), "write a string")
		return ""
	case node.Value == "":
		r.Report(node, "expected a string, found an empty one", "write a string, or remove the key")
	}
	return node.Value
}

// File reads the path of a file, relative to the folder of the configuration.
func (r *Reader) File(node *yaml.Node) string {
	name := r.Text(node)
	if name == "" {
		return ""
	}
	return RelativeTo(filepath.Dir(r.Path), filepath.FromSlash(name))
}

// Files reads a list of paths of files, and adds the place of each to places.
func (r *Reader) Files(node *yaml.Node, places map[string]diag.Diagnostic) (out []string) {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.SequenceNode {
		r.Report(node, "expected a list of files, found "+KindOf(node), "write `[fix.overlay.yaml]`")
		return nil
	}
	for _, item := range node.Content {
		item = Resolve(item)
		if name := r.File(item); name != "" {
			out = append(out, name)
			places[name] = r.At(item)
		}
	}
	return out
}

// RelativeTo resolves the path name against the folder dir.
func RelativeTo(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// Boolean reads true or false. The default is true.
func (r *Reader) Boolean(node *yaml.Node) bool {
	value := true
	if node != nil && (node.Decode(&value) != nil || node.ShortTag() == "!!null") {
		r.Report(node, "expected a boolean, found "+KindOf(node), "write true or false")
	}
	return value
}

// Requested reads true or false. The default is false.
func (r *Reader) Requested(node *yaml.Node) bool { return node != nil && r.Boolean(node) }

// Resolve follows an alias to its value, and a document to its root.
func Resolve(node *yaml.Node) *yaml.Node {
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

// KindOf returns what a node is, with an article.
func KindOf(node *yaml.Node) string {
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
