package client

import (
	"mime"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// DecodeError reads the body of a declared error. If it is not as declared, the
// error is an *core.APIError.
func DecodeError[T any](r *Response, code func(*json.Codec, *T)) error {
	e := statusError[T](r)
	if !media.IsJSON(r.Header.Get("Content-Type")) || json.Decode(r.Body, r.mode, &e.Body, code) != nil {
		return r.APIError()
	}
	return e
}

// DecodeErrorText is DecodeError for text.
func DecodeErrorText[T any](r *Response, parse func(string) (T, error)) error {
	e, contentType := statusError[T](r), r.Header.Get("Content-Type")
	base, _, err := mime.ParseMediaType(contentType)
	if contentType != "" && (err != nil || !strings.HasPrefix(base, "text/")) {
		return r.APIError()
	}
	if e.Body, err = media.ParseBodyText(r.Body, contentType, parse); err != nil {
		return r.APIError()
	}
	return e
}

// DecodeErrorXML is DecodeError for XML.
func DecodeErrorXML[T any](r *Response, code func(*json.Codec, *T), root media.XMLNode) error {
	e := statusError[T](r)
	if !media.IsXML(r.Header.Get("Content-Type")) || media.DecodeXML(r.Body, r.mode, &e.Body, code, root) != nil {
		return r.APIError()
	}
	return e
}

// DecodeErrorBytes returns a body of one of the declared content types
// unchanged.
func DecodeErrorBytes(r *Response, types ...string) error {
	if r.Content(types) == "" {
		return r.APIError()
	}
	e := statusError[[]byte](r)
	e.Body = r.Body
	return e
}

// statusError returns a declared error without its body.
func statusError[T any](r *Response) *core.StatusError[T] {
	return core.NewStatusError[T](r.operation, r.Status, r.Header, r.Body)
}
