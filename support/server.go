package support

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"runtime/debug"
	"strings"
)

// ServerOption sets one thing of a server.
type ServerOption func(*serverConfig)

type serverConfig struct {
	basePath string
	maxBody  int64
	log      *slog.Logger
	schemes  map[string]securityScheme
}

// WithBasePath replaces the path that all operations are below; without it,
// that is the path of the document's first server.
func WithBasePath(path string) ServerOption {
	return func(c *serverConfig) { c.basePath = strings.TrimRight(path, "/") }
}

// WithMaxRequestBytes limits the size of a request body; 10 MiB without it.
func WithMaxRequestBytes(n int64) ServerOption {
	return func(c *serverConfig) { c.maxBody = n }
}

// WithLogger takes what a caller is not told: errors that are answered with
// 500, panics included. Without it, slog.Default takes them.
func WithLogger(log *slog.Logger) ServerOption {
	return func(c *serverConfig) { c.log = log }
}

// route is an operation with the function that serves it. Its path parameters
// come escaped.
type route struct {
	*operation
	serve     func(w http.ResponseWriter, r *http.Request, path []string) error
	errorType func(r *http.Request, status int, err error) string // content type of a declared error; nil for plain JSON
	fault     func(*APIError) error                               // makes an error of the server's own a declared one, or answers nil; may be nil
}

// server is the http.Handler of an API.
type server struct {
	serverConfig
	router router
}

func newServer(config *serverConfig, options []ServerOption, routes []route) (http.Handler, error) {
	for _, option := range options {
		option(config)
	}
	s := &server{serverConfig: *config}
	for i := range routes {
		if err := s.prepare(&routes[i]); err != nil {
			return nil, err
		}
		s.router.add(&routes[i])
	}
	return s, nil
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, below := strings.CutPrefix(r.URL.EscapedPath(), s.basePath)
	if !below || !strings.HasPrefix(path, "/") {
		s.fail(w, r, nil, &APIError{StatusCode: http.StatusNotFound})
		return
	}
	var buf [8]string
	found, params := s.router.match(r.Method, path, buf[:0])
	if found == nil {
		status := http.StatusNotFound
		if allowed := s.router.allowed(path); allowed != "" {
			w.Header().Set("Allow", allowed)
			if status = http.StatusMethodNotAllowed; r.Method == http.MethodOptions {
				w.WriteHeader(http.StatusNoContent)
				return
			}
		}
		s.fail(w, r, nil, &APIError{StatusCode: status})
		return
	}
	defer s.recover(w, r, found)
	if err := found.serve(w, r, params); err != nil {
		s.fail(w, r, found, err)
	}
}

func (s *server) recover(w http.ResponseWriter, r *http.Request, found *route) {
	if v := recover(); v == http.ErrAbortHandler {
		panic(v)
	} else if v != nil {
		s.fail(w, r, found, fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
	}
}

// fail answers with an error: a declared one as it is, any other one in the
// shape that the document declares for its status, else as a problem (RFC 9457).
func (s *server) fail(w http.ResponseWriter, r *http.Request, found *route, err error) {
	var declared interface {
		answer() (int, http.Header, []byte, error)
	}
	if errors.As(err, &declared) {
		status, header, body, encodeErr := declared.answer()
		if err = encodeErr; err == nil {
			writeBody(w, status, header, found.errorType(r, status, declared.(error)), body)
			return
		}
	}
	e := s.asAPIError(r, err)
	contentType, body := e.Header.Get("Content-Type"), e.Body
	if body == nil && found != nil && found.fault != nil && errors.As(found.fault(e), &declared) {
		_, _, body, _ = declared.answer()
		contentType = found.errorType(r, e.StatusCode, declared.(error))
	}
	if body == nil {
		contentType = "application/problem+json"
		body, _ = json.Marshal(problem{
			Type: "about:blank", Title: http.StatusText(e.StatusCode), Status: e.StatusCode, Detail: e.Detail, Errors: e.Violations,
		})
	}
	writeBody(w, e.StatusCode, e.Header, contentType, body)
}

func (s *server) asAPIError(r *http.Request, err error) *APIError {
	var e *APIError
	var invalid *ValidationFailure
	var tooLarge *http.MaxBytesError
	var syntax *DecodeError
	switch {
	case errors.As(err, &e):
		return e
	case errors.As(err, &invalid):
		return &APIError{StatusCode: http.StatusBadRequest, Detail: "the request is not valid", Violations: invalid.Violations}
	case errors.As(err, &tooLarge):
		return &APIError{StatusCode: http.StatusRequestEntityTooLarge, Detail: tooLarge.Error()}
	case errors.As(err, &syntax):
		return &APIError{StatusCode: http.StatusBadRequest, Detail: syntax.Error()}
	case errors.Is(err, context.Canceled) && r.Context().Err() != nil:
		return &APIError{StatusCode: 499} // nobody reads it; the status is nginx's
	}
	s.log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	return &APIError{StatusCode: http.StatusInternalServerError}
}

func writeBody(w http.ResponseWriter, status int, header http.Header, contentType string, body []byte) {
	maps.Copy(w.Header(), header)
	if contentType != "" && w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", contentType)
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the caller is gone: nobody is left to tell
}

// writeResult sends a success.
func writeResult[T any](w http.ResponseWriter, status int, contentType string, v *T, code func(*jsonCodec, *T)) error {
	if v == nil {
		return noResult()
	}
	body, err := encodeBody(v, code)
	if err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	writeBody(w, status, nil, contentType, body)
	return nil
}

// writeBytes sends a success that is not JSON.
func writeBytes(w http.ResponseWriter, status int, contentType string, body []byte) error {
	writeBody(w, status, nil, contentType, body)
	return nil
}

// noResult is for an implementation that answers neither a result nor an error.
func noResult() error { return errors.New("the operation answered no result and no error") }

// anyType accepts every content type.
func anyType(string) bool { return true }

// readBody reads a request body up to the server's limit. It answers nil for
// none, and an error for one of another content type than accepted.
func (s *serverConfig) readBody(w http.ResponseWriter, r *http.Request, accepts func(contentType string) bool) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.maxBody))
	if err != nil {
		return nil, err
	}
	if len(body) == 0 {
		return nil, nil
	}
	if contentType := r.Header.Get("Content-Type"); !accepts(contentType) {
		return nil, &APIError{StatusCode: http.StatusUnsupportedMediaType, Detail: fmt.Sprintf("the content type %q is not accepted", contentType)}
	}
	return body, nil
}

// unimplemented is the answer of an operation that nobody has written yet.
func unimplemented(op *operation) error {
	return &APIError{Operation: op.id, StatusCode: http.StatusNotImplemented, Detail: op.id + " is not implemented"}
}
