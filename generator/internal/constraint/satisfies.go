package constraint

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Satisfies reports whether a value of the document, as JSON, satisfies checks of
// scalars.
func Satisfies(checks []ir.Check, literal string) bool {
	return !slices.ContainsFunc(checks, func(c ir.Check) bool { return !satisfiesOne(c, literal) })
}

func satisfiesOne(check ir.Check, literal string) bool {
	switch c := check.(type) {
	case ir.Length:
		n := uint64(utf8.RuneCountInString(Unquote(literal)))
		return n >= c.Min && (c.Max == nil || n <= *c.Max)
	case ir.Pattern:
		return regexp.MustCompile(c.RE2).MatchString(Unquote(literal))
	case ir.Bound:
		return c.Holds(literal)
	case ir.MultipleOf:
		return schema.IsMultiple(literal, c.Divisor)
	case ir.Whole:
		return schema.IsMultiple(literal, "1")
	case ir.OneOf:
		return slices.Contains(c.Literals, literal)
	case ir.Not:
		return !Satisfies(c.Checks, literal)
	case ir.When:
		if Satisfies(c.If, literal) {
			return Satisfies(c.Then, literal)
		}
		return Satisfies(c.Else, literal)
	case ir.Alternatives:
		n := 0
		for _, set := range c.Sets {
			if Satisfies(set, literal) {
				n++
			}
		}
		return n == 1 || n > 1 && !c.Exactly
	case ir.StringFormat, ir.Texted, ir.Raw:
		return true // not known here
	case ir.Never:
		return false
	}
	panic(fmt.Sprintf("constraint: a scalar with a check of kind %T", check))
}

// Quote is a text as JSON.
func Quote(text string) string {
	data, _ := json.Marshal(text) // a string always has a JSON text
	return string(data)
}

// Enum reports the values of an enumeration that violate the other constraints of
// its schema.
func (c *Checker) Enum(v schema.Intersection, u ir.Value) {
	body := ir.AsEnum(u)
	if body == nil {
		return
	}
	var checks []ir.Check
	var lists []map[string]bool // of the values that each list has
	for _, check := range c.Checks(v, u) {
		oneOf, ok := check.(ir.OneOf)
		if !ok {
			checks = append(checks, check)
			continue
		}
		list := make(map[string]bool, len(oneOf.Literals))
		for _, literal := range oneOf.Literals {
			list[literal] = true
		}
		lists = append(lists, list)
	}
	var places map[string]spec.Cursor
	for _, value := range body.Values {
		isMissing := func(list map[string]bool) bool { return !list[value.Literal] }
		if slices.ContainsFunc(lists, isMissing) || !Satisfies(checks, value.Literal) {
			if places == nil {
				places = placesOfValues(v)
			}
			at := v[0]
			if place, ok := places[value.Literal]; ok {
				at = place
			}
			c.Report(diag.InvalidDocument, at, "the value "+value.Literal+" violates another constraint of the schema; it is accepted", "remove it, or correct the constraint")
		}
	}
}

// placesOfValues returns where each value of an enumeration is listed first.
func placesOfValues(v schema.Intersection) map[string]spec.Cursor {
	places := map[string]spec.Cursor{}
	for _, cur := range v {
		for _, item := range append(cur.Child("enum").Elements(), cur.Child("const")) {
			if item.Node == nil {
				continue
			}
			literal := string(item.Node.JSON())
			if _, known := places[literal]; !known {
				places[literal] = item
			}
		}
	}
	return places
}

// Unquote is the text of a JSON string, "" for other JSON.
func Unquote(literal string) string {
	var text string
	if json.Unmarshal([]byte(literal), &text) != nil {
		return ""
	}
	return text
}
