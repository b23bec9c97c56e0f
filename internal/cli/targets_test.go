package cli

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// TestAllOrNothing checks that a run reports the errors of all targets, and changes no
// folder if there is one, that of the shared runtime included.
func TestAllOrNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module example.com/app\n\ngo 1.24\n")
	write(t, "pets.yaml", pets)
	write(t, "broken.yaml", "openapi: [")
	const nothing = "peergen: nothing was written, because a target has errors\n"
	for name, c := range map[string]struct {
		gen    string
		byHand string // path of a file that was not generated
		want   []string
	}{
		"document": {gen: "{spec: broken.yaml, out: other}", want: []string{"[syntax]", nothing}},
		"output":   {gen: "{spec: pets.yaml, out: other}", byHand: "other/models.gen.go", want: []string{"other/models.gen.go: error: ", "[output-not-ours]"}},
		"runtime":  {gen: "{spec: pets.yaml, out: other}", byHand: "rt/core/opt.gen.go", want: []string{"rt/core/opt.gen.go: error: ", "[output-not-ours]"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(".")); err != nil {
				t.Fatal(err)
			}
			t.Chdir(dir)
			write(t, "gen.yaml", "runtime: {out: rt}\ntargets:\n  - {spec: pets.yaml, out: pets}\n  - "+c.gen+"\n  - {spec: pets.yaml, out: last}\n")
			if c.byHand != "" {
				write(t, c.byHand, "package byhand\n")
			}
			before := tree(t, ".")
			r := command(t, "").want(t, exitUsage, c.want...)
			if r.stdout != "" {
				t.Errorf("standard output %q", r.stdout)
			}
			if after := tree(t, "."); !maps.Equal(after, before) {
				t.Errorf("files %q, want %q", slices.Sorted(maps.Keys(after)), slices.Sorted(maps.Keys(before)))
			}
		})
	}
}

// TestErrorsOfAllTargets checks that errors of several targets are reported, and that
// check prints the diff of the others.
func TestErrorsOfAllTargets(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	write(t, "one.yaml", "openapi: [")
	write(t, "two.yaml", "")
	write(t, "gen.yaml", "targets:\n  - {spec: one.yaml, out: one}\n  - {spec: two.yaml, out: two}\n  - {spec: pets.yaml, out: pets}\n  - {spec: pets.yaml, out: way}\n")
	// A file written by hand and a folder have the names of output files.
	write(t, filepath.Join("way", "json.gen.go", "note.txt"), "a folder\n")
	write(t, filepath.Join("way", "models.gen.go"), "package way // by hand\n")
	command(t, "").want(t, exitUsage, "[syntax]", "[empty-document]")
	command(t, "", "check").want(t, exitUsage, "[syntax]", "[empty-document]", "+++ pets/models.gen.go\n",
		"way/models.gen.go: error: ", "way/json.gen.go: error: ")
}

// TestSharedRuntime checks that the packages of the shared runtime are one line of the
// output.
func TestSharedRuntime(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module example.com/app\n\ngo 1.24\n")
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", "runtime: {out: internal/rt}\ntargets:\n  - {spec: pets.yaml, out: pets}\n")
	r := command(t, "", "check").want(t, exitFindings, "internal/rt is not up to date: run peergen\n")
	if strings.Count(r.stderr, "\n") != 2 {
		t.Errorf("standard error:\n%s", r.stderr)
	}
	r = command(t, "").want(t, exitOK, "internal/rt: ", " files written, 0 unchanged, shared runtime\n", "\npets: ")
	if strings.Count(r.stdout, "\n") != 2 {
		t.Errorf("standard output:\n%s", r.stdout)
	}
	command(t, "", "check").want(t, exitOK)
}

// TestCheckNamesCommand checks that check prints the command that updates the output.
func TestCheckNamesCommand(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "my api/pets.yaml", pets)
	write(t, "my api/gen.yaml", "targets: [{spec: pets.yaml, out: ../pets}]\n")
	command(t, "", "check", "--config", "my api/gen.yaml").want(t, exitFindings, "pets is not up to date: run peergen --config 'my api/gen.yaml'\n")
	command(t, "", "check", "-o", "x", "-p", "pets", "--client=false", "my api/pets.yaml").want(t, exitFindings,
		"x is not up to date: run peergen generate -o x -p pets --client=false 'my api/pets.yaml'\n")
	command(t, "", "generate", "-o", "x", "-p", "pets", "--client=false", "my api/pets.yaml").want(t, exitOK)
	command(t, pets, "check", "-o", "x", "--server=false", "-").want(t, exitFindings, "run peergen generate -o x --server=false -\n")
}

// TestReadmeFlags checks that the README has every flag.
func TestReadmeFlags(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	root := (&run{}).rootCommand(nil)
	root.InitDefaultVersionFlag()
	for _, cmd := range append(root.Commands(), root) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(string(readme), "`--"+f.Name) && !strings.Contains(string(readme), "`-"+f.Shorthand+"`, `--"+f.Name) {
				t.Errorf("README.md lacks the flag --%s of %s", f.Name, cmd.Name())
			}
		})
	}
}

