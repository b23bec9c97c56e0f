package rules

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// maxSteps limits the values and schemas that are compared for one default or example, and
// maxAllSteps for all of a document. GitHub's needs 121,210.
const (
	maxSteps    = 100_000
	maxAllSteps = 2_000_000
)

// value reports where a value in the document violates its schema, at the first part of it
// that does. what is the value in words.
func (c *checker) value(value, schema spec.Cursor, what string) {
	if c.isReported(value) {
		return
	}
	v := validator{checker: c}
	if problem := v.against(value, schema, false); problem != nil {
		c.violation(problem.at, what+" is not valid: "+problem.words, "")
	}
}

// validator compares a value with a schema. It does not check formats, and accepts values that
// several alternatives of a oneOf accept. It accepts a value once maxSteps are made.
type validator struct {
	*checker
	steps int
	depth int
}

// spend counts steps that do not end in [validator.against], and reports whether more are
// allowed.
func (v *validator) spend(steps int) bool {
	v.steps += steps
	v.allSteps += steps
	return v.steps <= maxSteps && v.allSteps <= maxAllSteps
}

// problem is why a value is not valid.
type problem struct {
	at    spec.Cursor
	words string
}

// against returns why a value is not valid against a schema, nil if it is. isPart means that
// the schema is a part of an allOf: what other parts declare is not unknown to it.
func (v *validator) against(value, schema spec.Cursor, isPart bool) *problem {
	if !v.spend(1) || v.depth > 100 || value.Node == nil {
		return nil
	}
	v.depth++
	defer func() { v.depth-- }()
	if to, ok := v.doc.Target(schema); ok {
		if found := v.against(value, to, isPart); found != nil || v.minor == 0 {
			return found
		}
	}
	switch {
	case schema.Node == nil:
		return nil
	case schema.IsFalse():
		return &problem{value, "no value is allowed here"}
	case value.Node.Kind == source.Null && v.allowsNull(schema):
		return nil
	}
	for _, check := range []func(value, schema spec.Cursor) *problem{v.kind, v.listed, v.textual, v.numeric, v.elements} {
		if found := check(value, schema); found != nil {
			return found
		}
	}
	if found := v.members(value, schema, isPart); found != nil {
		return found
	}
	return v.combined(value, schema, isPart)
}

// allowsNull reports whether a schema allows null, or leaves that to others.
func (v *validator) allowsNull(schema spec.Cursor) bool {
	types := typesOf(schema)
	return schema.Child("nullable").IsTrue() || slices.Contains(types, "null")
}

// typesOf returns the types of a schema.
func typesOf(schema spec.Cursor) []string {
	kind := schema.Child("type")
	if name, ok := kind.Node.Str(); ok {
		return []string{name}
	}
	var names []string
	for _, item := range kind.Elements() {
		if name, ok := item.Node.Str(); ok {
			names = append(names, name)
		}
	}
	return names
}

func (v *validator) kind(value, schema spec.Cursor) *problem {
	types := typesOf(schema)
	if !v.spend(len(types)) || len(types) == 0 || slices.ContainsFunc(types, func(name string) bool { return isOf(value.Node, name) }) {
		return nil
	}
	expected := make([]string, len(types))
	for i, name := range types {
		expected[i] = withArticle(name)
	}
	return &problem{value, "expected " + strings.Join(expected, " or ") + ", found " + found(value.Node)}
}

func withArticle(name string) string {
	switch name {
	case "null":
		return name
	case "integer", "array", "object":
		return "an " + name
	}
	return "a " + name
}

// found is a value in words.
func found(n *source.Node) string {
	switch n.Kind {
	case source.Array, source.Object, source.Null:
		return withArticle(n.Kind.String())
	}
	text := []rune(string(n.JSON()))
	if len(text) > 40 {
		return withArticle(n.Kind.String())
	}
	return string(text)
}

// isOf reports whether a value is of a type of JSON Schema.
func isOf(n *source.Node, name string) bool {
	if name == "integer" {
		return n.Kind == source.Number && schema.IsMultiple(n.Text, "1")
	}
	return n.Kind.String() == name
}

func (v *validator) listed(value, schema spec.Cursor) *problem {
	enum := schema.Child("enum").Node
	var values []*source.Node
	if enum != nil {
		values = enum.Items
	}
	if constant := schema.Child("const"); constant.Node != nil {
		if values = []*source.Node{constant.Node}; equal(constant.Node, value.Node) {
			return nil
		}
	} else if len(values) == 0 || v.enums.has(enum, value.Node) {
		return nil
	}
	return &problem{value, "expected " + allowed(values) + ", found " + found(value.Node)}
}

// enums are the values under an enum, and other values compared with them, as text.
type enums struct {
	listed map[*source.Node]map[string]bool // by enum
	texts  map[*source.Node]string          // of arrays and objects
}

// has reports whether a value is under an enum.
func (e *enums) has(enum, value *source.Node) bool {
	listed := e.listed[enum]
	if listed == nil {
		listed = make(map[string]bool, len(enum.Items))
		for _, item := range enum.Items {
			listed[e.text(item)] = true
		}
		e.listed[enum] = listed
	}
	return listed[e.text(value)]
}

