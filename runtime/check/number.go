package check

import (
	"cmp"
	stdjson "encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
)

// IsMultipleOf takes a number as the decimal that it is written as: 0.3 is a
// multiple of 0.1.
func IsMultipleOf[T ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64](v T, divisor string) bool {
	n, ok := new(big.Rat).SetString(fmt.Sprint(v))
	d, also := new(big.Rat).SetString(divisor)
	return ok && also && n.Quo(n, d).IsInt()
}

// compareNumbers is exact for numbers that one float64 stands for.
func compareNumbers(a, b string) int {
	x, _ := strconv.ParseFloat(a, 64) // infinite where it is too large
	y, _ := strconv.ParseFloat(b, 64)
	if x == y && x != 0 && !math.IsInf(x, 0) {
		return rational(a).Cmp(rational(b))
	}
	return cmp.Compare(x, y)
}

// rational is exact for numbers that anybody would write out; others, which
// would take their time, are the float next to them. It is nil beyond all floats.
func rational(text string) *big.Rat {
	f, err := strconv.ParseFloat(text, 64)
	if err == nil && f != 0 && len(text) < maxExactDigits {
		if exact, ok := new(big.Rat).SetString(text); ok {
			return exact
		}
	}
	return new(big.Rat).SetFloat64(f)
}

// isMultiple divides decimals. What is beyond all floats is a multiple of
// whole numbers only, and what is closer to 0 than any of them is 0.
func isMultiple(x, divisor string) bool {
	n, d := rational(x), rational(divisor)
	switch {
	case d == nil || d.Sign() == 0:
		return false
	case n == nil:
		return d.IsInt()
	}
	return n.Quo(n, d).IsInt()
}

// CompareDecimal orders a decimal and a limit. Where their floats are equal the
// digits decide, of decimals that anybody would write out.
func CompareDecimal(n stdjson.Number, limit string) int {
	f, _ := n.Float64()
	l, _ := strconv.ParseFloat(limit, 64)
	if f == l && f != 0 && len(n) < maxExactDigits {
		x, ok := new(big.Rat).SetString(n.String())
		if y, also := new(big.Rat).SetString(limit); ok && also {
			return x.Cmp(y)
		}
	}
	return cmp.Compare(f, l)
}
