package oapicodegen

import (
	"path/filepath"
	"strings"

	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"
	"go.yaml.in/yaml/v3"
)

// Config is the content of a configuration file of oapi-codegen.
type Config struct {
	codegen.Configuration `yaml:",inline"`

	// OutputFile is the output path of their command, relative to its working
	// directory; empty means standard output. Render does not use it.
	OutputFile string `yaml:"output,omitempty"`

	// templatesDir is the `templates` folder of the old style, read by Render.
	templatesDir string
}

// ParseConfig reads a configuration file, of the current style or of the flat
// old one. Unknown keys, values of the wrong kind and duplicate keys are
// errors, all collected in an [Errors].
func ParseConfig(data []byte) (Config, error) {
	root, err := parseYAML(data)
	if err != nil {
		return Config{}, err
	}
	return ConfigFromNode(root)
}

// ConfigFromNode is like [ParseConfig] for a node of a larger document, such as
// the `oapi-codegen:` block of a target in gen.yaml. Positions are those in
// that document. An empty node is an empty configuration.
func ConfigFromNode(node *yaml.Node) (Config, error) {
	cfg, _, err := decode(node)
	return cfg, err
}

// decode also reports whether the node is of the old style. A node that is
// valid in both styles is of the current one, as in their command.
func decode(node *yaml.Node) (cfg Config, old bool, err error) {
	current := check[Config](node)
	if len(current) == 0 {
		return cfg, false, decodeInto(node, &cfg)
	}
	flat := check[oldConfig](node)
	if len(flat) == 0 {
		var c oldConfig
		if err := decodeInto(node, &c); err != nil {
			return Config{}, true, err
		}
		cfg, err := c.config(node)
		return cfg, true, err
	}
	if isOldStyle(node) {
		return Config{}, true, flat
	}
	return Config{}, false, current
}

// decodeInto decodes a node that check has accepted. Remaining errors are those
// of the YAML library, such as an anchor that contains itself.
func decodeInto(node *yaml.Node, into any) error {
	if err := node.Decode(into); err != nil {
		return yamlErrors(err)
	}
	return nil
}

// Rebase resolves relative file names in c (overlay and templates) against dir.
// Their command resolves them against its working directory; in gen.yaml they
// are relative to gen.yaml.
func (c Config) Rebase(dir string) Config {
	c.OutputOptions.Overlay.Path = rebase(dir, c.OutputOptions.Overlay.Path)
	c.templatesDir = rebase(dir, c.templatesDir)
	if old := c.OutputOptions.UserTemplates; old != nil {
		c.OutputOptions.UserTemplates = make(map[string]string, len(old))
		for name, template := range old {
			// A template of several lines is text, not a file name.
			if !strings.Contains(template, "\n") {
				template = rebase(dir, template)
			}
			c.OutputOptions.UserTemplates[name] = template
		}
	}
	return c
}

func rebase(dir, name string) string {
	if name == "" || filepath.IsAbs(name) || strings.Contains(name, "://") {
		return name
	}
	return filepath.Join(dir, name)
}
