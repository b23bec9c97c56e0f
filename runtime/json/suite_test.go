package json

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/peergen/peergen/internal/suites"
)

// rejectedOnPurpose are the texts of JSONTestSuite that RFC 8259 allows and
// RFC 7493 (I-JSON) does not: members with the same name.
var rejectedOnPurpose = map[string]bool{
	"y_object_duplicated_key.json":           true,
	"y_object_duplicated_key_and_value.json": true,
}

// TestJSONTestSuite runs https://github.com/nst/JSONTestSuite: y_ must be
// accepted, n_ rejected, i_ is free as long as nothing panics.
func TestJSONTestSuite(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(suites.Folder(t, "JSONTestSuite", "test_parsing"), "*.json"))
	if err != nil || len(files) < 300 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		err = Decode(data, Strict, new(struct{}), skipAll)
		switch name[0] {
		case 'y':
			if (err != nil) != rejectedOnPurpose[name] {
				t.Errorf("%s: %v", name, err)
			}
		case 'n':
			if err == nil {
				t.Errorf("%s: accepted", name)
			}
		}
		if err := Decode(data, Strict, new(json.RawMessage), ReadRaw); (err == nil) != strictJSON(data) {
			t.Errorf("%s: as raw JSON: %v", name, err)
		}
		if err := Decode(data, Strict, new(testPeer), readTestPeer); err == nil {
			t.Errorf("%s: accepted as a peer, which has required members", name)
		}
	}
}

// strictJSON is what the codec documents, expressed with encoding/json: valid, in
// UTF-8, not too deep, no half surrogate pairs, no duplicate names.
func strictJSON(data []byte) bool {
	if !utf8.Valid(data) || !json.Valid(data) || halfSurrogates(data) {
		return false
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	type level struct {
		names  map[string]bool
		isName bool
	}
	var open []level
	for {
		token, err := dec.Token()
		if err != nil {
			return true
		}
		if delim, ok := token.(json.Delim); ok && (delim == '}' || delim == ']') {
			open = open[:len(open)-1]
			continue
		}
		if n := len(open) - 1; n >= 0 && open[n].names != nil {
			if open[n].isName = !open[n].isName; open[n].isName {
				name := token.(string)
				if open[n].names[name] {
					return false
				}
				open[n].names[name] = true
			}
		}
		switch token {
		case json.Delim('{'):
			open = append(open, level{names: map[string]bool{}})
		case json.Delim('['):
			open = append(open, level{})
		}
		if len(open) > MaxDepth {
			return false
		}
	}
}

var escapedReplacement = regexp.MustCompile(`(?i)\\ufffd`)

// halfSurrogates looks for them in valid JSON. encoding/json decodes them as
// U+FFFD, so that one which is not written as such gives them away.
func halfSurrogates(data []byte) bool {
	s := strings.ReplaceAll(string(data), `\\`, "x") // lest `\\ufffd` is taken for an escape
	s = escapedReplacement.ReplaceAllString(strings.ReplaceAll(s, "\ufffd", "x"), "x")
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	for {
		token, err := dec.Token()
		if err != nil {
			return false
		}
		if text, ok := token.(string); ok && strings.ContainsRune(text, utf8.RuneError) {
			return true
		}
	}
}

func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`{"id":"a","end":null,"events":[{"code":1e3}]}`, `[1.5e-3,-0,true,false,null,"\ud83d\ude00\n"]`,
		`{"a":{"a":[],"b":{}},"a":1}`, `"\ud800"`, "\"\xff\"", `[[[[{"":""}]]]] x`, `{"shape":{"kind":"circle","radius":1}}`, `"12345678\"`, `00000000000000000000`, `{"x":1,"id":"a","x":2}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var raw json.RawMessage
		err := Decode(data, Strict, &raw, ReadRaw)
		if want := strictJSON(data); (err == nil) != want {
			t.Fatalf("%q: got %v, want accepted: %v", data, err, want)
		}
		if err == nil && !bytes.Equal(raw, bytes.Trim(data, " \t\r\n")) {
			t.Fatalf("%q: raw is %q", data, raw)
		}
		var s, want string
		if Decode(data, Strict, &s, ReadString) == nil && (json.Unmarshal(data, &want) != nil || s != want) {
			t.Fatalf("%q: string %q, want %q", data, s, want)
		}
		var n, wantN float64
		if Decode(data, Strict, &n, ReadFloat) == nil && (json.Unmarshal(data, &wantN) != nil || n != wantN) {
			t.Fatalf("%q: number %v, want %v", data, n, wantN)
		}
		var i, wantI int64
		if json.Unmarshal(data, &wantI) == nil && string(bytes.TrimSpace(data)) != "null" && (Decode(data, Strict, &i, ReadInt) != nil || i != wantI) {
			t.Fatalf("%q: integer %v, want %v", data, i, wantI)
		}
		var p, again testPeer
		if Decode(data, Strict, &p, readTestPeer) == nil {
			out, err := Encode(&p, appendTestPeer)
			if err != nil || Decode(out, Strict, &again, readTestPeer) != nil {
				t.Fatalf("%q: round trip %s, %v", data, out, err)
			}
			if last, err := Encode(&again, appendTestPeer); err != nil || !bytes.Equal(out, last) {
				t.Fatalf("%q: %s, then %s, %v", data, out, last, err)
			}
		}
	})
}
