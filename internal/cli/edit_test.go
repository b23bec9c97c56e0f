package cli

import (
	"maps"
	"os"
	"strings"
	"testing"
)

// TestEdit checks what the commands about the lock change, and what they refuse.
func TestEdit(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n")
	command(t, "", "accept", "all").want(t, exitOK)
	command(t, "", "accept", "Pat").want(t, exitUsage, "pets.lock: error: the lock has no part Pat [unknown-identity]")
	command(t, "", "forget", "all").want(t, exitOK)
	command(t, "", "rename", "Pet", "animal").want(t, exitUsage, "animal is not an exported Go name [invalid-name]")
	command(t, "", "rename", "schema", "Pat", "Animal").want(t, exitUsage, "the lock has no part schema Pat [unknown-identity]")

	lock := readLock(t, "pets.lock") + "-schema Dog = Dog\n\t-member name = Name\n"
	write(t, "pets.lock", lock)
	command(t, "").want(t, exitOK)
	if got := readLock(t, "pets.lock"); !strings.Contains(got, "-schema Dog = Dog") {
		t.Errorf("the name Dog is free:\n%s", got)
	}
	command(t, "", "forget", "Dog").want(t, exitOK, "pets: 0 files written, ")
	if got := readLock(t, "pets.lock"); strings.Contains(got, "Dog") {
		t.Errorf("the name Dog is taken:\n%s", got)
	}
	command(t, "", "check").want(t, exitOK)
}

// TestEditTarget checks how a command finds the lock to change.
func TestEditTarget(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n  - {spec: pets.yaml, out: b/c}\n  - {spec: pets.yaml, out: d, package: c, lock: d.lock}\n")
	command(t, "", "accept", "all").want(t, exitUsage, "several targets: add --package with one of pets, c, c\n")
	command(t, "", "accept", "--package", "dogs", "all").want(t, exitUsage, "no target dogs: ")
	command(t, "", "accept", "--package", "c", "all").want(t, exitUsage, "write the folder of one, such as --package b/c")
	command(t, "", "accept", "-o", "c", "all").want(t, exitUsage, "--out needs --spec")
	command(t, "", "accept", "--package", "b/c", "all").want(t, exitOK, "b/c: ")
	if tree(t, "pets") != nil || tree(t, "d") != nil {
		t.Error("other targets are written")
	}
	command(t, "", "accept", "--spec", "pets.yaml", "-o", "alone", "all").want(t, exitOK, "alone: ")
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, oapi-codegen: {package: a, output: a/a.go, generate: {models: true}}}\n")
	command(t, "", "accept", "all").want(t, exitUsage, "no target with a lock")
}

func readLock(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestRename renames a type, an operation and a field. The latter two break importers.
func TestRename(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n")
	command(t, "").want(t, exitOK)
	command(t, "", "rename", "schema", "Pet", "Animal").want(t, exitOK)
	command(t, "", "check").want(t, exitOK)
	if got := tree(t, "pets")["models.gen.go"]; !strings.Contains(got, "\ntype Animal struct {") {
		t.Errorf("models.gen.go:\n%s", got)
	}
	before := tree(t, ".")
	command(t, "", "rename", "Animal.Name", "Title").want(t, exitUsage, "Title replaces the field Name of Animal and its getter", "add --break", "[breaking-rename]")
	command(t, "", "rename", "GET /pets", "Pets").want(t, exitUsage, "Pets replaces the method ListPets of API, which servers implement")
	if !maps.Equal(tree(t, "."), before) {
		t.Error("a refused command has written files")
	}
	command(t, "", "rename", "Animal.Name", "Title", "--break").want(t, exitOK, "Title replaces the field Name of Animal and its getter [breaking]")
	command(t, "", "rename", "GET", "/pets", "Pets", "--break").want(t, exitOK)
	command(t, "", "check").want(t, exitOK)
	if lock := readLock(t, "pets.lock"); !strings.Contains(lock, "\nschema Pet = Animal ") || !strings.Contains(lock, "\n\tmember name = Title ") || !strings.Contains(lock, "\noperation GET /pets = Pets formerly ListPets\n") {
		t.Errorf("the lock is\n%s", lock)
	}
}

// TestRenameFirst names a part before the first generation.
func TestRenameFirst(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n")
	command(t, "", "rename", "schema Pat", "Animal").want(t, exitUsage, "did you mean `schema Pet`?")
	command(t, "", "rename", "schema Pet", "Animal").want(t, exitOK)
	command(t, "", "check").want(t, exitOK)
	if got := tree(t, "pets")["models.gen.go"]; !strings.Contains(got, "\ntype Animal struct {") {
		t.Errorf("models.gen.go:\n%s", got)
	}
}

// TestHintsAreComplete checks that the command of a hint selects its target.
func TestHintsAreComplete(t *testing.T) {
	t.Chdir(t.TempDir())
	changed := strings.Replace(pets, "name: {type: string}", "name: {type: string, format: date-time}", 1)
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n  - {spec: pets.yaml, out: b/c}\n  - {spec: pets.yaml, out: d, package: c, lock: d.lock}\n")
	write(t, "my api/gen.yaml", "targets: [{spec: ../pets.yaml, out: ../alone}]\n")
	adHoc := []string{"generate", "-o", "x", "-p", "pets", "--client=false", "pets.yaml"}
	command(t, "").want(t, exitOK)
	command(t, "", "--config", "my api/gen.yaml").want(t, exitOK)
	command(t, "", adHoc...).want(t, exitOK)
	write(t, "pets.yaml", changed)
	command(t, "").want(t, exitOK, "`peergen accept --package pets Pet.name`", "`peergen accept --package b/c Pet.name`", "`peergen accept --package d Pet.name`")
	command(t, "", "--config", "my api/gen.yaml").want(t, exitOK, "`peergen accept --config 'my api/gen.yaml' Pet.name`", "; peergen accept --config 'my api/gen.yaml' all applies it")
	command(t, "", adHoc...).want(t, exitOK, "`peergen accept -o x -p pets --client=false --spec pets.yaml Pet.name`")
	command(t, "", "accept", "--package", "b/c", "Pet.name").want(t, exitOK, "b/c: ")
	command(t, "", "accept", "--config", "my api/gen.yaml", "Pet.name").want(t, exitOK, "alone: ")
	command(t, "", "accept", "-o", "x", "-p", "pets", "--client=false", "--spec", "pets.yaml", "Pet.name").want(t, exitOK, "x: ")
	command(t, "", "accept", "--client=false", "--package", "pets", "all").want(t, exitUsage, "--client needs --spec")
}

// TestAcceptHeld applies a change that is held.
func TestAcceptHeld(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets)
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n")
	command(t, "").want(t, exitOK)
	write(t, "pets.yaml", strings.Replace(pets, "name: {type: string}", "name: {type: string, format: date-time}", 1))
	for range 2 {
		command(t, "").want(t, exitOK, "\n1 change held; peergen accept all applies it\n", "[held]", "`peergen accept Pet.name`")
	}
	command(t, "", "check").want(t, exitOK)
	if r := command(t, "", "accept", "Pet.name").want(t, exitOK); strings.Contains(r.stdout, "held") {
		t.Errorf("the change is held:\n%s", r.stdout)
	}
	if got := tree(t, "pets")["models.gen.go"]; !strings.Contains(got, "time.Time") {
		t.Errorf("models.gen.go:\n%s", got)
	}
	if r := command(t, "").want(t, exitOK); strings.Contains(r.stdout, "held") {
		t.Errorf("the change is held again:\n%s", r.stdout)
	}
}

