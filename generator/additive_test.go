package generator_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

// additions to the document of the behaviour package results that must not
// break its importers. Each is inserted before a line that occurs once.
var additions = []struct{ before, text string }{
	{"        '409':\n", "        '429': {description: Too fast., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}\n"},
	{"            ETag: {schema: {type: string}}\n", "            Age: {required: true, schema: {type: integer}}\n"},
	{"            application/pdf: {}\n", `            text/html: {schema: {type: string}}
            application/gzip: {}
            application/aa+json: {schema: {type: string}}
`},
	{"        '202': {description: It takes a while.", "        '203': {description: From elsewhere., headers: {Via: {schema: {type: string}}}}\n"},
	{"          text/csv: {schema: {type: string, maxLength: 20}}\n", `          application/aa+json: {schema: {type: object, properties: {aa: {type: string}}}}
          text/plain: {schema: {type: string}}
`},
}

// probe compiles only if all additions were generated.
const probe = `package behaviour

import "github.com/peergen/peergen/generator/testdata/behaviour/results"

var (
	_ = results.GetPetHeaders{}.Age
	_ = results.GetReportHTML{}.Body
	_ = results.GetReportAaJSON{}.Body
	_ = results.GetReportHeaders{}.Via
	_ = results.PutPetAaJSON{}.Body
	_ = results.PutPetText{}.Body
)
`

// TestAdditionsBreakNoImporterOfResults checks that the tests of the behaviour
// module, which import client and server as users do, compile after additions
// to the document.
func TestAdditionsBreakNoImporterOfResults(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: nothing is compiled")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/behaviour")); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/behaviour/results.yaml")
	if err != nil {
		t.Fatal(err)
	}
	document := string(text)
	for _, a := range additions {
		if n := strings.Count(document, "\n"+a.before); n != 1 {
			t.Fatalf("the document has %d lines that begin %q, want one to insert before", n, a.before)
		}
		document = strings.Replace(document, "\n"+a.before, "\n"+a.text+a.before, 1)
	}
	for name, content := range map[string]string{"results.yaml": document, "probe_test.go": probe} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, ds := generator.Generate(t.Context(), generator.Input{Path: filepath.Join(dir, "results.yaml")}, generator.Options{Package: "results", Client: true, Server: true})
	if out == nil {
		t.Fatalf("the document cannot be generated from: %v", ds)
	}
	if _, err := out.Write(filepath.Join(dir, "results")); err != nil {
		t.Fatal(err)
	}
	vet := exec.CommandContext(t.Context(), "go", "vet", "-trimpath", ".", "./results")
	vet.Dir = dir
	if message, err := vet.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, message)
	}
}
