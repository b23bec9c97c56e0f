package paging

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

func TestLink(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  string
	}{
		{nil, ""},
		{[]string{""}, ""},
		{[]string{`<a>; rel="next"`}, "a"},
		{[]string{`<a>;rel=next`}, "a"},
		{[]string{` <a> ; REL = "NEXT" `}, "a"},
		{[]string{`<a>; rel="prev", <b>; rel="next"`}, "b"},
		{[]string{`<a>; rel=prev,<b>; rel=next`}, "b"},
		{[]string{`<a>; rel="prev"`, `<b>; rel="last next"`}, "b"},
		{[]string{`<a>; rel=prev; rel=next`}, ""}, // one counts
		{[]string{`<a>; title="x, <y>; rel=next"; rel=prev`}, ""},
		{[]string{`<a>; title="x\"; rel=next"; rel=prev`}, ""},
		{[]string{`<a,b;c>; rel=next; title="x"`}, "a,b;c"},
		{[]string{`<a>; title*=UTF-8''x; rel=next`}, "a"},
		{[]string{`<a>; flag; rel=next`}, "a"},
		{[]string{`<a>; rel=next; anchor="/other"`}, ""}, // a link of another resource
		{[]string{`<a>; anchor="/other"; rel=next`}, ""},
		{[]string{`<a>; rel=nextish`}, ""},
		{[]string{`<>; rel=next`}, ""},
		{[]string{`<a>`, `<a`, `a; rel=next`, `<a>; rel="next`, `<a>; rel=`, `<a>;`, `;;,,`}, "a"}, // the quoted text does not end
		{[]string{`<a>`, `<a`, `a; rel=next`, `<a>; rel=`, `<a>;`, `;;,,`}, ""},
	} {
		if got := Link(http.Header{"Link": c.lines}); got != c.want {
			t.Errorf("%q: %q, want %q", c.lines, got, c.want)
		}
	}
}

func FuzzLink(f *testing.F) {
	f.Add(`<a>; rel="next", <b>; title="\`)
	f.Fuzz(func(t *testing.T, line string) {
		if target := Link(http.Header{"Link": {line}}); target != "" && !strings.Contains(line, "<"+target+">") {
			t.Errorf("%q is not in %q", target, line)
		}
	})
}

func TestTake(t *testing.T) {
	parse := func(s string, _ bool) (int, error) { return strconv.Atoi(s) }
	next, ok := ParseNext("https://user:secret@example.com:1/x?a=1&b=x&a=2#c")
	if !ok || next.Query != "a=1&b=x&a=2" {
		t.Errorf("next %+v, %t", next, ok)
	}
	plain, optional := 7, core.Some(7)
	Take(next, "a", &plain, parse)
	TakeOptional(next, "a", &optional, parse)
	if plain != 1 || optional != core.Some(1) {
		t.Errorf("plain %d, optional %v", plain, optional)
	}
	for _, name := range []string{"b", "c"} { // no number, absent
		Take(next, name, &plain, parse)
		TakeOptional(next, name, &optional, parse)
	}
	if plain != 1 || optional != core.Some(1) {
		t.Errorf("plain %d, optional %v", plain, optional)
	}
	for _, raw := range []string{"", "http://[", "%"} {
		if next, ok := ParseNext(raw); ok {
			t.Errorf("%q: %+v", raw, next)
		}
	}
}

func TestCursor(t *testing.T) {
	for text, want := range map[string]string{"": "", "x": "x", "/x?c=1": "/x?c=1", "http://h/?c=%201&d=2": " 1", "https://h/?d=2": "", "https://[": ""} {
		if got := Cursor(text, "c"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
