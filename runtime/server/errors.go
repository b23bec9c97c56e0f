package server

import (
	"errors"
	"net/http"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// ErrorTypes are the content types of the declared errors of an operation, the
// most specific status first.
type ErrorTypes []errorContent

// errorContent has the content types of the errors with a status.
type errorContent struct {
	Code    int // exact status, or 0
	Class   int // first digit of the status, or 0; if both are 0, any status
	Types   []string
	Carries func(error) bool // reports whether the content types are those of an error; nil for all errors
}

// Choose returns the content type of an error: the declared one that the caller
// prefers.
func (ts ErrorTypes) Choose(r *http.Request, status int, err error) string {
	for _, t := range ts {
		fits := t.Code == status || t.Class == status/100 || t.Code == 0 && t.Class == 0
		if !fits || t.Carries != nil && !t.Carries(err) {
			continue
		}
		if chosen := acceptable(r.Header.Values("Accept"), t.Types); chosen != "" {
			return chosen
		}
		return t.Types[0]
	}
	return "application/json"
}

// CarriesBody reports whether an error has a body of type T.
func CarriesBody[T any](err error) bool {
	var e *core.StatusError[T]
	return errors.As(err, &e)
}

// Faults are the declared errors of an operation that the server itself can
// fill, the most specific status first.
type Faults []fault

// fault makes the declared error for a status.
type fault struct {
	Code  int // exact status, or 0
	Class int // first digit of the status, or 0; if both are 0, any status
	Make  func(status int, detail string) error
}

// Choose returns the declared error for the status of e, or nil.
func (fs Faults) Choose(e *core.APIError) error {
	for _, f := range fs {
		if f.Code == e.StatusCode || f.Class == e.StatusCode/100 || f.Code == 0 && f.Class == 0 {
			return f.Make(e.StatusCode, inOneSentence(e))
		}
	}
	return nil
}

// StatusWord returns a status as a word: bad_request.
func StatusWord(status int) string {
	return strings.ToLower(strings.NewReplacer(" ", "_", "-", "_", "'", "").Replace(http.StatusText(status)))
}

// inOneSentence returns the detail and the violations of an error as one text.
func inOneSentence(e *core.APIError) string {
	detail := e.Detail
	if detail == "" {
		detail = http.StatusText(e.StatusCode)
	}
	for i, v := range e.Violations {
		separator := "; "
		if i == 0 {
			separator = ": "
		}
		detail += separator + v.String()
	}
	return detail
}
