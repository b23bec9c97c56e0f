package examples_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/openapi"
)

// additions are additive changes of the document: text to insert before a line that
// occurs once.
var additions = []struct{ before, text string }{
	{"      responses:\n", `        - name: locale
          in: query
          schema:
            type: string
`},
	{"          content:\n", `          headers:
            ETag: {required: true, schema: {type: string}}
`},
	{"        \"200\":\n", `        "204":
          description: There is no report yet.
        "404":
          description: There is no such peer.
          content: {application/json: {schema: {type: string}}}
`},
	{"                          display_name:\n", `                          pronouns:
                            type: string
`},
	{"components:\n", `  /accounts/{account_id}/realtime/kit/{app_id}/sessions:
    get:
      operationId: listSessions
      security:
        - api_token: []
      parameters:
        - {name: account_id, in: path, required: true, schema: {type: string}}
        - {name: app_id, in: path, required: true, schema: {type: string}}
      responses:
        "204":
          description: None.
`},
}

// probe compiles only if the output has all additions.
const probe = `package main

import "github.com/peergen/peergen/generated/peerreport"

var (
	_ = peerreport.GetParticipantDataFromPeerIDParams{}.Locale
	_ = peerreport.GetParticipantDataFromPeerIDHeaders{}.ETag
	_ = peerreport.Participant{}.Pronouns
	_ = peerreport.API.ListSessions
)

func main() {}
`

func TestAdditiveChangesBreakNoImporter(t *testing.T) {
	changed := t.TempDir()
	write(t, changed, "go.mod", "module github.com/peergen/peergen\n\ngo 1.26.0\n")
	write(t, changed, "peer-report.yaml", extended(t))
	generate(t, filepath.Join(changed, "peer-report.yaml"), filepath.Join(changed, "generated", "peerreport"))

	consumer := copyModule(t, "consumer", changed)
	run(t, consumer, nil, "vet", "./...")

	server := t.TempDir()
	service, err := os.ReadFile(filepath.Join("mount", "service.go"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, server, "service.go", string(service))
	useModule(t, server, "example.com/server", changed)
	run(t, server, nil, "vet", "./...")

	added := t.TempDir()
	write(t, added, "probe.go", probe)
	useModule(t, added, "example.com/probe", changed)
	run(t, added, nil, "vet", "./...")
}

// extended returns the document with all additions.
func extended(t *testing.T) string {
	document := string(openapi.PeerReport)
	for _, a := range additions {
		if n := strings.Count("\n"+document, "\n"+a.before); n != 1 {
			t.Fatalf("the document has %d lines %q, want one to insert before", n, a.before)
		}
		at := strings.Index("\n"+document, "\n"+a.before)
		document = document[:at] + a.text + document[at:]
	}
	return document
}

// generate does what `peergen generate -o out -p peerreport spec` does, in this
// process, so that go test does not use a cached result after a change of the
// generator.
func generate(t *testing.T, spec, out string) {
	output, ds := generator.Generate(t.Context(), generator.Input{Path: spec}, generator.Options{Package: "peerreport", Client: true, Server: true})
	if output == nil {
		generator.Print(os.Stderr, ds, generator.PrintOptions{})
		t.Fatal("the changed document has errors")
	}
	if _, err := output.Write(out); err != nil {
		t.Fatal(err)
	}
}
