package server

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/peergen/peergen/runtime/client"
	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// WithResponseChecks reads each response before it is sent, as a client with strict
// responses does. If the document forbids it, because it violates a constraint or lacks a
// required member or header, the server logs the reason and responds with 500. Streams
// and multipart bodies are not read. It is for tests and staging: each response is
// read and written.
func WithResponseChecks() Option {
	return optionFunc(func(c *Config) { c.checks = map[*core.Endpoint]Check{} })
}

// Check reads a response as a client does.
type Check func(resp *client.Response) error

// CheckBy returns the Check of a function that reads responses.
func CheckBy[R any](read func(resp *client.Response) (R, error)) Check {
	return func(resp *client.Response) error {
		_, err := read(resp)
		return err
	}
}

// check returns an error if the document forbids the response.
func (x *Exchange) check(contentType string, body []byte) error {
	return x.config.checkResponse(x.call.Endpoint, x.Status, x.call.Header, contentType, body)
}

// checkResponse returns an error if the document forbids a response.
func (s *Config) checkResponse(op *core.Endpoint, status int, header http.Header, contentType string, body []byte) error {
	check := s.checks[op]
	if check == nil {
		return nil
	}
	resp := client.NewResponse(op, status, contentType, string(body))
	if header.Get("Content-Type") != "" {
		resp.Header.Set("Content-Type", header.Get("Content-Type"))
	}
	resp.Check(s.responseMode() | json.Strict)
	err := check(resp)
	var failure errorResponse
	switch {
	case resp.Wrong() != nil:
		err = resp.Wrong()
	case err == nil, status/100 != 2 && errors.As(err, &failure):
		return nil
	}
	return fmt.Errorf("the document forbids the response with status %d: %w", status, forbidden{err})
}

// forbidden is the reason why the document forbids a response. It has no status.
type forbidden struct{ reason error }

// Error returns the reason.
func (f forbidden) Error() string { return f.reason.Error() }
