package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestJSONErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no comma", "{\"a\": 1\n \"b\": 2}", `2:2: expected ',' or '}' after the member, found '"'`},
		{"no value", `{"a": }`, `1:7: expected a JSON value, found '}'`},
		{"unquoted", `{"a": 1, é"b": 2}x`, `1:10: expected a member name in double quotes, found 'é'`},
		{"no colon", `{"é" 1, "b": [}`, `1:6: expected ':' after the member name, found '1'`},
		{"cut off", "{\n  \"a\": [1, 2", `2:13: expected ',' or ']' after the item, found the end of the document`},
		{"open string", `{"a": "x}`, `1:7: the string that begins here has no closing quote`},
		{"line break", "{\"a\": \"éx\n\"", `1:10: the string is not closed on its line; write a line break as \n`},
		{"control", "[\"a\x01\"]", `1:4: control character U+0001 in a string; write it as \u0001`},
		{"escape", `["a\q"]`, `1:4: unknown escape sequence '\' followed by 'q'; write a backslash as \\`},
		{"hex", `["é\u12g4"]`, `1:4: expected four hexadecimal digits after \u`},
		{"behind", `{} {}`, `1:4: expected the end of the document, found '{'`},
		{"leading zero", `{"a": 01 x: 2}`, `1:8: expected ',' or '}' after the member, found '1'`},
		{"deep", strings.Repeat("[", 10001), `1:10001: nested deeper than 10000 levels`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parseJSON(c.text)
			if err == nil {
				t.Fatal("no error")
			}
			if got := strings.TrimPrefix(err.Error(), ":"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSyntaxErrors(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 40; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	merges := "a: &a {" + strings.Repeat("k: 0, ", 1000) + "}\n"
	merges += strings.Repeat("b: {<<: *a}\n", 2000)

	for _, c := range []struct{ name, path, text, want string }{

		{"indent", "d.yaml", "paths:\n  /a:\n    get: x\n   post: y\n", `d.yaml:4:4: did not find expected key`},
		{"colon", "d.yaml", "a: 1\nb: c: d\n", `d.yaml:2:1: mapping values are not allowed in this context`},
		{"quote", "d.yaml", "a: 1\n  \nb: \"x\nc: 2\n", `d.yaml:3:1: found unexpected end of stream`},
		{"tab", "d.yaml", "a:\n\tb: 1\n", `d.yaml:2:1: a tab cannot indent; use spaces`},
		{"at", "d.yaml", "a: 1\nb: @x\n", `d.yaml:2:1: found character that cannot start any token`},
		{"flow", "d.yaml", "a: 1\nb: {x: 1\nc: 2\n", `d.yaml:2:1: did not find expected ',' or '}'`},
		{"dash", "d.yaml", "a: 1\n- b\nc: 2\nd: 3\n", `d.yaml:2:1: did not find expected key`},
		{"far", "d.yaml", strings.Repeat("k:\n  - \"é\"\n", 200) + "t: 'a'b\n" + strings.Repeat("l: 1\n", 200), `d.yaml:401:1: did not find expected key`},
		{"not UTF-8", "d.yaml", "a: é\xff\n", `d.yaml:1:5: invalid leading UTF-8 octet`},
		{"anchor", "d.yaml", "a: 1\nb: [*x, 2]\nc: 3\n", `d.yaml:2:5: the anchor &x is not defined before this alias`},
		{"control in yaml", "d.yaml", "a: 1\nb: \x01\n", `d.yaml:2:4: control characters are not allowed`},
		{"json named so", "d.json", "{\"a\": [1}\n", `d.json:1:9: expected ',' or ']' after the item, found '}'`},
		{"no name", "-", "{\"a\": [1}\n", `-:1:9: expected ',' or ']' after the item, found '}'`},
		{"yaml in json", "d.json", "a: 1\n- b\n", `d.json:2:1: did not find expected key`},
		{"yaml named so", "d.yaml", "{a: b\n", `d.yaml:1:1: did not find expected ',' or '}'`},
		{"cycle", "d.yaml", "a: &x\n  b: [*x]\n", `d.yaml:2:7: *x is inside of the value that it repeats`},
		{"merge cycle", "d.yaml", "a: &x\n  <<: *x\n", `d.yaml:2:7: *x is inside of the value that it repeats`},
		{"merge of a scalar", "d.yaml", "a:\n  <<: 1\n", `d.yaml:2:7: << needs a mapping or a sequence of mappings, found number`},
		{"infinity", "d.yaml", "a: 1\nb: .inf\n", `d.yaml:2:4: .inf is not a number in JSON; quote it if it is text`},
		{"key", "d.yaml", "a: 1\n? [b]\n: 2\n", `d.yaml:2:3: a key must be a scalar; quote it if it is text`},
		{"bomb", "d.yaml", bomb, `d.yaml:6:20: aliases expand the document beyond the limit, here *a4; write the values out`},
		{"merge bomb", "d.yaml", merges, `d.yaml:403:9: aliases expand the document beyond the limit, here *a; write the values out`},
		{"two", "d.yaml", "a: .inf\nb: .nan\n", "d.yaml:1:4: .inf is not a number in JSON; quote it if it is text\n" +
			"d.yaml:2:4: .nan is not a number in JSON; quote it if it is text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := Parse(c.path, []byte(c.text))
			if err == nil {
				t.Fatalf("no error, root %s", f.Root.Kind)
			}
			if err.Error() != c.want {
				t.Errorf("got  %s\nwant %s", err, c.want)
			}
			if _, ok := errors.AsType[*SyntaxError](err); !ok {
				t.Errorf("%T does not contain a *SyntaxError", err)
			}
		})
	}
}
