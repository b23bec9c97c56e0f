package generator_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/peergen/peergen/generator"
)

// TestLoadConfig reads every key, including merged ones, and paths relative to the
// folder of the file.
func TestLoadConfig(t *testing.T) {
	t.Chdir(t.TempDir())
	const text = `targets:
  - &pets {spec: pets.yaml, out: ../pets}
  - {<<: *pets, out: ./client/, package: petclient, server: false}
  - {<<: [{client: false}, *pets], out: /abs/petserver, client: no, lock: locks/p.lock, breaking: apply}
  - spec: /abs/pets.yaml
    oapi-codegen:
      package: legacy
      output: ../legacy/api.gen.go
      output-options: {overlay: {path: overlay.yaml}}
  - spec: pets.yaml
    out: mapped
    type-mapping:
      formats: {uuid: {type: uuid.UUID, import: github.com/google/uuid}}
      schemas: {Pet: {type: string}}
    operations: {createPet: {idempotent: true}, PUT /pets: {idempotent: false}, getPet: {}}
`
	writeFile(t, "openapi/gen.yaml", text)
	cfg, ds := generator.LoadConfig(filepath.Join("openapi", "gen.yaml"))
	if cfg == nil || len(ds) > 0 {
		t.Fatalf("configuration %v, diagnostics %v", cfg, ds)
	}
	pets := generator.Input{Path: filepath.Join("openapi", "pets.yaml")}
	want := []generator.Target{
		{Input: pets, Out: "pets", Options: generator.Options{Package: "pets", Client: true, Server: true, LockFile: filepath.Join("openapi", "pets.lock")}},
		{Input: pets, Out: filepath.Join("openapi", "client"), Options: generator.Options{Package: "petclient", Client: true, LockFile: filepath.Join("openapi", "petclient.lock")}},
		{Input: pets, Out: "/abs/petserver", Options: generator.Options{Package: "petserver", Server: true, LockFile: filepath.Join("openapi", "locks", "p.lock"), Breaking: generator.Apply}},
	}
	for i, want := range want {
		if got := cfg.Targets[i]; !reflect.DeepEqual(got.Input, want.Input) || got.Out != want.Out || !reflect.DeepEqual(got.Options, want.Options) {
			t.Errorf("target %d\n got %+v\nwant %+v", i, got, want)
		}
	}
	theirs := cfg.Targets[3]
	if theirs.Input.Path != "/abs/pets.yaml" || theirs.String() != "legacy/api.gen.go" || theirs.Out != "legacy" {
		t.Errorf("oapi-codegen target %s = %+v", theirs, theirs)
	}
	mapping := cfg.Targets[4].Options.TypeMapping
	if got := mapping.Formats["uuid"]; got.Type != "uuid.UUID" || got.Import != "github.com/google/uuid" || mapping.Schemas["Pet"].Type != "string" {
		t.Errorf("type mapping = %+v", mapping)
	}
	operations := cfg.Targets[4].Options.Operations
	if got := operations["createPet"].Idempotent; got == nil || !*got {
		t.Errorf("operations = %+v", operations)
	}
	if got := operations["PUT /pets"].Idempotent; got == nil || *got || operations["getPet"].Idempotent != nil {
		t.Errorf("operations = %+v", operations)
	}
	engine := theirs.Options.OapiCodegen
	if engine.PackageName != "legacy" || engine.OutputOptions.Overlay.Path != filepath.Join("openapi", "overlay.yaml") {
		t.Errorf("oapi-codegen configuration = %+v", engine)
	}
}

func TestNewTarget(t *testing.T) {
	for _, c := range []struct{ out, pkg, want, code string }{
		{"internal/pets", "", "pets", ""},
		{"internal/peer-report", "pets", "pets", ""},
		{"internal/peer-report", "", "", "invalid-package"},
		{"pets", "peer report", "", "invalid-package"},
		{"pets", "_", "", "invalid-package"},
		{"pets", "func", "", "invalid-package"},
	} {
		target, ds := generator.NewTarget(generator.Input{Path: "a.yaml"}, c.out, c.pkg, true, false)
		switch {
		case c.code != "":
			if target != nil || len(ds) != 1 || ds[0].Code != c.code {
				t.Errorf("%+v: target %v, diagnostics %v", c, target, ds)
			}
		case target == nil || target.Out != c.out || !reflect.DeepEqual(target.Options, generator.Options{Package: c.want, Client: true, LockFile: filepath.Join(c.out, c.want+".lock")}) || len(ds) > 0:
			t.Errorf("%+v: target %+v, diagnostics %v", c, target, ds)
		}
	}
}

// TestTypeMapping checks that Generate rejects a type that a gen.yaml could not have.
func TestTypeMapping(t *testing.T) {
	mapping := &generator.TypeMapping{Formats: map[string]generator.GoType{"uuid": {Type: "uuid.UUID"}}}
	out, ds := generator.Generate(t.Context(), generator.Input{Path: "a.yaml", Data: []byte("openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n")},
		generator.Options{Package: "api", TypeMapping: mapping})
	if out != nil || len(ds) == 0 || ds[0].Code != "bad-config" {
		t.Errorf("output %v, diagnostics %v", out, ds)
	}
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestExamples checks that examples need a client, a server and an import path,
// and can be left out.
func TestExamples(t *testing.T) {
	t.Chdir(t.TempDir())
	const gen = `targets:
  - {spec: pets.yaml, out: ../internal/pets}
  - {spec: pets.yaml, out: ../internal/bare, examples: false}
  - {spec: pets.yaml, out: ../internal/petclient, server: false}
  - {spec: pets.yaml, out: .., package: root}
  - {spec: pets.yaml, out: ../cmd/pets, package: main}
`
	load := func(want ...string) {
		t.Helper()
		cfg, ds := generator.LoadConfig("openapi/gen.yaml")
		if cfg == nil {
			t.Fatal(ds)
		}
		var got []string
		for _, target := range cfg.Targets {
			got = append(got, target.Options.ImportPath)
		}
		if !slices.Equal(got, want) {
			t.Errorf("import paths %q, want %q", got, want)
		}
	}
	writeFile(t, "openapi/gen.yaml", gen)
	load("", "", "", "", "")
	writeFile(t, "go.mod", "module example.com/shop\n")
	load("example.com/shop/internal/pets", "", "", "example.com/shop", "")

	document := generator.Input{Path: "a.yaml", Data: []byte("openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {'204': {description: None.}}}}}\n")}
	for importPath, want := range map[string]bool{"example.com/a": true, "": false} {
		out, ds := generator.Generate(t.Context(), document, generator.Options{Package: "a", Client: true, Server: true, ImportPath: importPath})
		if out == nil {
			t.Fatal(ds)
		}
		got := slices.ContainsFunc(out.Files, func(f generator.File) bool { return f.Name == "example_gen_test.go" })
		if got != want {
			t.Errorf("import path %q: examples %t, want %t", importPath, got, want)
		}
	}
}
