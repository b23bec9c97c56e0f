package client

import (
	stdjson "encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// Response is a response that has been read to its end.
type Response struct {
	operation string
	Status    int
	Header    http.Header
	Body      []byte
}

// DecodeResult reads the body of a success.
func DecodeResult[T any](r *Response, code func(*json.Codec, *T)) (*T, error) {
	if !media.IsJSON(r.Header.Get("Content-Type")) || len(r.Body) == 0 {
		return nil, r.ApiError()
	}
	v := new(T)
	if err := json.Decode(r.Body, false, v, code); err != nil {
		return nil, fmt.Errorf("%s: reading the response: %w", r.operation, err)
	}
	return v, nil
}

// DecodeValue is DecodeResult for what is not an object.
func DecodeValue[T any](r *Response, code func(*json.Codec, *T)) (v T, err error) {
	p, err := DecodeResult(r, code)
	if err == nil {
		v = *p
	}
	return v, err
}

// ApiError is the error of any response; of a problem (RFC 9457) it takes the words.
func (r *Response) ApiError() error {
	e := &core.APIError{Operation: r.operation, StatusCode: r.Status, Header: r.Header, Body: r.Body}
	var p core.Problem
	if media.IsJSON(r.Header.Get("Content-Type")) && stdjson.Unmarshal(r.Body, &p) == nil {
		e.Detail, e.Violations = p.Detail, p.Errors
	}
	return e
}

// Content is the one of several declared content types that the body has, "" for none.
func (r *Response) Content(types []string) string {
	return media.Declared(r.Header.Get("Content-Type"), types)
}

// ContentIn reports whether of all declared content types the body has one of wanted.
func (r *Response) ContentIn(wanted, all []string) bool {
	return slices.Contains(wanted, r.Content(all))
}

// TextAsJSON is the response with a body that is JSON where it is called a text.
func (r *Response) TextAsJSON() *Response {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/") {
		return r
	}
	twin := *r
	twin.Header = r.Header.Clone()
	twin.Header.Set("Content-Type", "application/json")
	return &twin
}

// BodyValue is the value of a body that is not an object.
func BodyValue[T any](p *T, err error) (v T, _ error) {
	if p != nil {
		v = *p
	}
	return v, err
}
