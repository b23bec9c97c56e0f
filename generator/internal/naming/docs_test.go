package naming_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/peergen/peergen/generator/internal/naming"
)

// TestDocs checks the table of spellings in docs/naming.md.
func TestDocs(t *testing.T) {
	text, err := os.ReadFile("../../../docs/naming.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| `(.+)` \\| `(.+)` \\|$").FindAllStringSubmatch(string(text), -1)
	if len(rows) < 10 {
		t.Fatalf("the table of spellings has %d rows", len(rows))
	}
	for _, row := range rows {
		if got := naming.Exported(row[1]); got != row[2] {
			t.Errorf("%s is %s in Go, not %s", row[1], got, row[2])
		}
	}
}
