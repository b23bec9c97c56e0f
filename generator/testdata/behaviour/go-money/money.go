// Package money is a type that documents are mapped to. Its folder has another
// name than the package.
package money

import (
	"fmt"
	"strconv"
	"strings"
)

// Amount is a number of cents. Its text is 12.30.
type Amount struct{ Cents int64 }

// MarshalText writes units and cents.
func (a Amount) MarshalText() ([]byte, error) {
	if a.Cents < 0 {
		return nil, fmt.Errorf("an amount of %d cents", a.Cents)
	}
	return fmt.Appendf(nil, "%d.%02d", a.Cents/100, a.Cents%100), nil
}

// UnmarshalText reads units and cents.
func (a *Amount) UnmarshalText(text []byte) error {
	units, cents, ok := strings.Cut(string(text), ".")
	n, err := strconv.ParseInt(units+cents, 10, 64)
	if !ok || len(cents) != 2 || err != nil {
		return fmt.Errorf("%q is no amount", text)
	}
	a.Cents = n
	return nil
}
