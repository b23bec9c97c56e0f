package server

import (
	"testing"

	"github.com/peergen/peergen/runtime/media"
)

func TestAcceptable(t *testing.T) {
	offers := []string{"application/json", "text/csv", "image/*", "text/plain; version=1"}
	for _, test := range []struct{ accept, want string }{
		{"", "application/json"},
		{"*/*", "application/json"},
		{"text/*", "text/csv"},
		{"TEXT/CSV", "text/csv"},
		{"text/csv;q=0.2, application/json;q=0.1", "text/csv"},
		{"text/csv;q=0.2, */*;q=0.2", "application/json"},
		{"text/csv, application/json;q=0.999", "text/csv"},
		{"*/*;q=0.5, application/json;q=0.1", "text/csv"}, // the most specific range counts
		{"application/*;q=0, */*", "text/csv"},
		{"*/*;q=0", ""},
		{"image/png", "image/*"},
		{"image/*", "image/*"},
		{"audio/*", ""},
		{"text/plain;version=1", "text/plain; version=1"},
		{"text/plain;version=2", ""},
		{"text/plain;version=1;q=0.3, text/csv;q=0.2", "text/plain; version=1"},
		{"application/json;charset=utf-8", "application/json"},
		{"text/csv;q=much", "text/csv"},
		{"*; q=.2, ,;", "application/json"}, // no range at all
		{"nonsense, text/csv", "text/csv"},
	} {
		var lines []string
		if test.accept != "" {
			lines = []string{test.accept}
		}
		if got := acceptable(lines, offers); got != test.want {
			t.Errorf("%q: %q, want %q", test.accept, got, test.want)
		}
	}
	if got := acceptable([]string{"audio/*", "text/csv"}, offers); got != "text/csv" {
		t.Errorf("of two lines: %q", got)
	}
}

func TestDeclaredContent(t *testing.T) {
	declared := []string{"application/json", "application/merge-patch+json", "text/plain; version=2", "text/plain", "image/*", "application/xml"}
	for contentType, want := range map[string]string{
		"":                                "application/json",
		"application/json; charset=utf-8": "application/json",
		"application/merge-patch+json":    "application/merge-patch+json",
		"application/vnd.else+json":       "application/json",
		"text/json":                       "application/json",
		"text/plain;charset=latin1":       "text/plain",
		"text/plain;version=2":            "text/plain; version=2",
		"text/plain;version=3":            "text/plain; version=2",
		"text/html":                       "",
		"image/png":                       "image/*",
		"imagery/png":                     "",
		"Application/XML":                 "application/xml",
		"nonsense":                        "",
	} {
		if got := media.Declared(contentType, declared); got != want {
			t.Errorf("%q: %q, want %q", contentType, got, want)
		}
	}
	if got := media.Declared("audio/mp3", []string{"text/plain", "*/*"}); got != "*/*" {
		t.Errorf("a range of all: %q", got)
	}
}
