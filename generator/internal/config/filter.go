package config

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/filter"
)

// The keys of include and exclude.
var (
	IncludeKeys = []string{"tags", "operations", "paths", "extensions"}
	ExcludeKeys = append(slices.Clip(IncludeKeys), "deprecated")
)

// Filter reads include and exclude of a target. It returns nil without both.
func (r *Reader) Filter(include, exclude *yaml.Node) *filter.Filter {
	if include == nil && exclude == nil {
		return nil
	}
	at := exclude
	if at == nil {
		at = include
	}
	return &filter.Filter{Include: r.selection(include, IncludeKeys), Exclude: r.selection(exclude, ExcludeKeys), At: r.At(at)}
}

func (r *Reader) selection(node *yaml.Node, keys []string) (s filter.Selection) {
	if node == nil {
		return s
	}
	m := r.Members(node, keys...)
	if m != nil && len(node.Content) == 0 {
		r.Report(node, "a selection without patterns", "write `tags: [pets]`, `operations: [get*]`, `paths: [/v1/**]` or `extensions: [x-internal]`, or remove the key")
	}
	s.Tags, s.Operations = r.patterns(m["tags"]), r.patterns(m["operations"])
	s.Paths, s.Extensions = r.patterns(m["paths"]), r.patterns(m["extensions"])
	s.Deprecated = m["deprecated"] != nil && r.Boolean(m["deprecated"])
	return s
}

// patterns reads a list of patterns.
func (r *Reader) patterns(node *yaml.Node) (out []filter.Pattern) {
	if node == nil {
		return nil
	}
	switch {
	case node.Kind != yaml.SequenceNode:
		r.Report(node, "expected a list of patterns, found "+KindOf(node), "write a list, such as `[get*]`")
	case len(node.Content) == 0:
		r.Report(node, "expected a list of patterns, found an empty one", "write a pattern, such as `[get*]`, or remove the key")
	}
	for _, item := range node.Content {
		item = Resolve(item)
		out = append(out, filter.Pattern{Text: r.Text(item), At: r.At(item)})
	}
	return out
}
