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

func codeReading(c *Codec, v *reading) {
	t := c.Tuple()
	Item(&t, &v.At, Int)
	NullableItem(&t, &v.Value, Float)
	OptionalItem(&t, &v.Unit, String)
	OptionalNullableItem(&t, &v.Note, String)
	RestItems(&t, &v.Rest, Bool)
	t.End(false)
}

// pair takes nothing behind its items.
type pair struct{ A, B int64 }

func codePair(c *Codec, v *pair) {
	t := c.Tuple()
	Item(&t, &v.A, Int)
	Item(&t, &v.B, Int)
	t.End(true)
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
		if err := Decode([]byte(text), Strict, &got, codeReading); err != nil || !reflect.DeepEqual(got, want) {
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
		if err := Decode([]byte(text), Strict, &got, codeReading); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	var two pair
	if err := Decode([]byte(`[1,2,{"a":[3]},4]`), Strict, &two, codePair); err == nil || err.Error() != "body /2: is not a known item; body /3: is not a known item" {
		t.Errorf("a strict codec on more items: %v", err)
	}
	if err := Decode([]byte(`[1,2,{"a":[3]},4]`), 0, &two, codePair); err != nil || two != (pair{1, 2}) {
		t.Errorf("a lenient codec on more items: %+v, %v", two, err)
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
	look := func(text string, ask func(*Codec) string) string {
		c := &Codec{}
		c.begin(text, Strict)
		result := ask(c)
		if c.Pos != 0 || len(c.violations) > 0 || c.unknown > 0 {
			t.Errorf("%s: looking ahead left traces: %+v", text, c)
		}
		return result
	}
	only := func(c *Codec) string { return OnlyMember(c, "a", "b") }
	element := func(c *Codec) string { return string(rune(ElementKind(c))) }
	tag := func(c *Codec) string { return Tag(c, "v") }
	for _, test := range []struct {
		ask        func(*Codec) string
		text, want string
	}{
		{only, `{"x":{"a":1},"b":2}`, "b"}, {only, `{"b":2,"a":null}`, "b"}, {only, `{"b":2,"a":1}`, ""}, {only, `{}`, ""}, {only, `[1]`, ""},
		{element, `[ -1]`, "0"}, {element, `[{"a":1}]`, "{"}, {element, `[]`, "\x00"}, {element, `{}`, "\x00"},
		{tag, `{"a":[],"v":true}`, "true"}, {tag, `{"v": false }`, "false"}, {tag, `{"v": 12}`, "12"}, {tag, `{"v":-1.50}`, "-1.5"}, {tag, `{"v":2e0}`, "2"},
		{tag, `{"v":"1.0"}`, "1.0"}, {tag, `{"v":null}`, ""}, {tag, `{"v":{"v":"a"}}`, ""}, {tag, `{"v":[1]}`, ""}, {tag, `{}`, ""}, {tag, `1`, ""},
	} {
		if got := look(test.text, test.ask); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}
