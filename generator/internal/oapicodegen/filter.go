package oapicodegen

import (
	"bytes"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// writeOverlay writes the overlay of a configuration.
func writeOverlay(b *bytes.Buffer, cfg Config) {
	if path := cfg.OutputOptions.Overlay.Path; path != "" {
		fmt.Fprintf(b, "    overlays: [%s]\n", scalar(path))
	}
}

// writeFilter writes the operations that a configuration includes and excludes. Without
// them, unused components are left out if oapi-codegen does so.
func writeFilter(b *bytes.Buffer, cfg Config) {
	o := cfg.OutputOptions
	include := join2(patterns("tags", o.IncludeTags), patterns("operations", o.IncludeOperationIDs))
	exclude := join2(patterns("tags", o.ExcludeTags), patterns("operations", o.ExcludeOperationIDs))
	switch {
	case include != "":
		fmt.Fprintf(b, "    include: {%s}\n", include)
	case exclude == "" && !o.SkipPrune:
		fmt.Fprintf(b, "    include: {operations: [\"*\"]} # leaves out components that no operation uses, as oapi-codegen does\n")
	}
	if exclude != "" {
		fmt.Fprintf(b, "    exclude: {%s}\n", exclude)
	}
}

// patterns returns a key with a list, or "" if it is empty.
func patterns(key string, texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = quote(text)
	}
	return key + ": [" + strings.Join(quoted, ", ") + "]"
}

func join2(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", " + b
}

// quote returns s as a string in a YAML list on one line.
func quote(s string) string {
	text, err := yaml.Marshal(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: strings.ToValidUTF8(s, "\uFFFD")})
	if err != nil {
		panic(fmt.Sprintf("oapicodegen: marshal string %q: %v", s, err))
	}
	return strings.TrimSuffix(string(text), "\n")
}

// filters adds notes for filters that select something else here.
func (i *importer) filters(root *yaml.Node, cfg Config) {
	o := cfg.OutputOptions
	options := mappingValue(root, "output-options")
	note := func(key string, a advice) {
		at := resolve(root)
		if value := mappingValue(options, key); options != nil && value != nil {
			at = value
		}
		i.note(at, "output-options."+key, a)
	}
	if len(o.IncludeTags) > 0 && len(o.IncludeOperationIDs) > 0 {
		note("include-operation-ids", advice{
			does:    "Keeps the operations that both it and include-tags name.",
			instead: "include is the union of both: list the operations alone.",
		})
	}
	filtered := len(o.IncludeTags)+len(o.ExcludeTags)+len(o.IncludeOperationIDs)+len(o.ExcludeOperationIDs) > 0
	if filtered && o.SkipPrune {
		note("skip-prune", advice{
			does:    "Keeps components that no operation uses.",
			instead: "A target with a filter has no components that only other operations use.",
		})
	}
}
