package cli

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

// endless is a schema that no finite value satisfies, which is reported as a warning.
const endless = `    Snake:
      type: object
      required: [tail]
      properties:
        tail: {$ref: "#/components/schemas/Snake"}
`

// result is the exit code and the output of one run of the command.
type result struct {
	code           int
	stdout, stderr string
}

func command(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	r := &run{stdin: strings.NewReader(stdin), stdout: &stdout, stderr: &stderr}
	code := r.execute(t.Context(), args)
	return result{code, stdout.String(), stderr.String()}
}

// want fails unless the exit code is code and the output contains each text.
func (r result) want(t *testing.T, code int, texts ...string) result {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d; stdout:\n%s\nstderr:\n%s", r.code, code, r.stdout, r.stderr)
	}
	for _, text := range texts {
		if !strings.Contains(r.stdout+r.stderr, text) {
			t.Errorf("the output lacks %q; stdout:\n%s\nstderr:\n%s", text, r.stdout, r.stderr)
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

// tree returns the content of all files below dir by slash path, or nil if dir does not exist.
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

// TestDrift generates a document for the first time, then after an edit of one
// character and after its revert, with check before each.
func TestDrift(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "openapi/pets.yaml", pets)
	write(t, "openapi/gen.yaml", "breaking: apply\ntargets:\n  - {spec: pets.yaml, out: ../pets}\n")

	first := command(t, "", "check").want(t, exitFindings, "--- /dev/null\n+++ pets/models.gen.go\n", "pets is not up to date")
	if !strings.HasPrefix(first.stdout, "--- /dev/null\n") || strings.Contains(first.stdout, "not up to date") {
		t.Errorf("standard output contains more than the diff:\n%.200s", first.stdout)
	}
	if tree(t, "pets") != nil {
		t.Error("check has written files")
	}
	command(t, "").want(t, exitOK, "pets: ", " files written, 0 unchanged, 1 operation, 1 type, ")
	if r := command(t, "", "check").want(t, exitOK); r.stdout+r.stderr != "" {
		t.Errorf("check of output that is up to date prints %q %q", r.stdout, r.stderr)
	}
	generated := tree(t, "pets")
	command(t, "", "generate").want(t, exitOK, "pets: 0 files written, ")

	write(t, "openapi/pets.yaml", strings.Replace(pets, "name:", "nama:", 1))
	command(t, "", "check", "--config", "openapi/gen.yaml").want(t, exitFindings,
		"--- pets/models.gen.go\n+++ pets/models.gen.go\n", "\n-\tName ", "\n+\tNama ")
	if !maps.Equal(tree(t, "pets"), generated) {
		t.Error("check has written files")
	}
	command(t, "").want(t, exitOK)
	command(t, "", "check").want(t, exitOK)
	write(t, "openapi/pets.yaml", pets)
	command(t, "").want(t, exitOK)
	if !maps.Equal(tree(t, "pets"), generated) {
		t.Error("reverting the document does not restore the output")
	}

	write(t, "openapi/gen.yaml", "breaking: apply\ntargets:\n  - {spec: pets.yaml, out: ../pets, server: false}\n")
	command(t, "", "check").want(t, exitFindings, "--- pets/server.gen.go\n+++ /dev/null\n")
	command(t, "").want(t, exitOK, " removed, ")
	if tree(t, "pets")["server.gen.go"] != "" {
		t.Error("server.gen.go was not removed")
	}
}

// TestCheckCRLF checks that output is up to date in a checkout of git with
// core.autocrlf, where every file has CRLF.
func TestCheckCRLF(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", strings.Replace(pets, "info: {title: Pets", "info:\n  description: |\n    All our pets.\n\n    And more.\n  title: Pets\n  version: '1'\nx-info: {title: Pets", 1))
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n")
	command(t, "").want(t, exitOK)
	for name, content := range tree(t, ".") {
		write(t, name, strings.ReplaceAll(content, "\n", "\r\n"))
	}
	if r := command(t, "", "check").want(t, exitOK); r.stdout != "" {
		t.Errorf("check prints\n%.500s", r.stdout)
	}
	command(t, "").want(t, exitOK, "pets: 0 files written, ")
}

func TestAdHoc(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	command(t, "", "generate", "-o", "pets", "pets.yaml").want(t, exitOK)
	command(t, "", "check", "-o", "pets", "pets.yaml").want(t, exitOK)
	command(t, "", "generate", "-o", "only", "-p", "pets", "--server=false", "--client=false", "pets.yaml").want(t, exitOK)
	only := tree(t, "only")
	if !strings.Contains(only["models.gen.go"], "\npackage pets\n") || only["client.gen.go"]+only["server.gen.go"] != "" {
		t.Errorf("files %q", slices.Collect(maps.Keys(only)))
	}

	command(t, pets, "generate", "-o", "stdin", "-p", "pets", "-").want(t, exitOK)
	if got := tree(t, "stdin")["operations.gen.go"]; !strings.Contains(got, "generated\n// from standard input.\npackage pets\n") {
		t.Errorf("operations.gen.go of standard input:\n%s", got)
	}
	command(t, "openapi: [", "generate", "-o", "stdin", "-").want(t, exitUsage, "<stdin>:1:", "[syntax]", "    1 | openapi: [")
	command(t, "", "generate", "-o", "stdin", "-").want(t, exitUsage, "[empty-document]")
}

// TestWarningsDoNotFail checks that a warning is printed with its hint, and that the
// output is written all the same.
func TestWarningsDoNotFail(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "endless.yaml", pets+endless)
	command(t, "", "generate", "-o", "out", "endless.yaml").want(t, exitOK, "[required-cycle]", "\nhint: ")
	if !strings.Contains(tree(t, "out")["models.gen.go"], "Tail *Snake ") {
		t.Error("the required member that no finite value can have is not a pointer")
	}
}

// TestExitCodes also checks that nothing is written.
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
		{"check -o out syntax.json", exitUsage, "syntax.json:1:13: error: "},
		{"generate -o out none.yaml", exitUsage, "[file-not-found]"},
		{"generate -o out empty.yaml", exitUsage, "[empty-document]"},
		{"generate -o out syntax.json", exitUsage, "syntax.json:1:13: error: "},
		{"generate -o out -p 1st pets.yaml", exitUsage, "[invalid-package]"},
		{"generate pets.yaml", exitUsage, "-o DIR"},
		{"generate -o out", exitUsage, "SPEC"},
		{"generate -o out --config bad/gen.yaml pets.yaml", exitUsage, "not both"},
		{"generate -o out pets.yaml pets.yaml", exitUsage, "arg"},
		{"generate --output out pets.yaml", exitUsage, "unknown flag"},
		{"generate -o my-shop pets.yaml", exitUsage, "hint: add `-p myshop`"},
		{"generate -o out none.yaml", exitUsage, "hint: check the path\n"},
		{"generate none.yaml", exitUsage, "none.yaml needs a folder to write: add -o DIR"},
		{"pets.yaml", exitUsage, "; to generate from one document, run peergen generate -o DIR pets.yaml\n"},
		{"-o out pets.yaml", exitUsage, "; to generate from one document, run peergen generate -o DIR pets.yaml\n"},
		{"--config pets.yaml --unknown", exitUsage, "unknown flag: --unknown\n"},
		{"--config pets.yaml", exitUsage, "pets.yaml:1:1: error: expected a configuration, found an OpenAPI document [bad-config]"},
		{"--config pets.yaml", exitUsage, "\n1 error\n"},
		{"", exitUsage, "gen.yaml not found"},
		{"--config none.yaml", exitUsage, "none.yaml: error: "},
		{"--config bad/gen.yaml", exitUsage, "hint: did you mean spec?"},
		{"check --config bad/gen.yaml", exitUsage, "bad/gen.yaml:2:6: error: "},
		{"import none.yaml", exitUsage, "[file-not-found]"},
		{"import", exitUsage, "arg"},
		{"version", exitOK, "peergen v"},
		{"--version", exitOK, "peergen v"},
		{"help", exitOK, "peergen [command]"},
	} {
		t.Run(c.args, func(t *testing.T) {
			command(t, "", strings.Fields(c.args)...).want(t, c.code, c.want)
			if got := tree(t, "out"); got != nil {
				t.Errorf("written: %q", slices.Collect(maps.Keys(got)))
			}
		})
	}
}
