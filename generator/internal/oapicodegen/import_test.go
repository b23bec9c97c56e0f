package oapicodegen

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// genFile is the part of gen.yaml that Import writes.
type genFile struct {
	Targets []genTarget
}

type genTarget struct {
	Spec, Out, Package string
	Client, Server     *bool
}

// TestKeyTables checks that each key of their configuration, or a key above it,
// is in exactly one table, and that each row of a table is a key.
func TestKeyTables(t *testing.T) {
	paths := keyPaths(reflect.TypeFor[Config](), "")
	if len(paths) < 60 {
		t.Fatalf("only %d keys found by reflection", len(paths))
	}
	used := map[string]bool{}
	for i, path := range paths {
		if i+1 < len(paths) && strings.HasPrefix(paths[i+1], path+".") && !inTables(path) {
			continue // a container, whose keys have rows
		}
		var rows []string
		for at := path; at != ""; at = at[:max(0, strings.LastIndex(at, "."))] {
			if _, ok := equivalents[at]; ok {
				rows = append(rows, "equivalents["+at+"]")
				used[at] = true
			}
			if _, ok := withoutEquivalent[at]; ok {
				rows = append(rows, "withoutEquivalent["+at+"]")
				used[at] = true
			}
		}
		if len(rows) != 1 {
			t.Errorf("key %s has %d rows, want 1: %q", path, len(rows), rows)
		}
	}
	for _, row := range slices.Concat(slices.Collect(maps.Keys(equivalents)), slices.Collect(maps.Keys(withoutEquivalent))) {
		if !used[row] {
			t.Errorf("row %s is no key of their configuration", row)
		}
	}
	for key, a := range withoutEquivalent {
		if a.does == "" || a.instead == "" {
			t.Errorf("row %s is incomplete", key)
		}
	}
	for old, place := range oldTargets {
		if !inTables(place) {
			t.Errorf("old target %s leads to %s, which has no row", old, place)
		}
	}
	for old, place := range oldKeys {
		if !inTables(place) {
			t.Errorf("old key %s leads to %s, which has no row", old, place)
		}
	}
}

func inTables(key string) bool {
	_, have := equivalents[key]
	_, lack := withoutEquivalent[key]
	return have || lack
}

// TestImportNotesEveryKey sets each key without an equivalent and expects a
// note.
func TestImportNotesEveryKey(t *testing.T) {
	values := map[reflect.Kind]string{
		reflect.Bool: "true", reflect.Int: "1", reflect.String: "x",
		reflect.Slice: "[x]", reflect.Map: "{a: b}",
	}
	special := map[string]string{
		"additional-imports":     "[{package: embed}]",
		"output-options.overlay": "{path: o.yaml}",
	}
	for key := range withoutEquivalent {
		value, ok := special[key]
		if !ok {
			value = values[kindOf(t, key)]
		}
		section, name, nested := strings.Cut(key, ".")
		config := "package: api\ngenerate: {models: true}\n" + section + ": " + value + "\n"
		switch {
		case section == "generate":
			config = "package: api\ngenerate: {models: true, " + name + ": " + value + "}\n"
		case nested:
			config = "package: api\ngenerate: {models: true}\n" + section + ":\n  " + name + ": " + value + "\n"
		}
		imported, err := Import("cfg.yaml", []byte(config), "openapi.yaml")
		if err != nil {
			t.Errorf("%s: %v\n%s", key, err, config)
			continue
		}
		if len(imported.Notes) != 1 || imported.Notes[0].Key != key || imported.Notes[0].Line < 2 || imported.Notes[0].Column < 1 {
			t.Errorf("%s: notes = %v", key, imported.Notes)
		}
		if !strings.Contains(string(imported.Text), "# "+key+" (cfg.yaml:") {
			t.Errorf("%s is not named in\n%s", key, imported.Text)
		}
	}
}

func kindOf(t *testing.T, key string) reflect.Kind {
	t.Helper()
	at := reflect.TypeFor[Config]()
	for part := range strings.SplitSeq(key, ".") {
		i := slices.IndexFunc(fields(at), func(f field) bool { return f.key == part })
		if i < 0 {
			t.Fatalf("no key %s", key)
		}
		at = fields(at)[i].typ
	}
	return at.Kind()
}

