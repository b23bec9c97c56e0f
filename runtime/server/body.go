package server

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// writeBody sends a response.
func writeBody(w http.ResponseWriter, status int, header http.Header, contentType string, body []byte) {
	maps.Copy(w.Header(), header)
	ownLength(w)
	if contentType != "" && w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", contentType)
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) // fails if the client is disconnected
}

// ownLength removes the length that an operation has set for a body that the
// runtime encodes.
func ownLength(w http.ResponseWriter) {
	if reply, ok := w.(*Reply); ok {
		reply.call.Header.Del("Content-Length")
	}
	w.Header().Del("Content-Length")
}

// WriteResult sends a success.
func WriteResult[T any](s *Config, w http.ResponseWriter, status int, contentType string, v *T, elem json.Appender[T]) error {
	if v == nil {
		return NoResult()
	}
	out := json.NewWriter(s.responseMode())
	body := elem(out, out.Buf, "", v)
	defer out.Release(body)
	if err := out.Err(); err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	s.logMissing(w, out.Left())
	writeBody(w, status, nil, contentType, body)
	return nil
}

// NoResult is the error of an operation that returns neither a result nor an
// error.
func NoResult() error { return errors.New("the operation returned neither a result nor an error") }

// AnyType accepts every content type.
func AnyType(string) bool { return true }

// ReadBody reads a request body that is never empty, such as JSON, up to the limit.
// It returns nil for an optional body that is missing, and an error if accepts
// rejects the content type.
func (s *Config) ReadBody(w http.ResponseWriter, r *http.Request, required bool, accepts func(contentType string) bool) ([]byte, error) {
	body, err := s.ReadText(w, r, false, accepts)
	if body == nil && err == nil && required {
		err = missingBody()
	}
	return body, err
}

// ReadText is ReadBody for bodies that can be empty, such as text: it returns nil
// for an empty one, and an error only if the request has no body at all.
func (s *Config) ReadText(w http.ResponseWriter, r *http.Request, required bool, accepts func(contentType string) bool) ([]byte, error) {
	if required && s.lacksBody(r) {
		return nil, missingBody()
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.MaxBody))
	if err != nil {
		return nil, err
	}
	if len(body) == 0 {
		return nil, nil
	}
	if contentType := r.Header.Get("Content-Type"); !accepts(contentType) {
		return nil, &core.APIError{StatusCode: http.StatusUnsupportedMediaType, Detail: fmt.Sprintf("the content type %q is not accepted", contentType)}
	}
	return body, nil
}

// lacksBody reports whether a request has no body, unless requests are lenient. An
// empty body has a content type, and a length or chunks (RFC 9110, section 6.4).
func (s *Config) lacksBody(r *http.Request) bool {
	isEmpty := r.ContentLength == 0 && (r.Header.Get("Content-Type") == "" || r.Header.Get("Content-Length") == "")
	return isEmpty && s.requestMode()&json.Strict != 0
}

// missingBody is the error of a request without its required body.
func missingBody() error {
	return &core.ConstraintError{Violations: []core.Violation{{In: "body", Keyword: "required", Message: "is required"}}}
}

// Unimplemented is the error of an operation that is not implemented.
func Unimplemented(op *core.Operation) error {
	return &core.APIError{Operation: op.ID, StatusCode: http.StatusNotImplemented, Detail: op.ID + " is not implemented"}
}
