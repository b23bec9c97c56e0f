package oapicodegen

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// renderCases run in this order, so that settings that leak into the next case
// are found.
var renderCases = []struct{ name, spec, config string }{
	{"std-http strict", "bookings.yaml", "package: api\ngenerate: {std-http-server: true, strict-server: true, models: true, embedded-spec: true}\n"},
	{"chi", "bookings.yaml", "package: api\ngenerate: {chi-server: true, models: true}\n"},
	{"response type suffix", "bookings.yaml", "package: api\ngenerate: {client: true, models: true}\noutput-options: {response-type-suffix: Reply}\n"},
	{"client after suffix", "bookings.yaml", "package: api\ngenerate: {client: true, models: true}\n"},
	{"nothing chosen", "bookings.yaml", "package: api\n"},
	{"echo and models", "bookings.yaml", "package: api\ngenerate: {echo-server: true, models: true}\ncompatibility: {always-prefix-enum-values: true, old-merge-schemas: true}\n"},
	{"initialisms", "bookings.yaml", "package: api\ngenerate: {client: true, models: true}\noutput-options: {name-normalizer: ToCamelCaseWithInitialisms, additional-initialisms: [ASN]}\n"},
	{"initialisms after additional", "bookings.yaml", "package: api\ngenerate: {client: true, models: true}\noutput-options: {name-normalizer: ToCamelCaseWithInitialisms}\n"},
	{"skip prune", "bookings.yaml", "package: api\ngenerate: {models: true}\noutput-options: {skip-prune: true, nullable-type: true, generate-types-for-anonymous-schemas: true}\n"},
	{"skip fmt", "bookings.yaml", "package: api\ngenerate: {gin-server: true, models: true}\noutput-options: {skip-fmt: true}\n"},
	{"overlay", "bookings.yaml", "package: api\ngenerate: {models: true, embedded-spec: true}\noutput-options: {overlay: {path: overlay.yaml}}\n"},
	{"filters", "bookings.yaml", "package: api\ngenerate: {fiber-server: true, models: true, server-urls: true}\noutput-options: {include-tags: [read], exclude-operation-ids: [getAsnById]}\n"},
	{"type mapping", "bookings.yaml", "package: api\ngenerate: {models: true}\noutput-options: {type-mapping: {number: {formats: {double: {type: big.Float, import: math/big}}}}}\nadditional-imports: [{alias: _, package: embed}]\n"},
	{"user template", "bookings.yaml", "package: api\ngenerate: {models: true}\noutput-options:\n  user-templates:\n    imports.tmpl: |\n      // By {{.ModuleName}} version {{.Version}}, that is {{.Version}}.\n      package {{.PackageName}}\n"},
	{"old style", "bookings.yaml", "package: api\ngenerate: [types, chi-server, skip-prune]\nexclude-schemas: [Problem]\n"},
	{"old style, default targets and ignored keys", "bookings.yaml", "package: api\ninclude-operation-ids: [getAsnById]\nresponse-type-suffix: Reply\n"},
	{"webhooks and callbacks", "events.yaml", "package: api\ngenerate: {std-http-server: true, client: true, models: true, embedded-spec: true}\n"},
}

// inTestdata changes the working directory to testdata: both sides resolve
// relative paths against it.
func inTestdata(t *testing.T) {
	t.Helper()
	t.Chdir("testdata")
}

func renderCase(spec, config string) ([]byte, []string, error) {
	cfg, err := ParseConfig([]byte(config))
	if err != nil {
		return nil, nil, err
	}
	return Render(Load(spec, cfg), cfg)
}

// build builds a command with the module versions of this program.
func build(t *testing.T, pkg string) (command string) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no commands are built")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command to build with")
	}
	command = filepath.Join(t.TempDir(), "command")
	if out, err := exec.Command("go", "build", "-o", command, pkg).CombinedOutput(); err != nil {
		t.Fatalf("go build %s: %v\n%s", pkg, err, out)
	}
	return command
}

