package core

import (
	"fmt"
	"strings"
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

// MaxViolations is where a codec stops reading: the sender has heard enough.
const MaxViolations = 100

// ConstraintError lists how a value breaks its schema, at most 100 ways.
type ConstraintError struct{ Violations []Violation }

func (e *ConstraintError) Error() string {
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

// EscapePointer escapes one token of a JSON pointer (RFC 6901).
func EscapePointer(token string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(token)
}
