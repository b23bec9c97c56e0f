package oapicodegen

import (
	"errors"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestParseConfigErrors(t *testing.T) {
	for _, c := range []struct{ name, config, want string }{
		{"unknown key", "package: api\ngenerat:\n  models: true\n", `2:1: unknown key "generat"; did you mean "generate"?`},
		{"unknown nested key", "package: api\noutput-options:\n  skip-prun: true\n", `3:3: unknown key "skip-prun" in "output-options"; did you mean "skip-prune"?`},
		{"key of another level", "package: api\nskip-fmt: true\n", `2:1: unknown key "skip-fmt"; did you mean "output-options.skip-fmt"?`},
		{"nothing alike", "package: api\nzzz: 1\n", `2:1: unknown key "zzz"`},
		{"wrong scalar", "package: api\ngenerate:\n  client: maybe\n", `3:11: generate.client must be true or false, not "maybe"`},
		{"wrong integer", "compatibility: {circular-reference-limit: few}\n", `1:43: compatibility.circular-reference-limit must be an integer, not "few"`},
		{"mapping for scalar", "package: {name: api}\n", `1:10: package must be a string, not a mapping`},
		{"scalar for list", "output-options: {include-tags: a}\n", `1:32: output-options.include-tags must be a list, not a scalar; write a list`},
		{"list for mapping", "package: api\ncompatibility: [a]\n", `2:16: compatibility must be a mapping, not a list; write a mapping`},
		{"list for root", "- package: api\n", `1:1: the configuration must be a mapping, not a list`},
		{"duplicate key", "package: a\npackage: b\n", `2:1: key "package" is already set in line 1`},
		{"key in a list", "additional-imports:\n  - {packag: embed}\n", `2:6: unknown key "packag" in "additional-imports"; did you mean "package"?`},
		{"key in a map", "output-options: {type-mapping: {string: {formats: {date: {tpe: x}}}}}\n", `1:59: unknown key "tpe" in "output-options.type-mapping.string.formats.date"; did you mean "type"?`},
		{"merged", "package: api\ngenerate:\n  <<: {modles: true}\n", `3:8: unknown key "modles" in "generate"; did you mean "models"?`},
		{"merged into itself", "&x\npackage: api\n<<: [{<<: *x}]\n", `contains itself`},
		{"all at once", "package: [a]\nfoo-bar: 1\n", "1:10: package must be a string, not a list\n2:1: unknown key \"foo-bar\""},
		{"syntax", "package: api\n  generate: {\n", `mapping values are not allowed`},
		{"empty", "", "1:1: the configuration is empty"},
		{"old style, unknown key", "generate: [types]\nexclude-tag: [a]\n", `2:1: unknown key "exclude-tag"; did you mean "exclude-tags"?`},
		{"old style, unknown target", "generate: [types, chy]\n", `1:19: unknown generate option "chy"; did you mean "chi"?`},
		{"old style, merged target", "<<: {generate: [chy]}\n", `unknown generate option "chy"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseConfig([]byte(c.config))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error = %v\n want %s", err, c.want)
			}
			if _, ok := errors.AsType[Errors](err); !ok {
				t.Errorf("error is a %T, want Errors", err)
			}
		})
	}
}

// TestConfigFromNode reads a block of gen.yaml, including aliases into the rest
// of the file, and checks that positions are those of that file.
func TestConfigFromNode(t *testing.T) {
	var file struct {
		Shared  yaml.Node
		Targets []struct {
			Engine yaml.Node `yaml:"oapi-codegen"`
		}
	}
	const text = `shared: &tags [read, write]
targets:
  - oapi-codegen:
      package: api
      output: api/api.gen.go
      generate: {chi-server: yes}
      output-options: {include-tags: *tags, overlay: {strict: false}}
      allow-remote-refs-from: []
  - oapi-codegen:
  - oapi-codegen: {pakage: api}
`
	if err := yaml.Unmarshal([]byte(text), &file); err != nil {
		t.Fatal(err)
	}
	cfg, err := ConfigFromNode(&file.Targets[0].Engine)
	if err != nil {
		t.Fatal(err)
	}
	if cfg.PackageName != "api" || cfg.OutputFile != "api/api.gen.go" || !cfg.Generate.ChiServer || cfg.Generate.Models {
		t.Errorf("config = %+v", cfg)
	}
	if got := cfg.OutputOptions.IncludeTags; !reflect.DeepEqual(got, []string{"read", "write"}) {
		t.Errorf("include-tags = %q", got)
	}
	if strict := cfg.OutputOptions.Overlay.Strict; strict == nil || *strict {
		t.Errorf("overlay.strict = %v, want false", strict)
	}
	if refs := cfg.AllowRemoteRefsFrom; refs == nil || len(refs) > 0 {
		t.Errorf("allow-remote-refs-from = %#v, want an empty list", refs)
	}
	if cfg, err := ConfigFromNode(&file.Targets[1].Engine); err != nil || !reflect.ValueOf(cfg).IsZero() {
		t.Errorf("empty block: %+v, %v", cfg, err)
	}
	if _, err := ConfigFromNode(&file.Targets[2].Engine); err == nil || !strings.HasPrefix(err.Error(), "10:20: ") {
		t.Errorf("error = %v, want one at 10:20", err)
	}
}

func TestRebase(t *testing.T) {
	cfg, err := ParseConfig([]byte(`package: api
output-options:
  overlay: {path: o.yaml}
  user-templates: {a.tmpl: dir/a.tmpl, b.tmpl: "two\nlines", c.tmpl: "https://example.com/c.tmpl", d.tmpl: /abs/d.tmpl}
`))
	if err != nil {
		t.Fatal(err)
	}
	got := cfg.Rebase("api")
	want := map[string]string{
		"a.tmpl": filepath.Join("api", "dir", "a.tmpl"),
		"b.tmpl": "two\nlines",
		"c.tmpl": "https://example.com/c.tmpl",
		"d.tmpl": "/abs/d.tmpl",
	}
	if !reflect.DeepEqual(got.OutputOptions.UserTemplates, want) {
		t.Errorf("templates = %q, want %q", got.OutputOptions.UserTemplates, want)
	}
	if got.OutputOptions.Overlay.Path != filepath.Join("api", "o.yaml") {
		t.Errorf("overlay = %q", got.OutputOptions.Overlay.Path)
	}
	if cfg.OutputOptions.UserTemplates["a.tmpl"] != "dir/a.tmpl" {
		t.Error("Rebase changed its receiver")
	}
}

// FuzzImport checks that no file causes a panic, and that the result is YAML.
func FuzzImport(f *testing.F) {
	f.Add([]byte("package: api\ngenerate: {client: true}\n"), "openapi.yaml")
	f.Add([]byte("generate: [types, spec]\ntemplates: t\n"), "")
	f.Add([]byte("package: !!binary gA==\n"), "\x80")
	f.Add([]byte("&x\n<<: [{<<: *x}]\n"), "a\nb: c")
	for _, c := range renderCases {
		f.Add([]byte(c.config), c.spec)
	}
	f.Fuzz(func(t *testing.T, data []byte, spec string) {
		imported, err := Import("cfg.yaml", data, spec)
		if err != nil {
			return
		}
		var out genFile
		if err := yaml.Unmarshal(imported.Text, &out); err != nil {
			t.Fatalf("%v\n%s", err, imported.Text)
		}
		if len(out.Targets) != 1 || spec != "" && out.Targets[0].Spec != spec {
			t.Fatalf("targets = %+v, want the spec %q\n%s", out.Targets, spec, imported.Text)
		}
	})
}
