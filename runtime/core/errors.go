package core

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// APIError is a non-success response. Every error response of a server can be
// extracted as an *APIError with errors.As. Operations of a server may return
// one, too.
type APIError struct {
	Operation  string      // operationId, or the Go name if the document has none
	StatusCode int         // HTTP status
	Header     http.Header // of the response
	Body       []byte      // of the response, truncated at the limit of the client
	Detail     string      // detail of the problem, if the response has one
	Violations []Violation // of the request, if the response lists them
}

// Error returns the status, and the detail if the response has one.
func (e *APIError) Error() string {
	text := fmt.Sprintf("%d %s", e.StatusCode, http.StatusText(e.StatusCode))
	if e.Operation != "" {
		text = e.Operation + ": " + text
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	} else if e.StatusCode/100 == 2 {
		text += fmt.Sprintf(": the response is not as declared: %d bytes of content type %q", len(e.Body), e.Header.Get("Content-Type"))
	}
	return text
}

// StatusError is an error response whose body is declared in the document. A
// client returns it. A server that returns one responds with it.
type StatusError[T any] struct {
	Operation  string      // operationId
	StatusCode int         // HTTP status
	Header     http.Header // of the response
	Body       T

	raw []byte
}

// Error returns the status and the beginning of the body.
func (e *StatusError[T]) Error() string {
	plain := APIError{Operation: e.Operation, StatusCode: e.StatusCode, Detail: strings.ToValidUTF8(string(e.raw[:min(len(e.raw), 200)]), "?")}
	return plain.Error()
}

// Unwrap returns an *APIError with the body as it was received.
func (e *StatusError[T]) Unwrap() error {
	return &APIError{Operation: e.Operation, StatusCode: e.StatusCode, Header: e.Header, Body: e.raw}
}

// NewStatusError returns a StatusError that was received with the body raw. The
// caller sets Body.
func NewStatusError[T any](operation string, status int, header http.Header, raw []byte) *StatusError[T] {
	return &StatusError[T]{Operation: operation, StatusCode: status, Header: header, raw: raw}
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
