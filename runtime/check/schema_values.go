package check

import (
	stdjson "encoding/json"
	"slices"
	"strings"
)

// checkTypeAndEnum checks type and enum.
func (w schemaWalk) checkTypeAndEnum(s *Schema, x any) {
	if len(s.Type) > 0 && !slices.ContainsFunc(s.Type, func(name string) bool { return hasType(x, name) }) {
		w.c.Report(Self, "type", "must be of type %s", strings.Join(s.Type, " or "))
	}
	if len(s.Enum) == 0 {
		return
	}
	data, err := stdjson.Marshal(x)
	if err != nil {
		return // it was decoded from JSON
	}
	if text := canonicalText(data); !slices.ContainsFunc(s.Enum, func(v schemaValue) bool { return v.canonical == text }) {
		texts := make([]string, min(len(s.Enum), 10))
		for i := range texts {
			texts[i] = s.Enum[i].text
		}
		w.c.Report(Self, "enum", "must be one of %s", strings.Join(texts, ", "))
	}
}

// hasType reports whether a value has a type of JSON Schema.
func hasType(x any, name string) bool {
	switch x := x.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case stdjson.Number:
		return name == "number" || name == "integer" && isMultiple(x.String(), "1")
	case []any:
		return name == "array"
	}
	return name == "object"
}

// checkCombined checks references, allOf, anyOf, oneOf, not and if.
func (w schemaWalk) checkCombined(s *Schema, x any) (seen evaluated) {
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
		seen = w.check(w.root.Defs[name], x)
	}
	for _, part := range s.AllOf {
		seen.addAll(w.check(part, x))
	}
	if len(s.AnyOf) > 0 {
		w.checkAlternatives("anyOf", s.AnyOf, x, &seen)
	}
	if len(s.OneOf) > 0 {
		w.checkAlternatives("oneOf", s.OneOf, x, &seen)
	}
	if s.Not != nil {
		if _, ok := w.satisfies(s.Not, x); ok {
			w.c.Report(Self, "not", "is not allowed")
		}
	}
	if s.If != nil {
		tried, ok := w.satisfies(s.If, x)
		seen.addAll(tried)
		branch := s.Then
		if !ok {
			branch = s.Else
		}
		seen.addAll(w.check(branch, x))
	}
	return seen
}

// checkAlternatives checks anyOf or oneOf.
func (w schemaWalk) checkAlternatives(keyword string, schemas []*Schema, x any, seen *evaluated) {
	satisfied := make([]bool, len(schemas))
	for i, part := range schemas {
		var tried evaluated
		tried, satisfied[i] = w.satisfies(part, x)
		seen.addAll(tried)
	}
	w.c.Alternatives(Self, keyword, keyword == "oneOf", satisfied...)
}

// checkString checks the keywords of strings.
func (w schemaWalk) checkString(s *Schema, x string) {
	Length(w.c, Self, x, s.MinLength, limit(s.MaxLength))
	if s.Pattern != nil {
		w.c.Pattern(Self, s.Pattern.String(), s.Pattern.MatchString(x))
	}
	if valid := w.root.formats[s.Format]; valid != nil {
		Format(w.c, Self, s.Format, x, valid)
	}
}

// checkNumber checks the keywords of numbers.
func (w schemaWalk) checkNumber(s *Schema, x string) {
	hold := func(limit stdjson.Number, keyword, words string, orders ...int) {
		if limit != "" {
			w.c.Bound(Self, keyword, words+" "+limit.String(), slices.Contains(orders, compareNumbers(x, limit.String())))
		}
	}
	hold(s.Minimum, "minimum", "at least", 0, 1)
	hold(s.ExclusiveMinimum, "exclusiveMinimum", "more than", 1)
	hold(s.Maximum, "maximum", "at most", 0, -1)
	hold(s.ExclusiveMaximum, "exclusiveMaximum", "less than", -1)
	if divisor := s.MultipleOf.String(); divisor != "" {
		w.c.Bound(Self, "multipleOf", "a multiple of "+divisor, isMultiple(x, divisor))
	}
}

// limit returns -1 if there is no limit.
func limit(most *int) int {
	if most == nil {
		return -1
	}
	return *most
}
