package support

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
)

// errorBodies are the contents of the declared errors of an operation, where some
// are not JSON; the most exact status first.
type errorBodies []errorBody

type errorBody struct {
	code        int // exact status, or 0
	class       int // first digit of the status, or 0; without either: any status
	contentType string
	encode      errorEncoder
}

// errorEncoder puts the body of an error into out, if it has one of the right type.
type errorEncoder func(err error, out *encodedError) (carries bool)

// encodedError is a declared error with the bytes of its body.
type encodedError struct {
	error
	status      int
	header      http.Header
	contentType string
	body        []byte
	wrong       error // with the body
}

func (e *encodedError) Unwrap() error { return e.error }

func (e *encodedError) answer() (status int, header http.Header, body []byte, err error) {
	return e.status, e.header, e.body, e.wrong
}

// on is a route whose errors have these bodies. What the server itself has to
// report has the first content type that fits, whatever the caller likes.
func (bs errorBodies) on(found route) route {
	serve, fault := found.serve, found.fault
	found.serve = func(w http.ResponseWriter, r *http.Request, path []string) error {
		return bs.encoded(serve(w, r, path), r.Header.Values("Accept"))
	}
	if fault != nil {
		found.fault = func(e *APIError) error { return bs.encoded(fault(e), nil) }
	}
	found.errorType = func(_ *http.Request, _ int, err error) string {
		var e *encodedError
		if errors.As(err, &e) {
			return e.contentType
		}
		return "application/json"
	}
	return found
}

// encoded is a declared error in the content type that its header names, or else
// in the one that the caller likes best. Any other error stays what it is.
func (bs errorBodies) encoded(err error, accept []string) error {
	var e *APIError
	if !errors.As(err, &e) {
		return err
	}
	all, offers := bs.encodeAll(err, e)
	if len(all) == 0 {
		return err
	}
	chosen := acceptable(accept, offers)
	if said := e.Header.Get("Content-Type"); said != "" {
		chosen = declaredContent(said, offers)
	}
	return all[max(slices.Index(offers, chosen), 0)]
}

// encodeAll is an error in all content types that are declared for it, with their
// names in the document.
func (bs errorBodies) encodeAll(err error, e *APIError) (all []*encodedError, offers []string) {
	var entry errorBody
	for _, b := range bs {
		fits := b.code == e.StatusCode || b.class == e.StatusCode/100 || b.code == 0 && b.class == 0
		if !fits || len(all) > 0 && (b.code != entry.code || b.class != entry.class) {
			continue
		}
		out := &encodedError{error: err, status: e.StatusCode, header: e.Header, contentType: b.contentType}
		if b.encode(err, out) {
			entry, all, offers = b, append(all, out), append(offers, b.contentType)
		}
	}
	return all, offers
}

// errorAsJSON, errorAsText, errorAsXML and errorAsBytes are the encoders.
func errorAsJSON[T any](err error, out *encodedError) bool {
	var e *StatusError[T]
	ok := errors.As(err, &e)
	if ok {
		out.body, out.wrong = json.Marshal(&e.Body)
	}
	return ok
}

func errorAsText[T any](format func(T) string) errorEncoder {
	return func(err error, out *encodedError) bool {
		var e *StatusError[T]
		ok := errors.As(err, &e)
		if ok {
			out.contentType, out.body = withCharset(out.contentType), []byte(format(e.Body))
		}
		return ok
	}
}

func errorAsXML[T any](code func(*jsonCodec, *T), root xmlNode) errorEncoder {
	return func(err error, out *encodedError) bool {
		var e *StatusError[T]
		ok := errors.As(err, &e)
		if ok {
			out.body, out.wrong = encodeXML(&e.Body, code, root)
		}
		return ok
	}
}

func errorAsBytes(err error, out *encodedError) bool {
	var e *StatusError[[]byte]
	ok := errors.As(err, &e)
	if ok {
		out.body = e.Body
		if strings.Contains(out.contentType, "*") { // a range, of which the header names one
			out.contentType = "application/octet-stream"
		}
	}
	return ok
}

// faultText is what the server itself has to report, where the document has a
// text for it.
func faultText(status int, detail string) error {
	return &StatusError[string]{StatusCode: status, Body: detail}
}
