package rules

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

func (c *checker) schema(cur spec.Cursor) {
	c.types(cur)
	c.ranges(cur)
	c.memberCounts(cur)
	c.contradictions(cur)
	c.divisor(cur)
	c.repeatedValues(cur)
	c.patterns(cur)
	if cur.Child("readOnly").IsTrue() && cur.Child("writeOnly").IsTrue() {
		c.violation(cur.Child("writeOnly"), "a schema is not both readOnly and writeOnly", "remove one of the two")
	}
	if constant := cur.Child("const"); constant.Node != nil {
		v := validator{checker: c} // the lowering checks constants against the other keywords
		if problem := v.kind(constant, cur); problem != nil {
			c.violation(constant, "the const is not valid: "+problem.words, "")
		}
	}
	if fallback := cur.Child("default"); fallback.Node != nil {
		c.value(fallback, cur, "the default")
	}
	if example := cur.Child("example"); example.Node != nil {
		c.value(example, cur, "the example")
	}
	for _, example := range cur.Child("examples").Elements() {
		c.value(example, cur, "the example")
	}
}

// types checks what the type requires, and the forms of OpenAPI 3.1 in earlier documents.
func (c *checker) types(cur spec.Cursor) {
	kind := cur.Child("type")
	if c.minor > 0 || kind.Node == nil {
		return
	}
	since31 := func(at spec.Cursor, what, hint string) { c.violation(at, what+" since OpenAPI 3.1", hint) }
	switch {
	case kind.Node.Kind == source.Array:
		since31(kind, "a list of types is allowed", "write one type, and nullable: true instead of null")
	case kind.Node.Text == "null":
		since31(kind, "null is a type", "write nullable: true next to another type")
	case kind.Node.Text == "array" && !cur.Has("items"):
		c.violation(kind, "an array needs items: its elements are of any type", "write items: {} for elements of any type")
	}
	for _, name := range []string{"exclusiveMinimum", "exclusiveMaximum"} {
		if limit := cur.Child(name); limit.Node != nil && limit.Node.Kind == source.Number {
			since31(limit, name+" is a number", "write "+strings.ToLower(strings.TrimPrefix(name, "exclusive"))+" with the number, and "+name+": true")
		}
	}
}

// limits are pairs of keywords of which the first must not be more than the second.
var limits = [][2]string{
	{"minimum", "maximum"}, {"minLength", "maxLength"}, {"minItems", "maxItems"}, {"minProperties", "maxProperties"}, {"minContains", "maxContains"},
}

// ranges reports ranges that contain no value.
func (c *checker) ranges(cur spec.Cursor) {
	for _, pair := range limits {
		least, most := number(cur.Child(pair[0])), number(cur.Child(pair[1]))
		if least != nil && most != nil && least.Cmp(most) > 0 {
			c.violation(cur.Child(pair[0]), pair[0]+" is more than "+pair[1]+": no value is both", "exchange the two, or correct one of them")
			return
		}
	}
	least, low := bound(cur, "minimum", "exclusiveMinimum", 1)
	most, high := bound(cur, "maximum", "exclusiveMaximum", -1)
	if least == nil || most == nil {
		return
	}
	if order := least.Cmp(most); order > 0 || order == 0 && (low != "minimum" || high != "maximum") {
		c.violation(cur.Child(low), "no number satisfies both "+low+" and "+high, "exchange the two, or correct one of them")
	}
}

// memberCounts reports numbers of members that no object has.
func (c *checker) memberCounts(cur spec.Cursor) {
	least, most := number(cur.Child("minProperties")), number(cur.Child("maxProperties"))
	required := map[string]bool{}
	for _, item := range cur.Child("required").Elements() {
		if name, ok := item.Node.Str(); ok {
			required[name] = true
		}
	}
	if n := len(required); most != nil && most.Cmp(big.NewRat(int64(n), 1)) < 0 {
		c.violation(cur.Child("maxProperties"), "maxProperties is "+decimal(most)+", but required lists "+members(n), "require fewer members, or correct maxProperties")
	}
	isClosed := cur.Child("additionalProperties").IsFalse() && !cur.Has("patternProperties")
	if n := len(cur.Child("properties").Node.Keys()); isClosed && least != nil && least.Cmp(big.NewRat(int64(n), 1)) > 0 {
		c.violation(cur.Child("minProperties"), "minProperties is "+decimal(least)+", but an object has no more than "+members(n), "allow more members, or correct minProperties")
	}
}

