package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const pets = `openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        "200":
          description: All pets
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Pet"}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
`

// endless is a schema that no finite value satisfies, which is a warning.
const endless = `    Snake:
      type: object
      required: [tail]
      properties:
        tail: {$ref: "#/components/schemas/Snake"}
`

// result is what one run of the command left behind.
type result struct {
	code           int
	stdout, stderr string
}

func command(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	g := &gen{stdin: strings.NewReader(stdin), stdout: &stdout, stderr: &stderr}
	code := g.run(t.Context(), args)
	return result{code, stdout.String(), stderr.String()}
}

// want fails unless the exit code is code and each text stands in what was printed.
func (r result) want(t *testing.T, code int, texts ...string) result {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d; stdout:\n%s\nstderr:\n%s", r.code, code, r.stdout, r.stderr)
	}
	for _, text := range texts {
		if !strings.Contains(r.stdout+r.stderr, text) {
			t.Errorf("nothing says %q; stdout:\n%s\nstderr:\n%s", text, r.stdout, r.stderr)
		}
	}
	return r
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// tree is the content of all files below dir by slash path; nil without dir.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	if _, err := os.Stat(dir); os.IsNotExist(err) {
		return nil
	}
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestDrift takes one document from nothing to up to date, to an edit of one
// character and back.
func TestDrift(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "openapi/pets.yaml", pets)
	write(t, "openapi/gen.yaml", "targets:\n  - {spec: pets.yaml, out: ../pets}\n")

	first := command(t, "", "check").want(t, findings, "--- /dev/null\n+++ pets/models.gen.go\n", "pets is not up to date")
	if !strings.HasPrefix(first.stdout, "--- /dev/null\n") || strings.Contains(first.stdout, "not up to date") {
		t.Errorf("standard output is not the diff alone:\n%.200s", first.stdout)
	}
	if tree(t, "pets") != nil {
		t.Error("check has written")
	}
	command(t, "").want(t, fine, "pets: ", " files written, 0 unchanged, 1 operation, 1 type, ")
	if r := command(t, "", "check").want(t, fine); r.stdout+r.stderr != "" {
		t.Errorf("check of what is up to date says %q %q", r.stdout, r.stderr)
	}
	generated := tree(t, "pets")
	command(t, "", "generate").want(t, fine, "pets: 0 files written, ")

	write(t, "openapi/pets.yaml", strings.Replace(pets, "name:", "nama:", 1))
	command(t, "", "check", "--config", "openapi/gen.yaml").want(t, findings,
		"--- pets/models.gen.go\n+++ pets/models.gen.go\n", "\n-\tName ", "\n+\tNama ")
	if !maps.Equal(tree(t, "pets"), generated) {
		t.Error("check has written")
	}
	command(t, "").want(t, fine)
	command(t, "", "check").want(t, fine)
	write(t, "openapi/pets.yaml", pets)
	command(t, "").want(t, fine)
	if !maps.Equal(tree(t, "pets"), generated) {
		t.Error("the way back leads elsewhere")
	}

	write(t, "openapi/gen.yaml", "targets:\n  - {spec: pets.yaml, out: ../pets, server: false}\n")
	command(t, "", "check").want(t, findings, "--- pets/server.gen.go\n+++ /dev/null\n")
	command(t, "").want(t, fine, " removed, ")
	if tree(t, "pets")["server.gen.go"] != "" {
		t.Error("the server is still there")
	}
}

func TestAdHoc(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	command(t, "", "generate", "-o", "pets", "pets.yaml").want(t, fine)
	command(t, "", "check", "-o", "pets", "pets.yaml").want(t, fine)
	command(t, "", "generate", "-o", "only", "-p", "pets", "--server=false", "--client=false", "pets.yaml").want(t, fine)
	only := tree(t, "only")
	if !strings.Contains(only["models.gen.go"], "\npackage pets\n") || only["client.gen.go"]+only["server.gen.go"] != "" {
		t.Errorf("files %q", slices.Collect(maps.Keys(only)))
	}

	command(t, pets, "generate", "-o", "stdin", "-p", "pets", "-").want(t, fine)
	if got := tree(t, "stdin")["operations.gen.go"]; !strings.Contains(got, "// Source: <stdin> sha256:") {
		t.Errorf("operations.gen.go of standard input:\n%s", got)
	}
	command(t, "openapi: [", "generate", "-o", "stdin", "-").want(t, unusable, "<stdin>:1:", "[syntax]", "    1 | openapi: [")
	command(t, "", "generate", "-o", "stdin", "-").want(t, unusable, "[empty-document]")
}

// A warning is printed, with its hint, and keeps nothing from being written.
func TestWarningsDoNotFail(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "endless.yaml", pets+endless)
	command(t, "", "generate", "-o", "out", "endless.yaml").want(t, fine, "[required-cycle]", "hint: take one of them out of required")
	if !strings.Contains(tree(t, "out")["models.gen.go"], "Tail *Snake ") {
		t.Error("a snake without a tail was written")
	}
}

// TestExitCodes: nothing is written unless the code is 0.
func TestExitCodes(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	write(t, "empty.yaml", "")
	write(t, "syntax.json", `{"openapi": }`)
	write(t, "bad/gen.yaml", "targets:\n  - {spek: pets.yaml, out: out}\n")
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"check -o out syntax.json", unusable, "syntax.json:1:13: error: "},
		{"generate -o out none.yaml", unusable, "[file-not-found]"},
		{"generate -o out empty.yaml", unusable, "[empty-document]"},
		{"generate -o out syntax.json", unusable, "syntax.json:1:13: error: "},
		{"generate -o out -p 1st pets.yaml", unusable, "[invalid-package]"},
		{"generate pets.yaml", unusable, "-o DIR"},
		{"generate -o out", unusable, "SPEC"},
		{"generate -o out --config bad/gen.yaml pets.yaml", unusable, "not both"},
		{"generate -o out pets.yaml pets.yaml", unusable, "arg"},
		{"generate --output out pets.yaml", unusable, "unknown flag"},
		{"pets.yaml", unusable, "unknown command"},
		{"", unusable, "there is no gen.yaml"},
		{"--config none.yaml", unusable, "none.yaml: error: "},
		{"--config bad/gen.yaml", unusable, "hint: did you mean spec?"},
		{"check --config bad/gen.yaml", unusable, "bad/gen.yaml:2:6: error: "},
		{"import none.yaml", unusable, "[file-not-found]"},
		{"import", unusable, "arg"},
		{"version", fine, "peergen v"},
		{"help", fine, "gen [command]"},
	} {
		t.Run(c.args, func(t *testing.T) {
			command(t, "", strings.Fields(c.args)...).want(t, c.code, c.want)
			if got := tree(t, "out"); got != nil {
				t.Errorf("written: %q", slices.Collect(maps.Keys(got)))
			}
		})
	}
}
