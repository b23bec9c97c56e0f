package check

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// Collector collects constraint violations of a value. Each check names the
// member, element or parameter that it is about.
type Collector struct {
	Request    bool   // members that only requests require are required, and read-only members are not checked
	In         string // location of the value: "path", "query", "header", "cookie" or "body"
	place      []string
	violations []core.Violation
	arrays     *arrays     // that were compared
	counts     map[any]int // see Variant; nil unless only the number of violations is needed
}

// Self is the name of the place that was entered. It is invalid UTF-8, so it
// cannot equal a member name.
const Self = "\xff"

// Enter moves to a member or an element.
func (c *Collector) Enter(token string) { c.place = append(c.place, token) }

// Leave returns to the value that contains the place.
func (c *Collector) Leave() { c.place = c.place[:len(c.place)-1] }

// Report records a violation.
func (c *Collector) Report(name, keyword, format string, args ...any) {
	if len(c.violations) >= core.MaxViolations {
		return
	}
	var path strings.Builder
	for _, token := range append(c.place[:len(c.place):len(c.place)], name) {
		if path.Len() < json.MaxPointer && token != Self {
			path.WriteString("/" + core.EscapePointer(token))
		}
	}
	pointer := json.Limited(path.String())
	if c.In != "body" {
		pointer = strings.TrimPrefix(pointer, "/") // the name of a parameter, not a pointer
	}
	c.violations = append(c.violations, core.Violation{In: c.In, Name: pointer, Keyword: keyword, Message: fmt.Sprintf(format, args...)})
}

// Err returns a *core.ConstraintError, or nil if there are no violations.
func (c *Collector) Err() error {
	if len(c.violations) == 0 {
		return nil
	}
	return &core.ConstraintError{Violations: c.violations[:min(len(c.violations), core.MaxViolations)]}
}

// Validate runs the checks of a value that is or may be a body.
func Validate(check func(c *Collector)) error {
	c := Collector{In: "body"}
	check(&c)
	return c.Err()
}

// Length checks the number of Unicode code points. most is -1 if there is no
// limit.
func Length[T ~string](c *Collector, name string, v T, least, most int) {
	n := utf8.RuneCountInString(string(v))
	if n < least {
		c.Report(name, "minLength", "must have at least %s, not %d", counted(least, "character"), n)
	}
	if most >= 0 && n > most {
		c.Report(name, "maxLength", "must have at most %s, not %d", counted(most, "character"), n)
	}
}

// Pattern reports a string that does not match a pattern.
func (c *Collector) Pattern(name, expr string, matches bool) {
	if !matches {
		c.Report(name, "pattern", "must match %s", expr)
	}
}

// Bound reports a number that violates a bound.
func (c *Collector) Bound(name, keyword, limit string, ok bool) {
	if !ok {
		c.Report(name, keyword, "must be %s", limit)
	}
}

// Items checks the number of elements. most is -1 if there is no limit.
func (c *Collector) Items(name string, n, least, most int) {
	if n < least {
		c.Report(name, "minItems", "must have at least %s, not %d", counted(least, "element"), n)
	}
	if most >= 0 && n > most {
		c.Report(name, "maxItems", "must have at most %s, not %d", counted(most, "element"), n)
	}
}

// counted returns "1 element" or "2 elements".
func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// MissingBody reports a required body that is nil.
func (c *Collector) MissingBody() {
	c.violations = append(c.violations, core.Violation{In: "body", Keyword: "required", Message: "is required"})
}

// IndexToken returns the reference token of an index.
func IndexToken(i int) string { return strconv.Itoa(i) }
