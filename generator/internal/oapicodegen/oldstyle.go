package oapicodegen

import (
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"
	"go.yaml.in/yaml/v3"
)

// oldConfig is the flat style of oapi-codegen v1, which their command still
// reads. As there, three keys are accepted and ignored: include-operation-ids,
// exclude-operation-ids and response-type-suffix.
type oldConfig struct {
	Package             string                       `yaml:"package"`
	Generate            []string                     `yaml:"generate"`
	Output              string                       `yaml:"output"`
	IncludeTags         []string                     `yaml:"include-tags"`
	ExcludeTags         []string                     `yaml:"exclude-tags"`
	IncludeOperationIDs []string                     `yaml:"include-operation-ids"`
	ExcludeOperationIDs []string                     `yaml:"exclude-operation-ids"`
	Templates           string                       `yaml:"templates"`
	ImportMapping       map[string]string            `yaml:"import-mapping"`
	ExcludeSchemas      []string                     `yaml:"exclude-schemas"`
	ResponseTypeSuffix  string                       `yaml:"response-type-suffix"`
	Compatibility       codegen.CompatibilityOptions `yaml:"compatibility"`
}

// oldIgnored are the keys of the old style without effect.
var oldIgnored = []string{"include-operation-ids", "exclude-operation-ids", "response-type-suffix"}

// oldKeys maps old keys to their place in the current style.
var oldKeys = map[string]string{
	"include-tags":    "output-options.include-tags",
	"exclude-tags":    "output-options.exclude-tags",
	"templates":       "output-options.user-templates",
	"exclude-schemas": "output-options.exclude-schemas",
}

// oldTargets maps items of the old `generate` list to their place in the
// current style.
var oldTargets = map[string]string{
	"iris": "generate.iris-server", "iris-server": "generate.iris-server",
	"chi": "generate.chi-server", "chi-server": "generate.chi-server",
	"fiber": "generate.fiber-server", "fiber-server": "generate.fiber-server",
	"fiber-v3": "generate.fiber-v3-server", "fiber-v3-server": "generate.fiber-v3-server",
	"server": "generate.echo-server", "echo": "generate.echo-server", "echo-server": "generate.echo-server",
	"echo5": "generate.echo5-server", "echo5-server": "generate.echo5-server",
	"gin": "generate.gin-server", "gin-server": "generate.gin-server",
	"gorilla": "generate.gorilla-server", "gorilla-server": "generate.gorilla-server",
	"std-http": "generate.std-http-server", "std-http-server": "generate.std-http-server",
	"strict-server": "generate.strict-server",
	"client":        "generate.client",
	"types":         "generate.models", "models": "generate.models",
	"spec": "generate.embedded-spec", "embedded-spec": "generate.embedded-spec",
	"skip-fmt":   "output-options.skip-fmt",
	"skip-prune": "output-options.skip-prune",
}

// oldDefaultTargets is the default of `generate` in the old style.
var oldDefaultTargets = []string{"types", "client", "server", "spec"}

// isOldStyle guesses the style of a file with errors in both: `generate` is a
// list in the old one.
func isOldStyle(node *yaml.Node) bool {
	generate := mappingValue(node, "generate")
	return generate != nil && generate.Kind == yaml.SequenceNode
}

// itemAt returns the i-th item of the `generate` list of node, or node if a
// merge key adds the list.
func itemAt(node *yaml.Node, i int) *yaml.Node {
	if list := mappingValue(node, "generate"); list != nil && i < len(list.Content) {
		return list.Content[i]
	}
	return node
}

func (c oldConfig) config(node *yaml.Node) (Config, error) {
	targets := c.Generate
	if targets == nil {
		targets = oldDefaultTargets
	}
	settings := map[string]map[string]bool{"generate": {}, "output-options": {}}
	var problems Errors
	for i, target := range targets {
		place, ok := oldTargets[target]
		if !ok {
			problems = append(problems, Diagnostic{
				Key:     "generate",
				Line:    itemAt(node, i).Line,
				Column:  itemAt(node, i).Column,
				Message: fmt.Sprintf("unknown generate option %q", target),
				Hint:    suggest(target, slices.Sorted(maps.Keys(oldTargets))),
			})
			continue
		}
		section, key, _ := strings.Cut(place, ".")
		settings[section][key] = true
	}
	if len(problems) > 0 {
		return Config{}, problems
	}

	var cfg Config
	var encoded yaml.Node
	if err := encoded.Encode(settings); err != nil {
		return Config{}, err
	}
	if err := encoded.Decode(&cfg); err != nil {
		return Config{}, err
	}
	cfg.PackageName = c.Package
	cfg.OutputFile = c.Output
	cfg.OutputOptions.IncludeTags = c.IncludeTags
	cfg.OutputOptions.ExcludeTags = c.ExcludeTags
	cfg.OutputOptions.ExcludeSchemas = c.ExcludeSchemas
	cfg.ImportMapping = c.ImportMapping
	cfg.Compatibility = c.Compatibility
	cfg.templatesDir = c.Templates
	return cfg, nil
}

// readTemplates reads every file below dir. The keys are slash-separated paths
// relative to dir: {"echo/echo-register.tmpl": "..."}.
func readTemplates(dir string) (map[string]string, error) {
	templates := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if !entry.IsDir() {
			text, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			templates[entry.Name()] = string(text)
			continue
		}
		below, err := readTemplates(name)
		if err != nil {
			return nil, err
		}
		for sub, text := range below {
			templates[path.Join(entry.Name(), sub)] = text
		}
	}
	return templates, nil
}

// oldPlace returns the place of a top-level key of the old style in the current
// one. It returns false for keys without effect.
func oldPlace(key string) (place string, ok bool) {
	if slices.Contains(oldIgnored, key) {
		return "", false
	}
	if place, ok := oldKeys[key]; ok {
		return place, true
	}
	return key, true
}
