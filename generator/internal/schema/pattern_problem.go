package schema

import (
	"cmp"
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
)

// PatternProblem returns why a text is not a regular expression of ECMA-262; "" if it is one,
// also one that RE2 does not support.
func PatternProblem(expr string) string {
	t := translate(expr)
	if t.problem != "" {
		return t.problem
	}
	return patternProblems[errorOf(t)]
}

// PatternNeeds returns what a regular expression of ECMA-262 has that RE2 does not support; "" if
// there is nothing.
func PatternNeeds(expr string) string {
	t := translate(expr)
	if code := errorOf(t); t.needs == "" && code != "" {
		return limitsOfRE2[code]
	}
	return t.needs
}

// errorOf returns the error of RE2 for a translation, or "".
func errorOf(t *translation) syntax.ErrorCode {
	_, err := syntax.Parse(t.out.String(), syntax.Perl)
	var problem *syntax.Error
	if !errors.As(err, &problem) {
		return ""
	}
	return problem.Code
}

// patternProblems are the errors of RE2 that are errors of ECMA-262, too, in words. RE2 limits
// the size and the nesting of expressions, ECMA-262 does not.
var patternProblems = map[syntax.ErrorCode]string{
	syntax.ErrInvalidCharRange:      "a range of characters ends before it begins",
	syntax.ErrMissingBracket:        "a bracket is not closed",
	syntax.ErrMissingParen:          "a parenthesis is not closed",
	syntax.ErrUnexpectedParen:       "a parenthesis is closed that is not open",
	syntax.ErrMissingRepeatArgument: "a quantifier follows nothing",
	syntax.ErrInvalidRepeatOp:       "a quantifier follows another one",
	syntax.ErrTrailingBackslash:     "a backslash is the last character",
	syntax.ErrInvalidNamedCapture:   "the name of a group is invalid",
	syntax.ErrInvalidPerlOp:         "a question mark follows a parenthesis without a known letter",
	syntax.ErrInvalidEscape:         "a backslash precedes a letter or digit without a meaning",
	syntax.ErrInvalidUTF8:           "it is not UTF-8",
}

// limitsOfRE2 are the other errors, in words.
var limitsOfRE2 = map[syntax.ErrorCode]string{
	syntax.ErrInvalidRepeatSize: "more than 1,000 repetitions",
	syntax.ErrLarge:             "more states than RE2 allows",
	syntax.ErrNestingDepth:      "more nested groups than RE2 allows",
}

// repetition reports a quantifier whose minimum is above its maximum, which is an error of size to
// RE2.
func (t *translation) repetition() {
	match := quantifier.FindStringSubmatch(t.in)
	if match == nil {
		return
	}
	least, most := strings.TrimLeft(match[1], "0"), strings.TrimLeft(match[2], "0")
	if cmp.Or(cmp.Compare(len(least), len(most)), cmp.Compare(least, most)) > 0 {
		t.wrong("the minimum of the quantifier " + match[0] + " is above its maximum")
	}
}

var quantifier = regexp.MustCompile(`^\{([0-9]+),([0-9]+)\}`)

// lookaround returns the length of the beginning of a group of lookaround; 0 without one.
func lookaround(text string) int {
	for _, prefix := range []string{"(?=", "(?!", "(?<=", "(?<!"} {
		if strings.HasPrefix(text, prefix) {
			return len(prefix)
		}
	}
	return 0
}

// backReference returns the length of a back-reference; 0 without one.
func backReference(text string) int {
	switch {
	case len(text) < 2 || text[0] != '\\':
		return 0
	case text[1] == 'k':
		if end := strings.IndexByte(text, '>'); strings.HasPrefix(text, `\k<`) && end > 0 {
			return end + 1
		}
		return 2
	case '1' <= text[1] && text[1] <= '9':
		return 2
	}
	return 0
}
