package check

import (
	"bytes"
	stdjson "encoding/json"
	"math/big"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/json"
)

// canonicalJSON is equal for equal values: members are sorted, and numbers are
// fractions. It is empty for what has no JSON, which the codec refuses itself.
func canonicalJSON[T any](v *T, elem func(*json.Codec, *T)) string {
	data, err := json.Encode(v, elem)
	if err != nil {
		return ""
	}
	return canonicalText(data)
}

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

// plainJSON is a value as maps and slices, its numbers as they are written.
func plainJSON(data []byte) (plain any, err error) {
	dec := stdjson.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	err = dec.Decode(&plain)
	return plain, err
}

// withFractions makes numbers objects of a form that no other value has.
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

// maxExactDigits bounds the numbers whose digits count: the time that they take
// grows with its square.
const maxExactDigits = 400

// fraction is an object with the value of a number in one spelling. Numbers that
// are too large, too small or too exact for a float keep theirs.
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
