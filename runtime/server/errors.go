package server

import (
	"errors"
	"net/http"

	"github.com/peergen/peergen/runtime/core"
)

// ErrorTypes are the content types of the declared errors of an operation, the
// most exact status first.
type ErrorTypes []errorContent

type errorContent struct {
	Code    int // exact status, or 0
	Class   int // first digit of the status, or 0; without either: any status
	Types   []string
	Carries func(error) bool // the body whose content types these are; nil for any
}

// Choose is the content type of an error with a status: what the caller likes
// best of the declared ones.
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

// Faults are the errors of an operation that the server itself can fill, the
// most exact status first.
type Faults []fault

type fault struct {
	Code  int // exact status, or 0
	Class int // first digit of the status, or 0; without either: any status
	Make  func(status int, detail string) error
}

// Choose answers the declared error for the status of e, nil if there is none.
func (fs Faults) Choose(e *core.APIError) error {
	for _, f := range fs {
		if f.Code == e.StatusCode || f.Class == e.StatusCode/100 || f.Code == 0 && f.Class == 0 {
			return f.Make(e.StatusCode, inOneSentence(e))
		}
	}
	return nil
}

// inOneSentence is what a problem says in several members.
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
