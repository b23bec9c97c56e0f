package client

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/peergen/peergen/runtime/core"
)

// AddObserver adds an observer of calls and tries.
func (c *Config) AddObserver(observe core.Observe) {
	c.observers = append(slices.Clip(c.observers), observe)
}

// Observe starts the observation of a call. It returns the context of the call, and
// the function that ends the observation.
func (c *Config) Observe(ctx context.Context, op *core.Endpoint) (context.Context, func(error)) {
	if len(c.observers) == 0 {
		return ctx, notObserved
	}
	tries := new(atomic.Int64)
	ctx, end := c.observers.Start(ctx, nil, withTemplate(core.OperationAttrs(core.KindCall, &op.Operation, op.Method), &op.Operation))
	return context.WithValue(ctx, triesKey{}, tries), func(err error) {
		end([]slog.Attr{slog.Int64("peergen.tries", tries.Load())}, err)
	}
}

// withTemplate adds the path template of an operation that has one.
func withTemplate(attrs []slog.Attr, op *core.Operation) []slog.Attr {
	if op == nil || op.Path == "" {
		return attrs
	}
	return append(attrs, slog.String("url.template", op.Path))
}

// notObserved ends nothing.
func notObserved(error) {}

// triesKey is the context key of the number of requests that a call has sent.
type triesKey struct{}

// observedTransport observes each request that it sends.
type observedTransport struct {
	next      http.RoundTripper
	observers core.Observers
}

// RoundTrip ends the observation with the header of the response.
func (t *observedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	op := core.OperationFrom(r.Context())
	start := append(core.OperationAttrs(core.KindTry, op, r.Method), slog.String("server.address", r.URL.Hostname()), slog.String("url.scheme", r.URL.Scheme))
	if port, err := strconv.Atoi(r.URL.Port()); err == nil {
		start = append(start, slog.Int("server.port", port))
	}
	start = withTemplate(start, op)
	if tries, ok := r.Context().Value(triesKey{}).(*atomic.Int64); ok {
		if n := tries.Add(1); n > 1 {
			start = append(start, slog.Int64("http.request.resend_count", n-1))
		}
	}
	out := r.Clone(r.Context())
	ctx, end := t.observers.Start(r.Context(), out.Header, start)
	resp, err := t.next.RoundTrip(out.WithContext(ctx))
	if err != nil {
		end(nil, err)
		return resp, err
	}
	attrs := []slog.Attr{slog.Int("http.response.status_code", resp.StatusCode)}
	var failure error
	if resp.StatusCode >= http.StatusBadRequest {
		failure = &core.APIError{StatusCode: resp.StatusCode}
	}
	end(attrs, failure)
	return resp, nil
}
