package schema

import "testing"

func TestExactNumber(t *testing.T) {
	for literal, want := range map[string]string{
		"1.0": "1", "1e0": "1", "1e3": "1000", "-2.50": "-2.5", "1e-3": "0.001", "0e999999999": "0", "-0.0": "0",
		"9007199254740993": "9007199254740993", "18446744073709551615": "18446744073709551615",
		"0.30000000000000000004": "0.30000000000000000004", "1e400": "1e400", "1e-12": "1e-12",
		"1e-400": "1e-400", "1e-999999999": "1e-999999999",
	} {
		if got := ExactNumber(literal); got != want {
			t.Errorf("%s: %s, want %s", literal, got, want)
		}
	}
}

func TestIsMultipleIsExact(t *testing.T) {
	for _, test := range []struct {
		literal, divisor string
		want             bool
	}{
		{"0.3", "0.1", true},
		{"9007199254740993", "2", false},
		{"1.0", "1", true},
		{"1.5", "1", false},
		{"x", "1", false},
	} {
		if got := IsMultiple(test.literal, test.divisor); got != test.want {
			t.Errorf("%s is a multiple of %s: %v, want %v", test.literal, test.divisor, got, test.want)
		}
	}
}

func TestCounts(t *testing.T) {
	for text, want := range map[string][2]int{ // -1 for no upper limit
		`{"minItems": 1, "maxItems": 2}`:             {1, 2},
		`{"maxItems": 0}`:                            {0, 0},
		`{"minItems": 2.0}`:                          {2, -1},
		`{"minItems": -1, "maxItems": "2"}`:          {0, -1},
		`{"minItems": 1e30, "maxItems": 4294967296}`: {0, -1},
	} {
		least, most := Counts(parse(t, text), "minItems", "maxItems")
		got := [2]int{int(least), -1}
		if most != nil {
			got[1] = int(*most)
		}
		if got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
