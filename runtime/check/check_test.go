package check

import (
	stdjson "encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// found are the violations of some checks, each with its keyword in brackets.
func found(in string, check func(c *Collector)) (out []string) {
	c := &Collector{In: in}
	check(c)
	var failure *core.ConstraintError
	if errors.As(c.Err(), &failure) {
		for _, v := range failure.Violations {
			out = append(out, v.String()+" ["+v.Keyword+"]")
		}
	}
	return out
}

func TestChecks(t *testing.T) {
	raws := []stdjson.RawMessage{stdjson.RawMessage(`{"a":1,"b":[1e2,0]}`), stdjson.RawMessage(`{"b":[100.0,-0],"a":1.0}`)}
	apart := []stdjson.RawMessage{stdjson.RawMessage(`1`), stdjson.RawMessage(`"1"`), stdjson.RawMessage(`true`), stdjson.RawMessage(`1e-999999999`), stdjson.RawMessage(`0`)}
	short := func(c *Collector, x string) { Length(c, Self, x, 0, 1) }
	for _, test := range []struct {
		check func(c *Collector)
		want  []string
	}{
		{func(c *Collector) { Unique(c, "l", []string{"a", "b", "a"}) }, []string{"body /l: must not have equal elements, as 0 and 2 are [uniqueItems]"}},
		{func(c *Collector) { Unique(c, "l", []core.Opt[int64]{core.Some[int64](0), core.Null[int64]()}) }, nil},
		{func(c *Collector) { UniqueJSON(c, Self, raws, json.AppendRaw) }, []string{"body: must not have equal elements, as 0 and 1 are [uniqueItems]"}},
		{func(c *Collector) { UniqueJSON(c, "l", apart, json.AppendRaw) }, nil},
		{func(c *Collector) { Contains(c, "l", []string{"aa"}, 1, -1, short) }, []string{"body /l: must have an element that matches the schema contains [contains]"}},
		{func(c *Collector) { Contains(c, "l", []string{"a"}, 2, -1, short) }, []string{"body /l: must have at least 2 elements that match the schema contains, not 1 [minContains]"}},
		{func(c *Collector) { Contains(c, "l", []string{"a", "b"}, 1, 1, short) }, []string{"body /l: must have at most 1 element that match the schema contains, not 2 [maxContains]"}},
		{func(c *Collector) { Contains(c, "l", []string{"a", "bb"}, 1, 1, short) }, nil},
		{func(c *Collector) { c.MemberCount(Self, Count(true, false, true), 3, 4) }, []string{"body: must have at least 3 members, not 2 [minProperties]"}},
		{func(c *Collector) { c.Enter("o"); c.MemberCount(Self, 5, 3, 4) }, []string{"body /o: must have at most 4 members, not 5 [maxProperties]"}},
		{func(c *Collector) {
			c.MemberRequired("b", "", false)
			c.MemberRequired("c", "b", false)
			c.MemberRequired("d", "", true)
		},
			[]string{"body /b: is required [required]", "body /c: is required with b [dependentRequired]"}},
		{func(c *Collector) { c.MemberForbidden("a", true); c.MemberForbidden("b", false) }, []string{"body /a: is not allowed [properties]"}},
		{func(c *Collector) { c.MemberName("a/b", "at most 2 characters", false) }, []string{"body /a~1b: must have a name that is at most 2 characters [propertyNames]"}},
		{func(c *Collector) { c.NotAllowed("a", "1", true); c.NotAllowed("b", "1", false) }, []string{"body /a: must not be 1 [not]"}},
		{func(c *Collector) {
			c.Alternatives("a", "anyOf", false, false, false)
			c.Alternatives("b", "anyOf", false, true, true)
		},
			[]string{"body /a: must satisfy one of 2 alternatives [anyOf]"}},
		{func(c *Collector) {
			c.Alternatives("a", "oneOf", true, true, true)
			c.Alternatives("b", "oneOf", true, false, true)
		},
			[]string{"body /a: must satisfy exactly one of 2 alternatives, not 2 [oneOf]"}},
	} {
		if got := found("body", test.check); !slices.Equal(got, test.want) {
			t.Errorf("got %q\nwant %q", got, test.want)
		}
	}
	if got := found("query", func(c *Collector) { c.Enter("ids"); Length(c, Self, "", 1, -1) }); len(got) != 1 || got[0] != "query ids: must have at least 1 character, not 0 [minLength]" {
		t.Errorf("a parameter itself: %q", got)
	}
	if got := found("body", func(c *Collector) {
		for range 200 {
			c.Report("a", "not", "must not be")
		}
	}); len(got) != core.MaxViolations {
		t.Errorf("%d violations, want %d", len(got), core.MaxViolations)
	}
}

func TestIsMultipleOf(t *testing.T) {
	for _, test := range []struct {
		v       float64
		divisor string
		want    bool
	}{
		{0.3, "0.1", true}, {0.35, "0.1", false}, {0.0075, "0.0001", true}, {0.00751, "0.0001", false},
		{1e308, "0.5", true}, {12391239123, "1e-8", true}, {0, "7", true}, {-4.5, "1.5", true}, {19.99, "0.01", true},
	} {
		if got := IsMultipleOf(test.v, test.divisor); got != test.want {
			t.Errorf("%v of %s: %t", test.v, test.divisor, got)
		}
	}
	if !IsMultipleOf(float32(0.3), "0.1") || IsMultipleOf(int64(9007199254740993), "2") {
		t.Error("a number is not taken as it is written")
	}
	if !EqualsAny("b", "a", "b") || EqualsAny(1, 2, 3) {
		t.Error("equalsAny")
	}
}

func TestCompareDecimal(t *testing.T) {
	for _, test := range []struct {
		n     stdjson.Number
		limit string
		want  int
	}{
		{"0.01", "0.01", 0}, {"0.010", "1e-2", 0}, {"0.010000000000000000001", "0.01", 1}, {"0.00999999999999999999999", "0.01", -1},
		{"9007199254740993", "9007199254740992", 1}, {"-1", "0", -1}, {"0", "0.0", 0}, {"1e400", "123456789012345678901234567890", 1}, {"-1e999999999", "5", -1},
	} {
		if got := CompareDecimal(test.n, test.limit); got != test.want {
			t.Errorf("%s and %s: %d, want %d", test.n, test.limit, got, test.want)
		}
	}
}

func TestMisfitChecked(t *testing.T) {
	for data, want := range map[string]int{`"ab"`: 0, `"abcd"`: 1000, `7`: json.Unfit} {
		var got int
		var raw stdjson.RawMessage
		err := json.Decode([]byte(data), json.Strict, &raw, func(r *json.Reader, i int, p *stdjson.RawMessage) int {
			got = Misfit(r, i, readCheckedText, (*checkedText).check)
			return json.ReadRaw(r, i, p)
		})
		if got != want || err != nil || string(raw) != data {
			t.Errorf("%s: %d, want %d; then read %s, %v", data, got, want, raw, err)
		}
	}
}

type checkedText string

func readCheckedText(r *json.Reader, i int, v *checkedText) int { return json.ReadString(r, i, v) }

func (v *checkedText) check(c *Collector) { Length(c, Self, *v, 0, 3) }

// Elements of different kinds are not equal, whatever their texts are.
func TestUniqueNumbersAndOthers(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		equal bool
	}{
		{`1`, `{"\ufffd":"1"}`, false}, {`1`, `{"\ufffd":"1e0"}`, false}, {`1`, `"1"`, false}, {`1`, `"1e0"`, false}, {`1`, `[1]`, false},
		{`1`, `1.0`, true}, {`10`, `1e1`, true}, {`-0`, `0.0e5`, true}, {`{"a":0.5}`, `{"a":5e-1}`, true}, {`1`, `-1`, false}, {`1`, `10`, false},
	} {
		c1 := &Collector{In: "body"}
		UniqueJSON(c1, Self, []stdjson.RawMessage{stdjson.RawMessage(c.a), stdjson.RawMessage(c.b)}, json.AppendRaw)
		if equal := c1.Err() != nil; equal != c.equal {
			t.Errorf("%s and %s: equal %v", c.a, c.b, equal)
		}
	}
}
