package model

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Constraints describes the checks of a value in sentences.
func Constraints(v ir.Value) []string {
	u := ir.Underlying(v)
	switch t := u.Type.(type) {
	case ir.UnixTime:
		return append([]string{"On the wire the seconds since 1970."}, sentences(u.Checks)...)
	case ir.Dict:
		if words := namesWords(t.Names); words != "" {
			return append(sentences(u.Checks), words)
		}
	}
	return sentences(u.Checks)
}

// namesWords is what becomes of members of a map that have other names.
func namesWords(names string) string {
	if names == "" {
		return ""
	}
	return "Members whose names do not match " + names + " are kept if they have the same type."
}

func sentences(checks []ir.Check) []string {
	var out []string
	for _, check := range checks {
		switch c := check.(type) {
		case ir.Length:
			out = append(out, target.UpperFirst(Phrase(c))+".")
		case ir.Items:
			out = append(out, target.UpperFirst(Phrase(c))+".")
		case ir.Pattern:
			out = append(out, "Pattern: "+c.Expr)
		case ir.StringFormat:
			out = append(out, "Format: "+c.Name+".")
		case ir.OneOf:
			out = append(out, "Must be "+Phrase(c)+".")
		default:
			if text := Phrase(check); text != "" {
				out = append(out, target.UpperFirst(text)+".")
			}
		}
	}
	return out
}

// Phrases describes values that satisfy several checks.
func Phrases(checks []ir.Check) string {
	var out []string
	for _, check := range checks {
		text := Phrase(check)
		if text == "" {
			return "what the document defines there"
		}
		out = append(out, text)
	}
	return strings.Join(out, " and ")
}

// Phrase describes a value that satisfies a check. It is "" for checks that a
// phrase cannot describe.
func Phrase(check ir.Check) string {
	switch c := check.(type) {
	case ir.Length:
		return between(c.Min, c.Max, "character")
	case ir.Items:
		return between(c.Min, c.Max, "element")
	case ir.Members:
		return between(c.Min, c.Max, "member")
	case ir.Pattern:
		return "a match of " + c.Expr
	case ir.StringFormat:
		return "in the format " + c.Name
	case ir.Bound:
		return boundWords(c)
	case ir.MultipleOf:
		return "a multiple of " + c.Divisor
	case ir.Whole:
		return "an integer"
	case ir.OneOf:
		return valueWords(c.Literals)
	case ir.Unique:
		return "no two elements equal"
	case ir.Present:
		return "with " + c.Name
	case ir.Absent:
		return "without " + c.Name
	case ir.Not:
		if len(c.Checks) == 1 && Phrase(c.Checks[0]) != "" {
			return "not " + Phrase(c.Checks[0])
		}
		return ""
	case ir.Contains, ir.Each, ir.Names, ir.Keyed, ir.Member, ir.When, ir.Alternatives, ir.Never, ir.Texted, ir.Raw:
		return ""
	}
	panic(fmt.Sprintf("emit: check of kind %T", check))
}

// maxListed is how many values are listed.
const maxListed = 12

// valueWords lists values, as JSON.
func valueWords(literals []string) string {
	switch n := len(literals); {
	case n == 1:
		return literals[0]
	case n > maxListed:
		return fmt.Sprintf("one of %s and %d more", strings.Join(literals[:maxListed], ", "), n-maxListed)
	}
	return "one of " + strings.Join(literals, ", ")
}

func between(least uint64, most *uint64, unit string) string {
	plural := func(n uint64) string {
		if n == 1 {
			return "1 " + unit
		}
		return strconv.FormatUint(n, 10) + " " + unit + "s"
	}
	switch {
	case most == nil:
		return "at least " + plural(least)
	case least == 0:
		return "at most " + plural(*most)
	case least == *most:
		return "exactly " + plural(least)
	}
	return strconv.FormatUint(least, 10) + " to " + plural(*most)
}

func boundWords(c ir.Bound) string {
	switch {
	case c.Upper && c.Exclusive:
		return "less than " + c.Limit
	case c.Upper:
		return "at most " + c.Limit
	case c.Exclusive:
		return "more than " + c.Limit
	}
	return "at least " + c.Limit
}