// members is a number of members in words.
func members(n int) string {
	if n == 1 {
		return "1 member"
	}
	return strconv.Itoa(n) + " members"
}

// bound returns the tighter of an inclusive and an exclusive bound, and its keyword; nil without
// any. sign is 1 for lower bounds and -1 for upper ones.
func bound(cur spec.Cursor, inclusive, exclusive string, sign int) (*big.Rat, string) {
	limit, strict := number(cur.Child(inclusive)), number(cur.Child(exclusive))
	switch {
	case limit != nil && cur.Child(exclusive).IsTrue():
		return limit, exclusive
	case strict != nil && (limit == nil || limit.Cmp(strict)*sign <= 0):
		return strict, exclusive
	}
	return limit, inclusive
}

// number returns the exact value of a number; nil for other values, and for numbers with more
// digits than documents have.
func number(cur spec.Cursor) *big.Rat {
	if cur.Node == nil || cur.Node.Kind != source.Number || len(cur.Node.Text) > 40 {
		return nil
	}
	if _, exponent, ok := strings.Cut(strings.ToLower(cur.Node.Text), "e"); ok && len(strings.TrimLeft(exponent, "+-0")) > 3 {
		return nil
	}
	x, ok := new(big.Rat).SetString(cur.Node.Text)
	if !ok {
		return nil
	}
	return x
}

func (c *checker) divisor(cur spec.Cursor) {
	at := cur.Child("multipleOf")
	if divisor := number(at); divisor != nil && divisor.Sign() <= 0 {
		c.violation(at, "multipleOf is not more than 0: it is ignored", "write a number above 0")
	}
}

// repeatedValues reports members of required, and arrays and objects under enum, that are
// there twice. The lowering reports scalars under enum.
func (c *checker) repeatedValues(cur spec.Cursor) {
	names := map[string]bool{}
	for _, item := range cur.Child("required").Elements() {
		if name, ok := item.Node.Str(); ok {
			if names[name] {
				c.violation(item, "required lists "+name+" twice", "remove one of the two")
			}
			names[name] = true
		}
	}
	seen := map[string]bool{}
	for _, item := range cur.Child("enum").Elements() {
		if item.Node.Kind != source.Array && item.Node.Kind != source.Object {
			continue
		}
		literal := canonical(item.Node)
		if seen[literal] {
			c.violation(item, "the value "+literal+" is a duplicate", "remove one of the two")
		}
		seen[literal] = true
	}
}

// patterns reports texts that are not regular expressions.
func (c *checker) patterns(cur spec.Cursor) {
	report := func(at spec.Cursor, expr string) {
		if problem := schema.PatternProblem(expr); problem != "" {
			c.violation(at, "the pattern is not a regular expression: "+problem+"; it is not checked", "correct it, or remove it")
		}
	}
	if expr, ok := cur.Child("pattern").Node.Str(); ok {
		report(cur.Child("pattern"), expr)
	}
	for expr, at := range cur.Child("patternProperties").AllMembers() {
		report(at, expr)
	}
}

// canonical returns a value as JSON with sorted members.
func canonical(n *source.Node) string {
	n = n.Clone()
	sortMembers(n)
	return string(n.JSON())
}

func sortMembers(n *source.Node) {
	for _, item := range n.Items {
		sortMembers(item)
	}
	if n.Kind != source.Object {
		return
	}
	members := slices.Clone(n.Members)
	slices.SortStableFunc(members, func(a, b source.Member) int { return cmp.Compare(a.Name, b.Name) })
	for _, m := range members {
		sortMembers(m.Value)
	}
	n.SetMembers(members)
}

func (c *checker) discriminator(cur spec.Cursor) {
	c.require(cur, "the discriminator", "propertyName", "propertyName: ...")
}
