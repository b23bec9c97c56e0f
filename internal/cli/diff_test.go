package cli

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/peergen/peergen/internal/change"
)

// repository makes a git repository with a module, a document and its output, and commits them.
func repository(t *testing.T, document string) {
	t.Helper()
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module example.com/pets\n\ngo 1.26\n")
	write(t, "openapi/pets.yaml", document)
	write(t, "openapi/gen.yaml", "targets:\n  - {spec: pets.yaml, out: ../pets, examples: false}\n")
	command(t, "").want(t, exitOK)
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"}, {"add", "-A"}, {"-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "first"},
	} {
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
}

// noNetwork keeps the go command from downloading the tool that compares documents.
func noNetwork(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOMODCACHE", t.TempDir())
}

// TestDiff compares changes of a document with the revision that has the output of before. The
// documents themselves are not compared without a network.
func TestDiff(t *testing.T) {
	repository(t, pets)
	noNetwork(t)
	for _, c := range []struct {
		name, old, new string
		want           []string
	}{
		{"nothing", "", "", []string{"pets: none", "verdict: none"}},
		{"a comment", "      type: object\n", "      type: object\n      description: A pet.\n", []string{"pets: patch", "verdict: patch"}},
		{"a member", "        name: {type: string}\n", "        name: {type: string}\n        age: {type: integer}\n", []string{"pets: minor", "  Go: Pet.Age: added", "verdict: minor"}},
		{"an operation", "components:", "  /toys: {get: {operationId: listToys, responses: {'204': {description: Ok.}}}}\ncomponents:", []string{"  Go: API.ListToys: added", "verdict: minor"}},
		{"a removal", "    get:\n      operationId: listPets", "    get:\n      operationId: listAll", []string{"verdict: patch"}}, // the lock keeps the name
		{"another type", "name: {type: string}", "name: {type: boolean}", []string{"  Go, breaking: Pet.Name: changed from Opt[string] to Opt[bool]", "verdict: major"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			write(t, "openapi/pets.yaml", strings.Replace(pets, c.old, c.new, 1))
			texts := append([]string{"wire: not compared: "}, c.want...)
			command(t, "", "diff", "--base", "main").want(t, exitOK, texts...)
		})
	}
}

// TestDiffFails checks verdicts against --fail-on, JSON, and revisions that are not one.
func TestDiffFails(t *testing.T) {
	repository(t, pets)
	noNetwork(t)
	write(t, "openapi/pets.yaml", strings.Replace(pets, "        name: {type: string}\n", "        name: {type: string}\n        age: {type: integer}\n", 1))
	command(t, "", "diff", "--base", "main", "--fail-on", "minor").want(t, exitFindings, "verdict: minor")
	command(t, "", "diff", "--base", "HEAD", "--fail-on", "major").want(t, exitOK, "verdict: minor")
	command(t, "", "diff", "--base", "main", "--fail-on", "huge").want(t, exitUsage, "there is no verdict huge: write none, patch, minor, major")
	command(t, "", "diff").want(t, exitUsage, "add --base main")
	command(t, "", "diff", "--base", "--output=pets.yaml").want(t, exitUsage, "there is no revision --output=pets.yaml")
	command(t, "", "diff", "--base", "nowhere").want(t, exitUsage, "there is no revision nowhere")
	r := command(t, "", "diff", "--base", "main", "--format", "json").want(t, exitOK)
	var got struct {
		Changes struct {
			Verdict string
			Targets []struct {
				Target, Verdict string
				Go              change.Side
			}
		}
	}
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || got.Changes.Verdict != "minor" || len(got.Changes.Targets) != 1 || len(got.Changes.Targets[0].Go.Compatible) == 0 {
		t.Errorf("%v\n%s", err, r.stdout)
	}
	r = command(t, "", "diff", "--base", "main", "--format", "sarif").want(t, exitOK)
	if _, err := sarif.FromString(r.stdout, sarif.WithStrictValidation()); err != nil {
		t.Errorf("%v\n%s", err, r.stdout)
	}
	command(t, "", "diff", "--base", "main", "--format", "github").want(t, exitOK, "::notice title=change,file=pets::Go: Pet.Age: added\n")
}

// TestDiffNew reports a package that the revision does not have.
func TestDiffNew(t *testing.T) {
	repository(t, pets)
	noNetwork(t)
	write(t, "openapi/gen.yaml", "targets:\n  - {spec: pets.yaml, out: ../pets, examples: false}\n  - {spec: pets.yaml, out: ../more, examples: false}\n")
	command(t, "", "diff", "--base", "main").want(t, exitOK, "pets: none", "more: minor: a new package", "verdict: minor")
}

// TestDiffOverlay compares with a revision that does not have the overlay of the target.
func TestDiffOverlay(t *testing.T) {
	repository(t, pets)
	noNetwork(t)
	write(t, "openapi/fix.yaml", "overlay: 1.1.0\nactions: [{target: $.components.schemas.Pet.properties, update: {age: {type: integer}}}]\n")
	write(t, "openapi/gen.yaml", "targets:\n  - {spec: pets.yaml, out: ../pets, examples: false, overlays: [fix.yaml]}\n")
	command(t, "", "diff", "--base", "main").want(t, exitOK, "  Go: Pet.Age: added", "wire: not compared: ", "verdict: minor")
}
