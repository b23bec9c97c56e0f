package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestNodeLookup(t *testing.T) {
	small := `{"b": 1, "a": 2, "b": null, "c": [true, "x"], "b": 3}`
	large := strings.Replace(small, "{", "{"+strings.Repeat(`"f": 0, `, 5)+manyMembers(40), 1)
	for name, text := range map[string]string{"small": small, "large": large} {
		t.Run(name, func(t *testing.T) {
			n := parse(t, text).Root
			if got := n.Get("b").Text; got != "3" {
				t.Errorf("Get(b) = %s, want the last, 3", got)
			}
			if n.Get("z") != nil || n.Has("z") || !n.Has("a") {
				t.Error("Has and Get disagree with the document")
			}
			if got := len(n.Keys()); got != len(n.Members)-len(n.Duplicates()) {
				t.Errorf("%d keys of %d members with %d duplicates", got, len(n.Members), len(n.Duplicates()))
			}
			var duplicates []string
			for _, m := range n.Duplicates() {
				if m.Name == "b" {
					duplicates = append(duplicates, show(m.Value))
				}
			}
			if !slices.Equal(duplicates, []string{"null", "3"}) {
				t.Errorf("duplicates of b: %q", duplicates)
			}
			if s, ok := n.Get("c").Index(1).Str(); s != "x" || !ok {
				t.Errorf("c[1] = %q, %t", s, ok)
			}
			if _, ok := n.Get("a").Str(); ok {
				t.Error("a number is no string")
			}
		})
	}
	if got, want := parse(t, small).Root.Keys(), []string{"b", "a", "c"}; !slices.Equal(got, want) {
		t.Errorf("Keys = %q, want %q", got, want)
	}
}

func manyMembers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"m%d": %d, `, i, i)
	}
	return b.String()
}

func TestNilNode(t *testing.T) {
	var n *Node
	s, ok := n.Get("a").Index(3).Get("b").Str()
	if s != "" || ok || n.Has("a") || n.Keys() != nil || n.Duplicates() != nil || n.Index(-1) != nil {
		t.Error("a nil Node has content")
	}
}

func TestPointers(t *testing.T) {
	f := parse(t, `{"a/b": {"m~n": [10, {"": 20}]}, "p q": 30, "%70": 40, "p": 50, "~1": 60, "01": [70]}`)
	for pointer, want := range map[string]string{
		"/a~1b/m~0n/0":        "10",
		"/a~1b/m~0n/1/":       "20",
		"#/a~1b/m~0n/0":       "10",
		"/a%7E1b/m~0n/0":      "",
		"#/a%7E1b/m%7e0n/0":   "10",
		"/p%20q":              "30",
		"#/p%20q":             "30",
		"/%70":                "40",
		"#/%70":               "50",
		"/~01":                "60",
		"/01/0":               "70",
		"/01/00":              "",
		"/01/-":               "",
		"/01/-1":              "",
		"/01/1":               "",
		"/p/x":                "",
		"p":                   "",
		"/%zz":                "",
		"/a~1b/m~0n/1/absent": "",
	} {
		got := ""
		if n := f.At(pointer); n != nil {
			got = n.Text
		}
		if got != want {
			t.Errorf("At(%q) = %q, want %q", pointer, got, want)
		}
	}
	if f.At("") != f.Root || f.At("#") != f.Root {
		t.Error(`"" and "#" do not name the root`)
	}
}

func TestJoinPointer(t *testing.T) {
	tokens := []string{"paths", "/a/{id}", "~1", "", "get"}
	pointer := JoinPointer("", tokens...)
	if want := "/paths/~1a~1{id}/~01//get"; pointer != want {
		t.Errorf("JoinPointer = %q, want %q", pointer, want)
	}
	if got := SplitPointer(pointer); !slices.Equal(got, tokens) {
		t.Errorf("SplitPointer(%q) = %q, want %q", pointer, got, tokens)
	}
	if got := JoinPointer("/a", "b/c"); got != "/a/b~1c" {
		t.Errorf("JoinPointer with a base = %q", got)
	}
	if len(SplitPointer("")) != 0 {
		t.Error("the root has tokens")
	}
}

func TestLineText(t *testing.T) {
	f := parse(t, "\ufeffa: 1\r\nb: é\rc: 3\n\n# end")
	for line, want := range map[int]string{0: "", 1: "a: 1", 2: "b: é", 3: "c: 3", 4: "", 5: "# end", 6: ""} {
		if got := f.LineText(line); got != want {
			t.Errorf("LineText(%d) = %q, want %q", line, got, want)
		}
	}
}

// A number keeps the spelling of the document apart from its value.
func TestSpelling(t *testing.T) {
	f, err := Parse("x.yaml", []byte("a: [010, 1_000, 1.10, True,.5 ]\nlast: 0x1F # hex"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"010", "1_000", "1.10", "True", ".5"} {
		if got := f.Spelling(f.Root.Get("a").Items[i]); got != want {
			t.Errorf("%d is %q, want %q", i, got, want)
		}
	}
	if got := f.Spelling(f.Root.Get("last")); got != "0x1F" {
		t.Errorf("%q", got)
	}
	f, err = Parse("x.json", []byte(`{"a": 1.10}`))
	if err != nil || f.Spelling(f.Root.Get("a")) != "1.10" {
		t.Error(err, f.Spelling(f.Root.Get("a")))
	}
}
