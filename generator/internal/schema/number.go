package schema

import (
	"encoding/json"
	"math"
	"math/big"
	"strconv"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// ExactNumber is the plainest literal of a number: 1 for 1.0 and 1e0, 0.001 for
// 1e-3. A number with more digits than anybody would write out is returned as it is.
func ExactNumber(literal string) string {
	f, err := strconv.ParseFloat(literal, 64)
	if size := math.Abs(f); err != nil || size > 1e20 || f != 0 && size < 1e-9 {
		return literal
	}
	given, ok := new(big.Rat).SetString(literal)
	if !ok {
		return literal // the exponent is too large
	}
	if given.IsInt() {
		return given.RatString()
	}
	plain := strconv.FormatFloat(f, 'f', -1, 64)
	if short, _ := new(big.Rat).SetString(plain); given.Cmp(short) == 0 {
		return plain
	}
	return literal
}

// IsNumber reports whether a text is a JSON number.
func IsNumber(text string) bool {
	var n json.Number
	return json.Unmarshal([]byte(text), &n) == nil && n.String() == text
}

// isInteger reports whether a literal is a Go integer of 64 bits as it is, with
// a sign or without one.
func isInteger(literal string) bool {
	_, err := strconv.ParseInt(literal, 10, 64)
	if err != nil {
		_, err = strconv.ParseUint(literal, 10, 64)
	}
	return err == nil
}

// IsPositive reports whether a literal is more than 0 and of a size that floats have.
func IsPositive(literal string) bool {
	f, err := strconv.ParseFloat(literal, 64)
	return err == nil && f > 0
}

// IsMultiple reports whether one number is a multiple of another. It is exact.
func IsMultiple(literal, divisor string) bool {
	x, ok := new(big.Rat).SetString(literal)
	d, also := new(big.Rat).SetString(divisor)
	return ok && also && x.Quo(x, d).IsInt()
}

// Counts reads two keywords that count, such as minItems and maxItems. A value that
// is not a count is ignored. A count that is too large for a Go int limits nothing.
func Counts(part spec.Cursor, least, most string) (uint64, *uint64) {
	count := func(keyword string) (uint64, bool) {
		n := part.Child(keyword).Node
		if n == nil || n.Kind != source.Number {
			return 0, false
		}
		f, err := strconv.ParseFloat(n.Text, 64)
		if err != nil || f < 0 || f >= 1<<31 {
			return 0, false
		}
		return uint64(f), true
	}
	low, _ := count(least)
	if high, ok := count(most); ok {
		return low, &high
	}
	return low, nil
}
