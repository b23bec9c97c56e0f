package oapicodegen

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/diag"
)

var kindNames = map[yaml.Kind]string{
	yaml.MappingNode:  "mapping",
	yaml.SequenceNode: "list",
	yaml.ScalarNode:   "scalar",
}

// resolve returns the node that an alias refers to, or the root of a document.
func resolve(node *yaml.Node) *yaml.Node {
	for {
		switch {
		case node.Kind == yaml.AliasNode && node.Alias != nil:
			node = node.Alias
		case node.Kind == yaml.DocumentNode && len(node.Content) > 0:
			node = node.Content[0]
		default:
			return node
		}
	}
}

func isNull(node *yaml.Node) bool {
	return node.Kind == 0 || node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null"
}

func isMerge(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && key.Value == "<<" && key.ShortTag() == "!!merge"
}

// mergeSources returns the mappings that the value of a merge key refers to:
// one, or a list.
func mergeSources(value *yaml.Node) []*yaml.Node {
	if value.Kind != yaml.SequenceNode {
		return []*yaml.Node{value}
	}
	var out []*yaml.Node
	for _, item := range value.Content {
		out = append(out, resolve(item))
	}
	return out
}

// mappingValue returns the value of key in node, without merged keys, or nil.
func mappingValue(node *yaml.Node, key string) *yaml.Node {
	node = resolve(node)
	if node.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return resolve(node.Content[i+1])
		}
	}
	return nil
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func subject(path string) string {
	if path == "" {
		return "the configuration"
	}
	return path
}

// suggest returns the candidate with the most similar spelling, or "" if none
// is similar.
func suggest(name string, candidates []string) string {
	best := diag.Nearest(name, candidates)
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", best)
}
