package client

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
)

// Option sets one thing of a Client.
type Option func(*Config)

type Config struct {
	BaseURL     string
	Servers     map[string]string // by operationId, of operations with a server of their own
	HTTP        *http.Client
	Header      http.Header
	MaxBody     int64
	credentials map[string]func(*Config, *http.Request) error // by security scheme
	secret      []string                                      // headers that credentials stand in
}

// WithBaseURL replaces all servers of the document, path included.
func WithBaseURL(baseURL string) Option {
	return func(c *Config) { c.BaseURL, c.Servers = baseURL, nil }
}

// WithHTTPClient sends requests through httpClient, which brings timeouts, proxies,
// retries and tracing. Without it that is http.DefaultClient.
func WithHTTPClient(httpClient *http.Client) Option {
	return func(c *Config) { c.HTTP = httpClient }
}

// WithHeader sends a header along with every request.
func WithHeader(name, value string) Option {
	return func(c *Config) { c.Header.Add(name, value) }
}

// WithMaxResponseBytes limits the size of a response body; 64 MiB without it.
func WithMaxResponseBytes(n int64) Option {
	return func(c *Config) { c.MaxBody = n }
}

// With is a copy of the configuration with more options applied.
func (c Config) With(options []Option) Config {
	c.Header, c.credentials = c.Header.Clone(), maps.Clone(c.credentials)
	for _, option := range options {
		option(&c)
	}
	return c
}

func (c *Config) Check() error {
	u, err := url.Parse(c.BaseURL)
	switch {
	case err != nil:
		return fmt.Errorf("base URL: %w", err)
	case c.Servers == nil && (u.Scheme != "http" && u.Scheme != "https" || u.Host == ""):
		return fmt.Errorf("base URL %q is not absolute: use WithBaseURL", c.BaseURL)
	case u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("base URL %q has a query or a fragment", c.BaseURL)
	}
	return nil
}

func (c *Config) Credential(scheme, header string, apply func(*Config, *http.Request) error) {
	if c.credentials == nil {
		c.credentials = map[string]func(*Config, *http.Request) error{}
	}
	c.credentials[scheme] = apply
	if header != "" {
		c.secret = append(c.secret[:len(c.secret):len(c.secret)], header)
	}
}
