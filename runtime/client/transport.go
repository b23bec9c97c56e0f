package client

import (
	"net/http"
	"slices"
)

// WithTransport wraps the transport of the HTTP client: wrap is called once, and what
// it returns sends every request, also those of redirects. OperationFrom returns the
// operation from the context of a request; it returns nil for requests of Do. Of
// several, the first one is outermost.
func WithTransport(wrap func(http.RoundTripper) http.RoundTripper) Option {
	return OptionFunc(func(c *Config) {
		if c.transport == nil {
			c.transport = &transport{}
		}
		c.transport = &transport{wraps: append(slices.Clip(c.transport.wraps), wrap)}
	})
}

// transport is the transport of an HTTP client, wrapped.
type transport struct {
	http.RoundTripper // nil until the HTTP client is known
	wraps             []func(http.RoundTripper) http.RoundTripper
	base              *http.Client
}

// of returns the transport for an HTTP client: t itself if it is for that already, so
// that copies of a client share it.
func (t *transport) of(base *http.Client) *transport {
	if t.RoundTripper != nil && t.base == base {
		return t
	}
	out := &transport{base.Transport, t.wraps, base}
	if out.RoundTripper == nil {
		out.RoundTripper = http.DefaultTransport
	}
	for _, wrap := range slices.Backward(t.wraps) {
		out.RoundTripper = wrap(out.RoundTripper)
	}
	return out
}