// TestDecide resolves a merge that has left two contradictions, one after the other.
func TestDecide(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", pets+"        full_name: {type: string}\n        fullName: {type: string}\n    Pit: {type: string}\n    pit: {type: string}\n")
	write(t, "gen.yaml", "targets:\n  - {spec: pets.yaml, out: pets}\n")
	const merged = "peergen lock 1\nschema Pet = Pet\n<<<<<<< HEAD\n\tmember full_name = FullName\nschema Pit = Pit\n=======\n\tmember fullName = FullName\nschema pit = Pit\n>>>>>>> b\n"
	write(t, "pets.lock", merged)
	command(t, "", "rename", "schema pit", "Pet").want(t, exitUsage)
	if got := readLock(t, "pets.lock"); got != merged {
		t.Errorf("a command that removes no contradiction has written\n%s", got)
	}
	command(t, "", "rename", "schema pit", "Pit2").want(t, exitUsage, "are both named FullName", "pets.lock: written, 1 contradiction left\n")
	if tree(t, "pets") != nil {
		t.Error("output of a lock with contradictions is written")
	}
	command(t, "", "rename", "Pet.full_name", "FullName2", "--break").want(t, exitOK, "pets: ")
	command(t, "", "check").want(t, exitOK)
	if got := readLock(t, "pets.lock"); !strings.Contains(got, "\nschema pit = Pit2 ") || !strings.Contains(got, "\tmember full_name = FullName2 ") {
		t.Errorf("the lock is\n%s", got)
	}
}

// TestRenameDerived checks what is called after a type that is renamed, and a name that is taken.
func TestRenameDerived(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "kinds.yaml", `openapi: 3.1.0
info: {title: Kinds, version: "1"}
paths:
  /pets:
    get:
      operationId: getPet
      responses:
        '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '404': {description: No, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
components:
  schemas:
    Pet: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}, other: {$ref: '#/components/schemas/SpeciesValues'}, any: {$ref: '#/components/schemas/Any'}}}
    Kind: {type: string, enum: [cat, dog]}
    SpeciesValues: {type: object, properties: {a: {type: string}}}
    Any: {oneOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/Fault'}], discriminator: {propertyName: t}}
    Fault: {type: object, properties: {a: {type: string}}}
`)
	write(t, "gen.yaml", "targets:\n  - {spec: kinds.yaml, out: kinds}\n")
	command(t, "").want(t, exitOK)
	command(t, "", "rename", "Kind", "Fault").want(t, exitUsage, "kinds.lock: error: Fault is the name of schema Fault, so that schema Kind cannot get it [invalid-name]")
	command(t, "", "rename", "Kind", "Species").want(t, exitOK)
	command(t, "", "rename", "Fault", "API").want(t, exitUsage, "API is a name that each generated package can have, so that schema Fault cannot get it [invalid-name]")
	command(t, "", "rename", "Kind", "GetPetParams").want(t, exitUsage, "GetPetParams is the name of GET /pets params, so that schema Kind cannot get it [invalid-name]")
	command(t, "", "rename", "Pet.other", "Kind").want(t, exitUsage, "Kind is the name of Pet.kind, so that Pet.other cannot get it")
	command(t, "", "rename", "Fault", "Problem").want(t, exitOK)
	command(t, "", "rename", "Any", "Anything").want(t, exitOK)
	lock := readLock(t, "kinds.lock")
	for _, line := range []string{
		`value "\"cat\"" = SpeciesCat formerly KindCat`,
		"values = KindValues\n", // a schema is called SpeciesValues
		"error = ProblemError formerly FaultError",
		"unknown = UnknownAnything formerly UnknownAny",
	} {
		if !strings.Contains(lock, line) {
			t.Errorf("no line %s in\n%s", line, lock)
		}
	}
	command(t, "", "rename", "GET /pets", "FetchPet").want(t, exitUsage, "FetchPet replaces the method GetPet of API")
}
