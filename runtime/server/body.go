package server

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// writeBody sends a response, unless it is checked and not as declared.
func writeBody(w http.ResponseWriter, status int, header http.Header, contentType string, body []byte) error {
	if replyOf(w).config.checks != nil {
		if err := replyOf(w).check(status, contentType, body); err != nil {
			return err
		}
	}
	addHeaders(w.Header(), header)
	ownLength(w)
	if contentType != "" && w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", contentType)
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) // fails if the client is disconnected
	return nil
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
	body := elem(out.Buf, out, "", v)
	defer out.Release(body)
	if err := out.Err(); err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	s.logMissing(w, out.Left())
	return writeBody(w, status, nil, contentType, body)
}

// NoResult is the error of an operation that returns neither a result nor an
// error.
func NoResult() error { return errors.New("the operation returned neither a result nor an error") }

// Unimplemented is the error of an operation that is not implemented.
func Unimplemented(op *core.Endpoint) error {
	return &core.APIError{Operation: op.ID, StatusCode: http.StatusNotImplemented, Detail: op.ID + " is not implemented"}
}
