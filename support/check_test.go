package support

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
)

// found are the violations of some checks, each with its keyword in brackets.
func found(in string, check func(c *checker)) (out []string) {
	c := &checker{in: in}
	check(c)
	var failure *ValidationFailure
	if errors.As(c.err(), &failure) {
		for _, v := range failure.Violations {
			out = append(out, v.String()+" ["+v.Keyword+"]")
		}
	}
	return out
}

func TestChecks(t *testing.T) {
	raws := []json.RawMessage{json.RawMessage(`{"a":1,"b":[1e2,0]}`), json.RawMessage(`{"b":[100.0,-0],"a":1.0}`)}
	apart := []json.RawMessage{json.RawMessage(`1`), json.RawMessage(`"1"`), json.RawMessage(`true`), json.RawMessage(`1e-999999999`), json.RawMessage(`0`)}
	short := func(c *checker, x string) { checkLength(c, itself, x, 0, 1) }
	for _, test := range []struct {
		check func(c *checker)
		want  []string
	}{
		{func(c *checker) { checkUnique(c, "l", []string{"a", "b", "a"}) }, []string{"body /l: must not have equal elements, as 0 and 2 are [uniqueItems]"}},
		{func(c *checker) { checkUnique(c, "l", []Opt[int64]{Some[int64](0), Null[int64]()}) }, nil},
		{func(c *checker) { checkUniqueJSON(c, itself, raws, jsonRaw) }, []string{"body: must not have equal elements, as 0 and 1 are [uniqueItems]"}},
		{func(c *checker) { checkUniqueJSON(c, "l", apart, jsonRaw) }, nil},
		{func(c *checker) { checkContains(c, "l", []string{"aa"}, 1, -1, short) }, []string{"body /l: must have an element of the kind that the document asks for [contains]"}},
		{func(c *checker) { checkContains(c, "l", []string{"a"}, 2, -1, short) }, []string{"body /l: must have at least 2 elements of the kind that the document asks for, not 1 [minContains]"}},
		{func(c *checker) { checkContains(c, "l", []string{"a", "b"}, 1, 1, short) }, []string{"body /l: must have at most 1 elements of the kind that the document asks for, not 2 [maxContains]"}},
		{func(c *checker) { checkContains(c, "l", []string{"a", "bb"}, 1, 1, short) }, nil},
		{func(c *checker) { c.memberCount(itself, countPresent(true, false, true), 3, 4) }, []string{"body: must have at least 3 members, not 2 [minProperties]"}},
		{func(c *checker) { c.enter("o"); c.memberCount(itself, 5, 3, 4) }, []string{"body /o: must have at most 4 members, not 5 [maxProperties]"}},
		{func(c *checker) {
			c.memberRequired("b", "", false)
			c.memberRequired("c", "b", false)
			c.memberRequired("d", "", true)
		},
			[]string{"body /b: is required [required]", "body /c: is required beside b [dependentRequired]"}},
		{func(c *checker) { c.memberForbidden("a", true); c.memberForbidden("b", false) }, []string{"body /a: must not be there [properties]"}},
		{func(c *checker) { c.memberName("a/b", "at most 2 characters", false) }, []string{"body /a~1b: must have a name that is at most 2 characters [propertyNames]"}},
		{func(c *checker) { c.notAllowed("a", "1", true); c.notAllowed("b", "1", false) }, []string{"body /a: must not be 1 [not]"}},
		{func(c *checker) {
			c.alternatives("a", "anyOf", false, false, false)
			c.alternatives("b", "anyOf", false, true, true)
		},
			[]string{"body /a: must satisfy one of 2 alternatives [anyOf]"}},
		{func(c *checker) {
			c.alternatives("a", "oneOf", true, true, true)
			c.alternatives("b", "oneOf", true, false, true)
		},
			[]string{"body /a: must satisfy exactly one of 2 alternatives, not 2 [oneOf]"}},
	} {
		if got := found("body", test.check); !slices.Equal(got, test.want) {
			t.Errorf("got %q\nwant %q", got, test.want)
		}
	}
	if got := found("query", func(c *checker) { c.enter("ids"); checkLength(c, itself, "", 1, -1) }); len(got) != 1 || got[0] != "query ids: must have at least 1 characters, not 0 [minLength]" {
		t.Errorf("a parameter itself: %q", got)
	}
	if got := found("body", func(c *checker) {
		for range 200 {
			c.report("a", "not", "must not be")
		}
	}); len(got) != maxViolations {
		t.Errorf("%d violations, want %d", len(got), maxViolations)
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
		if got := isMultipleOf(test.v, test.divisor); got != test.want {
			t.Errorf("%v of %s: %t", test.v, test.divisor, got)
		}
	}
	if !isMultipleOf(float32(0.3), "0.1") || isMultipleOf(int64(9007199254740993), "2") {
		t.Error("a number is not taken as it is written")
	}
	if !equalsAny("b", "a", "b") || equalsAny(1, 2, 3) {
		t.Error("equalsAny")
	}
}

func TestCompareDecimal(t *testing.T) {
	for _, test := range []struct {
		n     json.Number
		limit string
		want  int
	}{
		{"0.01", "0.01", 0}, {"0.010", "1e-2", 0}, {"0.010000000000000000001", "0.01", 1}, {"0.00999999999999999999999", "0.01", -1},
		{"9007199254740993", "9007199254740992", 1}, {"-1", "0", -1}, {"0", "0.0", 0}, {"1e400", "123456789012345678901234567890", 1}, {"-1e999999999", "5", -1},
	} {
		if got := compareDecimal(test.n, test.limit); got != test.want {
			t.Errorf("%s and %s: %d, want %d", test.n, test.limit, got, test.want)
		}
	}
}

func TestMisfitChecked(t *testing.T) {
	for data, want := range map[string]int{`"ab"`: 0, `"abcd"`: 1000, `7`: unfit} {
		c := &jsonCodec{}
		c.begin(data, true)
		if got := misfitChecked[checkedText](c); got != want || c.pos != 0 || len(c.violations) > 0 {
			t.Errorf("%s: %d, want %d", data, got, want)
		}
	}
}

type checkedText string

func (v *checkedText) codeJSON(c *jsonCodec) { jsonString(c, v) }
func (v *checkedText) check(c *checker)      { checkLength(c, itself, *v, 0, 3) }
