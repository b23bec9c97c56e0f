package cli

import (
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
	command(t, "", "check").want(t, exitFindings, "--- pets.lock\n+++ pets.lock\n", "internal/pets is not up to date")
	if err := os.Remove("pets.lock"); err != nil {
		t.Fatal(err)
	}
	command(t, "", "check").want(t, exitFindings, "--- /dev/null\n+++ pets.lock\n", "pets.lock: warning: internal/pets has generated files but no lock")
	command(t, "").want(t, exitOK, "[missing-lock]", "internal/pets: 0 files written, ")
	command(t, "", "check").want(t, exitOK)

	for text, want := range map[string]string{
		"":                             "pets.lock:1:1: error: the lock is empty [invalid-lock]",
		"peergen lock 1\nschema Pet\n": "pets.lock:2:1: error: expected an equals sign",
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
	} {
		write(t, "gen.yaml", gen)
		command(t, "", "check").want(t, exitUsage, want)
	}
	write(t, "gen.yaml", "breaking: apply\ntargets:\n  - {spec: pets.yaml, out: a}\n  - {spec: pets.yaml, out: b, breaking: hold}\n")
	command(t, "").want(t, exitOK)
}
