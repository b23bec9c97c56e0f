package server

import (
	"context"
	"log/slog"
	"net/http"
	"slices"

	"github.com/peergen/peergen/runtime/core"
)

// AddObserver adds an observer of requests.
func (s *Config) AddObserver(observe core.Observe) {
	s.observers = append(slices.Clip(s.observers), observe)
}

// observe starts the observation of a request. It returns what the request is served
// with, and the function that ends the observation.
func (s *Handler) observe(w http.ResponseWriter, r *http.Request, found *Route) (http.ResponseWriter, *http.Request, func()) {
	var op *core.Operation
	var route []slog.Attr
	if found != nil {
		op = &found.Operation
	}
	start := core.OperationAttrs(core.KindRequest, op, r.Method)
	if op != nil && op.Path != "" {
		route = append(route, slog.String("http.route", s.BasePath+op.Path))
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	start = append(append(start, route...), slog.String("url.scheme", scheme))
	ctx, end := s.observers.Start(r.Context(), r.Header, start)
	seen := &observedResponse{ResponseWriter: w}
	observed := r.WithContext(context.WithValue(ctx, observedKey{}, seen))
	return seen, observed, func() {
		if v := recover(); v != nil {
			end(seen.attrs(), http.ErrAbortHandler)
			panic(v)
		}
		if seen.status == 0 {
			seen.status = http.StatusOK
		}
		if seen.err == nil && seen.status >= http.StatusInternalServerError {
			seen.err = &core.APIError{StatusCode: seen.status}
		}
		end(seen.attrs(), seen.err)
	}
}

// observedKey is the context key of an observedResponse.
type observedKey struct{}

// observeError notes the error that a request is responded to with.
func observeError(r *http.Request, err error) {
	if seen, ok := r.Context().Value(observedKey{}).(*observedResponse); ok {
		seen.err = err
	}
}

// observedResponse notes the status of a response.
type observedResponse struct {
	http.ResponseWriter
	status int
	err    error
}

// WriteHeader notes the status, unless it is informational.
func (w *observedResponse) WriteHeader(status int) {
	if w.status == 0 && (status >= 200 || status == http.StatusSwitchingProtocols) {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write notes the status 200 if there is none.
func (w *observedResponse) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap implements the interface of [http.ResponseController].
func (w *observedResponse) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// attrs returns the attributes with which an observation ends.
func (w *observedResponse) attrs() []slog.Attr {
	if w.status == 0 {
		return nil
	}
	return []slog.Attr{slog.Int("http.response.status_code", w.status)}
}
