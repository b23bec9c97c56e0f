package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unicode/utf8"
)

// corpus is the folder of real documents next to the repository.
const corpus = "../../../../shared/corpus"

// value is what encoding/json with UseNumber makes of the same document.
func value(n *Node) any {
	switch n.Kind {
	case Bool:
		return n.Text == "true"
	case Number:
		return json.Number(n.Text)
	case String:
		return n.Text
	case Array:
		items := make([]any, len(n.Items))
		for i, item := range n.Items {
			items[i] = value(item)
		}
		return items
	case Object:
		members := make(map[string]any, len(n.Members))
		for _, m := range n.Members {
			members[m.Name] = value(m.Value)
		}
		return members
	}
	return nil
}

func decodeJSON(t *testing.T, data []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// checkTree fails if a member is not at its position, or a
// number is not one in JSON.
func checkTree(t *testing.T, f *File, n *Node) {
	t.Helper()
	if n.Line < 1 || n.Column < 1 {
		t.Fatalf("value at %d:%d", n.Line, n.Column)
	}
	if n.Kind == Number && !json.Valid([]byte(n.Text)) {
		t.Fatalf("%d:%d: number %q", n.Line, n.Column, n.Text)
	}
	for _, item := range n.Items {
		checkTree(t, f, item)
	}
	for _, m := range n.Members {
		if n.Kind == Object && f.JSON {
			offset := f.lines()[m.Line-1]
			for range m.Column - 1 {
				_, size := utf8.DecodeRuneInString(f.text[offset:])
				offset += size
			}
			var name string
			if err := json.NewDecoder(bytes.NewReader([]byte(f.text[offset:min(len(f.text), offset+8+6*len(m.Name))]))).Decode(&name); err != nil || name != m.Name {
				t.Fatalf("%d:%d has %q (%v), not %q", m.Line, m.Column, name, err, m.Name)
			}
		}
		checkTree(t, f, m.Value)
	}
}

func TestCorpus(t *testing.T) {
	list, err := os.Open(filepath.Join(corpus, "quick.txt"))
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	defer list.Close()
	files := 0
	for lines := bufio.NewScanner(list); lines.Scan(); {
		matches, _ := filepath.Glob(filepath.Join(corpus, lines.Text()+".*"))
		for _, path := range matches {
			files++
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f, err := Parse(path, data)
			if err != nil {
				t.Error(err)
				continue
			}
			if testing.Short() && len(data) > 1<<20 {
				continue
			}
			checkTree(t, f, f.Root)
			if f.JSON && !reflect.DeepEqual(value(f.Root), decodeJSON(t, data)) {
				t.Errorf("%s: tree differs from that of encoding/json", path)
			}
		}
	}
	if files < 20 {
		t.Errorf("%d files in the list", files)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"a": [1, 2.5e3, "x\u00e9", null, true], "a": {}}`, "a: &x\n  b: 1\nc: {<<: *x}\n", "- |\n  x\n- >-\n  y\n",
		"? a\n: [b, 'c', \"d\"]\n", "%YAML 1.2\n---\na: !!int 0x1F # c\n...\n", "\ufeff{\"é\": \"\u2028\"}\r\n", "a:\n\t- b\u0085c", "*a", "[&a [*a]]",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Parse("fuzz", data)
		valid := looksLikeJSON(string(data)) && json.Valid(bytes.TrimPrefix(data, []byte(byteOrderMark)))
		if valid != (err == nil && file.JSON) {
			t.Fatalf("valid JSON: %t, but Parse: %v", valid, err)
		}
		if valid && !reflect.DeepEqual(value(file.Root), decodeJSON(t, bytes.TrimPrefix(data, []byte(byteOrderMark)))) {
			t.Fatal("tree differs from that of encoding/json")
		}
		if err == nil {
			checkTree(t, file, file.Root)
			return
		}
		list, ok := errors.AsType[SyntaxErrors](err)
		if !ok {
			t.Fatalf("error of type %T", err)
		}
		for _, e := range list {
			if e.Line < 1 || e.Column < 1 || e.Message == "" {
				t.Fatalf("bad error %#v", e)
			}
		}
	})
}

func benchmarkParse(b *testing.B, name string) {
	data, err := os.ReadFile(filepath.Join(corpus, name))
	if err != nil {
		b.Skipf("no corpus: %v", err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(name, data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSON(b *testing.B) { benchmarkParse(b, "vendor/github.json") }
func BenchmarkYAML(b *testing.B) { benchmarkParse(b, "vendor/stripe-2020.yaml") }
