package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// ReadBody reads a request body that is never empty, such as JSON, up to the limit.
// It returns nil for an optional body that is missing, and an error if the body does
// not have the declared content type.
func (s *Config) ReadBody(w http.ResponseWriter, r *http.Request, required bool, declared string) ([]byte, error) {
	body, err := s.ReadText(w, r, false, declared)
	if body == nil && err == nil && required {
		err = missingBody()
	}
	return media.WithoutBOM(body), err
}

// ReadText is ReadBody for bodies that can be empty, such as text: it returns nil
// for an empty one, and an error only if the request has no body at all.
func (s *Config) ReadText(w http.ResponseWriter, r *http.Request, required bool, declared string) ([]byte, error) {
	in, err := s.openBody(w, r, required, declared)
	if in == nil || err != nil {
		return nil, err
	}
	body, err := io.ReadAll(in)
	if err != nil || len(body) == 0 {
		return nil, err
	}
	return body, nil
}

// openBody returns the request body, or nil for an optional one that is empty. It
// does not read it, so that a caller that waits for 100 Continue does not send a
// body that is rejected.
func (s *Config) openBody(w http.ResponseWriter, r *http.Request, required bool, declared string) (io.Reader, error) {
	limit := s.MaxBody
	if s.limits != nil {
		limit = bytesWithin(r, limit)
	}
	switch {
	case required && s.lacksBody(r):
		return nil, missingBody()
	case r.ContentLength == 0 && !required:
		return nil, nil
	case !accepts(declared, r.Header.Get("Content-Type")):
		return nil, wrongMediaType(r, declared)
	case r.ContentLength > limit:
		return nil, &http.MaxBytesError{Limit: limit}
	}
	return &requestBody{http.MaxBytesReader(w, r.Body, limit)}, nil
}

// accepts reports whether a body may have a declared content type. A body without a
// content type may be anything.
func accepts(declared, contentType string) bool {
	return contentType == "" || media.InRange(declared, contentType) ||
		media.IsJSON(declared) && media.IsJSON(contentType) || media.IsXML(declared) && media.IsXML(contentType)
}

// wrongMediaType is the error for a content type that is not declared.
func wrongMediaType(r *http.Request, declared ...string) error {
	return &core.APIError{
		StatusCode: http.StatusUnsupportedMediaType, Header: http.Header{"Accept": {strings.Join(declared, ", ")}},
		Detail: fmt.Sprintf("the content type %q is not accepted: send %s", r.Header.Get("Content-Type"), strings.Join(declared, " or ")),
	}
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

// requestBody is a request body whose errors are those of the caller.
type requestBody struct{ io.Reader }

// Read returns a *brokenBody if the body cannot be read to its end.
func (b *requestBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil && err != io.EOF && !errors.As(err, new(*http.MaxBytesError)) {
		err = &brokenBody{err}
	}
	return n, err
}

// brokenBody is the error of a request body that ends early, is too slow or is badly
// chunked.
type brokenBody struct{ err error }

// Error does not contain the text of the network, which has addresses.
func (*brokenBody) Error() string { return "the request body cannot be read to its end" }

// Unwrap returns the error of the network.
func (b *brokenBody) Unwrap() error { return b.err }

// status returns the status of the response, if the caller still reads one.
func (b *brokenBody) status() int {
	if errors.Is(b.err, os.ErrDeadlineExceeded) {
		return http.StatusRequestTimeout
	}
	return http.StatusBadRequest
}
