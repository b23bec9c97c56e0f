package client

import (
	"fmt"
	"io"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/media"
)

// WithContentType sends request bodies in another content type than the first one
// that the document lists for the field of the body. It is an option for one call:
//
//	client.With(WithContentType("application/xml"))
//
// A request whose body cannot have the content type is an error.
func WithContentType(contentType string) Option {
	return OptionFunc(func(c *Config) { c.contentType = contentType })
}

// PickType returns the content type of a request body that has several ones: that
// of [WithContentType] if it is declared, else the first.
func (c *Config) PickType(declared ...string) string {
	if c.contentType == "" {
		return declared[0]
	}
	switch chosen := media.Declared(c.contentType, declared); {
	case chosen == "":
		return declared[0] // checkType rejects it
	case strings.Contains(chosen, "*"):
		return c.contentType
	default:
		return chosen
	}
}

// PickStreamType is PickType for a stream, which may have a content type itself.
func (c *Config) PickStreamType(body io.Reader, declared ...string) string {
	if c.contentType == "" {
		return media.StreamTypeOf(body, declared...)
	}
	return c.PickType(declared...)
}

// checkType returns an error if a request body does not have the content type of
// [WithContentType].
func (c *Config) checkType(r *Request) error {
	if c.contentType == "" || r.ContentType == "" || media.InRange(c.contentType, r.ContentType) {
		return nil
	}
	return fmt.Errorf("WithContentType: the content type of this request body is %s, it cannot be %s", r.ContentType, c.contentType)
}

// BodyField is a field for a request body.
type BodyField struct {
	Name  string
	IsSet bool
}

// OneBody makes sending fail if several fields for a request body are set.
func (r *Request) OneBody(fields ...BodyField) {
	var names []string
	for _, field := range fields {
		if field.IsSet {
			names = append(names, field.Name)
		}
	}
	if len(names) > 1 {
		r.unsendable(&core.TextError{Keyword: "requestBody", Message: "a request has one body, but " + strings.Join(names, " and ") + " are set"})
	}
}
