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

// TestDocs compares the pages of docs that are made from tables of the generator,
// or with -update writes them.
func TestDocs(t *testing.T) {
	for name, want := range map[string]string{
		"diagnostics.md": diagnosticsPage(),
		"names.md":       namesPage(),
		"held.md":        heldPage(),
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

func heldPage() string {
	return "# Held changes\n\n" + madeByTest + `
The lock has the Go type of each member, parameter, header, body and result that importers use. If a document changes one of them,
peergen keeps the type of the lock as long as that represents the values of the document. The finding ` + "`held`" + ` has the type that it would
become and which values are not represented; its hint is the command that applies the change. A change that cannot be held is the
warning ` + "`breaking`" + `. With ` + "`breaking: apply`" + ` in gen.yaml all changes are applied, and each is reported as ` + "`breaking`" + `.

A call that succeeded before succeeds with a held change, too: constraints that only the document has are not checked on the earlier type.

## Types

An enum counts as its base, and a named list, map or scalar as the type that it is named for. A list is held if its elements are, a map
if its values are, or all members of an object that replaces it. An object is held for another one that has no further required member,
and no member of another type. No type is held for a union, for a file of a multipart body, or for values of another JSON type; the last
column has further cases.

` + hold.Table() + `
## Values that may be absent or null

| the lock has | the document has | held as |
| --- | --- | --- |
| ` + "`T`" + ` | optional, or null allowed | ` + "`T`" + `: absent and null are read as zero, and zero is written; of a list, map or union, null is nil |
| ` + "`Opt[T]`, `*T`" + ` | required | ` + "`Opt[T]`, `*T`" + `: not sent if absent, and not required of a request |
| ` + "`*T`" + ` | null allowed | ` + "`*T`" + `: null is nil |
| ` + "`[]T`, `map[string]T`" + ` | elements that may be null | the same: null is read as zero |
| a request body ` + "`T`" + ` | optional | ` + "`T`" + `: the body stays required |

## Results and bodies

| change | held as |
| --- | --- |
| a success, or a content type of one, with a body of another Go type | undeclared: clients do not request it, and report it as an ` + "`*APIError`" + `; servers do not send it |
| a first body of an operation without a result | its response is undeclared if another success has no body, else the body is ignored |
| a content type before the first one of a request body | the first field of the params struct stays what it was |
| a content type before the one that clients send of a field | clients go on to send the earlier one |
| a lower status with the same Go type, or without a body as the earlier one | services that set no status go on to respond with the earlier one |

## What is removed

Members, enum values, parameters, headers and schemas stay, deprecated. A member and a header are neither read nor written, and a
parameter is not sent. A value is still valid, but the function that lists the values does not have it. ` + "`Validate`" + ` stays when the last
constraint is removed. Operations, security schemes, results, alternatives of unions, and types that are unions or tuples cannot stay.
`
}

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
