package support

import (
	"cmp"
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// checkRaw holds raw JSON to a schema; nil is null.
func checkRaw(c *checker, name string, raw json.RawMessage, schema *rawSchema) {
	if raw == nil {
		raw = json.RawMessage("null")
	}
	x, err := plainJSON(raw)
	if err != nil {
		return // the codec refuses it
	}
	if name != itself {
		c.enter(name)
		defer c.leave()
	}
	rawWalk{c: c, root: schema, place: new(rawPlace)}.rawHold(schema, x)
}

// checkAsJSON holds a value to a schema of which its Go type does not tell.
func checkAsJSON[T any](c *checker, name string, v T, elem func(*jsonCodec, *T), schema *rawSchema) {
	if data, err := encodeBody(&v, elem); err == nil {
		checkRaw(c, name, data, schema)
	}
}

// rawListed checks the type of a value, and that it is one of a list.
func (w rawWalk) rawListed(s *rawSchema, x any) {
	if len(s.Type) > 0 && !slices.ContainsFunc(s.Type, func(name string) bool { return hasRawType(x, name) }) {
		w.c.report(itself, "type", "must be of type %s", strings.Join(s.Type, " or "))
	}
	if len(s.Enum) == 0 {
		return
	}
	data, err := json.Marshal(x)
	if err != nil {
		return // it has been JSON
	}
	if text := canonicalText(data); !slices.ContainsFunc(s.Enum, func(v rawValue) bool { return v.canonical == text }) {
		texts := make([]string, min(len(s.Enum), 10))
		for i := range texts {
			texts[i] = s.Enum[i].text
		}
		w.c.report(itself, "enum", "must be one of %s", strings.Join(texts, ", "))
	}
}

func hasRawType(x any, name string) bool {
	switch x := x.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case json.Number:
		return name == "number" || name == "integer" && isRawMultiple(x.String(), "1")
	case []any:
		return name == "array"
	}
	return name == "object"
}

// rawCombined holds a value to the schemas that a schema is made of.
func (w rawWalk) rawCombined(s *rawSchema, x any) (seen rawSeen) {
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
		seen = w.rawHold(w.root.Defs[name], x)
	}
	for _, part := range s.AllOf {
		seen.addSeen(w.rawHold(part, x))
	}
	if len(s.AnyOf) > 0 {
		w.rawAlternatives("anyOf", s.AnyOf, x, &seen)
	}
	if len(s.OneOf) > 0 {
		w.rawAlternatives("oneOf", s.OneOf, x, &seen)
	}
	if s.Not != nil {
		if _, ok := w.rawTry(s.Not, x); ok {
			w.c.report(itself, "not", "is not allowed")
		}
	}
	if s.If != nil {
		tried, ok := w.rawTry(s.If, x)
		seen.addSeen(tried)
		branch := s.Then
		if !ok {
			branch = s.Else
		}
		seen.addSeen(w.rawHold(branch, x))
	}
	return seen
}

func (w rawWalk) rawAlternatives(keyword string, schemas []*rawSchema, x any, seen *rawSeen) {
	satisfied := make([]bool, len(schemas))
	for i, part := range schemas {
		var tried rawSeen
		tried, satisfied[i] = w.rawTry(part, x)
		seen.addSeen(tried)
	}
	w.c.alternatives(itself, keyword, keyword == "oneOf", satisfied...)
}

func (w rawWalk) rawString(s *rawSchema, x string) {
	checkLength(w.c, itself, x, s.MinLength, rawLimit(s.MaxLength))
	if s.Pattern != nil {
		w.c.pattern(itself, s.Pattern.String(), s.Pattern.MatchString(x))
	}
}

func (w rawWalk) rawNumber(s *rawSchema, x string) {
	hold := func(limit json.Number, keyword, words string, orders ...int) {
		if limit != "" {
			w.c.bound(itself, keyword, words+" "+limit.String(), slices.Contains(orders, compareRaw(x, limit.String())))
		}
	}
	hold(s.Minimum, "minimum", "at least", 0, 1)
	hold(s.ExclusiveMinimum, "exclusiveMinimum", "more than", 1)
	hold(s.Maximum, "maximum", "at most", 0, -1)
	hold(s.ExclusiveMaximum, "exclusiveMaximum", "less than", -1)
	if divisor := s.MultipleOf.String(); divisor != "" {
		w.c.bound(itself, "multipleOf", "a multiple of "+divisor, isRawMultiple(x, divisor))
	}
}

// rawLimit is -1 for no limit.
func rawLimit(most *int) int {
	if most == nil {
		return -1
	}
	return *most
}

// compareRaw is exact for numbers that one float64 stands for.
func compareRaw(a, b string) int {
	x, _ := strconv.ParseFloat(a, 64) // infinite where it is too large
	y, _ := strconv.ParseFloat(b, 64)
	if x == y && x != 0 && !math.IsInf(x, 0) {
		return rawFraction(a).Cmp(rawFraction(b))
	}
	return cmp.Compare(x, y)
}

// rawFraction is exact for numbers that anybody would write out; others, which
// would take their time, are the float next to them. It is nil beyond all floats.
func rawFraction(text string) *big.Rat {
	f, err := strconv.ParseFloat(text, 64)
	if err == nil && f != 0 && len(text) < maxExactDigits {
		if exact, ok := new(big.Rat).SetString(text); ok {
			return exact
		}
	}
	return new(big.Rat).SetFloat64(f)
}

// isRawMultiple divides decimals. What is beyond all floats is a multiple of
// whole numbers only, and what is closer to 0 than any of them is 0.
func isRawMultiple(x, divisor string) bool {
	n, d := rawFraction(x), rawFraction(divisor)
	switch {
	case d == nil || d.Sign() == 0:
		return false
	case n == nil:
		return d.IsInt()
	}
	return n.Quo(n, d).IsInt()
}
