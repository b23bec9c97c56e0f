package constraint

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
)

func TestSatisfies(t *testing.T) {
	even := ir.MultipleOf{Divisor: "2"}
	for _, test := range []struct {
		check   ir.Check
		literal string
		want    bool
	}{
		{ir.Length{Min: 1, Max: new(uint64(2))}, `"日本"`, true},
		{ir.Length{Max: new(uint64(1))}, `"ab"`, false},
		{ir.Pattern{RE2: "^a"}, `"ab"`, true},
		{ir.Bound{Limit: "1"}, `1.0`, true},
		{ir.Bound{Limit: "1", Exclusive: true}, `1`, false},
		{even, `3`, false},
		{ir.Whole{}, `3.0`, true},
		{ir.OneOf{Literals: []string{"1", "2"}}, `2`, true},
		{ir.Not{Checks: []ir.Check{even}}, `3`, true},
		{ir.When{If: []ir.Check{even}, Then: []ir.Check{ir.Never{}}}, `2`, false},
		{ir.When{If: []ir.Check{even}, Then: []ir.Check{ir.Never{}}}, `3`, true},
		{ir.Alternatives{Sets: [][]ir.Check{{even}, {ir.Whole{}}}}, `2`, true},
		{ir.Alternatives{Exactly: true, Sets: [][]ir.Check{{even}, {ir.Whole{}}}}, `2`, false},
		{ir.Never{}, `2`, false},
		{ir.Raw{}, `2`, true},
	} {
		if got := Satisfies([]ir.Check{test.check}, test.literal); got != test.want {
			t.Errorf("%s satisfies %s: %v, want %v", test.literal, Key([]ir.Check{test.check}), got, test.want)
		}
	}
}

func TestQuoteAndUnquote(t *testing.T) {
	if got := Unquote(Quote(`a "b"`)); got != `a "b"` {
		t.Errorf("%q", got)
	}
	if got := Unquote("1"); got != "" {
		t.Errorf("%q", got)
	}
}

// Bounds of several parts become one, the tighter.
func TestTightest(t *testing.T) {
	for _, test := range []struct{ checks, want []ir.Check }{
		{[]ir.Check{ir.Bound{Limit: "1"}, ir.Bound{Limit: "3"}}, []ir.Check{ir.Bound{Limit: "3"}}},
		{[]ir.Check{ir.Bound{Limit: "1"}, ir.Bound{Limit: "1.0", Exclusive: true}}, []ir.Check{ir.Bound{Limit: "1", Exclusive: true}}},
		{[]ir.Check{ir.Bound{Limit: "1"}, ir.Bound{Limit: "3", Upper: true}}, []ir.Check{ir.Bound{Limit: "1"}, ir.Bound{Limit: "3", Upper: true}}},
		{[]ir.Check{ir.Items{Min: 1, Max: new(uint64(5))}, ir.Items{Min: 2}}, []ir.Check{ir.Items{Min: 2, Max: new(uint64(5))}}},
		{[]ir.Check{ir.Whole{}, ir.Length{Min: 1}}, []ir.Check{ir.Whole{}, ir.Length{Min: 1}}},
	} {
		if got := tightest(test.checks); Key(got) != Key(test.want) {
			t.Errorf("%s: %s, want %s", Key(test.checks), Key(got), Key(test.want))
		}
	}
}

// Alternatives of scalars that have become one type are checks of that type.
func TestCollapsed(t *testing.T) {
	checked := func(v ir.Value, checks ...ir.Check) ir.Value { v.Checks = checks; return v }
	for _, test := range []struct {
		members []ir.Value
		wide    ir.Value
		want    []ir.Check
	}{
		{[]ir.Value{str, checked(str, ir.Length{Min: 1})}, str, nil},
		{[]ir.Value{integer, checked(number, ir.Bound{Limit: "0"})}, number,
			[]ir.Check{ir.Alternatives{Keyword: "oneOf", Sets: [][]ir.Check{{ir.Whole{}}, {ir.Bound{Limit: "0"}}}}}},
		{[]ir.Value{{Type: ir.Date{}}, checked(str, ir.Length{Max: new(uint64(3))})}, str,
			[]ir.Check{ir.Alternatives{Keyword: "oneOf", Sets: [][]ir.Check{{ir.StringFormat{Name: "date"}}, {ir.Length{Max: new(uint64(3))}}}}}},
		{[]ir.Value{checked(strs, ir.Items{Min: 1})}, checked(strs, ir.Items{Min: 1}), []ir.Check{ir.Items{Min: 1}}},
	} {
		if got := Collapsed("oneOf", test.members, test.wide); Key(got) != Key(test.want) {
			t.Errorf("%v: %s, want %s", test.members, Key(got), Key(test.want))
		}
	}
}

func TestWholeHasTheChecksOfElements(t *testing.T) {
	v := ir.Value{Type: ir.List{Elem: ir.Value{Type: ir.String{}, Nullable: true, Checks: []ir.Check{ir.Length{Min: 1}}}}, Checks: []ir.Check{ir.Items{Min: 1}}}
	want := []ir.Check{ir.Items{Min: 1}, ir.Each{Checks: []ir.Check{ir.Length{Min: 1}}, NullToo: true}}
	if got := Whole(v); Key(got) != Key(want) {
		t.Errorf("%s, want %s", Key(got), Key(want))
	}
	if got := Whole(Without(v)); len(got) > 0 {
		t.Errorf("%s", Key(got))
	}
}