func TestImport(t *testing.T) {
	no := false
	for _, c := range []struct {
		name, config, spec string
		want               genTarget
		notes              []string // "line:col key"
	}{
		{"client", "package: api\noutput: internal/api/api.gen.go\ngenerate:\n  client: true\n  models: true\n", "api.yaml",
			genTarget{Spec: "api.yaml", Out: "internal/api", Package: "api", Server: &no}, nil},
		{"server", "package: api\ngenerate: {std-http-server: true, strict-server: true, models: true}\n", "",
			genTarget{Spec: "openapi.yaml", Out: ".", Package: "api", Client: &no}, nil},
		{"router", "package: api\ngenerate:\n  chi-server: true\n  client: true\n  models: true\n  embedded-spec: true\n", "",
			genTarget{Spec: "openapi.yaml", Out: ".", Package: "api"}, []string{"3:3 generate.chi-server", "6:3 generate.embedded-spec"}},
		{"models only, no package", "generate: {models: true}\n", "docs/pet-store.yaml",
			genTarget{Spec: "docs/pet-store.yaml", Out: ".", Package: "petStore", Client: &no, Server: &no}, nil},
		{"no models", "package: api\ngenerate:\n  client: true\n", "",
			genTarget{Spec: "openapi.yaml", Out: ".", Package: "api", Server: &no}, []string{"3:3 generate.models"}},
		{"nothing chosen", "package: api\n", "",
			genTarget{Spec: "openapi.yaml", Out: ".", Package: "api", Client: &no}, nil},
		{"defaults written out", "package: api\ngenerate: {models: true, client: true, chi-server: false}\noutput-options: {skip-prune: false, include-tags: [], client-type-name: ''}\ncompatibility: {circular-reference-limit: 0}\nimport-mapping: {}\n", "",
			genTarget{Spec: "openapi.yaml", Out: ".", Package: "api", Server: &no}, nil},
		{"a list that differs when empty", "package: api\ngenerate: {models: true, client: true}\nallow-remote-refs-from: []\n", "",
			genTarget{Spec: "openapi.yaml", Out: ".", Package: "api", Server: &no}, []string{"3:1 allow-remote-refs-from"}},
		{"text to quote", "package: 'true'\noutput: 'a: b/x.go'\ngenerate: {models: true, client: true}\n", "a\nb #.yaml",
			genTarget{Spec: "a\nb #.yaml", Out: "a: b", Package: "true", Server: &no}, nil},
		{"old style", "package: api\ngenerate:\n  - types\n  - server\n  - skip-prune\noutput: gen/api.go\nexclude-schemas: [A]\nresponse-type-suffix: Reply\ncompatibility:\n  old-aliasing: true\n", "",
			genTarget{Spec: "openapi.yaml", Out: "gen", Package: "api", Client: &no},
			[]string{"4:5 generate.echo-server", "7:1 output-options.exclude-schemas", "8:1 response-type-suffix", "10:3 compatibility.old-aliasing"}},
		{"merged twice", "package: api\ngenerate: {models: true, client: true}\noutput-options:\n  <<: [&a {response-type-suffix: Reply}, *a]\n", "",
			genTarget{Spec: "openapi.yaml", Out: ".", Package: "api", Server: &no}, []string{"4:12 output-options.response-type-suffix"}},
		{"both kinds of include", "package: api\ngenerate: {models: true, client: true}\noutput-options:\n  include-tags: [a]\n  include-operation-ids: [b]\n  skip-prune: true\n", "",
			genTarget{Spec: "openapi.yaml", Out: ".", Package: "api", Server: &no}, []string{"5:26 output-options.include-operation-ids", "6:15 output-options.skip-prune"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			imported, err := Import("dir/cfg.yaml", []byte(c.config), c.spec)
			if err != nil {
				t.Fatal(err)
			}
			var got genFile
			if err := yaml.Unmarshal(imported.Text, &got); err != nil {
				t.Fatalf("%v\n%s", err, imported.Text)
			}
			if len(got.Targets) != 1 || !reflect.DeepEqual(got.Targets[0], c.want) {
				t.Errorf("target = %+v, want %+v\n%s", got.Targets, c.want, imported.Text)
			}
			var notes []string
			for _, note := range imported.Notes {
				position, _, _ := strings.Cut(note.String(), ": ")
				notes = append(notes, position+" "+note.Key)
			}
			if !slices.Equal(notes, c.notes) {
				t.Errorf("notes = %q, want %q", notes, c.notes)
			}
		})
	}
}

