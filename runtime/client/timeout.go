package client

import (
	"context"
	"fmt"
	"io"
	"time"
)

// limit is the time limit of a try. Nil is none.
type limit struct {
	timer  *time.Timer
	cancel context.CancelCauseFunc
}

// begin begins the next try. The caller ends the limit, or moves it to a stream.
func (c *Config) begin(ctx context.Context, t *tries) (context.Context, *limit) {
	if t.number++; t.number == 1 {
		t.start = time.Now()
	}
	t.failed, t.conn = false, nil
	if c.timeout <= 0 && c.tryTimeout <= 0 {
		return ctx, nil
	}
	left := c.tryTimeout
	if c.timeout > 0 {
		if rest := c.timeout - time.Since(t.start); left <= 0 || rest < left {
			left = rest
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	return ctx, &limit{time.AfterFunc(left, func() { cancel(timedOut(left)) }), cancel}
}

// end releases the limit.
func (l *limit) end() {
	if l.stop(); l != nil {
		l.cancel(nil)
	}
}

// stop removes the limit.
func (l *limit) stop() {
	if l != nil {
		l.timer.Stop()
	}
}

// endedBody is the body of a response that is returned unread, and what ends with it.
type endedBody struct {
	io.ReadCloser
	end func()
}

// Close closes the body and ends the rest.
func (b *endedBody) Close() error {
	err := b.ReadCloser.Close()
	b.end()
	return err
}

// timedOut is the error of a try that took longer than its limit.
type timedOut time.Duration

// Error returns the limit.
func (d timedOut) Error() string { return fmt.Sprintf("no response within %s", time.Duration(d)) }

// Unwrap returns the error of contexts, which is a time-out.
func (timedOut) Unwrap() error { return context.DeadlineExceeded }

// inTime returns the error of a try: that of its limit if it is over.
func inTime(ctx context.Context, err error) error {
	if late, ok := context.Cause(ctx).(timedOut); ok && err != nil {
		return late
	}
	return err
}
