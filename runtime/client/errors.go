package client

import (
	"mime"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// DecodeError reads the body of a declared error. A body that is not what the
// document says is an *core.APIError like that of an undeclared one.
func DecodeError[T any](r *Response, code func(*json.Codec, *T)) error {
	e := statusError[T](r)
	if !media.IsJSON(r.Header.Get("Content-Type")) || json.Decode(r.Body, false, &e.Body, code) != nil {
		return r.ApiError()
	}
	return e
}

// DecodeErrorText, DecodeErrorXML and DecodeErrorBytes are DecodeError for what is
// not JSON.
func DecodeErrorText[T any](r *Response, parse func(string) (T, error)) error {
	e, contentType := statusError[T](r), r.Header.Get("Content-Type")
	base, _, err := mime.ParseMediaType(contentType)
	if contentType != "" && (err != nil || !strings.HasPrefix(base, "text/")) {
		return r.ApiError()
	}
	if e.Body, err = media.ParseBodyText(r.Body, contentType, parse); err != nil {
		return r.ApiError()
	}
	return e
}

func DecodeErrorXML[T any](r *Response, code func(*json.Codec, *T), root media.XMLNode) error {
	e := statusError[T](r)
	if !media.IsXML(r.Header.Get("Content-Type")) || media.DecodeXML(r.Body, false, &e.Body, code, root) != nil {
		return r.ApiError()
	}
	return e
}

// DecodeErrorBytes takes a body of one of the declared content types as it is.
func DecodeErrorBytes(r *Response, types ...string) error {
	if r.Content(types) == "" {
		return r.ApiError()
	}
	e := statusError[[]byte](r)
	e.Body = r.Body
	return e
}

// statusError is a declared error without its body.
func statusError[T any](r *Response) *core.StatusError[T] {
	return core.NewStatusError[T](r.operation, r.Status, r.Header, r.Body)
}
