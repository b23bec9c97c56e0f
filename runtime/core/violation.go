package core

import (
	"fmt"
	"strings"
)

// Violation is one violated constraint.
type Violation struct {
	In      string `json:"in"`      // "body", "path", "query", "header" or "cookie"
	Name    string `json:"name"`    // parameter, or JSON pointer into the body ("" is the whole body)
	Keyword string `json:"keyword"` // of JSON Schema, e.g. "maxLength"
	Message string `json:"message"` // a predicate, e.g. "must be a string, not null"
}

// String returns the violation as text, for example `body /a/b: must be a
// string, not null`.
func (v Violation) String() string {
	if v.Name == "" {
		return v.In + ": " + v.Message
	}
	return v.In + " " + v.Name + ": " + v.Message
}

// MaxViolations is the maximum number of violations. Decoding stops after this
// many.
const MaxViolations = 100

// ConstraintError lists constraint violations, at most 100.
type ConstraintError struct{ Violations []Violation }

// Error returns the violations, separated by semicolons.
func (e *ConstraintError) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		lines[i] = v.String()
	}
	return strings.Join(lines, "; ")
}

// DecodeError is a syntax error in JSON. As RFC 7493 requires, duplicate member
// names are errors, too.
type DecodeError struct {
	Offset  int    // of the error, in bytes
	Pointer string // JSON pointer of the innermost value at the offset
	Message string
}

// Error returns the position and the error.
func (e *DecodeError) Error() string {
	return fmt.Sprintf("invalid JSON at byte %d, in %q: %s", e.Offset, e.Pointer, e.Message)
}

// EscapePointer escapes one reference token of a JSON pointer (RFC 6901).
func EscapePointer(token string) string {
	return strings.ReplaceAll(strings.ReplaceAll(token, "~", "~0"), "/", "~1")
}
