package support

import (
	"reflect"
	"strings"
	"testing"
)

// reading is a tuple of every kind of item.
type reading struct {
	At    int64
	Value Opt[float64]
	Unit  Opt[string]
	Note  Opt[string]
	Rest  []bool
}

func (v *reading) codeJSON(c *jsonCodec) {
	t := c.tuple()
	tupleItem(&t, &v.At, jsonInt)
	tupleNullable(&t, &v.Value, jsonFloat)
	tupleOptional(&t, &v.Unit, jsonString)
	tupleOptionalNullable(&t, &v.Note, jsonString)
	tupleRest(&t, &v.Rest, jsonBool)
	t.endTuple(false)
}

// pair takes nothing behind its items.
type pair struct{ A, B int64 }

func (v *pair) codeJSON(c *jsonCodec) {
	t := c.tuple()
	tupleItem(&t, &v.A, jsonInt)
	tupleItem(&t, &v.B, jsonInt)
	t.endTuple(true)
}

func TestTupleTravels(t *testing.T) {
	for text, want := range map[string]reading{
		`[1,null]`:                         {At: 1, Value: Null[float64]()},
		`[1,2.5]`:                          {At: 1, Value: Some(2.5)},
		`[1,2.5,"m"]`:                      {At: 1, Value: Some(2.5), Unit: Some("m")},
		`[1,2.5,"m",null]`:                 {At: 1, Value: Some(2.5), Unit: Some("m"), Note: Null[string]()},
		`[1,2.5,"m","n",true,false]`:       {At: 1, Value: Some(2.5), Unit: Some("m"), Note: Some("n"), Rest: []bool{true, false}},
		` [ 1 , 2.5 , "m" , "n" , true ] `: {At: 1, Value: Some(2.5), Unit: Some("m"), Note: Some("n"), Rest: []bool{true}},
	} {
		var got reading
		if err := decodeBody([]byte(text), true, &got, jsonValue); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v", text, got, err)
			continue
		}
		again, err := encodeBody(&got, jsonValue)
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
		if err := decodeBody([]byte(text), true, &got, jsonValue); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	var two pair
	if err := decodeBody([]byte(`[1,2,{"a":[3]},4]`), true, &two, jsonValue); err == nil || err.Error() != "body /2: is not a known item; body /3: is not a known item" {
		t.Errorf("a strict codec on more items: %v", err)
	}
	if err := decodeBody([]byte(`[1,2,{"a":[3]},4]`), false, &two, jsonValue); err != nil || two != (pair{1, 2}) {
		t.Errorf("a lenient codec on more items: %+v, %v", two, err)
	}
	for _, v := range []reading{{Note: Some("n")}, {Unit: Some("m"), Rest: []bool{true}}} {
		if text, err := encodeBody(&v, jsonValue); err == nil {
			t.Errorf("%+v was written as %s", v, text)
		}
	}
	if text, err := encodeBody(&reading{}, jsonValue); err != nil || string(text) != "[0,null]" {
		t.Errorf("the zero tuple is %s, %v", text, err)
	}
}

func TestLookAhead(t *testing.T) {
	look := func(text string, ask func(*jsonCodec) string) string {
		c := &jsonCodec{}
		c.begin(text, true)
		answer := ask(c)
		if c.pos != 0 || len(c.violations) > 0 || c.unknown > 0 {
			t.Errorf("%s: looking ahead left traces: %+v", text, c)
		}
		return answer
	}
	among := func(c *jsonCodec) string { return jsonMemberAmong(c, "a", "b") }
	element := func(c *jsonCodec) string { return string(rune(jsonElementKind(c))) }
	literal := func(c *jsonCodec) string { return jsonLiteralTag(c, "v") }
	for _, test := range []struct {
		ask        func(*jsonCodec) string
		text, want string
	}{
		{among, `{"x":{"a":1},"b":2,"a":3}`, "a"}, {among, `{"b":2}`, "b"}, {among, `{}`, ""}, {among, `[1]`, ""},
		{element, `[ -1]`, "0"}, {element, `[{"a":1}]`, "{"}, {element, `[]`, "\x00"}, {element, `{}`, "\x00"},
		{literal, `{"a":[],"v":true}`, "true"}, {literal, `{"v":12}`, "12"}, {literal, `{}`, ""}, {literal, `1`, ""},
	} {
		if got := look(test.text, test.ask); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}
