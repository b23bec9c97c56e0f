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

// Response is a response whose body has been read.
type Response struct {
	operation string
	mode      json.Mode
	Status    int
	Header    http.Header
	Body      []byte
	tries     string // see core.NewAPIError
	checked   bool   // see Check
	wrong     error
	Reconnect *Reconnect // see WithReconnect; may be nil
}

// DecodeResult reads the body of a success.
func DecodeResult[T any](r *Response, read json.ReadFunc[T]) (*T, error) {
	if !media.IsJSON(r.Header.Get("Content-Type")) || len(r.Body) == 0 {
		return nil, r.APIError()
	}
	v := new(T)
	return checked(r, v, json.Decode(media.WithoutBOM(r.Body), r.mode, v, read))
}

// DecodeValue is DecodeResult for values that are not objects.
func DecodeValue[T any](r *Response, read json.ReadFunc[T]) (v T, err error) {
	p, err := DecodeResult(r, read)
	if err == nil {
		v = *p
	}
	return v, err
}

// APIError returns the error of a response. It includes the detail of a problem
// (RFC 9457).
func (r *Response) APIError() error {
	e := core.NewAPIError(r.operation, r.Status, r.Header, r.Body, r.tries)
	var p core.Problem
	if media.IsJSON(r.Header.Get("Content-Type")) && stdjson.Unmarshal(media.WithoutBOM(r.Body), &p) == nil {
		e.Detail, e.Violations = p.Detail, p.Errors
	}
	return e
}

// checked returns the value of a body, unless reading it returned an error, or
// responses are strict and it violates a constraint.
func checked[T any](r *Response, v *T, err error) (*T, error) {
	if err == nil && r.mode&json.Strict != 0 {
		err = media.Validate(v)
	}
	if err != nil {
		return nil, r.unusable(err)
	}
	return v, nil
}

// unusable returns the error of a response that cannot be read.
func (r *Response) unusable(err error) error {
	if r.checked {
		r.wrong = err
	}
	e := core.NewAPIError(r.operation, r.Status, r.Header, r.Body, r.tries)
	e.Err = err
	return e
}

// limit returns an error if the body of a success has more than n bytes. It
// truncates the body.
func (r *Response) limit(n int64) error {
	tooLong := int64(len(r.Body)) > n
	r.Body = r.Body[:min(int64(len(r.Body)), n)]
	if tooLong && r.Status/100 == 2 {
		return r.unusable(fmt.Errorf("it has more than %d bytes", n))
	}
	return nil
}

// Content returns the one of several declared content types that the body has,
// or "".
func (r *Response) Content(types []string) string {
	return media.Declared(r.Header.Get("Content-Type"), types)
}

// ContentIn reports whether the body has one of the content types wanted, of
// all declared ones.
func (r *Response) ContentIn(wanted, all []string) bool {
	return slices.Contains(wanted, r.Content(all))
}

// TextAsJSON returns the response with the content type JSON if it is declared
// as text.
func (r *Response) TextAsJSON() *Response {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/") {
		return r
	}
	converted := *r
	converted.Header = r.Header.Clone()
	converted.Header.Set("Content-Type", "application/json")
	return &converted
}

// BodyValue returns the value of a body that is not an object.
func BodyValue[T any](p *T, err error) (v T, _ error) {
	if p != nil {
		v = *p
	}
	return v, err
}

// NewResponse returns a response that no server sent, such as an example of the document.
func NewResponse(op *core.Endpoint, status int, contentType, body string) *Response {
	r := &Response{operation: op.ID, mode: json.FromAPI, Status: status, Header: http.Header{}, Body: []byte(body)}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	return r
}

// Check makes the response one that is read in a mode, which Wrong reports about.
func (r *Response) Check(mode json.Mode) { r.mode, r.checked = mode, true }

// Wrong returns the error of reading the body, also that of a declared error, or nil.
func (r *Response) Wrong() error { return r.wrong }
