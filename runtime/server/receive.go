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
func (x *Exchange) ReadBody(required bool, declared string) ([]byte, error) {
	body, err := x.ReadText(false, declared)
	if body == nil && err == nil && required {
		err = missingBody()
	}
	return media.WithoutBOM(body), err
}

// ReadText is ReadBody for bodies that can be empty, such as text: it returns nil
// for an empty one, and an error only if the request has no body at all.
func (x *Exchange) ReadText(required bool, declared string) ([]byte, error) {
	if isThere, err := x.checkBody(required, declared); !isThere || err != nil {
		return nil, err
	}
	from, length, limit := io.Reader(x.Request.Body), x.Request.ContentLength, x.maxBody()
	if length < 0 { // it may be too long for the connection to be used again
		from = http.MaxBytesReader(x.ResponseWriter, x.Request.Body, limit)
	}
	body, err := media.ReadAll(from, length, limit)
	switch {
	case err != nil:
		return nil, asBroken(err)
	case int64(len(body)) > limit: // decoded by middleware
		return nil, &http.MaxBytesError{Limit: limit}
	case len(body) == 0:
		return nil, nil
	}
	return body, nil
}

// maxBody returns the limit of the request body, in bytes.
func (x *Exchange) maxBody() int64 {
	limit := x.config.MaxBody
	if x.config.limits != nil {
		limit = bytesWithin(x.Request, limit)
	}
	return limit
}

// checkBody reports whether there is a request body that can be read. It does not read
// it, so that a caller that waits for 100 Continue does not send a body that is
// rejected.
func (x *Exchange) checkBody(required bool, declared string) (isThere bool, err error) {
	r := x.Request
	switch {
	case required && x.config.lacksBody(r):
		return false, missingBody()
	case r.ContentLength == 0 && !required:
		return false, nil
	case !accepts(declared, r.Header.Get("Content-Type")):
		return false, wrongMediaType(r, declared)
	case r.ContentLength > x.maxBody():
		return false, &http.MaxBytesError{Limit: x.maxBody()}
	}
	return true, nil
}

// accepts reports whether a body may have a declared content type. A body without a
// content type may be anything.
func accepts(declared, contentType string) bool {
	return contentType == "" || contentType == declared || media.InRange(declared, contentType) ||
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
