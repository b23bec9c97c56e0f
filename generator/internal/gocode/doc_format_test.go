package gocode

import (
	"go/format"
	"testing"
)

func TestFormatDocs(t *testing.T) {
	const code = `// Code generated. DO NOT EDIT.

// Package a is.
// - one
package a

// F does:
// 1. one
//    more
//   - nested
//
// Heading Of Title
//
// Text with code:
//     x := 1
// # Not a heading
func F() {
	// - as it is
	//   more
}

// Not a doc comment:
// - one

//nolint:all
func G() {}

// H has a directive.
//   code
//go:noinline
func H() {}

// The last line`
	got := formatDocs([]byte(code))
	want, err := format.Source(got)
	if err != nil {
		t.Fatal(err)
	}
	if string(got)+"\n" != string(want) && string(got) != string(want) {
		t.Errorf("gofmt changes\n%s\nto\n%s", got, want)
	}
}

func TestRawString(t *testing.T) {
	for text, want := range map[string]string{
		`a"b`: "`a\"b`", "a\tb": "`a\tb`", "é日": "`é日`", "a`b": `"a` + "`" + `b"`,
		"\u202ea": `"\u202ea"`, "\u2028": `"\u2028"`, "\ufeff": `"\ufeff"`, "\u00ad": `"\u00ad"`, "a\nb": `"a\nb"`, "\x00": `"\x00"`,
	} {
		if got := RawString(text).GoString(); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
