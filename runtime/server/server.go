package server

import (
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Handler is the http.Handler of an API.
type Handler struct {
	Config
	router router
}

// New returns the handler of all routes. It returns an error if an operation
// requires a Verifier that is missing, or if options contradict each other.
func New(config *Config, options []Option, routes []Route) (http.Handler, error) {
	if err := config.Apply(options); err != nil {
		return nil, err
	}
	s := &Handler{Config: *config}
	for i := range routes {
		if err := s.Prepare(&routes[i]); err != nil {
			return nil, err
		}
		routes[i].pattern = routes[i].Method + " " + s.BasePath + routes[i].Path
		s.router.add(&routes[i])
	}
	return s, nil
}

// ServeHTTP finds the route of a request and serves it.
func (s *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.cors != nil && s.allowOrigin(w, r) {
		return
	}
	path, below := strings.CutPrefix(escapedPath(r.URL), s.BasePath)
	if !below || !strings.HasPrefix(path, "/") {
		s.Fail(w, r, nil, &core.APIError{StatusCode: http.StatusNotFound})
		return
	}
	x := new(Exchange)
	found, params := s.router.match(r.Method, path, x.space[:0])
	if found == nil {
		status := http.StatusNotFound
		if allowed := s.router.allowed(path); allowed != "" {
			w.Header().Set("Allow", allowed)
			if status = http.StatusMethodNotAllowed; r.Method == http.MethodOptions {
				w.WriteHeader(http.StatusNoContent)
				return
			}
		}
		s.Fail(w, r, nil, &core.APIError{StatusCode: status})
		return
	}
	r.Pattern = found.pattern
	x.path = x.keep(params, 0)
	s.Run(w, r, found, x)
}

// Run serves a request of a route, with an Exchange that has the path parameters.
func (s *Handler) Run(w http.ResponseWriter, r *http.Request, found *Route, x *Exchange) {
	if s.observers != nil && !found.inner {
		seen, observed, end := s.observe(w, r, found)
		defer end()
		w, r = seen, observed
	}
	if s.cors != nil {
		expose(w, found.Endpoint)
	}
	if s.limits != nil && !found.inner {
		s.runLimited(w, r, found, x)
		return
	}
	defer s.Recover(w, r, found)
	if found.handler != nil {
		found.handler.ServeHTTP(w, withPath(r, found, x.path))
		return
	}
	if s.signature != nil {
		signed, err := s.verified(w, r, found.Endpoint)
		if err != nil {
			s.Fail(w, r, found, err)
			return
		}
		r = signed
	}
	x.begin(&s.Config, w, r, found.Endpoint)
	if err := found.Serve(x); err != nil {
		s.Fail(w, r, found, err)
	}
}

// Recover responds with 500 after a panic.
func (s *Handler) Recover(w http.ResponseWriter, r *http.Request, found *Route) {
	if v := recover(); v == http.ErrAbortHandler {
		panic(v)
	} else if v != nil {
		s.Fail(w, r, found, fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
	}
}

// errorResponse is a declared error.
type errorResponse interface {
	Error() string
	Response() (status int, header http.Header, body []byte, err error)
}

// Fail responds with an error: a declared one as it is, any other one as the
// document declares for its status, else as a problem (RFC 9457).
func (s *Handler) Fail(w http.ResponseWriter, r *http.Request, found *Route, err error) {
	if s.errors != nil {
		err = s.hooked(w, r, found, err)
	}
	if s.observers != nil {
		if found == nil {
			seen, observed, end := s.observe(w, r, nil)
			defer end()
			w, r = seen, observed
		}
		observeError(r, err)
	}
	if found != nil && found.encode != nil {
		err = found.encode(r, err)
	}
	var declared errorResponse
	var e *core.APIError
	switch errors.As(err, &e); {
	case e == nil || e.StatusCode/100 == 2 && core.IsReceived(e):
	case e.StatusCode < 200 || e.StatusCode > 999 || e.StatusCode/100 == 2: // 1xx is not final, and net/http panics for some
		err = fmt.Errorf("the operation returned an error without a valid StatusCode: %v", err)
	default:
		err = s.errorHeader(w, r, found, err, e)
	}
	if errors.As(err, &declared) {
		status, header, body, encodeErr := declared.Response()
		if s.checks != nil && encodeErr == nil {
			encodeErr = s.checkResponse(found.Endpoint, status, header, found.ErrorType(r, status, declared), body)
		}
		if err = encodeErr; err == nil {
			if core.IsReceived(e) {
				header = http.Header{"Content-Type": header["Content-Type"]}
			}
			writeBody(w, status, header, found.ErrorType(r, status, declared), body)
			return
		}
	}
	e = s.asAPIError(r, found, err)
	contentType, body := e.Header.Get("Content-Type"), e.Body
	if body == nil && found != nil && found.Fault != nil && errors.As(found.Fault(e), &declared) {
		_, _, body, _ = declared.Response()
		contentType = found.ErrorType(r, e.StatusCode, declared)
	}
	if body == nil {
		contentType = "application/problem+json"
		body, _ = stdjson.Marshal(core.Problem{
			Type: "about:blank", Title: http.StatusText(e.StatusCode), Status: e.StatusCode, Detail: e.Detail, Errors: e.Violations,
		})
	}
	header := e.Header
	if core.IsReceived(e) {
		header = nil
	}
	writeBody(w, e.StatusCode, header, contentType, body)
}

// errorHeader adds the header of the Call to that of an error that an operation
// returned, without what describes the body of a result. Of an error that another
// server sent, it adds the declared headers. It returns the error to respond with.
func (s *Handler) errorHeader(w http.ResponseWriter, r *http.Request, found *Route, err error, e *core.APIError) error {
	var failed *operationError
	if found == nil || !errors.As(err, &failed) {
		return err
	}
	declared, _ := core.ResponseWith(found.Errors, e.StatusCode, 0)
	header := failed.x.call.Made().Header
	for _, name := range [...]string{"Content-Type", "Content-Length", "Content-Encoding", "Content-Range"} {
		if name != "Content-Range" || e.StatusCode != http.StatusRequestedRangeNotSatisfiable {
			header.Del(name)
		}
	}
	if core.IsReceived(e) {
		copyHeaders(header, e.Header, declared.Headers)
	}
	addHeaders(w.Header(), header)
	if wrong := s.checkHeaders(r, found.Endpoint, e.StatusCode, declared, w.Header(), e.Header); wrong != nil {
		return wrong
	}
	return err
}

// asAPIError returns the error that the caller receives, and logs errors hidden
// from it.
func (s *Handler) asAPIError(r *http.Request, found *Route, err error) *core.APIError {
	invalidStatus := http.StatusBadRequest
	if found != nil && found.Invalid != 0 {
		invalidStatus = found.Invalid
	}
	var e *core.APIError
	var invalid *core.ConstraintError
	var tooLarge *http.MaxBytesError
	var broken *brokenBody
	var syntax *core.DecodeError
	status := http.StatusInternalServerError
	switch {
	case errors.As(err, &e) && e.StatusCode/100 != 2:
		return e
	case e != nil: // a success that a client could not read
		status = http.StatusBadGateway
	case errors.As(err, &invalid):
		return &core.APIError{StatusCode: invalidStatus, Detail: "the request is not valid", Violations: invalid.Violations}
	case errors.As(err, &tooLarge):
		return &core.APIError{StatusCode: http.StatusRequestEntityTooLarge, Detail: tooLarge.Error()}
	case errors.As(err, &broken):
		return &core.APIError{StatusCode: broken.status(), Detail: broken.Error()}
	case errors.As(err, &syntax):
		return &core.APIError{StatusCode: invalidStatus, Detail: syntax.Error()}
	case errors.Is(err, context.Canceled) && r.Context().Err() != nil:
		return &core.APIError{StatusCode: 499} // the client is disconnected; nginx uses this status
	}
	s.Log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	return &core.APIError{StatusCode: status}
}
