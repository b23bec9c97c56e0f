package support

import (
	"fmt"
	"strconv"
	"strings"
)

// Parameters and headers carry scalars as text. Each pair of functions below
// is one kind of scalar; generated code passes them by name.

func formatString[T ~string](v T) string { return string(v) }

func formatBool[T ~bool](v T) string { return strconv.FormatBool(bool(v)) }

func formatInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](v T) string {
	return strconv.FormatInt(int64(v), 10)
}

func formatUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](v T) string {
	return strconv.FormatUint(uint64(v), 10)
}

func formatFloat32[T ~float32](v T) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }

func formatFloat64[T ~float64](v T) string { return strconv.FormatFloat(float64(v), 'g', -1, 64) }

func formatList[T any](list []T, format func(T) string) []string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = format(v)
	}
	return texts
}

// textError is why a text is no value of a type: a predicate and its keyword.
type textError struct{ keyword, message string }

func (e *textError) Error() string { return e.message }

func parseString[T ~string](s string) (T, error) { return T(s), nil }

func parseBool[T ~bool](s string) (T, error) {
	switch s {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, &textError{"type", "must be true or false"}
}

func parseInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](s string) (T, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, &textError{"type", "must be an integer"}
	}
	if int64(T(n)) != n {
		return 0, &textError{"format", "is out of range"}
	}
	return T(n), nil
}

func parseUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](s string) (T, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0, &textError{"type", "must be an integer that is not negative"}
	}
	if uint64(T(n)) != n {
		return 0, &textError{"format", "is out of range"}
	}
	return T(n), nil
}

// parseFloat takes what JSON calls a number, so neither "NaN" nor "0x1p-2".
func parseFloat[T ~float32 | ~float64](s string) (T, error) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.ContainsAny(s, "xXnN_pP") {
		return 0, &textError{"type", "must be a number"}
	}
	return T(n), nil
}

// parseKnown closes an enumeration that is open in Go: a server takes no value
// that its document does not have.
func parseKnown[T interface{ Known() bool }](parse func(string) (T, error)) func(string) (T, error) {
	return func(s string) (T, error) {
		v, err := parse(s)
		if err == nil && !v.Known() {
			err = &textError{"enum", fmt.Sprintf("must be a value of the enumeration, not %q", s)}
		}
		return v, err
	}
}
