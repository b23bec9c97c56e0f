package cli

import (
	"os/exec"
	"strings"
	"testing"
)

// TestMerge merges two branches with git, each of which has added a schema and a member.
func TestMerge(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	t.Chdir(t.TempDir())
	run := func(args ...string) (string, error) {
		out, err := exec.Command(git, append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"}, args...)...).CombinedOutput()
		return string(out), err
	}
	must := func(args ...string) {
		t.Helper()
		if out, err := run(args...); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n")
	write(t, ".gitignore", "pets/\n") // only documents and locks are merged here
	commit := func(branch, document string) {
		t.Helper()
		write(t, "pets.yaml", document)
		command(t, "").want(t, exitOK)
		must("checkout", "-q", "-b", branch)
		must("add", ".")
		must("commit", "-q", "-m", branch)
	}
	must("init", "-q")
	commit("base", pets)
	const cat, car = "    Cat: {type: object, properties: {lives: {type: integer}}}\n", "    Car: {type: object, properties: {lives: {type: integer}}}\n"
	const age, color = "        age: {type: integer}\n", "        color: {type: string}\n"
	commit("left", pets+age+cat)
	must("checkout", "-q", "base")
	commit("right", pets+color+car)
	if out, err := run("merge", "-q", "left"); err == nil {
		t.Errorf("git has merged all:\n%s", out)
	}
	merged := readLock(t, "pets.lock")
	if !strings.Contains(merged, "<<<<<<< ") || !strings.Contains(readLock(t, "pets.sum"), "<<<<<<< ") {
		t.Errorf("no conflict in\n%s", merged)
	}
	write(t, "pets.yaml", pets+age+color+cat+car) // as a person resolves the conflict
	command(t, "").want(t, exitOK, "pets: ")
	command(t, "", "check").want(t, exitOK)
	now := readLock(t, "pets.lock")
	for _, line := range []string{"\nschema Car = Car", "\nschema Cat = Cat", "\n\tmember age = Age", "\n\tmember color = Color", "\n\tmember name = Name"} {
		if !strings.Contains(now, line) {
			t.Errorf("the lock lacks %q:\n%s\nof\n%s", line, now, merged)
		}
	}
	if strings.Contains(now, "\n-") || strings.Contains(now, "\t-") {
		t.Errorf("a name is out of use:\n%s", now)
	}
}
