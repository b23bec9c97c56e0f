package server

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// Limits are the limits of the requests of an operation.
type Limits struct {
	Bytes int64         // of the body; 0 is the limit of WithMaxRequestBytes
	Time  time.Duration // of the operation; 0 is no limit
}

// WithLimits limits the requests of each operation. limits is called once for each
// operation, when the server is made. If the response has not begun after Limits.Time,
// the server responds with 503, and the context of the operation is canceled with the
// cause context.DeadlineExceeded. What the operation sends later is dropped.
func WithLimits(limits func(op *core.Operation) Limits) Option {
	return optionFunc(func(c *Config) { c.limits = limits })
}

// NewTooManyRequests returns an error with status 429, which clients may send again
// after a while. The header Retry-After has whole seconds, rounded up.
func NewTooManyRequests(retryAfter time.Duration) *core.APIError {
	seconds := max(0, (retryAfter+time.Second-1)/time.Second)
	return &core.APIError{
		StatusCode: http.StatusTooManyRequests,
		Header:     http.Header{"Retry-After": {strconv.Itoa(int(seconds))}},
		Detail:     "too many requests",
	}
}

// limitsKey is the context key of the Limits of a request.
type limitsKey struct{}

// limit sets the limits of a route. It returns an error if one of them is negative.
func (s *Handler) limit(found *Route) error {
	found.limits = s.limits(&found.Operation)
	if found.limits.Bytes < 0 || found.limits.Time < 0 {
		return fmt.Errorf("WithLimits: a limit of %s is negative", found.ID)
	}
	return nil
}

// bytesWithin returns the limit of an operation, or n if it has none.
func bytesWithin(r *http.Request, n int64) int64 {
	if limits, ok := r.Context().Value(limitsKey{}).(Limits); ok && limits.Bytes > 0 {
		return limits.Bytes
	}
	return n
}

// tooLate is the error of an operation that has run out of time.
func tooLate() *core.APIError {
	return &core.APIError{StatusCode: http.StatusServiceUnavailable, Detail: "the operation took too long"}
}

// runLimited serves a request of a route within its limits.
func (s *Handler) runLimited(w http.ResponseWriter, r *http.Request, found *Route, x *Exchange) {
	limited := *found
	limited.inner = true
	r = r.WithContext(context.WithValue(r.Context(), limitsKey{}, found.limits))
	if found.limits.Time == 0 {
		s.Run(w, r, &limited, x)
		return
	}
	timer := time.NewTimer(found.limits.Time)
	defer timer.Stop()
	ctx, cancel := context.WithCancelCause(r.Context())
	defer cancel(nil)
	timed := &timedResponse{to: w, header: w.Header().Clone()}
	if s.observers != nil {
		ctx = context.WithValue(ctx, observedKey{}, &timed.seen) // so that a late error is not observed
	}
	var aborted any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { aborted = recover() }()
		s.Run(timed, r.WithContext(ctx), &limited, x)
		timed.end()
	}()
	late := false
	select {
	case <-done:
	case <-timer.C:
		late = timed.expire()
	}
	if late {
		cancel(context.DeadlineExceeded)
		if r.ContentLength == 0 {
			s.Fail(w, r, found, tooLate())
			return
		}
		w.Header().Set("Connection", "close") // the operation may still read the body
		s.Fail(w, r, found, tooLate())
		_ = http.NewResponseController(w).SetReadDeadline(time.Now())
		return
	}
	<-done
	if aborted != nil {
		panic(aborted)
	}
	if s.observers != nil {
		observeError(r, timed.seen.err)
	}
}
