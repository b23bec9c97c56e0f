package server

import (
	"log/slog"
	"net/http"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Option sets one thing of a server.
type Option func(*Config)

type Config struct {
	BasePath string
	MaxBody  int64
	Log      *slog.Logger
	Schemes  map[string]SecurityScheme
}

// WithBasePath replaces the path that all operations are below; without it,
// that is the path of the document's first server.
func WithBasePath(path string) Option {
	return func(c *Config) { c.BasePath = strings.TrimRight(path, "/") }
}

// WithMaxRequestBytes limits the size of a request body; 10 MiB without it.
func WithMaxRequestBytes(n int64) Option {
	return func(c *Config) { c.MaxBody = n }
}

// WithLogger takes what a caller is not told: errors that are answered with
// 500, panics included. Without it, slog.Default takes them.
func WithLogger(log *slog.Logger) Option {
	return func(c *Config) { c.Log = log }
}

// Route is an operation with the function that serves it. Its path parameters
// come escaped.
type Route struct {
	*core.Operation
	Serve     func(w http.ResponseWriter, r *http.Request, path []string) error
	ErrorType func(r *http.Request, status int, err error) string // content type of a declared error; nil for plain JSON
	Fault     func(*core.APIError) error                          // makes an error of the server's own a declared one, or answers nil; may be nil
}
