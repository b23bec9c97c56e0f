package support

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Violation is one way in which a value breaks its schema.
type Violation struct {
	In      string `json:"in"`      // "body", "path", "query", "header" or "cookie"
	Name    string `json:"name"`    // the parameter, or a JSON pointer into the body ("" is all of it)
	Keyword string `json:"keyword"` // of JSON Schema, e.g. "maxLength"
	Message string `json:"message"` // a predicate, e.g. "must be a string, not null"
}

// String returns for example `body /a/b: must be a string, not null`.
func (v Violation) String() string {
	if v.Name == "" {
		return v.In + ": " + v.Message
	}
	return v.In + " " + v.Name + ": " + v.Message
}

// maxViolations is where a codec stops reading: the sender has heard enough.
const maxViolations = 100

// ValidationFailure lists how a value breaks its schema, at most 100 ways.
type ValidationFailure struct{ Violations []Violation }

func (e *ValidationFailure) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		lines[i] = v.String()
	}
	return strings.Join(lines, "; ")
}

// DecodeError says where and why a text is not JSON as RFC 8259 has it. A
// duplicate member name counts as such, as RFC 7493 asks.
type DecodeError struct {
	Offset  int    // bytes before the error
	Pointer string // JSON pointer of the innermost value that was begun
	Message string
}

func (e *DecodeError) Error() string {
	return fmt.Sprintf("invalid JSON at byte %d, in %q: %s", e.Offset, e.Pointer, e.Message)
}

// fail records a syntax error at pos and ends reading.
func (c *jsonCodec) fail(message string) {
	if c.err == nil {
		c.err = &DecodeError{Offset: c.pos, Pointer: c.pointer(), Message: message}
	}
	c.pos = len(c.src)
}

func (c *jsonCodec) unexpected(want string) {
	got := "the end"
	if c.pos < len(c.src) {
		b, _ := utf8.DecodeRuneInString(c.src[c.pos:])
		got = strconv.QuoteRune(b)
	}
	c.fail("expected " + want + ", found " + got)
}

// violate records a violation by the value read last, or by the object that was
// just closed.
func (c *jsonCodec) violate(keyword, message string) { c.violateAt("", keyword, message) }

// violateAt is violate for what suffix, a JSON pointer, leads to from there.
func (c *jsonCodec) violateAt(suffix, keyword, message string) {
	n, name := len(c.violations), c.pointer()+suffix
	if c.err != nil || n > 0 && n == c.unread && c.violations[n-1].Name == name {
		return
	}
	c.violations = append(c.violations, Violation{In: "body", Name: name, Keyword: keyword, Message: message})
	if n+1 == max(c.limit, maxViolations) {
		c.fail("too many violations")
	}
}

// unreadable records a violation by a value that has no Go value.
func (c *jsonCodec) unreadable(keyword, message string) {
	c.violate(keyword, message)
	c.unread = len(c.violations)
}

// mismatch skips a value that is not what the schema wants.
func (c *jsonCodec) mismatch(want string) {
	got := map[byte]string{'{': "an object", '[': "an array", '"': "a string", '0': "a number", 't': "true", 'f': "false", 'n': "null"}
	if is := got[c.kind()]; is != "" {
		c.unreadable("type", "must be "+want+", not "+is)
	}
	c.skip()
}

// pointer returns the JSON pointer of the place that is being read.
func (c *jsonCodec) pointer() string {
	var path strings.Builder
	for i, f := range c.frames {
		last := len(c.names)
		if i+1 < len(c.frames) {
			last = c.frames[i+1].first
		}
		if f.index >= 0 {
			path.WriteString("/" + strconv.Itoa(f.index))
		} else if last > f.first {
			path.WriteString("/" + escapePointer(c.names[last-1]))
		}
	}
	return path.String()
}

// escapePointer escapes one token of a JSON pointer (RFC 6901).
func escapePointer(token string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(token)
}
