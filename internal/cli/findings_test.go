package cli

import (
	"strings"
	"testing"
)

// unresolved is a schema with a reference that cannot be resolved, and a response with one.
const unresolved = `    Owner: {$ref: '#/components/schemas/Person'}
`

// TestAllow checks that an unresolved reference is an error unless it is allowed, and that
// nothing is written then.
func TestAllow(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets+unresolved)
	generate := func(flags ...string) result {
		t.Helper()
		return command(t, "", append(append([]string{"generate", "-o", "out"}, flags...), "pets.yaml")...)
	}
	for _, flags := range [][]string{nil, {"--allow", "unresolved-ref:/components/schemas/Pet"}, {"--allow", "renamed"}, {"--allow", "unresolved"}, {"--allow", "syntax"}} {
		r := generate(flags...)
		if r.code == exitOK || tree(t, "out") != nil {
			t.Errorf("%q: exit code %d, stderr:\n%s", flags, r.code, r.stderr)
		}
	}
	generate().want(t, exitFindings, "error: $ref #/components/schemas/Person cannot be resolved [unresolved-ref]", "\n1 error\n")
	generate("--allow", "unresolved").want(t, exitUsage, "there is no code unresolved", "did you mean unresolved-ref?")
	generate("--allow", "unresolved-ref:/components/schemas/Owner").want(t, exitOK, "warning: $ref #/components/schemas/Person cannot be resolved [unresolved-ref]")
	generate("--allow", "unresolved-ref", "--strict").want(t, exitOK, "1 warning")
	if got := tree(t, "out")["models.gen.go"]; !strings.Contains(got, "Owner = json.RawMessage") && !strings.Contains(got, "Owner json.RawMessage") {
		t.Errorf("an allowed schema is not raw JSON:\n%s", got)
	}

	write(t, "pets.yaml", strings.Replace(pets, `        "200":`, `        "404": {$ref: "#/components/responses/Lost"}
        "200":`, 1))
	generate("--allow", "unresolved-ref").want(t, exitFindings, "error: $ref #/components/responses/Lost cannot be resolved")
	write(t, "pets.yaml", strings.Replace(pets, `      operationId: listPets`, `      operationId: listPets
      parameters: [{$ref: "#/components/parameters/Lost"}]`, 1))
	generate("--allow", "unresolved-ref").want(t, exitFindings, "error: $ref #/components/parameters/Lost cannot be resolved")
	write(t, "pets.yaml", pets+`    Owner: {$ref: 'https://example.com/owner.yaml#/Owner'}
`)
	generate().want(t, exitFindings, "error: $ref https://example.com/owner.yaml#/Owner refers to a network address", "`curl -fsSL -o owner.yaml https://example.com/owner.yaml`")
}

// quiet fails unless the command has succeeded without a text on standard error.
func (r result) quiet(t *testing.T, text string) {
	t.Helper()
	if r.code != exitOK || strings.Contains(r.stderr, text) {
		t.Errorf("exit code %d, stderr:\n%s", r.code, r.stderr)
	}
}

// TestStrict checks that each finding fails, that nothing is written, and that a target which is
// up to date is checked, too.
func TestStrict(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets+endless)
	write(t, "fine.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: fine.yaml, out: fine}\n  - {spec: pets.yaml, out: pets}\n")
	command(t, "", "--strict").want(t, exitFindings, "error: ", "[required-cycle]", "nothing was written")
	if tree(t, "fine") != nil || tree(t, "pets") != nil {
		t.Error("a target is written although another one fails")
	}
	command(t, "", "check", "--strict").want(t, exitFindings, "[required-cycle]")
	command(t, "").want(t, exitOK, "warning: ")
	command(t, "", "--strict").want(t, exitFindings, "[required-cycle]")
	command(t, "", "--strict", "--allow", "required-cycle").quiet(t, "required-cycle")
	command(t, "", "-v", "--strict", "--allow", "required-cycle").want(t, exitOK, "warning: ")
	write(t, "gen.yaml", "allow: [required-cycle]\ntargets:\n  - {spec: fine.yaml, out: fine}\n  - {spec: pets.yaml, out: pets, allow: ['renamed:/components/schemas/pet']}\n")
	command(t, "", "--strict").quiet(t, "required-cycle")
	for text, want := range map[string]string{
		"allow: [required-cycles]":  "gen.yaml:1:9: error: there is no code required-cycles [bad-config]",
		"allow: [syntax]":           "gen.yaml:1:9: error: findings with the code syntax cannot be allowed",
		"allow: ['renamed:Pet']":    "gen.yaml:1:9: error: expected a JSON Pointer after the colon, found Pet",
		"allow: renamed":            "gen.yaml:1:8: error: expected a list, found a string",
		"allow: [renamed, renamed]": "gen.yaml:1:18: error: renamed is a duplicate",
		"x: 1\nallow: [renamed]":    "unknown key x",
	} {
		write(t, "gen.yaml", text+"\ntargets:\n  - {spec: fine.yaml, out: fine}\n")
		command(t, "").want(t, exitUsage, want)
	}
}

// TestOneFatalTarget checks that no target is written if the document of another one is missing.
func TestOneFatalTarget(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n  - {spec: none.yaml, out: none}\n")
	command(t, "").want(t, exitUsage, "gen.yaml:3:12: error: none.yaml cannot be opened: no such file or directory [file-not-found]", "nothing was written")
	if tree(t, "pets") != nil {
		t.Error("the target without errors is written")
	}
}

// TestOtherConfigurations checks the hints for files that are not a gen.yaml, and for URLs.
func TestOtherConfigurations(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "gen.yaml", "package: api\ngenerate: {models: true}\noutput: api.gen.go\n")
	command(t, "").want(t, exitUsage, "gen.yaml:1:1: error: expected a configuration of peergen, found one of oapi-codegen [bad-config]", "hint: `peergen import gen.yaml` prints a gen.yaml for it")
	write(t, "gen.yaml", "targets:\n  - {spec: https://example.com/api.yaml, out: api}\n")
	command(t, "").want(t, exitUsage, "gen.yaml:2:12: error: the spec is a URL: documents are read from files only", "`curl -fsSL -o api.yaml https://example.com/api.yaml`")
	command(t, "", "generate", "-o", "api", "https://example.com/api.yaml").want(t, exitUsage, "the document is a URL", "`curl -fsSL -o api.yaml https://example.com/api.yaml`")
	command(t, "", "https://example.com/api.yaml").want(t, exitUsage, "run peergen generate -o DIR https://example.com/api.yaml")
	command(t, "", "pets").want(t, exitUsage, "unknown command")
	write(t, "openapi", pets)
	command(t, "", "openapi").want(t, exitUsage, "run peergen generate -o DIR openapi")
}

func TestExplain(t *testing.T) {
	command(t, "", "explain").want(t, exitOK, "unresolved-ref", "error", "a $ref cannot be resolved")
	command(t, "", "explain", "unresolved-ref").want(t, exitOK, "unresolved-ref (error)\n\nMeaning: ", "What to do: correct the reference", "--allow unresolved-ref:POINTER")
	command(t, "", "explain", "renamed").want(t, exitOK, "With --strict such a finding is an error")
	if r := command(t, "", "explain", "syntax").want(t, exitOK, "syntax (error)"); strings.Contains(r.stdout, "--allow") {
		t.Error("syntax errors cannot be allowed")
	}
	command(t, "", "explain", "none").want(t, exitUsage, "there is no code none")
}
