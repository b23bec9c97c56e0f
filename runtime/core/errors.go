package core

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// APIError is a response that is no success. Every error that a server answers
// with can be taken for one with errors.As. A server may return one, too.
type APIError struct {
	Operation  string      // operationId, or the Go name of one without
	StatusCode int         // HTTP status
	Header     http.Header // of the response; a server sends it along
	Body       []byte      // of the response, as far as the client's limit
	Detail     string      // what went wrong, in words, where the response says so
	Violations []Violation // what is wrong with the request, where the response says so
}

func (e *APIError) Error() string {
	text := fmt.Sprintf("%d %s", e.StatusCode, http.StatusText(e.StatusCode))
	if e.Operation != "" {
		text = e.Operation + ": " + text
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	} else if e.StatusCode/100 == 2 {
		text += fmt.Sprintf(": not as declared: a body of %d bytes and type %q", len(e.Body), e.Header.Get("Content-Type"))
	}
	return text
}

// StatusError is an error response with a body that the document declares. A
// client answers it, and a server that returns one sends it.
type StatusError[T any] struct {
	Operation  string      // operationId
	StatusCode int         // HTTP status
	Header     http.Header // of the response; a server sends it along
	Body       T

	raw []byte
}

func (e *StatusError[T]) Error() string {
	plain := APIError{Operation: e.Operation, StatusCode: e.StatusCode, Detail: strings.ToValidUTF8(string(e.raw[:min(len(e.raw), 200)]), "?")}
	return plain.Error()
}

// Unwrap makes the error an *APIError as well, with the body as it came.
func (e *StatusError[T]) Unwrap() error {
	return &APIError{Operation: e.Operation, StatusCode: e.StatusCode, Header: e.Header, Body: e.raw}
}

// NewStatusError returns a declared error whose body was raw; Body is left to the
// caller.
func NewStatusError[T any](operation string, status int, header http.Header, raw []byte) *StatusError[T] {
	return &StatusError[T]{Operation: operation, StatusCode: status, Header: header, raw: raw}
}

// Response returns what a server sends for the error.
func (e *StatusError[T]) Response() (status int, header http.Header, body []byte, err error) {
	body, err = json.Marshal(&e.Body)
	return e.StatusCode, e.Header, body, err
}

// HasStatus reports whether an error says itself how to answer.
func HasStatus(err error) bool {
	return errors.As(err, new(*APIError))
}

// Problem is an error body of RFC 9457, with the violations as an extension.
type Problem struct {
	Type   string      `json:"type"`
	Title  string      `json:"title"`
	Status int         `json:"status"`
	Detail string      `json:"detail,omitempty"`
	Errors []Violation `json:"errors,omitempty"`
}
