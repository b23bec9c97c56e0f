package support

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// checker collects how a value breaks its schema; each check names the member, element or parameter.
type checker struct {
	request    bool   // what only requests must have is required
	in         string // where the value travels: "path", "query", "header", "cookie", "body"
	place      []string
	violations []Violation
}

// itself is a name for the place that has been entered; being no UTF-8, it is no member's.
const itself = "\xff"

// enter goes down into a member or an element; leave comes back.
func (c *checker) enter(token string) { c.place = append(c.place, token) }
func (c *checker) leave()             { c.place = c.place[:len(c.place)-1] }

func (c *checker) report(name, keyword, format string, args ...any) {
	path := ""
	for _, token := range append(c.place[:len(c.place):len(c.place)], name) {
		path += "/" + escapePointer(token)
	}
	if c.in != "body" {
		path = path[1:] // a parameter's name, not a pointer
	}
	if len(c.violations) < maxViolations {
		c.violations = append(c.violations, Violation{In: c.in, Name: strings.TrimSuffix(path, "/"+itself), Keyword: keyword, Message: fmt.Sprintf(format, args...)})
	}
}

func (c *checker) err() error {
	if len(c.violations) == 0 {
		return nil
	}
	return &ValidationFailure{Violations: c.violations[:min(len(c.violations), maxViolations)]}
}

// validateValue is Validate of a value that is or may be a body.
func validateValue(v interface{ check(c *checker) }) error {
	c := checker{in: "body"}
	v.check(&c)
	return c.err()
}

// checkLength counts Unicode code points, as JSON Schema does; most is -1 for no limit.
func checkLength[T ~string](c *checker, name string, v T, least, most int) {
	n := utf8.RuneCountInString(string(v))
	if n < least {
		c.report(name, "minLength", "must have at least %d characters, not %d", least, n)
	}
	if most >= 0 && n > most {
		c.report(name, "maxLength", "must have at most %d characters, not %d", most, n)
	}
}

func (c *checker) pattern(name, expr string, matches bool) {
	if !matches {
		c.report(name, "pattern", "must match %s", expr)
	}
}

// bound reports that a number broke a limit: ok says that it did not.
func (c *checker) bound(name, keyword, limit string, ok bool) {
	if !ok {
		c.report(name, keyword, "must be %s", limit)
	}
}

func (c *checker) items(name string, n, least, most int) {
	if n < least {
		c.report(name, "minItems", "must have at least %d elements, not %d", least, n)
	}
	if most >= 0 && n > most {
		c.report(name, "maxItems", "must have at most %d elements, not %d", most, n)
	}
}

// missingBody reports a required body that is nil.
func (c *checker) missingBody() {
	c.violations = append(c.violations, Violation{In: "body", Keyword: "required", Message: "is required"})
}

func indexToken(i int) string { return strconv.Itoa(i) }
