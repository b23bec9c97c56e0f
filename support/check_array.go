package support

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strconv"
	"strings"
)

// checkUnique compares elements as Go does; what Go cannot compare goes through
// checkUniqueJSON.
func checkUnique[S ~[]T, T comparable](c *checker, name string, list S) {
	first := make(map[T]int, len(list))
	for i, v := range list {
		if j, twice := first[v]; twice {
			c.report(name, "uniqueItems", "must not have equal elements, as %d and %d are", j, i)
			return
		}
		first[v] = i
	}
}

// checkUniqueJSON compares elements as JSON: {"a":1,"b":2} and {"b":2.0,"a":1}
// are equal.
func checkUniqueJSON[S ~[]T, T any](c *checker, name string, list S, elem func(*jsonCodec, *T)) {
	texts := make([]string, len(list))
	for i := range list {
		texts[i] = canonicalJSON(&list[i], elem)
	}
	checkUnique(c, name, texts)
}

// canonicalJSON is equal for equal values: members are sorted, and numbers are
// fractions. It is empty for what has no JSON, which the codec refuses itself.
func canonicalJSON[T any](v *T, elem func(*jsonCodec, *T)) string {
	data, err := encodeBody(v, elem)
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
	data, err = json.Marshal(withFractions(plain))
	if err != nil {
		return ""
	}
	return string(data)
}

// plainJSON is a value as maps and slices, its numbers as they are written.
func plainJSON(data []byte) (plain any, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
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
	case json.Number:
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

// checkContains counts the elements that a function finds nothing wrong with;
// most is -1 for no limit.
func checkContains[S ~[]T, T any](c *checker, name string, list S, least, most int, check func(c *checker, x T)) {
	n := 0
	for _, x := range list {
		if c.satisfies(func(c *checker) { check(c, x) }) {
			n++
		}
	}
	c.contained(name, n, least, most)
}

// contained reports that too few or too many elements are of a kind.
func (c *checker) contained(name string, n, least, most int) {
	switch {
	case n == 0 && least == 1:
		c.report(name, "contains", "must have an element of the kind that the document asks for")
	case n < least:
		c.report(name, "minContains", "must have at least %d elements of the kind that the document asks for, not %d", least, n)
	case most >= 0 && n > most:
		c.report(name, "maxContains", "must have at most %d elements of the kind that the document asks for, not %d", most, n)
	}
}
