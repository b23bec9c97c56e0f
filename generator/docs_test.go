package generator_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/emit"
	"github.com/peergen/peergen/generator/internal/naming"
)

// TestDocs compares the pages of docs that are made from tables of the generator,
// or with -update writes them.
func TestDocs(t *testing.T) {
	for name, want := range map[string]string{
		"diagnostics.md": diagnosticsPage(),
		"names.md":       namesPage(),
	} {
		path := filepath.Join(repository, "docs", name)
		got, err := os.ReadFile(path)
		if err != nil && !*update {
			t.Fatal(err)
		}
		switch {
		case bytes.Equal(got, []byte(want)):
		case *update:
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("docs/%s is not up to date; `go test ./generator -run TestDocs -update` writes it:\n%s", name,
				udiff.Unified(name, name+" (now)", string(got), want))
		}
	}
}

const madeByTest = "<!-- Written by `go test ./generator -run TestDocs -update`. -->\n"

func diagnosticsPage() string {
	var b strings.Builder
	b.WriteString("# Diagnostics\n\n" + madeByTest + `
Each finding is printed as ` + "`file:line:col: severity: message [code]`" + `, with the line of the document and, where there is
one, a hint what to write instead. A code always has the same severity: an error means that nothing is written, a warning that
the output lacks something that the document describes, or that peergen had to choose.
`)
	for _, section := range []struct {
		title    string
		severity diag.Severity
	}{{"Errors", diag.Error}, {"Warnings", diag.Warning}, {"Notes", diag.Info}} {
		fmt.Fprintf(&b, "\n## %s\n\n| code | meaning | what to do |\n| --- | --- | --- |\n", section.title)
		for _, code := range diag.All() {
			if code.Severity() == section.severity {
				fmt.Fprintf(&b, "| `%s` | %s | %s |\n", code, code.Summary(), code.Remedy())
			}
		}
	}
	return b.String()
}

func namesPage() string {
	var b strings.Builder
	b.WriteString("# Reserved names\n\n" + madeByTest + `
A declaration of a document never has one of these names in the output. A schema with such a name gets a
similar one, which is reported as ` + "`renamed`" + `; ` + "`x-go-name`" + ` in the document chooses another. A generated package
contains the public ones of its sides, and of the others those that it needs. Some are planned: they are reserved so that the version which adds them renames nothing.

`)
	for _, name := range naming.Reserved(emit.Runtime()) {
		fmt.Fprintf(&b, "- `%s`\n", name)
	}
	return b.String()
}
