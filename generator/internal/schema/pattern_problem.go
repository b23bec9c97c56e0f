package schema

import (
	"errors"
	"regexp/syntax"
	"strings"
)

// PatternProblem returns why a text is not a regular expression of ECMA-262; "" if it is one,
// also one that RE2 does not support.
func PatternProblem(expr string) string {
	t := &translation{in: expr, lenient: true}
	for len(t.in) > 0 {
		t.step()
	}
	_, err := syntax.Parse(t.out.String(), syntax.Perl)
	var problem *syntax.Error
	if !errors.As(err, &problem) {
		return ""
	}
	return patternProblems[problem.Code]
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
}

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
