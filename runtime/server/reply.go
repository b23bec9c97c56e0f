package server

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/peergen/peergen/runtime/core"
)

// Failed returns an error that the operation returned, with the header of the Call.
func (x *Exchange) Failed(err error) error { return &operationError{err, x} }

// Settle chooses the status of a result with a body of the given number: the one
// that the operation has set, else that of the server that it has called for the
// result, else least. It returns err, or an error if the status is not declared
// for such a body.
func (x *Exchange) Settle(err error, least, body int) error {
	if err != nil {
		return x.Failed(err)
	}
	results, upstream := x.call.Endpoint.Results, x.call.Upstream()
	declared, _ := core.ResponseWith(results, least, body)
	x.Status = least
	forwarded, isResult := core.ResponseWith(results, upstream.StatusCode, body)
	if isResult && forwarded.Body == body {
		x.Status, declared = upstream.StatusCode, forwarded
	}
	if status := x.call.StatusCode; status != 0 {
		chosen, ok := core.ResponseWith(results, status, body)
		switch {
		case !ok:
			return fmt.Errorf("the operation has set the status %d, which is not declared", status)
		case chosen.Body != body:
			return fmt.Errorf("the operation has set the status %d, which is not declared with a body of the type of the result", status)
		case body > 0 && status == http.StatusResetContent:
			return fmt.Errorf("the operation has set the status %d, which must not have a body", status)
		}
		x.Status, declared = status, chosen
	}
	if isResult {
		copyHeaders(x.call.Made().Header, upstream.Header, declared.Headers)
	}
	return x.config.checkHeaders(x.Request, x.call.Endpoint, x.Status, declared, x.call.Header, x.Header())
}

// ChoseEmpty reports whether the operation has set a status that is declared
// without a body. If forward is true, it is enough that the server has it that
// was called for the result.
func (x *Exchange) ChoseEmpty(forward bool) bool {
	status := x.call.StatusCode
	if status == 0 && forward {
		status = x.call.Upstream().StatusCode
	}
	found, ok := core.ResponseWith(x.call.Endpoint.Results, status, 0)
	return ok && found.Body == 0
}

// Empty sends a response without a body.
func (x *Exchange) Empty(err error, least int) error {
	if err = x.Settle(err, least, 0); err == nil {
		x.WriteHeader(x.Status)
	}
	return err
}

// WriteHeader adds the header of the Call and writes the status.
func (x *Exchange) WriteHeader(status int) {
	addHeaders(x.Header(), x.call.Header)
	x.ResponseWriter.WriteHeader(status)
}

// Unwrap implements the interface of [http.ResponseController].
func (x *Exchange) Unwrap() http.ResponseWriter { return x.ResponseWriter }

// operationError is an error that an operation returned.
type operationError struct {
	err error
	x   *Exchange
}

// Error returns the message of the error.
func (e *operationError) Error() string { return e.err.Error() }

// Unwrap returns the error.
func (e *operationError) Unwrap() error { return e.err }

// addHeaders replaces headers, but adds lines to those that middleware sets, too.
func addHeaders(to, from http.Header) {
	for name, values := range from {
		if name == "Vary" || name == "Set-Cookie" {
			values = slices.Concat(to[name], values)
		}
		to[name] = values
	}
}

// copyHeaders copies some headers, unless they are set.
func copyHeaders(to, from http.Header, names []string) {
	for _, name := range names {
		if values := from.Values(name); len(values) > 0 && len(to.Values(name)) == 0 {
			to[http.CanonicalHeaderKey(name)] = values
		}
	}
}

// logMissing logs required members that a result does not have, once for each
// operation. They are not sent.
func (x *Exchange) logMissing(names []string) {
	s := x.config
	if len(names) == 0 || s.reported == nil {
		return
	}
	r, op := x.Request, x.call.Endpoint
	if _, known := s.reported.LoadOrStore(membersOf{op}, true); !known {
		s.Log.WarnContext(r.Context(), "response without required members", "operation", op.ID, "members", names)
	}
}

// membersOf is the key of an operation whose missing members are logged.
type membersOf struct{ *core.Endpoint }

// checkHeaders logs required headers that are missing, once for each operation. They are
// an error if responses are checked.
func (s *Config) checkHeaders(r *http.Request, op *core.Endpoint, status int, declared core.Response, headers ...http.Header) error {
	var missing []string
	for _, name := range declared.Required {
		if !slices.ContainsFunc(headers, func(h http.Header) bool { return len(h.Values(name)) > 0 }) {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 || s.reported == nil {
		return nil
	}
	if s.checks != nil {
		return fmt.Errorf("the document forbids the response with status %d: it lacks the headers %q", status, missing)
	}
	if _, known := s.reported.LoadOrStore(op, true); !known {
		s.Log.WarnContext(r.Context(), "response without required headers", "operation", op.ID, "status", status, "headers", missing)
	}
	return nil
}
