package support

import (
	"mime"
	"strings"
)

// decodeErrorText, decodeErrorXML and decodeErrorBytes are decodeError for what is
// not JSON.
func decodeErrorText[T any](r *response, parse func(string) (T, error)) error {
	e, contentType := statusError[T](r), r.header.Get("Content-Type")
	base, _, err := mime.ParseMediaType(contentType)
	if contentType != "" && (err != nil || !strings.HasPrefix(base, "text/")) {
		return r.apiError()
	}
	if e.Body, err = parseBodyText(r.body, contentType, parse); err != nil {
		return r.apiError()
	}
	return e
}

func decodeErrorXML[T any](r *response, code func(*jsonCodec, *T), root xmlNode) error {
	e := statusError[T](r)
	if !isXML(r.header.Get("Content-Type")) || decodeXML(r.body, false, &e.Body, code, root) != nil {
		return r.apiError()
	}
	return e
}

// decodeErrorBytes takes a body of one of the declared content types as it is.
func decodeErrorBytes(r *response, types ...string) error {
	if r.content(types) == "" {
		return r.apiError()
	}
	e := statusError[[]byte](r)
	e.Body = r.body
	return e
}

// statusError is a declared error without its body.
func statusError[T any](r *response) *StatusError[T] {
	return &StatusError[T]{Operation: r.operation, StatusCode: r.status, Header: r.header, raw: r.body}
}
