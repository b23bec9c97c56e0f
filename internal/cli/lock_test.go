package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestLock generates a package for the first time, without its lock, and with a lock
// that is not up to date.
func TestLock(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "api/pets.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: api/pets.yaml, out: internal/pets}\n  - {spec: api/pets.yaml, out: other, package: pets, lock: locks/other.lock}\n")
	if r := command(t, "").want(t, exitOK); strings.Contains(r.stderr, "missing-lock") {
		t.Errorf("standard error of the first run:\n%s", r.stderr)
	}
	for _, path := range []string{"pets.lock", "locks/other.lock"} {
		if text, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(text), "peergen lock 1\n") {
			t.Errorf("%s: %v\n%s", path, err, text)
		}
	}
	command(t, "", "check").want(t, exitOK)

	write(t, "pets.lock", "peergen lock 1\n")
	command(t, "", "check").want(t, exitFindings, "--- pets.lock\n+++ pets.lock\n", "internal/pets is not up to date", "internal/pets has generated files but a lock without names")
	if err := os.Remove("pets.lock"); err != nil {
		t.Fatal(err)
	}
	command(t, "", "check").want(t, exitFindings, "--- /dev/null\n+++ pets.lock\n", "pets.lock: warning: internal/pets has generated files but no lock")
	command(t, "").want(t, exitOK, "[missing-lock]", "internal/pets: 0 files written, ")
	command(t, "", "check").want(t, exitOK)

	for text, want := range map[string]string{
		"":                             "pets.lock:1:1: error: the lock is empty [invalid-lock]",
		"peergen lock 1\nschema Pet\n": "pets.lock:2:1: error: expected an equals sign",
		"peergen lock 1\nschema Pet = Pet struct\nschema pet = Pet struct\n": "pets.lock:3:1: error: schema Pet and schema pet are both named Pet [invalid-lock]",
	} {
		write(t, "pets.lock", text)
		command(t, "").want(t, exitUsage, want)
		command(t, "", "check").want(t, exitUsage, want)
	}
}

// TestLockAdHoc checks that the lock is in the folder of the package, and that a file
// that is not a lock is not replaced.
func TestLockAdHoc(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	command(t, "", "generate", "-o", "pets", "pets.yaml").want(t, exitOK)
	if !strings.HasPrefix(tree(t, "pets")["pets.lock"], "peergen lock 1\n") {
		t.Error("there is no pets/pets.lock")
	}
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets, lock: pets.yaml}\n")
	command(t, "").want(t, exitUsage, "pets.yaml:1:1: error: expected `peergen lock 1`")
}

// TestLockOfOtherPackage has two configurations whose packages would have one lock, and a
// document that is renamed.
func TestLockOfOtherPackage(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n")
	command(t, "").want(t, exitOK)
	before := readLock(t, "pets.lock")
	write(t, "other.yaml", strings.ReplaceAll(pets, "Pet", "Dog"))
	write(t, "other.gen.yaml", "targets:\n  - {spec: other.yaml, out: other, package: pets}\n")
	command(t, "", "--config", "other.gen.yaml").want(t, exitUsage, "pets.lock: error: the lock is that of a package of another document, by pets.sum [invalid-lock]", "write another path in `lock`")
	if got := readLock(t, "pets.lock"); got != before {
		t.Errorf("the lock of pets is now\n%s", got)
	}
	write(t, "renamed.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: renamed.yaml, out: pets}\n")
	command(t, "").want(t, exitOK)
	command(t, "", "check").want(t, exitOK)
}

// TestConfigLock checks the errors of the keys lock and breaking.
func TestConfigLock(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	for gen, want := range map[string]string{
		"targets:\n  - {spec: pets.yaml, out: a/pets}\n  - {spec: pets.yaml, out: b/pets}\n":                                  "gen.yaml:3:5: error: another target already has the lock pets.lock",
		"targets:\n  - {spec: pets.yaml, out: a, lock: ''}\n":                                                                 "gen.yaml:2:37: error: expected a string",
		"targets:\n  - {spec: pets.yaml, out: a, breaking: stop}\n":                                                           "gen.yaml:2:41: error: expected hold or apply, found stop",
		"breaking: [apply]\ntargets:\n  - {spec: pets.yaml, out: a}\n":                                                        "gen.yaml:1:11: error: expected a string",
		"targets:\n  - {spec: pets.yaml, lock: a.lock, oapi-codegen: {package: a, output: a.go, generate: {models: true}}}\n": "lock has no effect in a target with oapi-codegen",
		"targets:\n  - {spec: pets.yaml, out: a, lock: a.sum}\n":                                                              "gen.yaml:2:37: error: a lock has another extension than .sum",
	} {
		write(t, "gen.yaml", gen)
		command(t, "", "check").want(t, exitUsage, want)
	}
	write(t, "gen.yaml", "breaking: apply\ntargets:\n  - {spec: pets.yaml, out: a}\n  - {spec: pets.yaml, out: b, breaking: hold}\n")
	command(t, "").want(t, exitOK)
}

