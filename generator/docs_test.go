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
	"github.com/peergen/peergen/generator/internal/hold"
	"github.com/peergen/peergen/generator/internal/naming"
)

// TestDocs compares the tables of docs that are made from tables of the generator, or
// with -update writes them. The text around them is written by hand.
func TestDocs(t *testing.T) {
	for _, table := range []struct{ page, name, text string }{
		{"diagnostics.md", "errors", diagnosticsTable(diag.Error)},
		{"diagnostics.md", "warnings", diagnosticsTable(diag.Warning)},
		{"diagnostics.md", "notes", diagnosticsTable(diag.Info)},
		{"names.md", "names", namesList()},
		{"held.md", "types", hold.Table()},
	} {
		path := filepath.Join(repository, "docs", table.page)
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, ok := withTable(string(got), table.name, table.text)
		switch {
		case !ok:
			t.Errorf("docs/%s has no table %s between comments", table.page, table.name)
		case bytes.Equal(got, []byte(want)):
		case *update:
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("docs/%s is not up to date; `go test ./generator -run TestDocs -update` writes it:\n%s", table.page,
				udiff.Unified(table.page, table.page+" (now)", string(got), want))
		}
	}
}

// withTable replaces the text between the comments of a table.
func withTable(page, name, text string) (string, bool) {
	begin := "<!-- " + name + ": written by `go test ./generator -run TestDocs -update` -->\n"
	before, rest, hasBegin := strings.Cut(page, begin)
	_, after, hasEnd := strings.Cut(rest, "<!-- end -->\n")
	return before + begin + "\n" + strings.TrimSpace(text) + "\n\n<!-- end -->\n" + after, hasBegin && hasEnd
}

func diagnosticsTable(severity diag.Severity) string {
	var b strings.Builder
	b.WriteString("| code | meaning | what to do |\n| --- | --- | --- |\n")
	for _, code := range diag.All() {
		if code.Severity() == severity {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", code, code.Summary(), code.Remedy())
		}
	}
	return b.String()
}

func namesList() string {
	var b strings.Builder
	for _, name := range naming.Reserved(emit.Runtime()) {
		fmt.Fprintf(&b, "- `%s`\n", name)
	}
	return b.String()
}