func TestRenderEqualsCommand(t *testing.T) {
	command := build(t, engineModule+"/cmd/oapi-codegen")
	inTestdata(t)
	for _, c := range renderCases {
		t.Run(c.name, func(t *testing.T) {
			config := filepath.Join(t.TempDir(), "cfg.yaml")
			if err := os.WriteFile(config, []byte(c.config), 0o600); err != nil {
				t.Fatal(err)
			}
			var stderr bytes.Buffer
			run := exec.Command(command, "-config", config, c.spec)
			run.Stderr = &stderr
			want, err := run.Output()
			if err != nil {
				t.Fatalf("their command: %v\n%s", err, stderr.String())
			}
			got, warnings, err := renderCase(c.spec, c.config)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("output differs: %s", firstDifference(string(got), string(want)))
			}
			if len(warnings) == 0 != (stderr.Len() == 0) {
				t.Errorf("warnings = %q, theirs: %q", warnings, stderr.String())
			}
			for _, warning := range warnings {
				if !strings.Contains(stderr.String(), "- "+warning) {
					t.Errorf("warning %q is not among theirs: %q", warning, stderr.String())
				}
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %q\nwant %q", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// TestRenderConcurrently renders every configuration twice in parallel, and
// compares with a run alone.
func TestRenderConcurrently(t *testing.T) {
	inTestdata(t)
	want := make([][]byte, len(renderCases))
	for i, c := range renderCases {
		var err error
		if want[i], _, err = renderCase(c.spec, c.config); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
	}
	var wg sync.WaitGroup
	for range 2 {
		for i, c := range renderCases {
			wg.Go(func() {
				got, _, err := renderCase(c.spec, c.config)
				if err != nil || !bytes.Equal(got, want[i]) {
					t.Errorf("%s: differs in a parallel run (error: %v)", c.name, err)
				}
			})
		}
	}
	wg.Wait()
}

// TestRenderInProgram compares a program of ours with theirs. Unlike a test, a
// program has the module versions that the header is made of.
func TestRenderInProgram(t *testing.T) {
	theirs, ours := build(t, engineModule+"/cmd/oapi-codegen"), build(t, "./testdata/render")
	inTestdata(t)
	config := filepath.Join(t.TempDir(), "cfg.yaml")
	if err := os.WriteFile(config, []byte("package: api\ngenerate: {models: true}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command(theirs, "-config", config, "events.yaml").Output()
	if err != nil {
		t.Fatal(err)
	}
	got, err := exec.Command(ours, config, "events.yaml").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("output differs: %s", firstDifference(string(got), string(want)))
	}
}

// TestRenderHeader renders a document with text that looks like the header.
func TestRenderHeader(t *testing.T) {
	inTestdata(t)
	code, _, err := renderCase("events.yaml", "package: api\ngenerate: {models: true}\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"// Code generated by github.com/oapi-codegen/oapi-codegen/v2 version " + pinnedVersion + " DO NOT EDIT.\n",
		"// Reason See github.com/peergen/peergen version 1.\n",
	} {
		if !strings.Contains(string(code), want) {
			t.Errorf("no line %q in\n%s", want, code)
		}
	}
}

// TestPinnedVersion compares the constant with the version in go.mod.
func TestPinnedVersion(t *testing.T) {
	got, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", engineModule).Output()
	if err != nil {
		t.Skip("no go command")
	}
	if got := strings.TrimSpace(string(got)); got != pinnedVersion {
		t.Errorf("go.mod has %s, pinnedVersion is %s", got, pinnedVersion)
	}
}

func TestRenderErrors(t *testing.T) {
	inTestdata(t)
	for _, c := range []struct{ config, want string }{
		{"generate: {models: true}\n", "names no package"},
		{"package: api\ngenerate: {chi-server: true, gin-server: true}\n", "only one server type"},
		{"package: api\noutput-options: {name-normalizer: Upper}\n", "name-normalizer"},
		{"package: api\noutput-options: {name-normalizer: ToCamelCaseWithInitialisms, additional-initialisms: ['(']}\n", "panic"},
		{"package: api\noutput-options: {overlay: {path: none.yaml}}\n", "none.yaml"},
		{"package: api\ntemplates: none\n", "templates"},
	} {
		code, _, err := renderCase("bookings.yaml", c.config)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error = %v, want one with %q", c.config, err, c.want)
		}
		if len(code) > 0 {
			t.Errorf("%s: %d bytes of code next to the error", c.config, len(code))
		}
	}
	none := func() (*openapi3.T, error) { return nil, nil }
	cfg, err := ParseConfig([]byte("package: api\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Render(none, cfg); err == nil {
		t.Error("no error without a document")
	}
}
