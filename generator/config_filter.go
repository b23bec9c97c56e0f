package generator

import (
	"go.yaml.in/yaml/v3"
)

var (
	includeKeys = []string{"tags", "operations", "paths", "extensions"}
	excludeKeys = append(includeKeys[:len(includeKeys):len(includeKeys)], "deprecated")
)

// filter reads include and exclude of a target. It returns nil without both.
func (r *configReader) filter(include, exclude *yaml.Node) *Filter {
	if include == nil && exclude == nil {
		return nil
	}
	at := exclude
	if at == nil {
		at = include
	}
	return &Filter{Include: r.selection(include, includeKeys), Exclude: r.selection(exclude, excludeKeys), At: r.at(at)}
}

func (r *configReader) selection(node *yaml.Node, keys []string) (s Selection) {
	if node == nil {
		return s
	}
	m := r.members(node, keys...)
	if m != nil && len(node.Content) == 0 {
		r.report(node, "a selection without patterns", "write `tags: [pets]`, `operations: [get*]`, `paths: [/v1/**]` or `extensions: [x-internal]`, or remove the key")
	}
	s.Tags, s.Operations = r.patterns(m["tags"]), r.patterns(m["operations"])
	s.Paths, s.Extensions = r.patterns(m["paths"]), r.patterns(m["extensions"])
	s.Deprecated = m["deprecated"] != nil && r.boolean(m["deprecated"])
	return s
}

// patterns reads a list of patterns.
func (r *configReader) patterns(node *yaml.Node) (out []Pattern) {
	if node == nil {
		return nil
	}
	switch {
	case node.Kind != yaml.SequenceNode:
		r.report(node, "expected a list of patterns, found "+kindOf(node), "write a list, such as `[get*]`")
	case len(node.Content) == 0:
		r.report(node, "expected a list of patterns, found an empty one", "write a pattern, such as `[get*]`, or remove the key")
	}
	for _, item := range node.Content {
		item = resolve(item)
		out = append(out, Pattern{Text: r.text(item), At: r.at(item)})
	}
	return out
}