// TestUpToDate checks that a target is skipped while nothing that it depends on changes,
// and that a comment in the document changes the sum alone.
func TestUpToDate(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "api/pets.yaml", pets+endless+"    pet: {type: object}\n    Owner: {$ref: 'common.yaml#/Owner'}\n")
	write(t, "api/common.yaml", "Owner: {type: string}\n")
	write(t, "gen.yaml", "targets:\n  - {spec: api/pets.yaml, out: pets}\n")
	released := func(args ...string) result {
		t.Helper()
		var stdout, stderr bytes.Buffer
		r := &run{stdin: strings.NewReader(pets), stdout: &stdout, stderr: &stderr, release: true}
		code := r.execute(t.Context(), args)
		return result{code, stdout.String(), stderr.String()}
	}
	const skipped = "pets: up to date, "
	released().want(t, exitOK, "pets: ", " files written", "[renamed]")
	command(t, "", "check").want(t, exitOK)
	released().want(t, exitOK, skipped, " files (--force generates it and prints its findings)\n")
	released("--force").want(t, exitOK, "pets: 0 files written, ", "[required-cycle]")
	command(t, "").want(t, exitOK, "pets: 0 files written, ")

	before := tree(t, ".")
	write(t, "api/common.yaml", "# People.\n"+before["api/common.yaml"])
	command(t, "", "check").want(t, exitFindings, "--- pets.sum\n+++ pets.sum\n")
	released().want(t, exitOK, "pets: 0 files written, ")
	released().want(t, exitOK, skipped)
	for name, text := range tree(t, ".") {
		if (text != before[name]) != (name == "pets.sum" || name == "api/common.yaml") {
			t.Errorf("%s: is it changed? %t", name, text != before[name])
		}
	}

	for path, text := range map[string]string{
		"pets.lock":          before["pets.lock"] + "-schema Cat = Cat struct\n",
		"gen.yaml":           "targets:\n  - {spec: api/pets.yaml, out: pets, server: false}\n",
		"pets.sum":           strings.Replace(before["pets.sum"], "\noptions", "\n<<<<<<< HEAD\n=======\n>>>>>>> b\noptions", 1),
		"pets/models.gen.go": before["pets/models.gen.go"] + "// edited\n",
		"pets/old.gen.go":    before["pets/models.gen.go"],
	} {
		write(t, path, text)
		if r := released().want(t, exitOK); strings.Contains(r.stdout, skipped) {
			t.Errorf("pets is not generated after a change of %s", path)
		}
		released().want(t, exitOK, skipped)
	}
	for name, text := range tree(t, ".") {
		write(t, name, strings.ReplaceAll(text, "\n", "\r\n"))
	}
	released().want(t, exitOK, skipped)
	if err := os.Remove("api/common.yaml"); err != nil {
		t.Fatal(err)
	}
	released().want(t, exitFindings, "[unresolved-ref]")
	released("--allow", "unresolved-ref").want(t, exitOK, "[unresolved-ref]")
	released("--allow", "unresolved-ref").want(t, exitOK, skipped)
	write(t, "api/common.yaml", before["api/common.yaml"])
	if r := released().want(t, exitOK); strings.Contains(r.stdout, skipped) {
		t.Error("pets is not generated although a missing file is there now")
	}

	released("generate", "-o", "in", "-p", "in", "-").want(t, exitOK, "in: ", " files written")
	released("generate", "-o", "in", "-p", "in", "-").want(t, exitOK, "in: up to date")
}

// TestUpToDateDevel checks that a program that was built from source skips what it has
// written itself, and nothing else.
func TestUpToDateDevel(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n")
	write(t, "pets.yaml", pets)
	built := func(executable string, args ...string) result {
		t.Helper()
		var stdout, stderr bytes.Buffer
		r := &run{stdout: &stdout, stderr: &stderr, history: func() *history { return &history{"cache", []byte(executable)} }}
		code := r.execute(t.Context(), args)
		return result{code, stdout.String(), stderr.String()}
	}
	const generated, skipped = " unchanged", "pets: up to date, "
	built("a").want(t, exitOK, "pets: ", generated)
	built("a").want(t, exitOK, skipped)
	built("b").want(t, exitOK, generated)
	built("b").want(t, exitOK, skipped)
	built("a").want(t, exitOK, skipped)
	built("a", "--force").want(t, exitOK, generated)
	write(t, "pets.yaml", "# Pets.\n"+pets)
	built("a").want(t, exitOK, generated)
	built("b").want(t, exitOK, generated)
	write(t, "pets.yaml", pets)
	built("b").want(t, exitOK, generated)
	command(t, "").want(t, exitOK, generated) // without a cache
}

// TestLockOfFolder checks that a target keeps the names of the lock that generate -o has
// written, although its own is next to the gen.yaml.
func TestLockOfFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "api/pets.yaml", pets)
	command(t, "", "generate", "-o", "internal/pets", "api/pets.yaml").want(t, exitOK)
	lock := strings.ReplaceAll(readLock(t, "internal/pets/pets.lock"), "= Pet struct", "= Animal struct formerly Pet")
	write(t, "internal/pets/pets.lock", lock)
	write(t, "api/gen.yaml", "targets:\n  - {spec: pets.yaml, out: ../internal/pets}\n")
	command(t, "", "check", "--config", "api/gen.yaml").want(t, exitFindings, "+++ api/pets.lock\n")
	command(t, "", "--config", "api/gen.yaml").want(t, exitOK, "api/pets.lock: warning: the lock begins with the names and types of internal/pets/pets.lock, ",
		"`rm internal/pets/pets.lock internal/pets/pets.sum`")
	if got := readLock(t, "api/pets.lock"); !strings.Contains(got, "schema Pet = Animal struct formerly Pet") {
		t.Errorf("the names are forgotten:\n%s", got)
	}
	if r := command(t, "", "--force", "--config", "api/gen.yaml").want(t, exitOK); strings.Contains(r.stderr, "missing-lock") {
		t.Error(r.stderr)
	}
}
