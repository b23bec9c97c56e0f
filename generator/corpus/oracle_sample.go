package main

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// object is a JSON object as encoding/json decodes it.
type object = map[string]any

// variant is a kind of call of an operation.
type variant string

const (
	onlyRequired variant = "required"
	everything   variant = "everything"
	hostile      variant = "hostile" // all members, with characters in free text that are special in URLs, headers and JSON
)

var freeText = map[variant]string{
	onlyRequired: "text",
	everything:   "text",
	hostile:      `a b/c,d&e=f+g%20;h?i#j:"ü"`,
}

// innerText is hostile without the separators of lists and objects.
const innerText = `a/b&c=d+e%20;f?g#h:"ü"`

// formats are valid values of the formats that are checked.
var formats = map[string]string{
	"date": "2024-02-29", "date-time": "2024-02-29T12:34:56Z", "time": "12:34:56Z", "duration": "P1D",
	"uuid": "123e4567-e89b-12d3-a456-426614174000", "email": "a@example.com", "hostname": "example.com",
	"uri": "https://example.com/a?b=c", "url": "https://example.com/a?b=c", "uri-reference": "/a?b=c",
	"ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "ip": "192.0.2.1", "byte": "AQIDBA==",
}

// deepest is the maximum nesting depth of values.
const deepest = 8

// sampler makes values of schemas from the document alone, independently of
// peergen. [validator.contradicts] decides whether a value is valid.
type sampler struct {
	doc       any
	variant   variant
	parameter bool // of a parameter, where an object must not be empty
	response  bool // of a response: request-only members are left out, response-only ones included
	depth     int
	part      bool // of allOf, where the whole schema chooses the discriminator value
}

// follow resolves references within the document; nil for others.
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

// value returns a value of a schema, or nil if none is known.
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

// joined returns a value of two schemas: the members of both if they are
// objects, else the second.
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

// typeOf returns the type of a schema, which may be guessed. Of several types
// it is the first except null.
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

// text satisfies a pattern only if the example of the schema does. If Go cannot
// compile the pattern, the example is used unchecked.
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

// number returns free if there is no bound, else a value one step from a bound.
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
