package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Do sends a request that no operation describes. A relative URL is below the
// base URL, as the paths of operations are. An absolute one must have the scheme
// and host of the base URL. Headers and query parameters of options are sent
// unless the request has them, with the credentials of the first alternative in
// Security for which the client has all.
func (c *Config) Do(ctx context.Context, req *http.Request) (*http.Response, error) {
	address, err := c.address(req)
	if err != nil {
		return nil, err
	}
	address.RawQuery = c.withQuery(address.RawQuery)
	op := &core.Endpoint{Operation: core.Operation{Method: req.Method, Idempotent: isIdempotent(req.Method)}, Security: c.Security}
	t := &tries{once: isOnce(req), keyed: req.Header.Get("Idempotency-Key")+req.Header.Get("X-Idempotency-Key") != ""}
	for {
		resp, err := c.doOnce(ctx, op, t, req, address)
		var in *Response
		if resp != nil {
			in = &Response{Status: resp.StatusCode, Header: resp.Header}
		}
		if !c.again(ctx, op, t, in, err) {
			if _, err = t.result(in, err); err != nil && resp != nil {
				_ = resp.Body.Close()
				resp = nil
			}
			return resp, err
		}
		if resp != nil {
			drain(resp.Body)
			_ = resp.Body.Close()
		}
	}
}

// doOnce is one try of Do.
func (c *Config) doOnce(ctx context.Context, op *core.Endpoint, t *tries, req *http.Request, address *url.URL) (*http.Response, error) {
	ctx, limit := c.begin(ctx, t)
	out := req.Clone(c.traced(ctx, op, t))
	target := *address // of credentials, too
	out.URL, out.Host = &target, ""
	out.Header = c.Header.Clone()
	for name, values := range req.Header {
		out.Header[name] = append([]string(nil), values...)
	}
	err := c.authenticate(out, op)
	if err == nil && t.number > 1 && req.GetBody != nil {
		out.Body, err = req.GetBody()
	}
	if err != nil {
		limit.end()
		return nil, err
	}
	resp, err := c.ready().client.Do(out)
	if t.failed = isFailure(resp, err); err != nil {
		limit.end()
		return nil, inTime(ctx, Redacted(err))
	}
	if limit.stop(); resp.StatusCode != http.StatusSwitchingProtocols {
		resp.Body = &endedBody{&limitedBody{ReadCloser: resp.Body, limit: c.MaxBody, rest: c.MaxBody}, limit.end}
	}
	return resp, nil
}

// address returns the absolute URL of a request.
func (c *Config) address(req *http.Request) (*url.URL, error) {
	base, err := url.Parse(c.BaseURL)
	switch {
	case err != nil:
		return nil, errors.New("the base URL is invalid")
	case base.Host == "":
		return nil, errors.New("the client has no base URL: use WithBaseURL")
	case req.URL == nil || req.URL.Opaque != "":
		return nil, errors.New("the URL of the request is missing or opaque")
	}
	if req.URL.Scheme == "" && req.URL.Host == "" && req.Host == "" {
		path := strings.TrimLeft(req.URL.EscapedPath(), "/")
		if path != "" {
			path = "/" + path
		}
		address, err := url.Parse(strings.TrimRight(c.BaseURL, "/") + path)
		if err != nil {
			return nil, errors.New("the path of the request is invalid")
		}
		address.RawQuery = req.URL.RawQuery
		return address, nil
	}
	if got := origin(req.URL); got != origin(base) || req.Host != "" && req.Host != req.URL.Host {
		return nil, fmt.Errorf("the request is for %s, but this client sends credentials to %s only", got, origin(base))
	}
	address := *req.URL
	return &address, nil
}

// origin returns scheme, host and port of a URL.
func origin(u *url.URL) string {
	port := u.Port()
	switch {
	case port != "":
	case strings.EqualFold(u.Scheme, "https"):
		port = "443"
	case strings.EqualFold(u.Scheme, "http"):
		port = "80"
	}
	return strings.ToLower(u.Scheme + "://" + u.Hostname() + ":" + port)
}

// limitedBody is a response body that fails beyond the limit.
type limitedBody struct {
	io.ReadCloser
	limit, rest int64
}

// Read reads up to the limit.
func (b *limitedBody) Read(p []byte) (int, error) {
	if b.rest < 0 {
		return 0, b.tooLarge()
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.rest+1)])
	if b.rest -= int64(n); b.rest < 0 {
		return n - 1, b.tooLarge()
	}
	return n, err
}

// tooLarge returns the error of a body beyond the limit.
func (b *limitedBody) tooLarge() error {
	return fmt.Errorf("the response has more than %d bytes", b.limit)
}
