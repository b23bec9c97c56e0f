package client

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"time"
)

// sentBody is a request body that knows how it ended. If it ends early, a server may respond
// with a success to what it has received, and net/http may return that response.
type sentBody struct {
	io.ReadCloser
	ctx      context.Context // of the try
	deadline time.Time       // of the HTTP client; zero without one
	closed   atomic.Bool
	whole    atomic.Bool // read to its end
	failed   atomic.Pointer[error]
}

// Read keeps the first error, unless the body was closed before: then it is not needed.
func (b *sentBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	switch {
	case err == io.EOF:
		b.whole.Store(true)
	case err != nil && !b.closed.Load():
		b.failed.CompareAndSwap(nil, &err)
	}
	return n, err
}

// Close closes the body.
func (b *sentBody) Close() error {
	b.closed.Store(true)
	return b.ReadCloser.Close()
}

// err returns why the body has ended early, or nil.
func (b *sentBody) err() error {
	switch failed := b.failed.Load(); {
	case failed != nil:
		return *failed
	case b.whole.Load():
		return nil
	case !b.deadline.IsZero() && time.Now().After(b.deadline):
		return context.DeadlineExceeded
	}
	return context.Cause(b.ctx)
}

// watch makes the body of a request a sentBody. The timeout is that of the HTTP client, or 0.
func (r *Request) watch(req *http.Request, timeout time.Duration) {
	r.sent = nil
	if req.Body == nil || req.Body == http.NoBody {
		return
	}
	r.sent = &sentBody{ReadCloser: req.Body, ctx: req.Context()}
	if timeout > 0 {
		r.sent.deadline = time.Now().Add(timeout)
	}
	req.Body = r.sent
}

// whole returns the response, or an error if it is a success and the body was not sent to
// its end.
func (r *Request) whole(resp *http.Response) (*http.Response, error) {
	if r.sent == nil || resp.StatusCode/100 != 2 {
		return resp, nil
	}
	err := r.sent.err()
	if err == nil {
		return resp, nil
	}
	_ = resp.Body.Close()
	return nil, fmt.Errorf("sending the request body: %w", err)
}
