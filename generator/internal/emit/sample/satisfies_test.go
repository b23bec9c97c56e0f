package sample

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
)

func decoded(t *testing.T, text string) (x any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&x); err != nil {
		t.Fatal(err)
	}
	return x
}

// TestSatisfies has a valid and an invalid value for each check. A check that cannot
// be decided is not satisfied, also inside of Not.
func TestSatisfies(t *testing.T) {
	two, three := uint64(2), uint64(3)
	length := []ir.Check{ir.Length{Min: 2, Max: &three}}
	for _, c := range []struct {
		check          ir.Check
		valid, invalid string
	}{
		{length[0], `"äö"`, `"ä"`},
		{length[0], `"abc"`, `"abcd"`},
		{ir.Pattern{RE2: "^a+$"}, `"aa"`, `"ab"`},
		{ir.StringFormat{Name: "uuid"}, `"123e4567-e89b-12d3-a456-426614174000"`, `"1"`},
		{ir.Bound{Limit: "5"}, `5`, `4.9`},
		{ir.Bound{Limit: "5", Upper: true, Exclusive: true}, `4`, `5.0`},
		{ir.MultipleOf{Divisor: "0.1"}, `0.3`, `0.35`},
		{ir.Whole{}, `3.0`, `3.5`},
		{ir.OneOf{Literals: []string{`"a"`, `1`, `true`}}, `1.0`, `"1"`},
		{ir.OneOf{Literals: []string{`"a"`, `1`, `true`}}, `true`, `false`},
		{ir.Items{Min: 1, Max: &two}, `[1,2]`, `[1,2,3]`},
		{ir.Unique{}, `[1,"1",{"a":1,"b":2}]`, `[{"a":1,"b":2},{"b":2.0,"a":1}]`},
		{ir.Each{Checks: length}, `["aa","bb"]`, `["aa","b"]`},
		{ir.Each{Checks: length, NullToo: true}, `["aa",null]`, `["b"]`},
		{ir.Each{Checks: length}, `{"k":"aa"}`, `{"k":null}`},
		{ir.Contains{Min: 1, Max: &two, Checks: length}, `["a","bb"]`, `["bb","bb","bb"]`},
		{ir.Members{Min: 1, Max: &two}, `{"a":1}`, `{}`},
		{ir.Present{Name: "a"}, `{"a":null}`, `{"b":1}`},
		{ir.Absent{Name: "a", NullToo: true}, `{"a":null}`, `{"a":1}`},
		{ir.Member{Name: "a", Checks: length}, `{"b":1}`, `{"a":"b"}`},
		{ir.Not{Checks: length}, `"a"`, `"aa"`},
		{ir.When{If: length, Then: []ir.Check{ir.Pattern{RE2: "a"}}, Else: []ir.Check{ir.Pattern{RE2: "b"}}}, `"b"`, `"bb"`},
		{ir.Alternatives{Sets: [][]ir.Check{length, {ir.Pattern{RE2: "a"}}}}, `"aa"`, `"b"`},
		{ir.Alternatives{Exactly: true, Sets: [][]ir.Check{length, {ir.Pattern{RE2: "a"}}}}, `"bb"`, `"aa"`},
	} {
		if !satisfies([]ir.Check{c.check}, decoded(t, c.valid)) {
			t.Errorf("%T%+v: %s is invalid", c.check, c.check, c.valid)
		}
		if satisfies([]ir.Check{c.check}, decoded(t, c.invalid)) {
			t.Errorf("%T%+v: %s is valid", c.check, c.check, c.invalid)
		}
	}
	for _, check := range []ir.Check{ir.Never{}, ir.Raw{Schema: "{}"}, ir.Not{Checks: []ir.Check{ir.Raw{Schema: "{}"}}}, ir.Length{}, ir.Names{}, ir.Keyed{}} {
		if satisfies([]ir.Check{check}, decoded(t, `{"a":1}`)) {
			t.Errorf("%T is satisfied", check)
		}
	}
	if satisfies([]ir.Check{ir.Bound{Limit: "1"}}, json.Number("1e999999999")) {
		t.Error("a number that takes much memory is compared")
	}
}

func TestTextOf(t *testing.T) {
	word, list := ir.Value{Type: ir.String{}}, ir.Value{Type: ir.List{Elem: ir.Value{Type: ir.String{}}}}
	for _, c := range []struct {
		param ir.Param
		text  string
		want  bool
	}{
		{ir.Param{In: ir.InPath, Value: word}, "a/b ü,", true},
		{ir.Param{In: ir.InPath, Value: word}, "..", false},
		{ir.Param{In: ir.InQuery, Value: word}, "a\nb", false},
		{ir.Param{In: ir.InHeader, Value: word}, "a b", true},
		{ir.Param{In: ir.InHeader, Value: word}, "ü", false},
		{ir.Param{In: ir.InHeader, Value: word}, " a", false},
		{ir.Param{In: ir.InQuery, Value: list}, "a,b", false},
	} {
		if got := textOf(&c.param)(c.text); got != c.want {
			t.Errorf("%s %q: %t, want %t", c.param.In, c.text, got, c.want)
		}
	}
}
