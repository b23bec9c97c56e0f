package client

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// prepared is what all requests of a configuration have in common.
type prepared struct {
	baseURL string
	base    *url.URL // nil if paths cannot be appended to it
	through *http.Client
	client  *http.Client
}

// prepare prepares a configuration for requests.
func (c *Config) prepare() *prepared {
	p := &prepared{c.BaseURL, nil, c.HTTP, c.newHTTPClient()}
	u, err := url.Parse(strings.TrimRight(c.BaseURL, "/"))
	if err == nil && u.Host != "" && !strings.HasSuffix(u.Host, ":") && u.RawPath+u.RawQuery+u.Fragment == "" {
		p.base = u
	}
	return p
}

// ready returns what is prepared. A copy of a configuration can differ from it.
func (c *Config) ready() *prepared {
	if p := c.prepared; p != nil && p.baseURL == c.BaseURL && p.through == c.HTTP {
		return p
	}
	return c.prepare()
}

// request returns the HTTP request for a path below a base URL. The text of most paths
// is also their escaped text, so that they need not be parsed.
func (p *prepared) request(ctx context.Context, method, server, path, query string, body io.Reader) (*http.Request, error) {
	if server == "" && p.base != nil && !strings.ContainsFunc(path, mayBeEscape) {
		req, err := http.NewRequestWithContext(ctx, method, "", body)
		if err == nil {
			*req.URL = *p.base
			req.URL.Path, req.URL.RawQuery, req.Host = p.base.Path+path, query, p.base.Host
		}
		return req, err
	}
	if server == "" {
		server = p.baseURL
	}
	address := strings.TrimRight(server, "/") + path
	if query != "" {
		address += "?" + query
	}
	return http.NewRequestWithContext(ctx, method, address, body)
}

// mayBeEscape reports whether a character of a path is or begins an escape, or ends the
// path.
func mayBeEscape(c rune) bool {
	return (c < 'a' || c > 'z') && (c < '-' || c > ':') && (c < 'A' || c > 'Z') && c != '_' && c != '~'
}
