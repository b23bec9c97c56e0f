package main

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// object is a JSON object as encoding/json reads it.
type object = map[string]any

// variant is one of the calls that an operation gets.
type variant string

const (
	onlyRequired variant = "required"
	everything   variant = "everything"
	hostile      variant = "hostile" // everything, and free text has what URLs, headers and JSON give a meaning to
)

var freeText = map[variant]string{
	onlyRequired: "text",
	everything:   "text",
	hostile:      `a b/c,d&e=f+g%20;h?i#j:"ü"`,
}

// innerText is hostile without what separates the values of lists and objects.
const innerText = `a/b&c=d+e%20;f?g#h:"ü"`

// formats are texts of the formats that are checked somewhere.
var formats = map[string]string{
	"date": "2024-02-29", "date-time": "2024-02-29T12:34:56Z", "time": "12:34:56Z", "duration": "P1D",
	"uuid": "123e4567-e89b-12d3-a456-426614174000", "email": "a@example.com", "hostname": "example.com",
	"uri": "https://example.com/a?b=c", "url": "https://example.com/a?b=c", "uri-reference": "/a?b=c",
	"ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "ip": "192.0.2.1", "byte": "AQIDBA==",
}

// deepest is how many schemas stand in each other in a value at most.
const deepest = 8

// sampler makes values of schemas, by the document alone: not by what peergen
// makes of it. Whether a value is right is for [validator.contradicts] to say.
type sampler struct {
	doc       any
	variant   variant
	parameter bool // of a parameter: a whole one, since an empty object cannot be written
	response  bool // of a response: what only requests have is left out, and not the other way round
	depth     int
	part      bool // of allOf: what the whole is, its discriminator does not choose
}

// follow leaves references within the document; nil for others.
func (s *sampler) follow(v any) object {
	n, _ := v.(object)
	for range 20 {
		ref, ok := n["$ref"].(string)
		if !ok {
			return n
		}
		at := s.doc
		for _, step := range source.SplitPointer(strings.TrimPrefix(ref, "#")) {
			o, _ := at.(object)
			at = o[step]
		}
		n, _ = at.(object)
	}
	return nil
}

// value is a value of a schema; nil where none is known.
func (s *sampler) value(schema any) any {
	n, part := s.follow(schema), s.part
	s.part = false
	if s.depth++; n == nil || s.depth > deepest {
		s.depth--
		return nil
	}
	defer func() { s.depth-- }()
	if v, ok := n["const"]; ok {
		return v
	}
	if list, _ := n["enum"].([]any); len(list) > 0 {
		if s.variant == onlyRequired {
			return list[0]
		}
		return list[len(list)-1]
	}
	own := s.ofType(n)
	if isBase(n) && !part {
		return s.derived(n, own)
	}
	for _, keyword := range []string{"allOf", "oneOf", "anyOf"} {
		parts, _ := n[keyword].([]any)
		for _, part := range parts {
			s.part = keyword == "allOf"
			v := s.value(part)
			s.part = false
			if v == nil {
				continue
			}
			own = joined(own, v)
			if keyword != "allOf" {
				tag(n, part, own)
				break
			}
			if base := s.follow(part); isBase(base) {
				tag(base, schema, own)
			}
		}
	}
	return own
}

// joined is a value of two schemas at once: of objects the members of both, else
// the latter.
func joined(a, b any) any {
	x, okX := a.(object)
	y, okY := b.(object)
	if okX && okY {
		maps.Copy(x, y)
		return x
	}
	if b == nil {
		return a
	}
	return b
}

func (s *sampler) ofType(n object) any {
	switch typeOf(n) {
	case "object":
		return s.object(n)
	case "array":
		return s.array(n)
	case "string":
		return s.text(n)
	case "integer":
		return math.Trunc(s.number(n, 7, 1))
	case "number":
		return s.number(n, 1.5, 0.5)
	case "boolean":
		return true
	}
	return nil
}

// typeOf is the type of a schema, which may have to be guessed; the first that is
// not null of several.
func typeOf(n object) string {
	switch t := n["type"].(type) {
	case string:
		return t
	case []any:
		for _, name := range t {
			if name != "null" {
				text, _ := name.(string)
				return text
			}
		}
	}
	switch {
	case n["properties"] != nil:
		return "object"
	case n["items"] != nil:
		return "array"
	case n["format"] != nil || n["pattern"] != nil:
		return "string"
	}
	return ""
}

func (s *sampler) object(n object) any {
	needed, _ := n["required"].([]any)
	properties, _ := n["properties"].(object)
	v := object{}
	for name, property := range properties {
		if others := map[bool]string{false: "readOnly", true: "writeOnly"}[s.response]; s.follow(property)[others] == true {
			continue
		}
		if slices.Contains(needed, any(name)) || s.variant != onlyRequired || s.parameter {
			if member := s.value(property); member != nil {
				v[name] = member
			}
		}
	}
	if more, ok := n["additionalProperties"].(object); ok && len(v) == 0 && s.variant != onlyRequired {
		if member := s.value(more); member != nil {
			v["key"] = member
		}
	}
	return v
}

func (s *sampler) array(n object) any {
	least, most := bound(n, "minItems", 1), bound(n, "maxItems", math.Inf(1))
	if s.variant != onlyRequired && n["uniqueItems"] != true {
		least = max(least, 2)
	}
	item := s.value(n["items"])
	if item == nil {
		return nil
	}
	return slices.Repeat([]any{item}, int(min(least, most)))
}

// text has the pattern of its schema only where the schema's own example has: of a
// pattern that Go cannot read, the example is taken as it is, if there is one.
func (s *sampler) text(n object) any {
	example, _ := n["example"].(string)
	if pattern, ok := n["pattern"].(string); ok {
		if re, err := regexp.Compile(pattern); err == nil && re.MatchString(example) || err != nil && example != "" {
			return example
		}
	}
	format, _ := n["format"].(string)
	if text, ok := formats[format]; ok {
		return text
	}
	runes := []rune(freeText[s.variant])
	if s.variant == hostile && s.depth > 1 && s.parameter {
		runes = []rune(innerText)
	}
	if least := int(bound(n, "minLength", 0)); len(runes) < least && least < 1<<16 {
		runes = append(runes, []rune(strings.Repeat("x", least-len(runes)))...)
	}
	return string(runes[:int(min(bound(n, "maxLength", math.Inf(1)), float64(len(runes))))])
}

// number is near where it may be anything, and else a step from a bound.
func (s *sampler) number(n object, free, step float64) float64 {
	least, most := bound(n, "minimum", math.Inf(-1)), bound(n, "maximum", math.Inf(1))
	if n["exclusiveMinimum"] == true {
		least += step
	}
	if n["exclusiveMaximum"] == true {
		most -= step
	}
	least = max(least, bound(n, "exclusiveMinimum", math.Inf(-1))+step)
	most = min(most, bound(n, "exclusiveMaximum", math.Inf(1))-step)
	if multiple := bound(n, "multipleOf", 0); multiple > 0 {
		free = multiple * math.Ceil(max(least, multiple)/multiple)
	}
	return min(max(free, least), most)
}

func bound(n object, keyword string, otherwise float64) float64 {
	if v, ok := n[keyword].(float64); ok {
		return v
	}
	return otherwise
}
