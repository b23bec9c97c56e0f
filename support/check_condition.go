package support

import (
	"fmt"
	"math/big"
)

// satisfies reports whether a check finds nothing wrong, and forgets what it finds.
func (c *checker) satisfies(check func(c *checker)) bool {
	scratch := checker{in: "body"}
	check(&scratch)
	return len(scratch.violations) == 0
}

// notAllowed reports what satisfies the schema under not.
func (c *checker) notAllowed(name, what string, satisfied bool) {
	if satisfied {
		c.report(name, "not", "must not be %s", what)
	}
}

// alternatives wants one of several schemas to be satisfied, or exactly one.
func (c *checker) alternatives(name, keyword string, exactly bool, satisfied ...bool) {
	n := countPresent(satisfied...)
	switch {
	case n == 0:
		c.report(name, keyword, "must satisfy one of %d alternatives", len(satisfied))
	case n > 1 && exactly:
		c.report(name, keyword, "must satisfy exactly one of %d alternatives, not %d", len(satisfied), n)
	}
}

// equalsAny reports whether v is one of values.
func equalsAny[T comparable](v T, values ...T) bool {
	for _, value := range values {
		if v == value {
			return true
		}
	}
	return false
}

// isMultipleOf takes a number as the decimal that it is written as: 0.3 is a
// multiple of 0.1.
func isMultipleOf[T ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64](v T, divisor string) bool {
	n, ok := new(big.Rat).SetString(fmt.Sprint(v))
	d, also := new(big.Rat).SetString(divisor)
	return ok && also && n.Quo(n, d).IsInt()
}
