package json

import (
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

// reading is a tuple of every kind of item.
type reading struct {
	At    int64
	Value core.Opt[float64]
	Unit  core.Opt[string]
	Note  core.Opt[string]
	Rest  []bool
}

func readReading(r *Reader, i int, v *reading) int {
	t, i := r.Tuple(i)
	i = ReadItem(&t, i, &v.At, ReadInt)
	i = ReadNullableItem(&t, i, &v.Value, ReadFloat)
	i = ReadOptionalItem(&t, i, &v.Unit, ReadString)
	i = ReadOptionalNullableItem(&t, i, &v.Note, ReadString)
	i = ReadItems(&t, i, &v.Rest, ReadBool)
	return t.End(i, false)
}

// pair takes nothing behind its items.
type pair struct{ A, B int64 }

func readPair(r *Reader, i int, v *pair) int {
	t, i := r.Tuple(i)
	i = ReadItem(&t, i, &v.A, ReadInt)
	i = ReadItem(&t, i, &v.B, ReadInt)
	return t.End(i, true)
}

func TestTupleTravels(t *testing.T) {
	for text, want := range map[string]reading{
		`[1,null]`:                         {At: 1, Value: core.Null[float64]()},
		`[1,2.5]`:                          {At: 1, Value: core.Some(2.5)},
		`[1,2.5,"m"]`:                      {At: 1, Value: core.Some(2.5), Unit: core.Some("m")},
		`[1,2.5,"m",null]`:                 {At: 1, Value: core.Some(2.5), Unit: core.Some("m"), Note: core.Null[string]()},
		`[1,2.5,"m","n",true,false]`:       {At: 1, Value: core.Some(2.5), Unit: core.Some("m"), Note: core.Some("n"), Rest: []bool{true, false}},
		` [ 1 , 2.5 , "m" , "n" , true ] `: {At: 1, Value: core.Some(2.5), Unit: core.Some("m"), Note: core.Some("n"), Rest: []bool{true}},
	} {
		var got reading
		if err := Decode([]byte(text), Strict, &got, readReading); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v", text, got, err)
			continue
		}
		again, err := Encode(&got, appendReading)
		if err != nil || string(again) != strings.ReplaceAll(text, " ", "") {
			t.Errorf("%s became %s, %v", text, again, err)
		}
	}
}

func TestTupleComplaints(t *testing.T) {
	for text, want := range map[string]string{
		`[]`:                   "body: must have more items",
		`[1]`:                  "body: must have more items",
		`{}`:                   "body: must be an array, not an object",
		`["x",1]`:              "body /0: must be an integer, not a string",
		`[1,2,null]`:           "body /2: must not be null",
		`[1,2,"m","n",true,3]`: "body /5: must be a boolean, not a number",
		`[1,2`:                 `invalid JSON at byte 4, in "/1": expected ',' or ']', found the end`,
	} {
		var got reading
		if err := Decode([]byte(text), Strict, &got, readReading); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	var two pair
	if err := Decode([]byte(`[1,2,{"a":[3]},4]`), Strict, &two, readPair); err == nil || err.Error() != "body /2: is not a known item; body /3: is not a known item" {
		t.Errorf("a strict reader on more items: %v", err)
	}
	if err := Decode([]byte(`[1,2,{"a":[3]},4]`), 0, &two, readPair); err != nil || two != (pair{1, 2}) {
		t.Errorf("a lenient reader on more items: %+v, %v", two, err)
	}
	for _, v := range []reading{{Note: core.Some("n")}, {Unit: core.Some("m"), Rest: []bool{true}}} {
		if text, err := Encode(&v, appendReading); err == nil {
			t.Errorf("%+v was written as %s", v, text)
		}
	}
	if text, err := Encode(&reading{}, appendReading); err != nil || string(text) != "[0,null]" {
		t.Errorf("the zero tuple is %s, %v", text, err)
	}
}

func TestLookAhead(t *testing.T) {
	look := func(text string, ask func(*Reader) string) string {
		r := newReader([]byte(text), Strict)
		result := ask(r)
		if r.depth != 0 || len(r.names) > 0 || len(r.findings) > 0 || r.unknown > 0 {
			t.Errorf("%s: looking ahead left traces: %+v", text, r)
		}
		return result
	}
	only := func(r *Reader) string { return OnlyMember(r, 0, "a", "b") }
	element := func(r *Reader) string { return string(rune(ElementKind(r, 0))) }
	tag := func(r *Reader) string { return Tag(r, 0, "v") }
	for _, test := range []struct {
		ask        func(*Reader) string
		text, want string
	}{
		{only, `{"x":{"a":1},"b":2}`, "b"}, {only, `{"b":2,"a":null}`, "b"}, {only, `{"b":2,"a":1}`, ""}, {only, `{}`, ""}, {only, `[1]`, ""},
		{element, `[ -1]`, "0"}, {element, `[{"a":1}]`, "{"}, {element, `[]`, "\x00"},
		{tag, `{"a":[],"v":true}`, "true"}, {tag, `{"v": false }`, "false"}, {tag, `{"v": 12}`, "12"}, {tag, `{"v":-1.50}`, "-1.5"}, {tag, `{"v":2e0}`, "2"},
		{tag, `{"v":"1.0"}`, "1.0"}, {tag, `{"v":null}`, ""}, {tag, `{"v":{"v":"a"}}`, ""}, {tag, `{"v":[1]}`, ""}, {tag, `{}`, ""}, {tag, `1`, ""},
	} {
		if got := look(test.text, test.ask); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}
