package server

import (
	"log/slog"
	"net/http"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Option configures a server.
type Option func(*Config)

// Config is the configuration of a server.
type Config struct {
	BasePath string
	MaxBody  int64
	Log      *slog.Logger
	Schemes  map[string]SecurityScheme
}

// WithBasePath replaces the path of all operations. The default is the path of
// the first server in the document.
func WithBasePath(path string) Option {
	return func(c *Config) { c.BasePath = strings.TrimRight(path, "/") }
}

// WithMaxRequestBytes limits the size of request bodies. The default is 10 MiB.
func WithMaxRequestBytes(n int64) Option {
	return func(c *Config) { c.MaxBody = n }
}

// WithLogger sets the logger for errors hidden from the caller: those with
// status 500, including panics. The default is slog.Default.
func WithLogger(log *slog.Logger) Option {
	return func(c *Config) { c.Log = log }
}

// Route is an operation and the function that serves it. Path parameters are
// passed escaped.
type Route struct {
	*core.Operation
	Serve     func(w http.ResponseWriter, r *http.Request, path []string) error
	ErrorType func(r *http.Request, status int, err error) string // returns the content type of a declared error; nil for application/json
	Fault     func(*core.APIError) error                          // turns an error of the server itself into a declared one, or returns nil; may be nil
}
