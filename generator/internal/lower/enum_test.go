package lower

import "testing"

func TestExactNumber(t *testing.T) {
	for literal, want := range map[string]string{
		"1.0": "1", "1e0": "1", "1e3": "1000", "-2.50": "-2.5", "1e-3": "0.001", "0e999999999": "0", "-0.0": "0",
		"9007199254740993": "9007199254740993", "18446744073709551615": "18446744073709551615",
		"0.30000000000000000004": "0.30000000000000000004", "1e400": "1e400", "1e-12": "1e-12",
		"1e-400": "1e-400", "1e-999999999": "1e-999999999",
	} {
		if got := exactNumber(literal); got != want {
			t.Errorf("%s: %s, want %s", literal, got, want)
		}
	}
}
