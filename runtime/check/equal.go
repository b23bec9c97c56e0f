package check

import (
	"bytes"
	stdjson "encoding/json"
	"math/big"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/json"
)

// canonicalJSON returns texts that are equal if and only if the values are
// equal: members are sorted, and numbers are fractions. The text of a value
// that cannot be written as JSON is empty; writing reports that.
func canonicalJSON[T any](v *T, elem json.Appender[T]) string {
	data, err := json.Encode(v, elem)
	if err != nil {
		return ""
	}
	return canonicalText(data)
}

// canonicalText is canonicalJSON of a JSON text.
func canonicalText(data []byte) string {
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

// plainJSON decodes a value into maps and slices. Numbers keep their text.
func plainJSON(data []byte) (plain any, err error) {
	dec := stdjson.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	err = dec.Decode(&plain)
	return plain, err
}

// withFractions replaces numbers by objects of a form that no other value has.
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

// maxExactDigits is the number of digits up to which numbers are compared
// exactly. The time for it is quadratic.
const maxExactDigits = 400

// fraction returns an object with the value of a number in one spelling.
// Numbers that are too large, too small or too long keep their text.
func fraction(text string) any {
	if f, err := strconv.ParseFloat(text, 64); err == nil && f != 0 && len(text) < maxExactDigits {
		if r, ok := new(big.Rat).SetString(text); ok {
			text = r.RatString()
		}
	} else if digits, _, _ := strings.Cut(strings.ToLower(text), "e"); !strings.ContainsAny(digits, "123456789") {
		text = "0"
	}
	return map[string]any{"\xff": text}
}
