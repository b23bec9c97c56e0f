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
func DecodeError[T any](r *Response, read json.ReadFunc[T]) error {
	e := statusError[T](r)
	if !media.IsJSON(r.Header.Get("Content-Type")) {
		return r.APIError()
	}
	return declared(r, e, json.Decode(media.WithoutBOM(r.Body), r.mode, &e.Body, read))
}

// DecodeErrorText is DecodeError for text.
func DecodeErrorText[T any](r *Response, parse func(string, bool) (T, error)) error {
	e, contentType := statusError[T](r), r.Header.Get("Content-Type")
	base, _, err := mime.ParseMediaType(contentType)
	if contentType != "" && (err != nil || !strings.HasPrefix(base, "text/")) {
		return r.APIError()
	}
	e.Body, err = media.ParseBodyText(r.Body, contentType, r.mode&json.Strict != 0, parse)
	return declared(r, e, err)
}

// DecodeErrorXML is DecodeError for XML.
func DecodeErrorXML[T any](r *Response, read json.ReadFunc[T], root media.XMLNode) error {
	e := statusError[T](r)
	if !media.IsXML(r.Header.Get("Content-Type")) {
		return r.APIError()
	}
	return declared(r, e, media.DecodeXML(r.Body, r.mode, &e.Body, read, root))
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

// declared returns an error whose body was read, or an *core.APIError if the body is not
// as declared.
func declared[T any](r *Response, e *core.StatusError[T], err error) error {
	if _, err = checked(r, &e.Body, err); err != nil {
		if r.checked {
			r.wrong = err
		}
		return r.APIError()
	}
	return e
}

// statusError returns a declared error without its body.
func statusError[T any](r *Response) *core.StatusError[T] {
	return core.NewStatusError[T](r.operation, r.Status, r.Header, r.Body, r.tries)
}
