package json

import (
	"errors"
	"strconv"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
)

// finding is a violation. Its JSON pointer is made only when all of the text is read.
type finding struct {
	offset    int            // of the value; -1 if the pointer is known
	violation core.Violation // the name is what follows the pointer of the value
}

// fail records a syntax error at i and ends reading.
func (r *Reader) fail(i int, message string) int {
	if r.err == nil {
		r.err = &core.DecodeError{Offset: i, Message: message}
	}
	return len(r.Src)
}

// unexpected records a syntax error: something other than want is at i.
func (r *Reader) unexpected(i int, want string) int {
	got := "the end"
	if i < len(r.Src) {
		b, n := utf8.DecodeRune(r.Src[i:])
		if b == utf8.RuneError && n == 1 {
			return r.fail(i, "invalid UTF-8")
		}
		got = strconv.QuoteRune(b)
	}
	return r.fail(i, "expected "+want+", found "+got)
}

// Violate records a violation of the value at i. A value that has a violation because
// it could not be stored gets no further one.
func (r *Reader) Violate(i int, keyword, message string) {
	if r.rejectedAt != i+1 {
		r.violateBelow(i, "", keyword, message)
	}
}

// violateBelow records a violation of what the JSON pointer suffix selects from the
// value at i.
func (r *Reader) violateBelow(i int, suffix, keyword, message string) {
	r.record(finding{i, core.Violation{In: "body", Name: suffix, Keyword: keyword, Message: message}})
}

// record records a violation, up to the limit.
func (r *Reader) record(f finding) {
	if r.err != nil {
		return
	}
	if r.findings = append(r.findings, f); len(r.findings) == max(r.limit, core.MaxViolations) {
		r.fail(f.offset, "too many violations")
	}
}

// unreadable records a violation of a value that cannot be stored.
func (r *Reader) unreadable(i int, keyword, message string) {
	r.Violate(i, keyword, message)
	r.rejectedAt = i + 1
}

// Mismatch skips a value of the wrong type and records a violation. A lenient
// reader takes null for the zero value of any type.
func (r *Reader) Mismatch(i int, want string) int {
	if !r.Strict && r.isNull(i) {
		return i + len("null")
	}
	if is := kindWords[r.Kind(i)]; is != "" {
		message := "must be " + want + ", not " + is
		if r.untyped != nil && r.Kind(i) == '"' {
			message = "must be " + want // all values are texts
		}
		r.unreadable(i, "type", message)
	}
	return r.Skip(i)
}

// kindWords are words for a JSON value by its Kind.
var kindWords = [256]string{'{': "an object", '[': "an array", '"': "a string", '0': "a number", 't': "true", 'f': "false", 'n': "null"}

// Validate runs check after a whole value, if the reader is strict and the value has no
// violations. Those that check returns are added to it.
func (r *Reader) Validate(check func(toAPI bool) error) {
	if r.mode&Strict == 0 || r.err != nil || len(r.findings) > 0 {
		return
	}
	err := check(r.mode&ToAPI != 0)
	var invalid *core.ConstraintError
	switch {
	case err == nil:
	case !errors.As(err, &invalid):
		r.err = err
	default:
		for _, v := range invalid.Violations {
			r.record(finding{-1, v})
		}
	}
}

// result is the error of the whole text.
func (r *Reader) result() error {
	if n := len(r.findings); n >= core.MaxViolations || n > 0 && r.err == nil {
		r.locate(r.findings)
		violations := make([]core.Violation, n)
		for k, f := range r.findings {
			violations[k] = f.violation
		}
		return &core.ConstraintError{Violations: violations}
	}
	if syntax, ok := r.err.(*core.DecodeError); ok {
		at := []finding{{offset: syntax.Offset}}
		r.locate(at)
		syntax.Pointer = at[0].violation.Name
	}
	return r.err
}
