package core

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
)

// APIError is a non-success response, or a 2xx response whose status or content
// type is not declared, or whose body cannot be read. Every such response can be
// extracted as an *APIError with errors.As. Operations of a server may return one, too.
type APIError struct {
	Operation  string      // operationId, or the Go name if the document has none
	StatusCode int         // HTTP status; servers must set it
	Header     http.Header // of the response
	Body       []byte      // of the response, truncated at the limit of the client
	Detail     string      // detail of the problem, if the response has one
	Violations []Violation // of the request, if the response lists them
	Err        error       // the reason why a client cannot read the body; nil for other errors

	received bool
	tries    string
}

// NewAPIError returns an APIError that a client received. tries describes the tries that
// it took, if there is something to report.
func NewAPIError(operation string, status int, header http.Header, body []byte, tries string) *APIError {
	return &APIError{Operation: operation, StatusCode: status, Header: header, Body: body, received: true, tries: tries}
}

// IsReceived reports whether a client received an error, rather than that an
// operation of a server made it.
func IsReceived(e *APIError) bool { return e != nil && e.received }

// Error returns the status and the detail. Without a detail, it returns the
// beginning of a body that is plain text or JSON.
func (e *APIError) Error() string {
	text := fmt.Sprintf("%d %s", e.StatusCode, http.StatusText(e.StatusCode))
	if e.Operation != "" {
		text = e.Operation + ": " + text
	}
	contentType := e.Header.Get("Content-Type")
	switch {
	case e.Err != nil:
		text += ": reading the response: " + e.Err.Error()
	case e.Detail != "":
		text += ": " + e.Detail
	case e.StatusCode/100 == 2:
		text += fmt.Sprintf(": the response is not as declared: %d bytes of content type %q", len(e.Body), contentType)
	case isReadable(contentType) && len(e.Body) > 0:
		text += ": " + beginning(e.Body)
	}
	if e.tries != "" {
		text += " (" + e.tries + ")"
	}
	return text
}

// isReadable reports whether an error message can have the beginning of a body.
func isReadable(contentType string) bool {
	base, _, _ := mime.ParseMediaType(contentType)
	return base == "text/plain" || strings.HasSuffix(base, "/json") || strings.HasSuffix(base, "+json")
}

// Unwrap returns Err: a *DecodeError, a *ConstraintError, or the error of reading
// the body.
func (e *APIError) Unwrap() error { return e.Err }

// beginning returns as much of a body as an error message has.
func beginning(body []byte) string {
	return strings.TrimSpace(strings.ToValidUTF8(string(body[:min(len(body), 200)]), "?"))
}

// StatusError is an error response whose body is declared in the document. A
// client returns it. A server that returns one responds with it.
type StatusError[T any] struct {
	Operation  string      // operationId
	StatusCode int         // HTTP status; servers must set it
	Header     http.Header // of the response
	Body       T

	raw      []byte
	received bool
	tries    string
}

// Error returns the status and the beginning of the body.
func (e *StatusError[T]) Error() string {
	plain := APIError{Operation: e.Operation, StatusCode: e.StatusCode, Detail: beginning(e.raw), tries: e.tries}
	return plain.Error()
}

// Unwrap returns an *APIError with the body as it was received.
func (e *StatusError[T]) Unwrap() error {
	return &APIError{Operation: e.Operation, StatusCode: e.StatusCode, Header: e.Header, Body: e.raw, received: e.received, tries: e.tries}
}

// NewStatusError returns a StatusError that was received with the body raw. The
// caller sets Body.
func NewStatusError[T any](operation string, status int, header http.Header, raw []byte, tries string) *StatusError[T] {
	return &StatusError[T]{Operation: operation, StatusCode: status, Header: header, raw: raw, received: true, tries: tries}
}

// Response returns the response that a server sends for the error.
func (e *StatusError[T]) Response() (status int, header http.Header, body []byte, err error) {
	body, err = json.Marshal(&e.Body)
	return e.StatusCode, e.Header, body, err
}

// HasStatus reports whether an error determines the status of the response.
func HasStatus(err error) bool {
	return errors.As(err, new(*APIError))
}

// Problem is the body of an error response as RFC 9457 defines it, with the
// violations as an extension.
type Problem struct {
	Type   string      `json:"type"`
	Title  string      `json:"title"`
	Status int         `json:"status"`
	Detail string      `json:"detail,omitempty"`
	Errors []Violation `json:"errors,omitempty"`
}
