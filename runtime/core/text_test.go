package core

import (
	"strconv"
	"testing"
)

// A text is an integer wherever JSON has one: without a fraction, in any notation.
func TestParseIntegers(t *testing.T) {
	for text, want := range map[string]int64{
		"1": 1, "1.0": 1, "-2.00": -2, "1e3": 1000, "1.5e1": 15, "120e-1": 12, "0.0": 0, "-0": 0, "9223372036854775807.0": 9223372036854775807, "5E+2": 500,
	} {
		if got, err := ParseInt[int64](text, true); err != nil || got != want {
			t.Errorf("%s is %d, %v, want %d", text, got, err, want)
		}
		if want < 0 || text[0] == '-' {
			continue
		}
		if got, err := ParseUint[uint64](text, true); err != nil || got != uint64(want) {
			t.Errorf("%s is %d, %v, want %d without a sign", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1.5", "1.", ".5", "1e-1", "1e99", "1e999999999999999999999", "0x1p4", "1,0", "1.0 ", "one", "9223372036854775808", "1e"} {
		if got, err := ParseInt[int64](text, true); err == nil {
			t.Errorf("%s is %d", strconv.Quote(text), got)
		}
	}
	if got, err := ParseInt[int8]("200.0", true); err == nil {
		t.Errorf("200.0 is %d of 8 bits", got)
	}
}
