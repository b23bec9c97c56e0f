package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/media"
)

// Send makes the request and reads the response, up to the limit.
func (c *Config) Send(ctx context.Context, op *core.Endpoint, r *Request) (*Response, error) {
	for r.tries.number = max(0, r.tries.number-1); ; { // without the one that was refused, if the call renews a token
		in, err := c.sendOnce(ctx, op, r)
		if !c.again(ctx, op, &r.tries, in, err) {
			return r.tries.result(in, err)
		}
	}
}

// sendOnce is one try of Send.
func (c *Config) sendOnce(ctx context.Context, op *core.Endpoint, r *Request) (*Response, error) {
	ctx, limit := c.begin(ctx, &r.tries)
	defer limit.end()
	resp, err := c.do(ctx, op, r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	in := &Response{operation: op.ID, mode: c.responseMode(r), Status: resp.StatusCode, Header: resp.Header}
	return in, c.readBody(ctx, in, r, resp.Body, resp.ContentLength)
}

// readBody reads the body of a response, up to the limit.
func (c *Config) readBody(ctx context.Context, in *Response, r *Request, body io.ReadCloser, length int64) (err error) {
	if r.IgnoreBody && in.Status/100 == 2 && !r.Call.KeepsBody() {
		drain(body)
		return nil
	}
	in.Body, err = media.ReadAll(body, length, c.MaxBody)
	if err != nil {
		r.tries.failed = true
		return in.unusable(inTime(ctx, err))
	}
	err = in.limit(c.MaxBody)
	r.Call.Fill(in.Status, in.Header, in.Body)
	if r.IgnoreBody {
		return nil
	}
	return err
}

// drain reads the rest of a short body that is ignored, so that the connection can be
// used again. It closes a body that does not end in time, such as a stream.
func drain(body io.ReadCloser) {
	timer := time.AfterFunc(drainTime, func() { _ = body.Close() })
	defer timer.Stop()
	_, _ = io.CopyN(io.Discard, body, 4<<10)
}

// drainTime is the maximum time for reading a body that is ignored.
const drainTime = 50 * time.Millisecond

// do makes the request. The body of the response is not read yet.
func (c *Config) do(ctx context.Context, op *core.Endpoint, r *Request) (*http.Response, error) {
	resp, err := c.roundTrip(ctx, op, r)
	if err != nil {
		r.Call.Fill(0, nil, nil)
		return nil, fmt.Errorf("%s: %w", op.ID, inTime(ctx, err))
	}
	r.Call.Fill(resp.StatusCode, resp.Header, nil)
	return resp, nil
}

// roundTrip makes the HTTP request.
func (c *Config) roundTrip(ctx context.Context, op *core.Endpoint, r *Request) (*http.Response, error) {
	if r.Err != nil {
		return nil, fmt.Errorf("encoding the request: %w", r.Err)
	}
	if c.invalid != nil {
		return nil, c.invalid
	}
	if err := c.checkType(r); err != nil {
		return nil, err
	}
	ready := c.ready()
	query := c.withQuery(strings.Join(r.Query, "&"))
	req, err := ready.request(c.traced(core.WithOperation(ctx, op), op, &r.tries), op.Method, c.Servers[op.ID], r.Path, query, r.Body)
	if err == nil {
		err = r.replay(req)
	}
	if err != nil {
		return nil, Redacted(err)
	}
	for name, values := range c.Header {
		req.Header[name] = values[:len(values):len(values)] // a transport that adds a value copies them
	}
	maps.Copy(req.Header, r.header)
	r.values = [2]string{r.Accept, r.ContentType}
	if r.Accept != "" && req.Header.Get("Accept") == "" {
		req.Header["Accept"] = r.values[:1:1]
	}
	if r.ContentType != "" {
		req.Header["Content-Type"] = r.values[1:]
	}
	if len(r.cookies) > 0 {
		req.Header.Set("Cookie", strings.Join(slices.Concat(req.Header.Values("Cookie"), r.cookies), "; "))
	}
	req.Host = cmp.Or(req.Header.Get("Host"), req.Host) // net/http does not send the header
	if c.recording != nil {
		req = c.recording.note(op.ID, req)
	}
	if err = c.authenticate(req, op); err != nil {
		return nil, err
	}
	if r.attach != nil {
		if err = r.attach(req); err != nil {
			return nil, err
		}
	}
	resp, err := ready.client.Do(req)
	if r.attach != nil && err == nil {
		resp, err = r.whole(resp)
	}
	r.tries.failed = isFailure(resp, err)
	if c.recording != nil && c.recording.to == nil {
		r.tries.failed = false // a request that was not recorded is not sent again
	}
	return resp, Redacted(err)
}

// authenticate adds the credentials of the first alternative for which the
// client has all of them. It sends no others.
func (c *Config) authenticate(req *http.Request, op *core.Endpoint) error {
	for _, alternative := range op.Security {
		if !slices.ContainsFunc(alternative, func(use core.SchemeUse) bool { return c.credentials[use.Scheme] == nil }) {
			for _, use := range alternative {
				if err := c.credentials[use.Scheme](c, req); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return nil
}

// newHTTPClient returns the HTTP client with redirects to other hosts stripped of
// credentials.
func (c *Config) newHTTPClient() *http.Client {
	client := *c.Through()
	if c.transport != nil {
		client.Transport = c.transport
	}
	if len(c.observers) > 0 {
		client.Transport = &observedTransport{cmp.Or(client.Transport, http.DefaultTransport), c.observers}
	}
	if c.recording != nil {
		client.Transport = recordingTransport{c.recording, cmp.Or(client.Transport, http.DefaultTransport)}
	}
	check := client.CheckRedirect
	client.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if first := via[0].URL; req.URL.Host != first.Host || req.URL.Scheme != first.Scheme {
			for _, name := range append([]string{"Authorization", "Cookie", "Referer"}, c.secret...) {
				req.Header.Del(name)
			}
		}
		if check != nil {
			return check(req, via)
		}
		if len(via) >= 10 {
			return errors.New("stopped after 10 redirects")
		}
		return nil
	}
	return &client
}

// Redacted hides what can be credentials in the text of an error: the user, the password
// and the query of URLs.
func Redacted(err error) error {
	if !errors.As(err, new(*url.Error)) {
		return err
	}
	return &hiddenError{err, redactedText(err.Error(), err)}
}

// hiddenError is an error with another text.
type hiddenError struct {
	err  error
	text string
}

// Error returns the text without credentials.
func (e *hiddenError) Error() string { return e.text }

// Unwrap returns the error, whose own text can have credentials.
func (e *hiddenError) Unwrap() error { return e.err }

// redactedText replaces the URLs that are in err, or in errors within it.
func redactedText(text string, err error) string {
	switch e := err.(type) {
	case *url.Error:
		address := "an invalid URL"
		if u, err := url.Parse(e.URL); err == nil {
			address = (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
		}
		return redactedText(strings.ReplaceAll(text, e.URL, address), e.Err)
	case interface{ Unwrap() []error }:
		for _, err := range e.Unwrap() {
			text = redactedText(text, err)
		}
	case interface{ Unwrap() error }:
		return redactedText(text, e.Unwrap())
	}
	return text
}

// WithoutRedirects returns a configuration that does not follow redirects, for
// operations that declare them as results.
func (c *Config) WithoutRedirects() *Config {
	client := *c.Through()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	stay := *c
	stay.HTTP = &client
	return &stay
}
