package generator_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

const renamedDocument = `openapi: 3.2.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      security: [{api_key: []}, {oauth: []}]
      parameters: [{name: q, in: query, schema: {type: string}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
        '404': {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
components:
  securitySchemes:
    api_key: {type: apiKey, in: header, name: X}
    basic: {type: http, scheme: basic}
    other: {type: http, scheme: other}
    tls: {type: mutualTLS}
    oauth:
      type: oauth2
      flows:
        clientCredentials: {tokenUrl: https://x.example/t, scopes: {}}
        authorizationCode: {authorizationUrl: https://x.example/a, tokenUrl: https://x.example/t, scopes: {}}
        deviceAuthorization: {deviceAuthorizationUrl: https://x.example/d, tokenUrl: https://x.example/t, scopes: {}}
  schemas:
    Problem: {type: object, properties: {a: {type: string}}}
    Status: {type: string, enum: [open]}
    Kind: {oneOf: [{type: string}, {type: integer}]}
    Pet: {type: object, properties: {status: {$ref: '#/components/schemas/Status'}, kind: {$ref: '#/components/schemas/Kind'}}}
`

// renamedImporter uses earlier names. WithTLS is not among them: go fix would import net/http for its
// nil, and not use it.
const renamedImporter = `package main

import (
	"context"

	"example.com/app/pets"
)

func main() {
	client, _ := pets.NewClient(pets.WithAPIKey("k"), pets.WithOAuthClientCredentials("a", "b", "s"), pets.WithBasic("a", "b"), pets.WithOther("c"))
	list, err := client.ListPets(context.Background(), pets.ListPetsParams{Q: pets.Some("x")})
	if _, ok := err.(*pets.ProblemError); ok {
		return
	}
	for _, p := range list {
		var q *pets.Pet = &p
		if q.Status.Or("") == pets.StatusOpen {
			println(len(pets.StatusValues()), pets.OAuthClientCredentialsTokenURL)
		}
		if _, ok := q.Kind.(pets.UnknownKind); ok {
			_ = pets.Kind(pets.KindString("x"))
			println(pets.NewOAuthCodeConsent("id", "secret", "url", nil))
		}
	}
}
`

// renames are parts and their new names. Those of an operation's types have forwarders that
// go fix leaves alone, because it would leave the call alone, too.
var renames = [][2]string{
	{"operation GET /pets", "FindPets"}, {"ListPetsParams", "FindPetsParams"}, {"schema Pet", "Animal"}, {"schema Kind", "Sort"}, {"StatusOpen", "StatusFree"}, {"StatusValues", "AllStatuses"},
	{"ProblemError", "Failure"}, {"UnknownSort", "OtherKind"}, {"scheme api_key", "Key"}, {"scheme oauth", "Login"}, {"scheme basic", "User"}, {"scheme other", "Custom"}, {"scheme tls", "Certificate"},
	{"NewOAuthCodeConsent", "AskForLogin"}, {"NewOAuthDeviceConsent", "AskOnDevice"}, {"OAuthClientCredentialsTokenURL", "LoginURL"},
}

// TestForwarders renames one name of each kind: importers compile as before, and go fix
// replaces the names, so that they compile without the forwarders.
func TestForwarders(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: runs the go command")
	}
	opt := generator.Options{Package: "pets", Client: true, Server: true}
	input := generator.Input{Path: "pets.yaml", Data: []byte(renamedDocument)}
	before, diagnostics := generator.Generate(context.Background(), input, opt)
	if before == nil {
		t.Fatal(diagnostics)
	}
	opt.Lock = before.Lock
	for _, r := range renames {
		opt.Edits = append(opt.Edits, generator.Rename(r[0], r[1], true))
	}
	after, diagnostics := generator.Generate(context.Background(), input, opt)
	if after == nil {
		t.Fatal(diagnostics)
	}
	dir := t.TempDir()
	write := func(name, content string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/app\n\ngo 1.26\n")
	write("main.go", renamedImporter)
	for _, f := range after.Files {
		write("pets/"+f.Name, string(f.Content))
	}
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go %v: %v\n%s", args, err, out)
		}
	}
	run("build", "./...")
	if exec.Command("go", "tool", "fix", "help", "inline").Run() != nil {
		t.Skip("this toolchain has no inliner in go fix")
	}
	run("fix", "-inline", ".")
	fixed, err := os.ReadFile(filepath.Join(dir, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	write("main.go", strings.ReplaceAll(string(fixed), "pets.ListPetsParams", "pets.FindPetsParams"))
	if err := os.Remove(filepath.Join(dir, "pets", "renamed.gen.go")); err != nil {
		t.Fatal(err)
	}
	run("build", "./...")
}
