// Package driver decodes and encodes the examples of documents as Go types, and
// lets the packages of two generators call each other.
//
// Command corpus copies it into a module of generated packages. A program there
// calls [Main] with their types, or [Exchange] with their clients and servers.
// Therefore it imports only the standard library.
package driver

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Case is one example in the file of cases, with the members that are used
// here.
type Case struct {
	GoType string
	Value  json.RawMessage
}

// Verdict is a line of output. Two lines are about a document as a whole: the
// first one, with Begin, and the last one, with Passed.
type Verdict struct {
	Document string
	Begin    bool     `json:",omitempty"`
	End      bool     `json:",omitempty"`
	Passed   int      `json:",omitempty"`
	Case     int      `json:",omitempty"` // index of the failed case
	Reason   string   `json:",omitempty"` // "" in lines about documents
	Lost     []string `json:",omitempty"` // JSON pointers of missing members, if nothing else differs
}

// Types are the constructors of the types of a package: "Pet" to func() any {
// return new(Pet) }.
type Types map[string]func() any

// Main runs the documents that are named by its arguments. The first argument
// is the folder of cases.
func Main(documents map[string]Types) {
	out := bufio.NewWriter(os.Stdout)
	defer func() { _ = out.Flush() }()
	lines := json.NewEncoder(out)
	report := func(v Verdict) {
		if err := lines.Encode(v); err != nil {
			panic(err)
		}
	}
	for _, name := range os.Args[2:] {
		report(Verdict{Document: name, Begin: true})
		_ = out.Flush() // so that the last line names the document if this process dies
		data, err := os.ReadFile(filepath.Join(os.Args[1], name+".json"))
		if err != nil {
			panic(err)
		}
		var cases []Case
		if err := json.Unmarshal(data, &cases); err != nil {
			panic(err)
		}
		passed := 0
		for i, c := range cases {
			reason, lost := Try(documents[name][c.GoType](), c.Value)
			if reason == "" {
				passed++
				continue
			}
			report(Verdict{Document: name, Case: i, Reason: reason, Lost: lost})
		}
		report(Verdict{Document: name, End: true, Passed: passed})
	}
}

// Try decodes value into p, which points to a zero value, and encodes it again.
// The reason is "" if the JSON is equal. Lost is set only if missing members
// are the only difference.
func Try(p any, value []byte) (reason string, lost []string) {
	defer func() {
		if r := recover(); r != nil {
			reason, lost = fmt.Sprintf("panic: %v", r), nil
		}
	}()
	if err := json.Unmarshal(value, p); err != nil {
		return "decode: " + err.Error(), nil
	}
	back, err := json.Marshal(p)
	if err != nil {
		return "encode: " + err.Error(), nil
	}
	d := difference{}
	d.compare("", parse(value), parse(back))
	switch {
	case d.other != "":
		return d.other, nil
	case len(d.lost) > 0:
		return "lost " + strings.Join(d.lost, ", "), d.lost
	}
	return "", nil
}

// parse decodes JSON that is known to be valid.
func parse(data []byte) any {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		panic(err)
	}
	return v
}

// token escapes a member name for a JSON Pointer.
var token = strings.NewReplacer("~", "~0", "/", "~1")

// difference is the difference between two values.
type difference struct {
	lost  []string // JSON pointers of members that only the first has
	other string   // the first other difference
}

func (d *difference) note(at, format string, args ...any) {
	if d.other == "" {
		d.other = fmt.Sprintf("at %q: ", at) + fmt.Sprintf(format, args...)
	}
}

func (d *difference) compare(at string, want, got any) {
	switch want := want.(type) {
	case map[string]any:
		members, ok := got.(map[string]any)
		if !ok {
			d.note(at, "an object became %s", text(got))
			return
		}
		d.members(at, want, members)
	case []any:
		items, ok := got.([]any)
		if !ok || len(items) != len(want) {
			d.note(at, "%s became %s", text(want), text(got))
			return
		}
		for i := range want {
			d.compare(at+"/"+strconv.Itoa(i), want[i], items[i])
		}
	case json.Number:
		if n, ok := got.(json.Number); !ok || !sameNumber(string(want), string(n)) {
			d.note(at, "%s became %s", want, text(got))
		}
	case string:
		if s, ok := got.(string); !ok || !sameText(want, s) {
			d.note(at, "%s became %s", text(want), text(got))
		}
	default:
		if want != got {
			d.note(at, "%s became %s", text(want), text(got))
		}
	}
}

func (d *difference) members(at string, want, got map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(want)) {
		pointer := at + "/" + token.Replace(name)
		if g, ok := got[name]; ok {
			d.compare(pointer, want[name], g)
		} else {
			d.lost = append(d.lost, pointer)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			d.note(at, "member %q has come", name)
		}
	}
}

// sameNumber compares values: 1.0 equals 1, 1e2 equals 100.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	const long = 400 // digits of the exponent; more would use too much memory
	if strings.ContainsAny(a+b, "eE") && (exponent(a) > long || exponent(b) > long) {
		return false
	}
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	return okX && okY && x.Cmp(y) == 0
}

// exponent returns the number of digits of the exponent of a number.
func exponent(s string) int {
	i := strings.IndexAny(s, "eE")
	if i < 0 {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimPrefix(s[i+1:], "+"))
	if err != nil {
		return 1 << 30
	}
	return max(n, -n)
}

// text returns the beginning of the JSON of a value.
func text(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	const enough = 80
	if len(data) > enough {
		return strings.ToValidUTF8(string(data[:enough]), "") + "…"
	}
	return string(data)
}
