package json

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
)

// fail records a syntax error at Pos and ends reading.
func (c *Codec) fail(message string) {
	if c.err == nil {
		c.err = &core.DecodeError{Offset: c.Pos, Pointer: c.pointer(), Message: message}
	}
	c.Pos = len(c.Src)
}

// unexpected records a syntax error: something other than want is next.
func (c *Codec) unexpected(want string) {
	got := "the end"
	if c.Pos < len(c.Src) {
		b, _ := utf8.DecodeRuneInString(c.Src[c.Pos:])
		got = strconv.QuoteRune(b)
	}
	c.fail("expected " + want + ", found " + got)
}

// Violate records a violation of the value that was read last, or of the object
// that was just closed. A value that already has a violation because it could
// not be read gets no further one.
func (c *Codec) Violate(keyword, message string) { c.violateAt("", keyword, message) }

// violateAt is Violate for the value that the JSON pointer suffix selects from
// there.
func (c *Codec) violateAt(suffix, keyword, message string) {
	n, name := len(c.violations), c.pointer()+suffix
	if c.err != nil || n > 0 && n == c.unread && c.violations[n-1].Name == name {
		return
	}
	c.violate(core.Violation{In: "body", Name: name, Keyword: keyword, Message: message})
}

// violate records a violation, up to the limit.
func (c *Codec) violate(v core.Violation) {
	if c.err != nil {
		return
	}
	if c.violations = append(c.violations, v); len(c.violations) == max(c.limit, core.MaxViolations) {
		c.fail("too many violations")
	}
}

// Validate runs check after a whole value, if the codec is strict and the value has no
// violations. Those that check returns are added to it.
func (c *Codec) Validate(check func(toAPI bool) error) {
	if c.mode&Strict == 0 || c.err != nil || len(c.violations) > 0 {
		return
	}
	err := check(c.mode&ToAPI != 0)
	var invalid *core.ConstraintError
	switch {
	case err == nil:
	case !errors.As(err, &invalid):
		c.err = err
	default:
		for _, v := range invalid.Violations {
			c.violate(v)
		}
	}
}

// unreadable records a violation of a value that cannot be stored.
func (c *Codec) unreadable(keyword, message string) {
	c.Violate(keyword, message)
	c.unread = len(c.violations)
}

// Mismatch skips a value of the wrong type and records a violation. A lenient
// codec takes null for the zero value of any type.
func (c *Codec) Mismatch(want string) {
	if !c.Strict && c.null() {
		return
	}
	got := map[byte]string{'{': "an object", '[': "an array", '"': "a string", '0': "a number", 't': "true", 'f': "false", 'n': "null"}
	if is := got[c.Kind()]; is != "" {
		c.unreadable("type", "must be "+want+", not "+is)
	}
	c.Skip()
}

// pointer returns the JSON pointer of the current value.
func (c *Codec) pointer() string {
	var path strings.Builder
	for i, f := range c.frames {
		last := len(c.names)
		if i+1 < len(c.frames) {
			last = c.frames[i+1].first
		}
		if f.index >= 0 {
			path.WriteString("/" + strconv.Itoa(f.index))
		} else if last > f.first {
			path.WriteString("/" + core.EscapePointer(c.names[last-1]))
		}
	}
	return path.String()
}
