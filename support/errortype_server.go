package support

import (
	"errors"
	"net/http"
)

// errorTypes are the content types of the declared errors of an operation, the
// most exact status first.
type errorTypes []errorContent

type errorContent struct {
	code    int // exact status, or 0
	class   int // first digit of the status, or 0; without either: any status
	types   []string
	carries func(error) bool // the body whose content types these are; nil for any
}

// choose is the content type of an error with a status: what the caller likes
// best of the declared ones.
func (ts errorTypes) choose(r *http.Request, status int, err error) string {
	for _, t := range ts {
		fits := t.code == status || t.class == status/100 || t.code == 0 && t.class == 0
		if !fits || t.carries != nil && !t.carries(err) {
			continue
		}
		if chosen := acceptable(r.Header.Values("Accept"), t.types); chosen != "" {
			return chosen
		}
		return t.types[0]
	}
	return "application/json"
}

// carriesBody reports whether an error has a body of type T.
func carriesBody[T any](err error) bool {
	var e *StatusError[T]
	return errors.As(err, &e)
}
