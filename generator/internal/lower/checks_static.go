package lower

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
)

// holds decides here and now whether a value of the document, as JSON text,
// holds to checks of scalars.
func holds(checks []ir.Check, literal string) bool {
	return !slices.ContainsFunc(checks, func(c ir.Check) bool { return !holdsOne(c, literal) })
}

func holdsOne(check ir.Check, literal string) bool {
	switch c := check.(type) {
	case ir.Length:
		n := uint64(utf8.RuneCountInString(unquoted(literal)))
		return n >= c.Min && (c.Max == nil || n <= *c.Max)
	case ir.Pattern:
		return regexp.MustCompile(c.RE2).MatchString(unquoted(literal))
	case ir.Bound:
		return c.Holds(literal)
	case ir.MultipleOf:
		return isMultiple(literal, c.Divisor)
	case ir.Whole:
		return isMultiple(literal, "1")
	case ir.OneOf:
		return slices.Contains(c.Literals, literal)
	case ir.Not:
		return !holds(c.Checks, literal)
	case ir.When:
		if holds(c.If, literal) {
			return holds(c.Then, literal)
		}
		return holds(c.Else, literal)
	case ir.Alternatives:
		n := 0
		for _, set := range c.Sets {
			if holds(set, literal) {
				n++
			}
		}
		return n == 1 || n > 1 && !c.Exactly
	case ir.StringFormat, ir.Raw:
		return true // whoever lists a value knows
	case ir.Never:
		return false
	}
	panic(fmt.Sprintf("lower: a scalar with a check of kind %T", check))
}

// quoted is text as JSON.
func quoted(text string) string {
	data, _ := json.Marshal(text) // a string always has a JSON text
	return string(data)
}

// enumHolds reports the values of an enumeration that break what else the schema
// says: no value at all holds to both.
func (l *lowering) enumHolds(v view, u ir.Value) {
	ref, ok := u.Type.(ir.Ref)
	if !ok {
		return
	}
	body, ok := ref.Decl.Body.(*ir.Enum)
	if !ok {
		return
	}
	checks := l.checks(v, u)
	for _, value := range body.Values {
		if !holds(checks, value.Literal) {
			l.report(diag.InvalidDocument, v[0], "the value "+value.Literal+" breaks what the schema says beside the enumeration; it is let through", "take it out")
		}
	}
}
