package core

import (
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

// ParseString returns the text.
func ParseString[T ~string](s string) (T, error) { return T(s), nil }

// ParseBool parses true or false.
func ParseBool[T ~bool](s string) (T, error) {
	switch s {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, &TextError{"type", "must be true or false"}
}

// ParseInt parses an integer in the range of its type.
func ParseInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](s string) (T, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, &TextError{"type", "must be an integer"}
	}
	if int64(T(n)) != n {
		return 0, &TextError{"format", "is out of range"}
	}
	return T(n), nil
}

// ParseUint parses an unsigned integer in the range of its type.
func ParseUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](s string) (T, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0, &TextError{"type", "must be a non-negative integer"}
	}
	if uint64(T(n)) != n {
		return 0, &TextError{"format", "is out of range"}
	}
	return T(n), nil
}

// ParseFloat parses a number as JSON writes it. It rejects texts such as "NaN"
// and "0x1p-2".
func ParseFloat[T ~float32 | ~float64](s string) (T, error) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.ContainsAny(s, "xXnN_pP") {
		return 0, &TextError{"type", "must be a number"}
	}
	return T(n), nil
}

// ParseKnown returns a function that parses like parse and rejects unknown
// values of an enum with the message, which lists the known values. Servers use
// it; the Go type accepts all values.
func ParseKnown[T interface{ Known() bool }](parse func(string) (T, error), message string) func(string) (T, error) {
	return func(s string) (T, error) {
		v, err := parse(s)
		if err == nil && !v.Known() {
			err = &TextError{"enum", message}
		}
		return v, err
	}
}
