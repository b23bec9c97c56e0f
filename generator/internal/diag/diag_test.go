package diag

import (
	"slices"
	"strings"
	"testing"
)

func TestString(t *testing.T) {
	for _, c := range []struct {
		d    Diagnostic
		want string
	}{
		{Diagnostic{Code: Syntax, File: "a.yaml", Line: 3, Column: 7, Message: "no"}, "a.yaml:3:7: error: no [syntax]"},
		{Diagnostic{Code: Renamed, File: "a.yaml", Line: 3, Message: "no"}, "a.yaml:3: warning: no [renamed]"},
		{Diagnostic{Code: FileNotFound, File: "a.yaml", Column: 7, Message: "no"}, "a.yaml: error: no [file-not-found]"},
		{Diagnostic{Code: BadConfig, Message: "no"}, "error: no [bad-config]"},
		{Diagnostic{Code: BadConfig, File: "a\nb", Message: "two\nlines\x1b[31m\u202e, 👩‍💻"}, "a b: error: two lines�[31m�, 👩‍💻 [bad-config]"},
	} {
		if got := c.d.String(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestCodes(t *testing.T) {
	all := All()
	if len(all) != len(codes) || !slices.IsSorted(all) {
		t.Errorf("All = %q", all)
	}
	for _, c := range all {
		for _, text := range []string{c.Summary(), c.Remedy()} {
			if text == "" || strings.HasSuffix(text, ".") || strings.Contains(text, "\n") {
				t.Errorf("%s is described as %q", c, text)
			}
		}
		if strings.ToLower(string(c)) != string(c) || strings.Trim(string(c), "-abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("code %q is not kebab-case", c)
		}
		_ = c.Severity().String() // panics on a severity without a name
	}
	if Syntax.Severity() != Error || UnsupportedKeyword.Severity() != Warning {
		t.Error("severities are mixed up")
	}
}

func TestUnknownCode(t *testing.T) {
	defer func() {
		if e := recover(); e == nil || !strings.Contains(e.(string), "no-such-code") {
			t.Errorf("recovered %v", e)
		}
	}()
	var l List
	l.Add(Diagnostic{Code: "no-such-code"})
}

func TestList(t *testing.T) {
	var l List
	if l.HasErrors() || l.Len() != 0 || len(l.All()) != 0 {
		t.Error("the zero List has content")
	}
	warning := Diagnostic{Code: Renamed, File: "b", Line: 10, Column: 2, Message: "x", Hint: "first"}
	l.Add(warning)
	warning.Hint = "second"
	l.Add(warning)
	if l.HasErrors() || l.Len() != 1 || l.All()[0].Hint != "first" {
		t.Errorf("after a duplicate: %v", l.All())
	}
	for _, d := range []Diagnostic{
		{Code: Renamed, File: "b", Line: 9, Column: 30, Message: "x"},
		{Code: Renamed, File: "b", Line: 10, Column: 1, Message: "x"},
		{Code: DuplicateKey, File: "b", Line: 10, Column: 2, Message: "x"},
		{Code: Renamed, File: "b", Line: 10, Column: 2, Message: "w"},
		{Code: Syntax, File: "a", Line: 99, Message: "x"},
		{Code: NoEquivalent, Message: "x"},
	} {
		l.Add(d)
	}
	want := []string{
		"warning: x [no-equivalent]",
		"a:99: error: x [syntax]",
		"b:9:30: warning: x [renamed]",
		"b:10:1: warning: x [renamed]",
		"b:10:2: warning: x [duplicate-key]",
		"b:10:2: warning: w [renamed]",
		"b:10:2: warning: x [renamed]",
	}
	var got []string
	for _, d := range l.All() {
		got = append(got, d.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !l.HasErrors() || l.Len() != len(want) {
		t.Errorf("HasErrors %t, Len %d", l.HasErrors(), l.Len())
	}
}
