package sample

import (
	"encoding/json"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// satisfies reports whether a JSON value is known to satisfy checks. Numbers are of
// type json.Number.
func satisfies(checks []ir.Check, x any) bool {
	j := &judge{}
	return j.all(checks, x) && !j.unknown
}

// Accepts reports whether a text is known to be a value of a parameter.
func Accepts(v ir.Value, text string) bool {
	u := ir.NotNull(ir.Underlying(v))
	_, ok := u.Type.(ir.String)
	return ok && satisfies(u.Checks, text)
}

// judge evaluates checks. unknown is set if one of them cannot be evaluated.
type judge struct{ unknown bool }

func (j *judge) all(checks []ir.Check, x any) bool {
	return !slices.ContainsFunc(checks, func(c ir.Check) bool { return !j.one(c, x) })
}

func (j *judge) one(check ir.Check, x any) bool {
	switch c := check.(type) {
	case ir.OneOf:
		return slices.ContainsFunc(c.Literals, func(literal string) bool { return isLiteral(literal, x) })
	case ir.Not:
		return !j.all(c.Checks, x)
	case ir.When:
		if j.all(c.If, x) {
			return j.all(c.Then, x)
		}
		return j.all(c.Else, x)
	case ir.Alternatives:
		n := 0
		for _, set := range c.Sets {
			if j.all(set, x) {
				n++
			}
		}
		return n == 1 || n > 1 && !c.Exactly
	case ir.Never:
		return false
	case ir.Texted:
		return true
	}
	switch x := x.(type) {
	case string:
		return j.text(check, x)
	case json.Number:
		return j.number(check, x)
	case []any:
		return j.array(check, x)
	case map[string]any:
		return j.object(check, x)
	}
	return j.unsure()
}

// unsure is the result for a check that cannot be evaluated.
func (j *judge) unsure() bool {
	j.unknown = true
	return false
}

func (j *judge) text(check ir.Check, x string) bool {
	switch c := check.(type) {
	case ir.Length:
		return within(utf8.RuneCountInString(x), c.Min, c.Max)
	case ir.Pattern:
		return regexp.MustCompile(c.RE2).MatchString(x)
	case ir.StringFormat:
		return hasFormat(c.Name, x)
	}
	return j.unsure()
}

func (j *judge) number(check ir.Check, x json.Number) bool {
	if !isShort(x) {
		return j.unsure()
	}
	switch c := check.(type) {
	case ir.Bound:
		return c.Holds(x.String())
	case ir.MultipleOf:
		return isMultiple(x.String(), c.Divisor)
	case ir.Whole:
		return isMultiple(x.String(), "1")
	}
	return j.unsure()
}

func (j *judge) array(check ir.Check, x []any) bool {
	switch c := check.(type) {
	case ir.Items:
		return within(len(x), c.Min, c.Max)
	case ir.Unique:
		texts := make([]string, len(x))
		for i := range x {
			texts[i] = canonical(x[i])
		}
		slices.Sort(texts)
		return len(slices.Compact(texts)) == len(x)
	case ir.Each:
		return !slices.ContainsFunc(x, func(x any) bool { return !j.part(c.Checks, c.NullToo, x) })
	case ir.Contains:
		n := 0
		for _, x := range x {
			if j.part(c.Checks, c.NullToo, x) {
				n++
			}
		}
		return within(n, c.Min, c.Max)
	}
	return j.unsure()
}

func (j *judge) object(check ir.Check, x map[string]any) bool {
	switch c := check.(type) {
	case ir.Members:
		return within(len(x), c.Min, c.Max)
	case ir.Each:
		for _, x := range x {
			if !j.part(c.Checks, c.NullToo, x) {
				return false
			}
		}
		return true
	case ir.Present:
		_, present := x[c.Name]
		return present
	case ir.Absent:
		value, present := x[c.Name]
		return !present || c.NullToo && value == nil
	case ir.Member:
		value, present := x[c.Name]
		return !present || j.part(c.Checks, c.NullToo, value)
	}
	return j.unsure()
}

// part evaluates the checks of an element or a member.
func (j *judge) part(checks []ir.Check, nullToo bool, x any) bool {
	if x == nil {
		return nullToo
	}
	return j.all(checks, x)
}

func within(n int, least uint64, most *uint64) bool {
	return uint64(n) >= least && (most == nil || uint64(n) <= *most) //nolint:gosec // n is a length
}

// isLiteral reports whether a value is equal to a scalar as JSON text.
func isLiteral(literal string, x any) bool {
	switch x := x.(type) {
	case string:
		return strings.HasPrefix(literal, `"`) && gocode.Unquote(literal) == x
	case bool:
		return literal == "true" && x || literal == "false" && !x
	case json.Number:
		return isShort(x) && canonical(x) == canonical(json.Number(literal))
	}
	return false
}

// isShort reports whether a number can be compared exactly in little time.
func isShort(x json.Number) bool {
	return len(x) < 40 && !strings.ContainsAny(x.String(), "eE")
}

func isMultiple(literal, divisor string) bool {
	x, ok := new(big.Rat).SetString(literal)
	by, also := new(big.Rat).SetString(divisor)
	return ok && also && by.Sign() > 0 && x.Quo(x, by).IsInt()
}

// canonical is a text that is equal for equal values.
func canonical(x any) string {
	switch x := x.(type) {
	case json.Number:
		if isShort(x) {
			if exact, ok := new(big.Rat).SetString(x.String()); ok {
				return exact.RatString()
			}
		}
		return x.String()
	case []any:
		texts := make([]string, len(x))
		for i := range x {
			texts[i] = canonical(x[i])
		}
		return "[" + strings.Join(texts, ",") + "]"
	case map[string]any:
		var texts []string
		for name, value := range x {
			texts = append(texts, canonical(name)+":"+canonical(value))
		}
		slices.Sort(texts)
		return "{" + strings.Join(texts, ",") + "}"
	}
	data, err := json.Marshal(x)
	if err != nil {
		panic("sample: a JSON value that cannot be written: " + err.Error())
	}
	return string(data)
}
