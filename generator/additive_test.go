package generator_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
)

// addition is text to insert before a line of a document that occurs once.
type addition struct{ before, text string }

// additions to the documents of behaviour packages that must not break their
// importers.
var additions = map[string]struct {
	texts []addition
	probe string // compiles only if all additions were generated
}{
	"results": {
		[]addition{
			{"        '409':\n", "        '429': {description: Too fast., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}\n"},
			{"            ETag: {schema: {type: string}}\n", "            Age: {required: true, schema: {type: integer}}\n"},
			{"            application/pdf: {}\n", `            text/html: {schema: {type: string}}
            application/gzip: {}
            application/aa+json: {schema: {type: string}}
`},
			{"        '202': {description: It takes a while.", "        '203': {description: From elsewhere., headers: {Via: {schema: {type: string}}}}\n"},
		},
		`
var (
	_ = results.GetPetHeaders{}.Age
	_ = results.GetReportHTML{}.Body
	_ = results.GetReportAaJSON{}.Body
	_ = results.GetReportHeaders{}.Via
)`,
	},
	"calls": {
		[]addition{
			{"        '204': {description: No tags are known.}\n", "        '202': {description: Later., headers: {X-Tags: {schema: {type: integer}}}}\n"},                          // a first header
			{"        '202': {description: Words as JSON.", "        '203': {description: Words from elsewhere., content: {text/plain: {schema: {type: string}}}}\n"},               // the same Go type
			{"        '204': {description: No rows.}\n", "        '429': {description: Too fast., headers: {Retry-After: {required: true, schema: {type: integer}}}}\n"},            // a header of an error
			{"        '201': {description: The pet.", "        '200': {description: The pet, again., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}\n"}, // a lower status
			{"        '203': {description: The same.", "        '206': {description: A part., content: {application/json: {schema: {type: array, items: {type: string}}}}}\n"},      // another Go type
			{"        '308': {description: There for good.}\n", "        '303': {description: See other., headers: {X-Why: {schema: {type: string}}}}\n"},                           // another redirect
			{"        '404': {description: There is none.}\n        default: {description: Wrong.", "        '200': {description: Fine.}\n"},                                        // the first success
			{"        '204': {description: Nothing.}\n", "        '205': {description: Reset.}\n"},                                                                                  // a second status without a body
		},
		`
var (
	_ = calls.GetTagsHeaders{}.XTags
	_ = calls.ListRowsHeaders{}.RetryAfter
	_ = calls.StartJob206{}.Body
	_ = calls.MoveHeaders{}.XWhy
)`,
	},
}

// TestAdditionsBreakNoImporter checks that the tests of the behaviour module, which
// import client and server as users do, compile after additions to a document.
func TestAdditionsBreakNoImporter(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: nothing is compiled")
	}
	for name, added := range additions {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS("testdata/behaviour")); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join("testdata", "behaviour", name+".yaml"))
			if err != nil {
				t.Fatal(err)
			}
			document := string(text)
			for _, a := range added.texts {
				if n := strings.Count(document, "\n"+a.before); n != 1 {
					t.Fatalf("the document has %d lines that begin %q, want one to insert before", n, a.before)
				}
				document = strings.Replace(document, "\n"+a.before, "\n"+a.text+a.before, 1)
			}
			probe := "package behaviour\n\nimport \"github.com/peergen/peergen/generator/testdata/behaviour/" + name + "\"\n" + added.probe
			for file, content := range map[string]string{name + ".yaml": document, "probe_test.go": probe} {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			out, ds := generator.Generate(t.Context(), generator.Input{Path: filepath.Join(dir, name+".yaml")}, generator.Options{Package: name, Client: true, Server: true, Interceptors: true, Middleware: true, Observer: true, Reconnect: true, ServerTypes: true, Signatures: true})
			if out == nil {
				t.Fatalf("the document cannot be generated from: %v", ds)
			}
			if _, err := out.Write(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			vet := exec.CommandContext(t.Context(), "go", "vet", "-trimpath", ".", "./"+name)
			vet.Dir = dir
			if message, err := vet.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, message)
			}
		})
	}
}
