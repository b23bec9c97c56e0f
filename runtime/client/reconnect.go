package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"time"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// WithReconnect continues streams of events that end, with or without an error, with a
// new request, as browsers do. The header Last-Event-ID has the id of the last event, from which
// the server goes on; a server that sends no ids begins anew. It is for GET requests
// only, and for servers that end a stream by the status 204.
//
// The delay before a request is the field retry of an event, or one of [Retries]; it grows
// while no event arrives. Requests that fail as those that are tried again are repeated until the
// context is done. The loop ends with 204, with an error of any other kind, and with
// the context, whose error it has.
func WithReconnect() Option { return OptionFunc(func(c *Config) { c.reconnects = true }) }

// Opener makes the request of a stream of events again. An error that may be gone the
// next time is a *lostError.
type Opener func(ctx context.Context, lastID string) (*Response, *media.MediaStream, error)

// lostError is the error of a request without a response.
type lostError struct{ error }

// Unwrap returns the error.
func (e *lostError) Unwrap() error { return e.error }

// Reconnect is how a stream of events goes on.
type Reconnect struct {
	Open    Opener
	ctx     context.Context // of the call
	retries Retries
	events  int   // that have been read when the last request was made
	vain    int   // requests since the last event
	err     error // of the last request
}

// reconnect returns how to make a request again. The Opener makes one try.
func (c *Config) reconnect(ctx context.Context, op *core.Endpoint, sent *Request, keep func(*Response) bool) *Reconnect {
	once := *c
	once.retries.Tries, once.reconnects = 1, false
	open := func(ctx context.Context, lastID string) (*Response, *media.MediaStream, error) {
		r := *sent
		r.tries = tries{body: sent.tries.body, size: sent.tries.size}
		if lastID != "" {
			if r.header = sent.header.Clone(); r.header == nil {
				r.header = http.Header{}
			}
			r.header.Set("Last-Event-ID", lastID)
		}
		in, stream, err := once.SendStream(ctx, op, &r, nil, keep)
		if err != nil && r.tries.failed {
			err = &lostError{err}
		}
		return in, stream, err
	}
	return &Reconnect{Open: open, ctx: ctx, retries: c.retries}
}

// resumed is EventResult for a client with WithReconnect.
func resumed[T any](limit int64, r *Response, stream *media.MediaStream, isText bool, read json.ReadFunc[T]) iter.Seq2[media.ServerEvent[T], error] {
	events := usable(r, media.ResumeEvents(stream, limit, r.mode, isText, read, r.Reconnect.next))
	return func(yield func(media.ServerEvent[T], error) bool) {
		for e, err := range events {
			if !yield(e, err) {
				return
			}
		}
		if err := r.Reconnect.err; err != nil {
			yield(media.ServerEvent[T]{}, err)
		}
	}
}

// next returns the next stream, or io.EOF if there is none. cause is why the last one
// has ended.
func (r *Reconnect) next(at media.EventPosition, cause error) (io.ReadCloser, error) {
	if r.vain++; at.Events > r.events {
		r.events, r.vain = at.Events, 1
	}
	for ; ; r.vain++ {
		if r.err = r.wait(at.Retry, cause); r.err != nil {
			return nil, io.EOF
		}
		in, stream, err := r.Open(r.ctx, at.LastID)
		switch {
		case stream != nil && in.IsEvents():
			return stream, nil
		case stream != nil:
			_ = stream.Close()
			r.err = in.unusable(errors.New("it is not a stream of events"))
			return nil, io.EOF
		case err == nil && in.Status == http.StatusNoContent:
			return nil, io.EOF
		case err == nil:
			err = in.APIError()
			requested, isRequested := requestedWait(in.Status, in.Header)
			if transient, _ := isTransient(in.Status); !transient {
				r.err = err
				return nil, io.EOF
			}
			if isRequested {
				at.Retry = max(at.Retry, requested)
			}
		case !errors.As(err, new(*lostError)):
			r.err = err
			return nil, io.EOF
		}
		cause = err
	}
}

// wait waits before the next request: at least as long as the server requests. It returns
// an error if there shall be no further request.
func (r *Reconnect) wait(requested time.Duration, cause error) error {
	if requested > cmp.Or(r.retries.MaxWait, time.Minute) {
		return fmt.Errorf("the server requests a wait of %s before reconnecting: %w", requested, cause)
	}
	wait := requested
	if requested == 0 || r.vain > 1 {
		wait += r.retries.delay(r.vain)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.ctx.Done():
	}
	return r.ctx.Err()
}