// text returns texts that are equal if and only if the values are equal as JSON.
func (e *enums) text(n *source.Node) string {
	switch n.Kind {
	case source.Number:
		return schema.ExactNumber(n.Text)
	case source.Array, source.Object:
		if e.texts[n] == "" {
			e.texts[n] = canonical(n)
		}
		return e.texts[n]
	}
	return string(n.JSON())
}

// equal reports whether two values are equal as JSON.
func equal(a, b *source.Node) bool {
	if a.Kind == source.Number && b.Kind == source.Number {
		return schema.ExactNumber(a.Text) == schema.ExactNumber(b.Text)
	}
	return a.Equal(b)
}

func (v *validator) textual(value, cur spec.Cursor) *problem {
	text, ok := value.Node.Str()
	if !ok {
		return nil
	}
	if words := outside(cur, "minLength", "maxLength", "characters", utf8.RuneCountInString(text)); words != "" {
		return &problem{value, words}
	}
	expr, ok := cur.Child("pattern").Node.Str()
	if !ok || len(text) > 10_000 {
		return nil
	}
	if !v.expressions.match(expr, text) {
		return &problem{value, found(value.Node) + " does not match the pattern " + expr}
	}
	return nil
}

// expressions are the patterns of a document, compiled; nil for those that cannot be.
type expressions map[string]*regexp.Regexp

// match reports whether a text matches a pattern. What cannot be decided matches.
func (e expressions) match(expr, text string) bool {
	compiled, known := e[expr]
	if !known {
		if pattern, ok := schema.RE2(expr); ok {
			compiled = regexp.MustCompile(pattern.RE2)
		}
		e[expr] = compiled
	}
	return compiled == nil || compiled.MatchString(text)
}

// outside returns which limit a count exceeds, in words.
func outside(cur spec.Cursor, least, most, unit string, count int) string {
	n := big.NewRat(int64(count), 1)
	if limit := number(cur.Child(least)); limit != nil && n.Cmp(limit) < 0 {
		return "expected at least " + cur.Child(least).Node.Text + " " + unit + ", found " + strconv.Itoa(count)
	}
	if limit := number(cur.Child(most)); limit != nil && n.Cmp(limit) > 0 {
		return "expected at most " + cur.Child(most).Node.Text + " " + unit + ", found " + strconv.Itoa(count)
	}
	return ""
}

func (v *validator) numeric(value, cur spec.Cursor) *problem {
	x := number(value)
	if x == nil {
		return nil
	}
	text := value.Node.Text
	for _, limit := range []struct {
		inclusive, exclusive, words string
		sign                        int
	}{{"minimum", "exclusiveMinimum", "more than", 1}, {"maximum", "exclusiveMaximum", "less than", -1}} {
		at, keyword := bound(cur, limit.inclusive, limit.exclusive, limit.sign)
		if at == nil {
			continue
		}
		order := x.Cmp(at) * limit.sign
		if strict := keyword == limit.exclusive; order < 0 || order == 0 && strict {
			words := limit.words + " "
			if !strict {
				words += "or equal to "
			}
			return &problem{value, "expected a number " + words + decimal(at) + ", found " + text}
		}
	}
	divisor := cur.Child("multipleOf")
	if d := number(divisor); d != nil && d.Sign() > 0 && !new(big.Rat).Quo(x, d).IsInt() {
		return &problem{value, "expected a multiple of " + divisor.Node.Text + ", found " + text}
	}
	return nil
}

// decimal is a number as people write it.
func decimal(x *big.Rat) string {
	text := x.FloatString(10)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func (v *validator) elements(value, schema spec.Cursor) *problem {
	if value.Node.Kind != source.Array {
		return nil
	}
	items := value.Elements()
	if words := outside(schema, "minItems", "maxItems", "elements", len(items)); words != "" {
		return &problem{value, words}
	}
	prefix := schema.Child("prefixItems").Elements()
	v.spend(len(prefix))
	seen := map[string]bool{}
	for i, item := range items {
		of := schema.Child("items")
		if i < len(prefix) {
			of = prefix[i]
		}
		if found := v.against(item, of, false); found != nil {
			return found
		}
		if schema.Child("uniqueItems").IsTrue() {
			literal := canonical(item.Node)
			if seen[literal] {
				return &problem{item, "the element " + found(item.Node) + " is a duplicate"}
			}
			seen[literal] = true
		}
	}
	return nil
}

func (v *validator) combined(value, schema spec.Cursor, isPart bool) *problem {
	parts := schema.Child("allOf").Elements()
	v.spend(len(parts))
	for _, part := range parts {
		if found := v.against(value, part, true); found != nil {
			return found
		}
	}
	for _, keyword := range []string{"oneOf", "anyOf"} {
		alternatives := schema.Child(keyword).Elements()
		if !v.spend(len(alternatives)) || len(alternatives) == 0 {
			continue
		}
		var first *problem
		for _, alternative := range alternatives {
			found := v.against(value, alternative, isPart || schema.Has("properties"))
			if found == nil {
				first = nil
				break
			}
			first = found
		}
		if first != nil && len(alternatives) > 1 {
			first = &problem{value, "it is valid against no alternative under " + keyword}
		}
		if first != nil {
			return first
		}
	}
	return nil
}
