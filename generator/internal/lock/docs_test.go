package lock

import (
	"bytes"
	"os"
	"testing"
)

// TestDocs checks that docs/lock.md describes every kind, and that its example is a lock.
func TestDocs(t *testing.T) {
	page, err := os.ReadFile("../../../docs/lock.md")
	if err != nil {
		t.Fatal(err)
	}
	for kind := range kinds {
		if !bytes.Contains(page, []byte("| `"+string(kind)+"`")) && !bytes.Contains(page, []byte(", `"+string(kind)+"` |")) {
			t.Errorf("docs/lock.md lacks the kind %s", kind)
		}
	}
	_, rest, _ := bytes.Cut(page, []byte("```text\n"))
	example, _, _ := bytes.Cut(rest, []byte("```"))
	if _, problems := Parse(example); problems != nil {
		t.Errorf("the example of docs/lock.md: %v", problems)
	}
}
