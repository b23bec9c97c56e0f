package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
)

// TestInternalError: a panic becomes a finding beside what was found before,
// and names its place.
func TestInternalError(t *testing.T) {
	ds := collect(Input{Path: "a.yaml"}, func(*diag.List) {
		var m map[string]int
		m["x"]++
	})
	if len(ds) != 1 || ds[0].Code != "internal" || !HasErrors(ds) {
		t.Fatalf("diagnostics %v", ds)
	}
	for _, want := range []string{"generator.TestInternalError", "diagnostics_test.go:", "nil map"} {
		if !strings.Contains(ds[0].Message, want) {
			t.Errorf("message %q lacks %q", ds[0].Message, want)
		}
	}
}

// TestExcerpts counts lines as source does, for data and for files.
func TestExcerpts(t *testing.T) {
	other := filepath.Join(t.TempDir(), "other.yaml")
	if err := os.WriteFile(other, []byte("\ufeffone\r\ntwo\rthree"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := Input{Path: "<stdin>", Data: []byte("first\nsecond\n")}
	for _, c := range []struct {
		file string
		line int
		want string
	}{
		{"<stdin>", 2, "second"}, {"<stdin>", 4, ""}, {"<stdin>", 0, ""},
		{other, 1, "one"}, {other, 2, "two"}, {other, 3, "three"}, {"no such file", 1, ""},
	} {
		ds := withExcerpts([]Diagnostic{{Code: diag.Syntax, File: c.file, Line: c.line}}, in)
		if ds[0].Excerpt != c.want {
			t.Errorf("%s:%d: %q, want %q", c.file, c.line, ds[0].Excerpt, c.want)
		}
	}
}