func TestVerbose(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets+`      contentMediaType: text/plain
      contentSchema: {}
      discriminator: {propertyName: name}
      allowEmptyValue: true
      required: [other]
`)
	args := []string{"generate", "-o", "out", "pets.yaml"}
	short := command(t, "", args...).want(t, exitOK, "more [unsupported-keyword] at pets.yaml:22:7, 23:18; -v shows them all")
	long := command(t, "", append(args, "-v")...).want(t, exitOK)
	if len(long.stderr) <= len(short.stderr) || strings.Contains(long.stderr, "more [") {
		t.Errorf("-v shows\n%s", long.stderr)
	}
	if strings.Contains(long.stderr, "\x1b[") {
		t.Error("escape sequences although standard error is not a terminal")
	}
}

// TestOapiCodegen generates a target with oapi-codegen, and imports its configuration.
func TestOapiCodegen(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "api/pets.yaml", pets)
	write(t, "api/gen.yaml", `targets:
  - spec: pets.yaml
    oapi-codegen:
      package: pets
      output: ../pets/pets.gen.go
      generate: {models: true, client: true}
`)
	config := []string{"--config", "api/gen.yaml"}
	command(t, "", config...).want(t, exitOK, "pets/pets.gen.go: 1 file written, 0 unchanged, 1 operation, ")
	if got := tree(t, "pets"); len(got) != 1 || !strings.Contains(got["pets.gen.go"], "\n// Code generated by github.com/oapi-codegen/oapi-codegen/v2 version ") {
		t.Errorf("files %q", got)
	}
	command(t, "", append(config, "-v")...).want(t, exitOK, "0 files written, 1 unchanged")
	write(t, "api/pets.yaml", strings.Replace(pets, "name:", "nama:", 1))
	command(t, "", append([]string{"check"}, config...)...).want(t, exitFindings, "--- pets/pets.gen.go\n")
	command(t, "", config...).want(t, exitOK, "1 file written")
	write(t, "pets/pets.gen.go", "package pets\n")
	command(t, "", config...).want(t, exitUsage, "[output-not-ours]")

	write(t, "theirs.yaml", "package: pets\noutput: pets/pets.gen.go\ngenerate: {models: true, embedded-spec: true}\noutput-options:\n  yaml-tags: true\n")
	r := command(t, "", "import", "theirs.yaml", "--spec", "pets.yaml").want(t, exitOK,
		"theirs.yaml:3:26: warning: generate.embedded-spec: ", "theirs.yaml:5:3: warning: output-options.yaml-tags: ", "[no-equivalent]")
	if !strings.Contains(r.stdout, "\n  - spec: pets.yaml\n    out: pets\n    package: pets\n") {
		t.Errorf("imported:\n%s", r.stdout)
	}
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", strings.Replace(r.stdout, "out: pets", "out: imported", 1))
	command(t, "").want(t, exitOK, "imported: ")
	write(t, "theirs.yaml", "pakage: pets\n")
	if r := command(t, "", "import", "theirs.yaml").want(t, exitUsage, `theirs.yaml:1:1: error: unknown key "pakage"`); r.stdout != "" {
		t.Errorf("imported %q", r.stdout)
	}
}

// TestGoGenerate checks that the go:generate line of package openapi runs this command,
// and that its output is the same whether it runs in that folder or in its parent.
func TestGoGenerate(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no command is built")
	}
	openapi, err := filepath.Abs(filepath.Join("..", "..", "openapi"))
	if err != nil {
		t.Fatal(err)
	}
	printed, err := exec.Command("go", "generate", "-n", openapi).CombinedOutput()
	line := strings.Fields(string(printed))
	if err != nil || len(line) != 3 || line[0] != "go" || line[1] != "run" {
		t.Fatalf("go generate -n: %v\n%s", err, printed)
	}
	binary := filepath.Join(t.TempDir(), "peergen")
	build := exec.Command("go", "build", "-o", binary, line[2])
	build.Dir = openapi
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", build, err, out)
	}

	root := t.TempDir()
	if err := os.CopyFS(filepath.Join(root, "openapi"), os.DirFS(openapi)); err != nil {
		t.Fatal(err)
	}
	inside := exec.Command(binary)
	inside.Dir = filepath.Join(root, "openapi")
	if out, err := inside.CombinedOutput(); err != nil || !strings.HasPrefix(string(out), "../generated/peerreport: ") {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Chdir(root)
	generated := tree(t, "generated")
	if len(generated) == 0 {
		t.Fatal("no files were generated")
	}
	command(t, "", "check").want(t, exitOK)
	if err := os.RemoveAll("generated"); err != nil {
		t.Fatal(err)
	}
	command(t, "").want(t, exitOK, "generated/peerreport: ")
	if !maps.Equal(tree(t, "generated"), generated) {
		t.Error("the output depends on the working directory")
	}
}