func TestImportText(t *testing.T) {
	imported, err := Import("oapi/cfg.yaml", []byte("package: api\noutput: api/api.gen.go\ngenerate:\n  gin-server: true\n  models: true\noutput-options:\n  skip-prune: true\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	const want = `# Imported from cfg.yaml of oapi-codegen. To have oapi-codegen itself render the
# target, put the content of that file under ` + "`oapi-codegen:`" + ` in it.
targets:
  - spec: openapi.yaml # oapi-codegen takes it as an argument: write yours
    out: api
    package: api
    client: false

# What is different here:
#
# generate.gin-server (cfg.yaml:4:3)
#   Registers each operation on a gin router.
#   The generated server is one http.Handler, which mounts in any router:
#   r.Any("/*path", gin.WrapH(handler)).
`
	if string(imported.Text) != want {
		t.Errorf("got\n%s\nwant\n%s", imported.Text, want)
	}
}

// TestImportFilter compares the filters and the overlay with lines of the gen.yaml.
func TestImportFilter(t *testing.T) {
	for _, c := range []struct{ options, want string }{
		{"{}", `    include: {operations: ["*"]} # leaves out components that no operation uses, as oapi-codegen does`},
		{"{skip-prune: true}", ""},
		{"{include-tags: [pets, 'a: b'], exclude-operation-ids: [getPet]}", "    include: {tags: [\"pets\", \"a: b\"]}\n    exclude: {operations: [\"getPet\"]}"},
		{"{exclude-tags: [internal], include-operation-ids: [a, b]}", "    include: {operations: [\"a\", \"b\"]}\n    exclude: {tags: [\"internal\"]}"},
		{"{overlay: {path: fix.yaml}, skip-prune: true}", "    overlays: [fix.yaml]"},
	} {
		imported, err := Import("cfg.yaml", []byte("package: api\ngenerate: {models: true, client: true}\noutput-options: "+c.options+"\n"), "")
		if err != nil {
			t.Fatal(err)
		}
		_, got, _ := strings.Cut(string(imported.Text), "    server: false\n")
		if strings.TrimSuffix(got, "\n") != c.want || len(imported.Notes) > 0 {
			t.Errorf("%s: got\n%s\nand notes %v, want\n%s", c.options, got, imported.Notes, c.want)
		}
	}
}

func TestImportTypeMapping(t *testing.T) {
	imported, err := Import("cfg.yaml", []byte(`package: api
generate: {models: true, client: true}
additional-imports: [{alias: amount, package: example.com/go-amount}]
output-options:
  type-mapping:
    integer: {default: {type: int64}}
    number: {formats: {money: {type: amount.Amount}, big: {type: "*big.Float", import: math/big}}}
    string:
      formats: {uuid: {type: openapi_types.UUID}, map: {type: "map[string]any"}, list: {type: "List[int, int]"}, odd: {type: odd.Type}}
`), "")
	if err != nil {
		t.Fatal(err)
	}
	const want = `    type-mapping:
      formats:
        integer:
          type: int64
        number/big:
          type: '*big.Float'
          import: math/big
        number/money:
          type: amount.Amount
          import: example.com/go-amount
        string/map:
          type: map[string]any
        string/uuid:
          type: openapi_types.UUID
          import: github.com/oapi-codegen/runtime/types
`
	if !strings.Contains(string(imported.Text), want) {
		t.Errorf("got\n%s\nwant in it\n%s", imported.Text, want)
	}
	var notes []string
	for _, note := range imported.Notes {
		notes = append(notes, note.Message)
	}
	if want := []string{"Adds imports to the generated file.", "Its row string/list is no plain type: List[int, int].", "Its row string/odd needs the import path of odd."}; !slices.Equal(notes, want) {
		t.Errorf("notes %q, want %q", notes, want)
	}
}
