package check

import (
	"bytes"
	"cmp"
	stdjson "encoding/json"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/json"
)

// canonicalJSON returns texts that are equal if and only if the values are
// equal: members are sorted, and numbers are fractions. The text of a value
// that cannot be written as JSON is empty; writing reports that.
func canonicalJSON[T any](v *T, elem json.Appender[T], arrays *arrays) string {
	data, err := json.EncodeShort(v, elem, arrays.shorten)
	if err != nil {
		return ""
	}
	return canonicalText(data)
}

// canonicalText is canonicalJSON of a JSON text.
func canonicalText(data []byte) string {
	if isShort(data) {
		return string(data)
	}
	plain, err := plainJSON(data)
	if err != nil {
		return ""
	}
	data, err = stdjson.Marshal(withFractions(plain))
	if err != nil {
		return ""
	}
	return string(data)
}

// isShort reports whether a text has only arrays, which have one spelling.
func isShort(data []byte) bool {
	for len(data) > 0 {
		switch rest, isArray := bytes.CutPrefix(data, []byte(shortPrefix)); {
		case isArray:
			data = bytes.TrimLeft(rest, "0123456789")[len(`"`):]
		case strings.IndexByte("[],", data[0]) >= 0:
			data = data[1:]
		default:
			return false
		}
	}
	return true
}

// plainJSON decodes a value into maps and slices. Numbers keep their text.
func plainJSON(data []byte) (plain any, err error) {
	dec := stdjson.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	err = dec.Decode(&plain)
	return plain, err
}

// withFractions replaces numbers by numbers in one spelling.
func withFractions(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = withFractions(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = withFractions(v[name])
		}
	case stdjson.Number:
		return fraction(v.String())
	}
	return v
}

// maxExactDigits is the number of digits up to which quotients are exact. The time for it
// is quadratic.
const maxExactDigits = 400

// fraction returns a number in one spelling: digits without zeros around them, and an
// exponent.
func fraction(text string) stdjson.Number {
	digits, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	digits, isNegative := strings.CutPrefix(digits, "-")
	whole, part, _ := strings.Cut(digits, ".")
	exp, err := strconv.Atoi(cmp.Or(exponent, "0"))
	digits = strings.TrimLeft(whole+part, "0")
	exp -= len(part)
	short := strings.TrimRight(digits, "0")
	exp += len(digits) - len(short)
	switch {
	case short == "":
		text = "0"
	case err == nil && isNegative:
		text = "-" + short + "e" + strconv.Itoa(exp)
	case err == nil:
		text = short + "e" + strconv.Itoa(exp)
	}
	return stdjson.Number(text)
}
