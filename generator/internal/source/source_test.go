package source

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func parse(t *testing.T, text string) *File {
	t.Helper()
	f, err := Parse("doc", []byte(text))
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return f
}

// show writes a tree as JSON, members in declared order, duplicates included.
func show(n *Node) string {
	var b strings.Builder
	quote := func(s string) {
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(s)
	}
	switch n.Kind {
	case Null:
		b.WriteString("null")
	case Bool, Number:
		b.WriteString(n.Text)
	case String:
		quote(n.Text)
	case Array:
		b.WriteByte('[')
		for i, item := range n.Items {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(show(item))
		}
		b.WriteByte(']')
	case Object:
		b.WriteByte('{')
		for i, m := range n.Members {
			if i > 0 {
				b.WriteByte(',')
			}
			quote(m.Name)
			b.WriteByte(':')
			b.WriteString(show(m.Value))
		}
		b.WriteByte('}')
	}
	return strings.ReplaceAll(b.String(), "\n", "") // Encode ends lines
}

func TestPositions(t *testing.T) {
	const bom = "\ufeff"
	for _, c := range []struct {
		name, text, pointer string
		key, value          string // line:column
	}{
		{"json", `{"a": 1, "b": [10, 20]}`, "/b", "1:10", "1:15"},
		{"json item", `{"a": 1, "b": [10, 20]}`, "/b/1", "1:20", "1:20"},
		{"json root", "\n  {}", "", "2:3", "2:3"},
		{"json lines", "{\n  \"a\": {\n    \"b\": null\n  }\n}", "/a/b", "3:5", "3:10"},
		{"json tabs", "{\n\t\"a\":\ttrue}", "/a", "2:2", "2:7"},
		{"json crlf", "{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}", "/b", "3:3", "3:8"},
		{"json cr", "{\r \"a\": 1}", "/a", "2:2", "2:7"},
		{"json unicode", `{"é日": 1, "😀": "ü", "c": 3}`, "/c", "1:21", "1:26"},
		{"json escapes", `{"\u00e9\n": 1, "c": 3}`, "/c", "1:17", "1:22"},
		{"json bom", bom + `{"a": 1}`, "/a", "1:2", "1:7"},
		{"json line separator", "{\"a\": \"\u2028\", \"b\": 1}", "/b", "1:12", "1:17"},
		{"yaml", "a: 1\nb:\n  c: 2\n", "/b/c", "3:3", "3:6"},
		{"yaml sequence", "a:\n  - x\n  - y: 1\n", "/a/1/y", "3:5", "3:8"},
		{"yaml item", "a:\n  - x\n  - y: 1\n", "/a/0", "2:5", "2:5"},
		{"yaml flow", "a: {b: [1, 22, 3]}\n", "/a/b/2", "1:16", "1:16"},
		{"yaml crlf", "a: 1\r\nb:\r\n  c: 2\r\n", "/b/c", "3:3", "3:6"},
		{"yaml tab", "a:\t1\nb: \t2\n", "/b", "2:1", "2:5"},
		{"yaml unicode", "{é日: 1, 😀: ü, c: 3}", "/c", "1:15", "1:18"},
		{"yaml bom", bom + "a: 1\nb: 2\n", "/a", "1:1", "1:4"},
		{"yaml empty value", "a:\nb: 2\n", "/a", "1:1", "1:3"},
		{"yaml block scalar", "a: |\n  x\n  y\nb: 2\n", "/b", "4:1", "4:4"},
		{"yaml line separator", "a: \"x\u2028y\"\nb: é\n", "/b", "2:1", "2:4"},
		{"yaml next line", bom + "a: \"x\u0085 y\"\nb: {é: 1, c: 2}\n", "/b/c", "2:11", "2:14"},
		{"yaml alias", "a: &x\n  k: 1\nb: *x\n", "/b/k", "2:3", "2:6"},
		{"yaml alias key", "a: &x\n  k: 1\nb: *x\n", "/b", "3:1", "1:4"},
		{"yaml merge", "a: &x\n  k: 1\nb:\n  <<: *x\n", "/b/k", "2:3", "2:6"},
		{"absent", "a:\n  b: 1\n", "/a/c/d", "1:1", ""},
		{"absent from root", "a:\n  b: 1\n", "/z", "1:1", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := parse(t, c.text)
			line, column := f.MemberPos(c.pointer)
			if got := fmt.Sprintf("%d:%d", line, column); got != c.key {
				t.Errorf("MemberPos(%q) = %s, want %s", c.pointer, got, c.key)
			}
			got := ""
			if n := f.At(c.pointer); n != nil {
				got = fmt.Sprintf("%d:%d", n.Line, n.Column)
			}
			if got != c.value {
				t.Errorf("At(%q) is at %q, want %q", c.pointer, got, c.value)
			}
		})
	}
}

