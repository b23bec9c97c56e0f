package server

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// ErrorBodies are the contents of the declared errors of an operation if some
// are not JSON, the most specific status first.
type ErrorBodies []errorBody

// errorBody is one content of a declared error.
type errorBody struct {
	Code        int // exact status, or 0
	Class       int // first digit of the status, or 0; if both are 0, any status
	ContentType string
	Encode      errorEncoder
}

// errorEncoder writes the body of an error into out, if the body has its type.
type errorEncoder func(mode json.Mode, err error, out *encodedError) (carries bool)

// encodedError is a declared error with its encoded body.
type encodedError struct {
	err         error
	status      int
	header      http.Header
	contentType string
	body        []byte
	wrong       error // error of encoding the body
}

// Error returns the message of the error without its body.
func (e *encodedError) Error() string { return e.err.Error() }

// Unwrap returns the error without its body.
func (e *encodedError) Unwrap() error { return e.err }

// Response returns the response that the server sends.
func (e *encodedError) Response() (status int, header http.Header, body []byte, err error) {
	return e.status, e.header, e.body, e.wrong
}

// On returns a route of a server whose errors have these bodies. Errors of the
// server itself have the first content type that fits.
func (bs ErrorBodies) On(s *Config, found Route) Route {
	fault := found.Fault
	found.encode = func(r *http.Request, err error) error { return bs.encoded(s, err, r.Header.Values("Accept")) }
	if fault != nil {
		found.Fault = func(e *core.APIError) error { return bs.encoded(s, fault(e), nil) }
	}
	found.ErrorType = func(_ *http.Request, _ int, err error) string {
		var e *encodedError
		if errors.As(err, &e) {
			return e.contentType
		}
		return "application/json"
	}
	return found
}

// encoded returns a declared error in the content type that its header names,
// else in the one that the caller prefers. Other errors are returned unchanged.
func (bs ErrorBodies) encoded(s *Config, err error, accept []string) error {
	var e *core.APIError
	if !errors.As(err, &e) {
		return err
	}
	all, offers := bs.encodeAll(s.responseMode(), err, e)
	if len(all) == 0 {
		return err
	}
	chosen := acceptable(accept, offers)
	if header := e.Header.Get("Content-Type"); header != "" {
		chosen = media.Declared(header, offers)
	}
	return all[max(slices.Index(offers, chosen), 0)]
}

// encodeAll returns an error in all content types that are declared for it,
// with their names in the document.
func (bs ErrorBodies) encodeAll(mode json.Mode, err error, e *core.APIError) (all []*encodedError, offers []string) {
	var entry errorBody
	for _, b := range bs {
		fits := b.Code == e.StatusCode || b.Class == e.StatusCode/100 || b.Code == 0 && b.Class == 0
		if !fits || len(all) > 0 && (b.Code != entry.Code || b.Class != entry.Class) {
			continue
		}
		out := &encodedError{err: err, status: e.StatusCode, header: e.Header, contentType: b.ContentType}
		if b.Encode(mode, err, out) {
			entry, all, offers = b, append(all, out), append(offers, b.ContentType)
		}
	}
	return all, offers
}

// ErrorAsJSON encodes the body of an error as JSON.
func ErrorAsJSON[T any](elem json.Appender[T]) errorEncoder {
	return func(mode json.Mode, err error, out *encodedError) bool {
		var e *core.StatusError[T]
		ok := errors.As(err, &e)
		if ok {
			out.body, out.wrong = json.EncodeFor(mode, &e.Body, elem)
		}
		return ok
	}
}

// ErrorAsText encodes the body of an error as text.
func ErrorAsText[T any](format func(T) string) errorEncoder {
	return func(mode json.Mode, err error, out *encodedError) bool {
		var e *core.StatusError[T]
		ok := errors.As(err, &e)
		if ok {
			out.contentType, out.body = media.WithCharset(out.contentType), []byte(format(e.Body))
		}
		return ok
	}
}

// ErrorAsXML encodes the body of an error as XML.
func ErrorAsXML[T any](elem json.Appender[T], root media.XMLNode) errorEncoder {
	return func(mode json.Mode, err error, out *encodedError) bool {
		var e *core.StatusError[T]
		ok := errors.As(err, &e)
		if ok {
			out.body, out.wrong = media.EncodeXML(mode, &e.Body, elem, root)
		}
		return ok
	}
}

// ErrorAsBytes sends the body of an error unchanged.
func ErrorAsBytes(_ json.Mode, err error, out *encodedError) bool {
	var e *core.StatusError[[]byte]
	ok := errors.As(err, &e)
	if ok {
		out.body = e.Body
		if strings.Contains(out.contentType, "*") { // a range; the header has a content type of it
			out.contentType = "application/octet-stream"
		}
	}
	return ok
}

// FaultText returns an error of the server itself whose body is declared as plain
// text. Its content type is set because the error may be declared as other text, too.
func FaultText(status int, detail string) error {
	return &core.StatusError[string]{StatusCode: status, Header: http.Header{"Content-Type": {"text/plain"}}, Body: detail}
}
