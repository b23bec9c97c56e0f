package server

import (
	"context"
	"log/slog"
	"math"
	"net/http"
	"strings"
	"sync"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// Option configures a server. Functions such as WithLogger return one.
type Option interface {
	// ConfigureServer is called once, when the server is made.
	ConfigureServer(c *Config)
}

// optionFunc is an Option that is a function.
type optionFunc func(*Config)

// ConfigureServer calls the function.
func (f optionFunc) ConfigureServer(c *Config) { f(c) }

// Config is the configuration of a server.
type Config struct {
	BasePath  string
	MaxBody   int64
	Log       *slog.Logger
	Schemes   map[string]SecurityScheme
	trusted   []string                                            // see WithAuthenticated
	reported  *sync.Map                                           // operations whose missing headers and members are logged
	Lenient   bool                                                // see WithLenientRequests
	Defaults  bool                                                // see WithDefaults
	observers core.Observers                                      // see AddObserver
	errors    func(context.Context, *core.Operation, error) error // see WithErrors
	wraps     []func(*core.Operation, http.Handler) http.Handler  // see WithMiddleware
	signature SignatureVerifier                                   // see WithSignatureVerifier
	limits    func(*core.Operation) Limits                        // see WithLimits
	cors      *CORS                                               // see WithCORS
	checks    map[*core.Endpoint]Check                            // see WithResponseChecks
	FromAPI   bool                                                // requests come from the API: those of webhooks and callbacks, which are read as a client reads
}

// NewConfig returns the configuration of a server without options.
func NewConfig(basePath string, schemes map[string]SecurityScheme) Config {
	return Config{BasePath: basePath, MaxBody: 10 << 20, Log: slog.Default(), Schemes: schemes, reported: &sync.Map{}}
}

// Apply applies options. It returns an error if they contradict each other.
func (s *Config) Apply(options []Option) error {
	for _, option := range options {
		option.ConfigureServer(s)
	}
	if s.signature != nil {
		if err := s.checkVerifier(); err != nil {
			return err
		}
	}
	if s.cors != nil {
		if err := s.cors.check(); err != nil {
			return err
		}
	}
	return s.trustSchemes()
}

// WithBasePath replaces the path of all operations. The default is the path of
// the first server in the document.
func WithBasePath(path string) Option {
	return optionFunc(func(c *Config) { c.BasePath = strings.TrimRight(path, "/") })
}

// WithMaxRequestBytes limits the size of request bodies. The default is 10 MiB.
func WithMaxRequestBytes(n int64) Option {
	return optionFunc(func(c *Config) { c.MaxBody = max(0, min(n, math.MaxInt64-1)) }) // so that one more can be read
}

// WithLogger sets the logger for errors hidden from the caller: those with
// status 500, including panics, and responses that lack required headers or
// members. The
// default is slog.Default.
func WithLogger(log *slog.Logger) Option {
	return optionFunc(func(c *Config) { c.Log = log })
}

// WithLenientRequests accepts requests that violate the document, as far as they
// can be used: a required parameter or member that is missing or null is zero,
// unknown members are ignored, unknown enum values are kept, and other constraints
// are not checked.
func WithLenientRequests() Option {
	return optionFunc(func(c *Config) { c.Lenient = true })
}

// WithDefaults fills in the defaults of optional members that are absent in requests.
// Defaults that violate their schema are not filled in. The defaults of parameters
// are filled in without this option, too.
func WithDefaults() Option {
	return optionFunc(func(c *Config) { c.Defaults = true })
}

// requestMode is how requests are read.
func (s *Config) requestMode() json.Mode {
	mode := json.ToAPI | json.Strict
	switch {
	case s.FromAPI:
		mode = json.FromAPI
	case s.Lenient:
		mode = json.ToAPI
	}
	if s.Defaults {
		mode |= json.Defaults
	}
	return mode
}

// responseMode is how responses are written.
func (s *Config) responseMode() json.Mode {
	if s.FromAPI {
		return json.ToAPI
	}
	return json.FromAPI
}

// Route is an operation and the function that serves it.
type Route struct {
	*core.Endpoint
	Serve     func(x *Exchange) error
	ErrorType func(r *http.Request, status int, err error) string // returns the content type of a declared error; nil for application/json
	Fault     func(*core.APIError) error                          // turns an error of the server itself into a declared one, or returns nil; may be nil
	Invalid   int                                                 // the declared status of invalid requests; 0 is 400
	Check     Check                                               // reads a response; see WithResponseChecks; nil for none
	limits    Limits                                              // see WithLimits
	pattern   string                                              // of the request, as in http.ServeMux
	inner     bool                                                // called by handler
	handler   http.Handler                                        // see WithMiddleware; nil without
	encode    func(r *http.Request, err error) error              // encodes a declared error that is not JSON; see ErrorBodies
}
