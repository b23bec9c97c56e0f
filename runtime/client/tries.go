package client

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// tries are what is known of the tries of a call.
type tries struct {
	start  time.Time
	number int                           // of the current one
	failed bool                          // the current one has no complete response
	conn   *connection                   // of the current one; nil unless retries depend on it
	keyed  bool                          // the request has an idempotency key
	once   bool                          // the body cannot be read again
	body   func() (io.ReadCloser, error) // a body in memory
	size   int64                         // of body
	ended  error                         // of the context, during a wait
	note   string                        // for errors
}

// connection is whether a request got a connection. Without one, nothing was sent.
type connection struct {
	httptrace.ClientTrace
	wanted, got atomic.Bool
}

// traced returns a context that records whether a request gets a connection, if retries
// depend on it.
func (c *Config) traced(ctx context.Context, op *core.Endpoint, t *tries) context.Context {
	if op.Idempotent || t.keyed || c.retries.Tries == 1 {
		return ctx
	}
	conn := &connection{}
	conn.GetConn = func(string) { conn.wanted.Store(true) }
	conn.GotConn = func(httptrace.GotConnInfo) { conn.got.Store(true) }
	t.conn = conn
	return httptrace.WithClientTrace(ctx, &conn.ClientTrace)
}

// isUnsent reports whether the request was certainly not sent. Transports that do not
// report connections may have sent it.
func (t *tries) isUnsent() bool { return t.conn != nil && t.conn.wanted.Load() && !t.conn.got.Load() }

// again reports whether to make the next try, after the wait before it.
func (c *Config) again(ctx context.Context, op *core.Endpoint, t *tries, in *Response, err error) bool {
	if err == nil && in.Status < 400 {
		c.tokens.giveBack()
		return false
	}
	if in == nil && !t.failed { // not sent, because of an error of this side
		return false
	}
	try := Try{Operation: &op.Operation, Number: t.number, Err: err}
	if in != nil {
		try.StatusCode, try.Header = in.Status, in.Header
	}
	transient, refused := isTransient(try.StatusCode)
	try.Default = (transient || t.failed) && (op.Idempotent || t.keyed || refused || t.failed && t.isUnsent())
	reason := ""
	if ctx.Err() == nil && t.number < cmp.Or(c.retries.Tries, 3) && (c.retries.Decide != nil && c.retries.Decide(try) || c.retries.Decide == nil && try.Default) {
		if reason = c.wait(ctx, t, &try); reason == "" && t.ended == nil {
			return true
		}
	}
	t.note = t.summary(reason)
	return false
}

// isFailure reports whether a request has no response for a reason that may be gone the
// next time.
func isFailure(resp *http.Response, err error) bool {
	return err != nil && resp == nil && !errors.As(err, new(*tls.CertificateVerificationError))
}

// wait waits before the next try, or returns the reason why there is none.
func (c *Config) wait(ctx context.Context, t *tries, try *Try) (reason string) {
	wait, isRequested := requestedWait(try.StatusCode, try.Header)
	if !isRequested {
		wait = c.retries.delay(t.number)
	}
	deadline, ok := ctx.Deadline()
	if end := t.start.Add(c.timeout); c.timeout > 0 && (!ok || end.Before(deadline)) {
		deadline, ok = end, true
	}
	cost := int64(retryCost)
	var late interface{ Timeout() bool }
	if errors.As(try.Err, &late) && late.Timeout() {
		cost = timeoutCost
	}
	switch {
	case t.once:
		return "the request body cannot be read again"
	case isRequested && wait > cmp.Or(c.retries.MaxWait, time.Minute):
		return fmt.Sprintf("the server requests a wait of %s", wait)
	case ok && time.Until(deadline) <= wait:
		return "the next try would begin after the deadline"
	case !c.tokens.take(cost):
		return "too many tries of this client fail"
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		t.ended = ctx.Err()
	}
	return ""
}

// summary returns how many tries there were, if there is more to report than one.
func (t *tries) summary(reason string) string {
	if t.number == 1 && reason == "" {
		return ""
	}
	text, taken := "1 try", time.Since(t.start)
	if t.number > 1 {
		text = fmt.Sprintf("%d tries", t.number)
	}
	unit := time.Millisecond
	if taken >= time.Second {
		unit *= 100
	}
	text += fmt.Sprintf(" in %s", taken.Round(unit))
	if reason != "" {
		text += "; " + reason
	}
	return text
}

// result returns the response and the error of a call, with what is known of its tries.
func (t *tries) result(in *Response, err error) (*Response, error) {
	switch {
	case t.note == "":
	case err != nil:
		err = fmt.Errorf("%w (%s)", err, t.note)
	default:
		in.tries = t.note
	}
	if t.ended != nil {
		if err == nil {
			err = in.APIError()
		}
		err = fmt.Errorf("%w, waiting to try again after %w", t.ended, err)
	}
	return in, err
}
