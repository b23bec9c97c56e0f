package generator

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
)

// TestInternalError checks that a panic is reported with its place, next to what
// was reported before it.
func TestInternalError(t *testing.T) {
	ds := collect(Input{Path: "a.yaml"}, func(list *diag.List) {
		list.Add(diag.Diagnostic{Code: diag.Renamed, File: "a.yaml", Line: 1, Message: "before"})
		var m map[string]int
		m["x"]++ //nolint:staticcheck // panics
	})
	if len(ds) != 2 || ds[0].Code != "internal" || ds[0].Severity != Error || ds[1].Message != "before" || !Unusable(ds) {
		t.Fatalf("diagnostics %v", ds)
	}
	for _, want := range []string{"generator.TestInternalError", "diagnostics_test.go:", "nil map"} {
		if !strings.Contains(ds[0].Message, want) {
			t.Errorf("message %q lacks %q", ds[0].Message, want)
		}
	}
}

// TestExcerpts checks that lines are counted as package source counts them, in data
// and in files.
func TestExcerpts(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.yaml")
	if err := os.WriteFile(other, []byte("\ufeffone\r\ntwo\rthree"), 0o600); err != nil {
		t.Fatal(err)
	}
	document := filepath.Join(dir, "api.yaml")
	in := Input{Path: document, Data: []byte("first\nsecond\n")}
	for _, c := range []struct {
		file string
		line int
		want string
	}{
		{document, 2, "second"}, {document, 4, ""}, {document, 0, ""},
		{other, 1, "one"}, {other, 2, "two"}, {other, 3, "three"}, {"no such file", 1, ""},
	} {
		ds := withExcerpts([]diag.Diagnostic{{Code: diag.Syntax, File: c.file, Line: c.line}}, in)
		if ds[0].Excerpt != c.want {
			t.Errorf("%s:%d: %q, want %q", c.file, c.line, ds[0].Excerpt, c.want)
		}
	}
}

// TestPublicDiagnostic checks that conversion loses no field but Needed, which has had its
// effect then.
func TestPublicDiagnostic(t *testing.T) {
	d := diag.Diagnostic{
		Code: diag.Renamed, File: "a.yaml", Line: 1, Column: 2, Pointer: "/a", Message: "b", Hint: "c", Excerpt: "d", Width: 3, Level: diag.Strict,
	}
	for i, fields := 0, reflect.ValueOf(d); i < fields.NumField(); i++ {
		if name := fields.Type().Field(i).Name; name != "Needed" && fields.Field(i).IsZero() {
			t.Errorf("the test lacks the field %s", name)
		}
	}
	if got := public(d); got.internal() != d || got.String() != d.String() {
		t.Errorf("got %+v, want %+v", got, d)
	}
	for _, code := range diag.All() {
		switch s := public(diag.Diagnostic{Code: code}).Severity; s {
		case Error, Warning, Note:
		default:
			t.Errorf("%s has the severity %q", code, s)
		}
	}
}
