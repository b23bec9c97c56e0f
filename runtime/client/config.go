package client

import (
	"errors"
	"maps"
	"math"
	"net/http"
	"net/url"
	"time"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// Option configures a Client. Functions such as WithBaseURL return one.
type Option interface{ ConfigureClient(c *Config) }

// OptionFunc is an Option that is a function.
type OptionFunc func(*Config)

// ConfigureClient calls the function.
func (f OptionFunc) ConfigureClient(c *Config) { f(c) }

// Config is the configuration of a client.
type Config struct {
	BaseURL     string
	Servers     map[string]string // base URLs of operations with separate servers, by operationId
	HTTP        *http.Client
	Header      http.Header
	Security    []core.Requirement // alternatives of requests without an operation; see Do
	MaxBody     int64
	contentType string                                        // see WithContentType
	query       []queryParam                                  // of all requests
	Unchecked   bool                                          // see WithUncheckedRequests
	Strict      bool                                          // see WithStrictResponses
	credentials map[string]func(*Config, *http.Request) error // by security scheme
	secret      []string                                      // headers that contain credentials
	retries     Retries
	timeout     time.Duration  // see WithTimeout
	tryTimeout  time.Duration  // see WithTryTimeout
	tokens      *tokens        // shared with copies
	observers   core.Observers // see AddObserver
	transport   *transport     // see WithTransport
	reconnects  bool           // see WithReconnect
	recording   *recording     // see RecordTo and ReplayFrom
	invalid     error          // of the options; see ServerURL
	prepared    *prepared      // see ready
}

// WithBaseURL replaces the base URLs of all servers in the document, including
// their paths.
func WithBaseURL(baseURL string) Option {
	return OptionFunc(func(c *Config) { c.BaseURL, c.Servers = baseURL, nil })
}

// WithHTTPClient sends requests through httpClient, for example to set
// proxies, certificates or tracing. By default, all clients of this package share one
// with the settings of http.DefaultTransport, and time limits for connecting.
func WithHTTPClient(httpClient *http.Client) Option {
	return OptionFunc(func(c *Config) { c.HTTP = httpClient })
}

// WithHeader sets a header of every request. A parameter of an operation that is
// the same header takes precedence.
func WithHeader(name, value string) Option {
	return OptionFunc(func(c *Config) { c.Header.Set(name, value) })
}

// WithUserAgent sets the header User-Agent of every request. The default is the
// name of the package with the version of the document. If userAgent is empty, no
// such header is sent.
func WithUserAgent(userAgent string) Option { return WithHeader("User-Agent", userAgent) }

// WithMaxResponseBytes limits the size of response bodies. The default is 64
// MiB.
func WithMaxResponseBytes(n int64) Option {
	return OptionFunc(func(c *Config) { c.MaxBody = max(0, min(n, math.MaxInt64-1)) }) // so that one more can be read
}

// WithUncheckedRequests sends requests without calling Validate of their params,
// for services that accept what their document forbids.
func WithUncheckedRequests() Option {
	return OptionFunc(func(c *Config) { c.Unchecked = true })
}

// WithStrictResponses returns an error for responses that violate the document. By
// default, a client accepts what it can use: a required member that is missing or
// null is zero, unknown members are ignored, unknown enum values are kept, and
// other constraints are not checked.
func WithStrictResponses() Option {
	return OptionFunc(func(c *Config) { c.Strict = true })
}

// responseMode is how the response to a request is read.
func (c *Config) responseMode(r *Request) json.Mode {
	mode := json.FromAPI
	if r.FromAPI {
		mode = json.ToAPI
	}
	if c.Strict {
		mode |= json.Strict
	}
	return mode
}

// With returns a copy of the configuration with more options applied.
func (c Config) With(options []Option) Config {
	c.Header, c.credentials = c.Header.Clone(), maps.Clone(c.credentials)
	if c.tokens == nil {
		c.tokens = &tokens{}
	}
	for _, option := range options {
		option.ConfigureClient(&c)
	}
	if c.transport != nil {
		c.transport = c.transport.of(c.Through())
	}
	c.prepared = c.prepare()
	return c
}

// Check returns an error if the base URL is invalid. The error does not contain it, because
// it can have a password.
func (c *Config) Check() error {
	if c.recording != nil && c.recording.err != nil {
		return c.recording.err
	}
	if c.invalid != nil {
		return c.invalid
	}
	u, err := url.Parse(c.BaseURL)
	switch {
	case err != nil:
		return errors.New("the base URL cannot be parsed")
	case c.Servers == nil && (u.Scheme != "http" && u.Scheme != "https" || u.Host == ""):
		return errors.New("the base URL is not absolute: use WithBaseURL with a URL that begins with https://")
	case u.RawQuery != "" || u.Fragment != "":
		return errors.New("the base URL has a query or a fragment")
	}
	return nil
}

// Credential sets the function that adds the credentials of a security scheme.
// header is the header that contains them, or "".
func (c *Config) Credential(scheme, header string, apply func(*Config, *http.Request) error) {
	if c.credentials == nil {
		c.credentials = map[string]func(*Config, *http.Request) error{}
	}
	c.credentials[scheme] = apply
	if header != "" {
		c.secret = append(c.secret[:len(c.secret):len(c.secret)], header)
	}
}

// ReplaceTransport replaces the transport of the HTTP client. Transports of WithTransport wrap it.
func ReplaceTransport(transport http.RoundTripper) Option {
	return OptionFunc(func(c *Config) {
		httpClient := *c.Through()
		httpClient.Transport = transport
		c.HTTP = &httpClient
	})
}
