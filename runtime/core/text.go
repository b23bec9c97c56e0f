package core

import (
	"math"
	"strconv"
	"strings"
)

// FormatString returns the text of a string. Each of the functions that write
// scalars of parameters and headers as text has a counterpart that parses the
// text.
func FormatString[T ~string](v T) string { return string(v) }

// FormatBool returns true or false.
func FormatBool[T ~bool](v T) string { return strconv.FormatBool(bool(v)) }

// FormatInt returns an integer in decimal.
func FormatInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](v T) string {
	return strconv.FormatInt(int64(v), 10)
}

// FormatUint returns an unsigned integer in decimal.
func FormatUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](v T) string {
	return strconv.FormatUint(uint64(v), 10)
}

// FormatFloat32 returns the shortest text that reads back as the same float32.
func FormatFloat32[T ~float32](v T) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }

// FormatFloat64 returns the shortest text that reads back as the same float64.
func FormatFloat64[T ~float64](v T) string { return strconv.FormatFloat(float64(v), 'g', -1, 64) }

// FormatList returns the texts of a list.
func FormatList[T any](list []T, format func(T) string) []string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = format(v)
	}
	return texts
}

// TextError is the reason why a text is not a value of a type: a predicate, and
// the keyword of JSON Schema.
type TextError struct{ Keyword, Message string }

// Error returns the predicate.
func (e *TextError) Error() string { return e.Message }

// ParseString returns the text. All functions that parse scalars can be strict. If
// not, they accept common deviations, and unknown values of an enum.
func ParseString[T ~string](s string, _ bool) (T, error) { return T(s), nil }

// ParseBool parses true or false.
func ParseBool[T ~bool](s string, _ bool) (T, error) {
	switch s {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, &TextError{"type", "must be true or false"}
}

// ParseInt parses an integer in the range of its type. Numbers without a fraction are
// integers in JSON Schema: 1, 1.0 and 1e0.
func ParseInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](s string, _ bool) (T, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		n, err = strconv.ParseInt(decimalInteger(s), 10, 64)
	}
	if err != nil {
		return 0, &TextError{"type", "must be an integer"}
	}
	if int64(T(n)) != n {
		return 0, &TextError{"format", "is out of range"}
	}
	return T(n), nil
}

// ParseUint is ParseInt for unsigned types.
func ParseUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](s string, _ bool) (T, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		n, err = strconv.ParseUint(decimalInteger(s), 10, 64)
	}
	if err != nil {
		return 0, &TextError{"type", "must be a non-negative integer"}
	}
	if uint64(T(n)) != n {
		return 0, &TextError{"format", "is out of range"}
	}
	return T(n), nil
}

// decimalInteger returns a number of JSON that has a fraction of zeros or an exponent,
// but is an integer, in decimal; "" for others. Only exponents that an integer of 64
// bits can have are read.
func decimalInteger(s string) string {
	if !IsDecimal(s) {
		return ""
	}
	mantissa, exponent := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		var err error
		if exponent, err = strconv.Atoi(s[i+1:]); err != nil || exponent < -20 || exponent > 20 {
			return ""
		}
		mantissa = s[:i]
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(mantissa, "-"), ".")
	point := len(whole) + exponent
	digits := whole + fraction
	if point > len(digits) {
		digits += strings.Repeat("0", point-len(digits))
	}
	point = max(point, 0)
	if strings.Trim(digits[point:], "0") != "" {
		return ""
	}
	if mantissa[0] == '-' {
		return "-0" + digits[:point]
	}
	return "0" + digits[:point]
}

// ParseFloat parses a number as JSON writes it. It rejects texts such as "NaN"
// and "0x1p-2".
func ParseFloat[T ~float32 | ~float64](s string, _ bool) (T, error) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.ContainsAny(s, "xXnN_pP") {
		return 0, &TextError{"type", "must be a number"}
	}
	v := T(n)
	if math.IsInf(float64(v), 0) {
		return 0, &TextError{"format", "is out of range"}
	}
	return v, nil
}

// ParseKnown returns a function that parses like parse and, if it is strict, rejects
// unknown values of an enum with the message, which lists the known values.
func ParseKnown[T interface{ Known() bool }](parse func(string, bool) (T, error), message string) func(string, bool) (T, error) {
	return func(s string, strict bool) (T, error) {
		v, err := parse(s, strict)
		if err == nil && strict && !v.Known() {
			err = &TextError{"enum", message}
		}
		return v, err
	}
}
