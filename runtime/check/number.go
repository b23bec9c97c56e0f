package check

import (
	"cmp"
	stdjson "encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
)

// IsMultipleOf treats a number as the decimal that it is written as: 0.3 is a
// multiple of 0.1.
func IsMultipleOf[T ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64](v T, divisor string) bool {
	n, ok := new(big.Rat).SetString(fmt.Sprint(v))
	d, also := new(big.Rat).SetString(divisor)
	return ok && also && n.Quo(n, d).IsInt()
}

// Finite reports a float that cannot be written: JSON, and with it parameters, has
// neither infinities nor NaN.
func Finite[T ~float32 | ~float64](c *Collector, name string, v T) {
	if math.IsInf(float64(v), 0) || math.IsNaN(float64(v)) {
		c.Report(name, "type", "must be a number, not %v", v)
	}
}

// compareNumbers is exact for numbers of at most maxExactDigits digits.
func compareNumbers(a, b string) int {
	x, _ := strconv.ParseFloat(a, 64) // infinite where it is too large
	y, _ := strconv.ParseFloat(b, 64)
	if x == y && x != 0 && !math.IsInf(x, 0) {
		return rational(a).Cmp(rational(b))
	}
	return cmp.Compare(x, y)
}

// rational returns the exact value of a number of at most maxExactDigits
// digits, else that of the nearest float64. It is nil outside the range of
// float64.
func rational(text string) *big.Rat {
	f, err := strconv.ParseFloat(text, 64)
	if err == nil && f != 0 && len(text) < maxExactDigits {
		if exact, ok := new(big.Rat).SetString(text); ok {
			return exact
		}
	}
	return new(big.Rat).SetFloat64(f)
}

// isMultiple divides decimals. Numbers outside the range of float64 are
// multiples of integers only; numbers closer to 0 than any float64 are 0.
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

// CompareDecimal compares a decimal with a limit. Decimals of at most
// maxExactDigits digits are compared exactly.
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