func TestValues(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"declared order", `{"b": 1, "a": {"d": [], "c": {}}}`, `{"b":1,"a":{"d":[],"c":{}}}`},
		{"numbers of JSON", `[9007199254740993, 1e400, 0.10, -0, 1E+2, -1.5e-3]`, `[9007199254740993,1e400,0.10,-0,1E+2,-1.5e-3]`},
		{"numbers of YAML", "[9007199254740993, 1e400, 0.10, -0, 1E+2, ]", `[9007199254740993,1e400,0.10,-0,1E+2]`},
		{"numbers JSON lacks", "[0x1F, 0o17, 0777, 0b11, 1_000, +5, .5, 5., +.5e3, -08.50, -0x10, 12345678901234567890123, ]",
			`[31,15,511,3,1000,5,0.5,5,0.5e3,-8.50,-16,12345678901234567890123]`},
		{"not numbers", `[0x, 1.2.3, 1e, "1", '2', !!str 3, -, 12:30:45, ]`, `["0x","1.2.3","1e","1","2","3","-","12:30:45"]`},
		{"booleans", "[true, False, TRUE, yes, no, On, off, y]", `[true,false,true,"yes","no","On","off","y"]`},
		{"nulls", "[null, ~, Null, '~', !!null x, ]", `[null,null,null,"~",null]`},
		{"dates", "[2020-01-02, 2020-01-02T03:04:05Z]", `["2020-01-02","2020-01-02T03:04:05Z"]`},
		{"tags", "[!!int \"12\", !!float 1, !custom 5, !!binary aGk=]", `[12,1,"5","hi"]`},
		{"keys", "200: a\n1.0: b\ntrue: c\n2020-01-02: d\n~: e\n0x10: f\n", `{"200":"a","1.0":"b","true":"c","2020-01-02":"d","~":"e","0x10":"f"}`},
		{"empty", "", "null"},
		{"comment only", "# nothing\n", "null"},
		{"first document", "a: 1\n---\nb: 2\n", `{"a":1}`},
		{"scalar", "hello", `"hello"`},
		{"strings", `["\u00e9\ud83d\ude00\ud800x\/\"\\\b\f\n\r\t"]`, `["é😀�x/\"\\\b\f\n\r\t"]`},
		{"invalid UTF-8 in JSON", "[\"a\xff\xfeb\"]", `["a��b"]`},
		{"duplicates", `{"a": 1, "a": 2}`, `{"a":1,"a":2}`},
		{"flow mapping is not JSON", `{a: 1, "b": [x,]}`, `{"a":1,"b":["x"]}`},
		{"trailing comma", `{"a": 1,}`, `{"a":1}`},
		{"alias", "a: &x {k: 1}\nb: *x\n", `{"a":{"k":1},"b":{"k":1}}`},
		{"anchor on a key", "&k a: 1\nb: *k\n*k : 3\n", `{"a":1,"b":"a","a":3}`},
		{"anchor again", "a: &x 1\nb: *x\nc: &x 2\nd: *x\n", `{"a":1,"b":1,"c":2,"d":2}`},
		{"merge", "a: &x {k: 1, l: 2}\nb: {j: 0, <<: *x, l: 3}\n", `{"a":{"k":1,"l":2},"b":{"j":0,"k":1,"l":3}}`},
		{"merge of merges", "a: &x {k: 1}\nb: &y {<<: *x, l: 2}\nc: {<<: *y, k: 9}", `{"a":{"k":1},"b":{"k":1,"l":2},"c":{"l":2,"k":9}}`},
		{"merge sequence", "b: {<<: [{k: 1}, {k: 2, l: 3}]}", `{"b":{"k":1,"l":3}}`},
		{"quoted merge key", `b: {"<<": {k: 1}}`, `{"b":{"<<":{"k":1}}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(parse(t, c.text).Root); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestTabsBeforeComments: YAML allows them; elsewhere tabs stay what they are.
func TestTabsBeforeComments(t *testing.T) {
	file, err := Parse("d.yaml", []byte("a:\n\t\t# first\n  b: |\n    x\n    \t# y\n\t # last\n  c: 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := file.Root.Get("a").Get("b").Str(); text != "x\n\t# y\n" {
		t.Errorf("b is %q", text)
	}
	if c := file.Root.Get("a").Get("c"); c.Line != 7 || c.Column != 6 {
		t.Errorf("c is at %d:%d", c.Line, c.Column)
	}
}

// A version directive of YAML may be after comments.
func TestYAMLVersion(t *testing.T) {
	for _, text := range []string{
		"%YAML 1.2\n---\nopenapi: 3.0.3\n",
		"\ufeff# Pets\n%TAG ! tag:example.com:\n%YAML 1.0\r\n---\nopenapi: 3.0.3\n",
	} {
		f, err := Parse("openapi.yaml", []byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got, _ := f.Root.Get("openapi").Str(); got != "3.0.3" || f.text != text {
			t.Errorf("%q: openapi is %q, and the text %q", text, got, f.text)
		}
	}
	if _, err := Parse("openapi.yaml", []byte("%YAML 2.0\n---\nopenapi: 3.0.3\n")); err == nil {
		t.Error("YAML 2.0 is no error")
	}
}
