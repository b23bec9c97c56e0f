package support

import "net/http"

// faults are the errors of an operation that the server itself can fill, the
// most exact status first.
type faults []faultMaker

type faultMaker struct {
	code  int // exact status, or 0
	class int // first digit of the status, or 0; without either: any status
	make  func(status int, detail string) error
}

// choose answers the declared error for the status of e, nil if there is none.
func (fs faults) choose(e *APIError) error {
	for _, f := range fs {
		if f.code == e.StatusCode || f.class == e.StatusCode/100 || f.code == 0 && f.class == 0 {
			return f.make(e.StatusCode, inOneSentence(e))
		}
	}
	return nil
}

// inOneSentence is what a problem says in several members.
func inOneSentence(e *APIError) string {
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
