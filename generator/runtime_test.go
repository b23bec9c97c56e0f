package generator

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestSharedRuntime generates the packages of testdata/behaviour once more, with a
// runtime that they share, and runs the same tests.
func TestSharedRuntime(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: compiles a module")
	}
	dir := t.TempDir()
	copyInputs(t, filepath.Join("testdata", "behaviour"), dir)
	path := filepath.Join(dir, "gen.yaml")
	config, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, "runtime: {out: internal/rt}\n"+string(config))
	write(t, filepath.Join(dir, "shared_test.go"), `package behaviour

import (
	"github.com/peergen/peergen/generator/testdata/behaviour/shapes"
	"github.com/peergen/peergen/generator/testdata/behaviour/tasks"
)

// The packages have one type Opt.
var _ tasks.Opt[string] = shapes.Some("")
`)
	cfg, ds := LoadConfig(path)
	if cfg == nil {
		t.Fatal(ds)
	}
	for _, target := range cfg.Targets {
		out, ds := target.Generate(t.Context())
		if out == nil {
			t.Fatal(ds)
		}
		for _, f := range out.Files {
			if name := filepath.Base(f.Name); target.Options.RuntimePackage == "" && strings.HasPrefix(name, "runtime_") {
				t.Errorf("%s contains a part of the runtime: %s", target, name)
			}
		}
		if _, err := out.Write(target.Out); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "."}} {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly -trimpath", "GOPROXY=off")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

// copyInputs copies a folder without what was generated.
func copyInputs(t *testing.T, from, to string) {
	t.Helper()
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			if entry.Name() == "go-money" || entry.Name() == "discriminators_files" || entry.Name() == "locks" { // not generated, or with a lock of an earlier document
				copyInputs(t, filepath.Join(from, entry.Name()), filepath.Join(to, entry.Name()))
			}
			continue
		}
		content, err := os.ReadFile(filepath.Join(from, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(to, entry.Name()), string(content))
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRuntimeImportPath(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/app\n\ngo 1.24\n")
	write(t, filepath.Join(dir, "empty", "go.mod"), "go 1.24\n")
	for out, want := range map[string]string{
		"":                 "example.com/app",
		"internal/rt":      "example.com/app/internal/rt",
		"not/there/yet":    "example.com/app/not/there/yet",
		"empty/rt":         "",
		"../outside/of/it": "",
	} {
		got, err := importPathOf(filepath.Join(dir, filepath.FromSlash(out)))
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", out, got, err, want)
		}
	}
}

func TestRuntimeConfig(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "gen.yaml")
	const targets = "targets: [{spec: a.yaml, out: a, package: a}]\n"
	for config, want := range map[string]string{
		"runtime: {out: rt}\n" + targets:         ":1:16: error: the import path of the runtime is unknown: there is no go.mod in ",
		"runtime: {}\n" + targets:                ":1:10: error: the runtime has no out ",
		"runtime: rt\n" + targets:                ":1:10: error: expected a mapping, found a string",
		"runtime: {out: rt, in: rt}\n" + targets: ":1:20: error: unknown key in",
	} {
		write(t, path, config)
		cfg, ds := LoadConfig(path)
		if cfg != nil || len(ds) == 0 || !strings.Contains(ds[len(ds)-1].String(), want) {
			t.Errorf("%s: %v, want %s", config, ds, want)
		}
	}
	write(t, filepath.Join(dir, "go.mod"), "module example.com/app\n")
	write(t, path, "runtime: {out: rt}\ntargets:\n  - {spec: a.yaml, out: a, package: a}\n  - {spec: a.yaml, out: rt/json, package: b}\n")
	if cfg, ds := LoadConfig(path); cfg != nil || len(ds) == 0 || !strings.Contains(ds[0].String(), "another target already writes ") {
		t.Errorf("a target in the folder of the runtime: %v", ds)
	}
	for config, want := range map[string]string{
		"runtime: {out: a}\ntargets: [{spec: a.yaml, out: ./a/}]\n":         ":2:11: error: the folder of the shared runtime is ",
		"runtime: {out: a/rt}\ntargets: [{spec: a.yaml, out: a}]\n":         ":2:11: error: the folder of the shared runtime is ",
		"runtime: {out: .}\ntargets: [{spec: a.yaml, out: ., package: a}]":  ":2:11: error: the folder of the shared runtime is ",
		"runtime: {out: rt}\ntargets: [{spec: a.yaml, out: ., package: a}]": "",
		"runtime: {out: a}\ntargets: [{spec: a.yaml, out: a/b}]\n":          "",
		"runtime: {out: vendor/rt}\ntargets: [{spec: a.yaml, out: a}]\n":    ":1:16: error: example.com/app/vendor/rt is in a vendor folder",
		"runtime: {out: größe}\ntargets: [{spec: a.yaml, out: a}]\n":        ":1:16: error: malformed import path ",
		"runtime: {out: \"sub\\rt\"}\ntargets: [{spec: a.yaml, out: a}]\n":  ":1:16: error: malformed import path ",
		"runtime: {out: q/internal}\ntargets: [{spec: a.yaml, out: a}]\n":   ":2:11: error: this target cannot import the shared runtime ",
		"runtime: {out: q/internal}\ntargets: [{spec: a.yaml, out: q/a}]\n": "",
		"runtime: {out: internal/rt}\ntargets: [{spec: a.yaml, out: a}]\n":  "",
		"runtime: {out: ab}\ntargets: [{spec: a.yaml, out: a}]\n":           "",
	} {
		write(t, path, config)
		cfg, ds := LoadConfig(path)
		if want == "" && cfg == nil || want != "" && (len(ds) != 1 || !strings.Contains(ds[0].String(), want)) {
			t.Errorf("%s: %v, want %q", config, ds, want)
		}
	}
}
