package check

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
)

// Collector collects how a value breaks its schema; each check names the member, element or parameter.
type Collector struct {
	Request    bool   // what only requests must have is required
	In         string // where the value travels: "path", "query", "header", "cookie", "body"
	place      []string
	violations []core.Violation
}

// Self is a name for the place that has been entered; being no UTF-8, it is no member's.
const Self = "\xff"

// Enter goes down into a member or an element; leave comes back.
func (c *Collector) Enter(token string) { c.place = append(c.place, token) }

func (c *Collector) Leave() { c.place = c.place[:len(c.place)-1] }

func (c *Collector) Report(name, keyword, format string, args ...any) {
	path := ""
	for _, token := range append(c.place[:len(c.place):len(c.place)], name) {
		path += "/" + core.EscapePointer(token)
	}
	if c.In != "body" {
		path = path[1:] // a parameter's name, not a pointer
	}
	if len(c.violations) < core.MaxViolations {
		c.violations = append(c.violations, core.Violation{In: c.In, Name: strings.TrimSuffix(path, "/"+Self), Keyword: keyword, Message: fmt.Sprintf(format, args...)})
	}
}

func (c *Collector) Err() error {
	if len(c.violations) == 0 {
		return nil
	}
	return &core.ConstraintError{Violations: c.violations[:min(len(c.violations), core.MaxViolations)]}
}

// Validate is Validate of a value that is or may be a body.
func Validate(check func(c *Collector)) error {
	c := Collector{In: "body"}
	check(&c)
	return c.Err()
}

// Length counts Unicode code points, as JSON Schema does; most is -1 for no limit.
func Length[T ~string](c *Collector, name string, v T, least, most int) {
	n := utf8.RuneCountInString(string(v))
	if n < least {
		c.Report(name, "minLength", "must have at least %d characters, not %d", least, n)
	}
	if most >= 0 && n > most {
		c.Report(name, "maxLength", "must have at most %d characters, not %d", most, n)
	}
}

func (c *Collector) Pattern(name, expr string, matches bool) {
	if !matches {
		c.Report(name, "pattern", "must match %s", expr)
	}
}

// Bound reports that a number broke a limit: ok says that it did not.
func (c *Collector) Bound(name, keyword, limit string, ok bool) {
	if !ok {
		c.Report(name, keyword, "must be %s", limit)
	}
}

func (c *Collector) Items(name string, n, least, most int) {
	if n < least {
		c.Report(name, "minItems", "must have at least %d elements, not %d", least, n)
	}
	if most >= 0 && n > most {
		c.Report(name, "maxItems", "must have at most %d elements, not %d", most, n)
	}
}

// MissingBody reports a required body that is nil.
func (c *Collector) MissingBody() {
	c.violations = append(c.violations, core.Violation{In: "body", Keyword: "required", Message: "is required"})
}

func IndexToken(i int) string { return strconv.Itoa(i) }
