package diag

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func printed(ds []Diagnostic, opt PrintOptions) string {
	var b strings.Builder
	Print(&b, ds, opt)
	return b.String()
}

func TestPrint(t *testing.T) {
	ds := []Diagnostic{
		{Code: Syntax, File: "api.yaml", Line: 12, Column: 5, Message: "maximum must be a number", Hint: "write maximum: 10",
			Excerpt: "    maximum: ten", Width: 7},
		{Code: Renamed, File: "api.yaml", Line: 123456, Column: 4, Message: "x", Excerpt: "\ta\té: b\r\n"},
		{Code: Renamed, File: "api.yaml", Line: 7, Message: "no column", Excerpt: "a: b"},
		{Code: FileNotFound, File: "api.yaml", Line: 8, Column: 99, Message: "column behind the line", Excerpt: "a: b"},
		{Code: FileNotFound, Message: "nowhere", Excerpt: "not shown without a line"},
	}
	want := `api.yaml:12:5: error: maximum must be a number [syntax]
   12 |     maximum: ten
      |     ^^^^^^^
hint: write maximum: 10
api.yaml:123456:4: warning: x [renamed]
123456 |     a    é: b
       |          ^
api.yaml:7: warning: no column [renamed]
    7 | a: b
api.yaml:8:99: error: column behind the line [file-not-found]
    8 | a: b
      |     ^
error: nowhere [file-not-found]

3 errors, 2 warnings
`
	if got := printed(ds, PrintOptions{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := printed(nil, PrintOptions{Verbose: true}); got != "" {
		t.Errorf("nothing is printed as %q", got)
	}
}

func TestPrintColor(t *testing.T) {
	d := Diagnostic{Code: Renamed, File: "a", Line: 1, Column: 1, Message: "m", Hint: "h", Excerpt: "\x1b[2Jx", Width: 2}
	want := "\x1b[1ma:1:1:\x1b[0m \x1b[1;33mwarning:\x1b[0m m \x1b[2m[renamed]\x1b[0m\n" +
		"\x1b[2m    1 |\x1b[0m �[2Jx\n" +
		"\x1b[2m      |\x1b[0m \x1b[1;33m^^\x1b[0m\n" +
		"\x1b[1mhint:\x1b[0m h\n\n1 warning\n"
	if got := printed([]Diagnostic{d}, PrintOptions{Color: true}); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestPrintSumsUp(t *testing.T) {
	var ds []Diagnostic
	for i := range 44 {
		ds = append(ds,
			Diagnostic{Code: UnsupportedKeyword, File: "a", Line: i + 1, Message: "m"},
			Diagnostic{Code: Syntax, File: "a", Line: i + 1, Message: "m"})
	}
	ds = append(ds, Diagnostic{Code: Renamed, File: "b", Message: "m"})
	for _, c := range []struct {
		opt   PrintOptions
		shown int
		end   string
	}{
		{PrintOptions{}, 3, "... and 41 more [unsupported-keyword] at a:4, 5, 6, ...; -v shows them all\n\n44 errors, 45 warnings\n"},
		{PrintOptions{Max: 10}, 10, "... and 34 more [unsupported-keyword] at a:11, 12, 13, 14, 15, 16, 17, 18, 19, 20, ...; -v shows them all\n\n44 errors, 45 warnings\n"},
		{PrintOptions{Max: 44}, 44, "b: warning: m [renamed]\n\n44 errors, 45 warnings\n"},
		{PrintOptions{Verbose: true}, 44, "b: warning: m [renamed]\n\n44 errors, 45 warnings\n"},
	} {
		got := printed(ds, c.opt)
		if n := strings.Count(got, "warning: m [unsupported-keyword]"); n != c.shown {
			t.Errorf("%+v shows %d warnings, want %d", c.opt, n, c.shown)
		}
		if n := strings.Count(got, "error: m [syntax]"); n != 44 {
			t.Errorf("%+v shows %d errors of 44", c.opt, n)
		}
		if !strings.HasSuffix(got, c.end) {
			t.Errorf("%+v ends with\n%s\nwant\n%s", c.opt, got[max(0, len(got)-200):], c.end)
		}
	}
}

// TestWindow finds the marked text again in what is left of a long line.
func TestWindow(t *testing.T) {
	var b strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&b, "é%04d ", i)
	}
	line := b.String()
	for _, word := range []int{0, 1, 5, 20, 999, 1970, 1998, 1999} {
		text, indent, width := window(line, word*6+1, 5)
		if n := utf8.RuneCountInString(text); n > excerptWidth+2 {
			t.Errorf("word %d: %d columns", word, n)
		}
		if got, want := string([]rune(text)[indent:indent+width]), fmt.Sprintf("é%04d", word); got != want {
			t.Errorf("word %d: marked %q in %q", word, got, text)
		}
		if cut := strings.HasPrefix(text, "…"); cut != (word > 5) {
			t.Errorf("word %d: cut at the left: %t", word, cut)
		}
		if cut := strings.HasSuffix(text, "…"); cut != (word < 1988) {
			t.Errorf("word %d: cut at the right: %t", word, cut)
		}
	}
	if text, indent, width := window(line, 1, 1000); indent != 0 || width != excerptWidth || !strings.HasSuffix(text, "…") {
		t.Errorf("wide marker: indent %d, width %d, %q", indent, width, text)
	}
}

func TestPrintQuiet(t *testing.T) {
	ds := []Diagnostic{{Code: Renamed, File: "a", Line: 1, Message: "m"}, {Code: Syntax, File: "a", Line: 2, Message: "m"}}
	if got, want := printed(ds, PrintOptions{Quiet: true, Verbose: true}), "a:2: error: m [syntax]\n\n1 error\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := printed(ds[:1], PrintOptions{Quiet: true}); got != "" {
		t.Errorf("a warning is printed as %q", got)
	}
}
