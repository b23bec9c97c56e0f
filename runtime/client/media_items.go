package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime/debug"
	"time"

	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// IsEvents reports whether a response is a stream of events.
func (r *Response) IsEvents() bool {
	return media.InRange("text/event-stream", r.Header.Get("Content-Type"))
}

// EventResult returns the events of a success as they arrive. A success that is
// not a stream of events is an error.
func EventResult[T any](limit int64, r *Response, stream *media.MediaStream, isText bool, read json.ReadFunc[T]) (iter.Seq2[media.ServerEvent[T], error], error) {
	if stream == nil {
		return nil, r.APIError()
	}
	if r.Reconnect != nil {
		return resumed(limit, r, stream, isText, read), nil
	}
	return usable(r, media.ReadEvents(stream, limit, r.mode, isText, read)), nil
}

// usable makes an *core.APIError of the errors of items, as of other bodies that cannot
// be read. Its body is the item.
func usable[T any](r *Response, items iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range items {
			if err != nil {
				var bad *media.ItemError
				failed := *r
				if errors.As(err, &bad) {
					failed.Body = bad.Item
				}
				err = failed.unusable(err)
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

// OutgoingEvents is the body of a request that sends events as they arrive. Nil
// sends no body.
func OutgoingEvents[T any](r *Request, contentType string, events iter.Seq2[media.ServerEvent[T], error], elem json.Appender[T]) *media.Outgoing {
	return outgoingEach(r, contentType, events, func(dst []byte, e *media.ServerEvent[T]) ([]byte, error) {
		if err := r.validate(&e.Data); err != nil {
			return dst, err
		}
		return media.AppendEvent(r.itemMode(), dst, e, elem)
	})
}

// ItemResult returns the items of a success as they arrive.
func ItemResult[T any](limit int64, r *Response, stream *media.MediaStream, next func(*media.ItemReader) ([]byte, error), read json.ReadFunc[T]) (iter.Seq2[T, error], error) {
	return usable(r, media.Items(stream, limit, r.mode, next, read)), nil
}

// OutgoingItems is the body of a request that sends items as they arrive. Nil
// sends no body. An iteration cannot be sent again.
func OutgoingItems[T any](r *Request, contentType string, items iter.Seq2[T, error], put func(dst, item []byte) []byte, elem json.Appender[T]) *media.Outgoing {
	return outgoingEach(r, contentType, items, func(dst []byte, v *T) ([]byte, error) {
		if err := r.validate(v); err != nil {
			return dst, err
		}
		return media.Item(r.itemMode(), put, elem)(dst, v)
	})
}

// outgoingEach sends what encode makes of each item.
func outgoingEach[T any](r *Request, contentType string, items iter.Seq2[T, error], encode func(dst []byte, v *T) ([]byte, error)) *media.Outgoing {
	if items == nil {
		return nil
	}
	r.ContentType = contentType
	return produced(func(out io.Writer) error {
		var buf []byte
		for v, err := range items {
			if err == nil {
				buf, err = encode(buf[:0], &v)
			}
			if err == nil {
				_, err = out.Write(buf)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// produced returns a body that is written while it is sent. The end of the call ends
// the body, also while produce waits; produce runs until it writes or returns.
func produced(produce func(io.Writer) error) *media.Outgoing {
	return &media.Outgoing{Size: -1, Once: true, Open: func() (io.ReadCloser, error) {
		in, out := io.Pipe()
		go func() {
			err := errors.New("the iteration of the request body did not return")
			defer func() {
				if v := recover(); v != nil {
					err = fmt.Errorf("panic in the iteration of the request body: %v\n%s", v, debug.Stack())
				}
				out.CloseWithError(err) // nil is the end of the body
			}()
			err = produce(out)
		}()
		return &producedBody{PipeReader: in, out: out}, nil
	}}
}

// producedBody is the body of [produced].
type producedBody struct {
	*io.PipeReader
	out  *io.PipeWriter
	stop func() // of endWith
}

// Close is called by the transport, or by endWith.
func (b *producedBody) Close() error {
	if b.stop != nil {
		b.stop()
	}
	return b.PipeReader.Close()
}

// endWith ends the body with its call: net/http waits for the body after the context,
// or the time-out of the HTTP client, has ended.
func (b *producedBody) endWith(ctx context.Context, timeout time.Duration) {
	forget := context.AfterFunc(ctx, func() { b.out.CloseWithError(context.Cause(ctx)) })
	b.stop = func() { forget() }
	if timeout > 0 { // later than net/http, which reports the time-out
		timer := time.AfterFunc(timeout+20*time.Millisecond, func() { b.out.CloseWithError(context.DeadlineExceeded) })
		b.stop = func() { forget(); timer.Stop() }
	}
}

// validate checks an item, unless requests are unchecked.
func (r *Request) validate(item any) error {
	if r.Unchecked {
		return nil
	}
	return media.Validate(item)
}

// itemMode is how an item is written: with a check of its constraints, unless requests
// are unchecked.
func (r *Request) itemMode() json.Mode {
	if r.Unchecked {
		return r.mode()
	}
	return r.mode() | json.Strict
}

// IsMultipart reports whether a response is a stream of parts.
func (r *Response) IsMultipart() bool { return media.BoundaryOf(r.Header.Get("Content-Type")) != "" }

// PartsResult returns the parts of a success as they arrive. A success without
// parts is an error.
func PartsResult[T any](limit int64, r *Response, stream *media.MediaStream, code func(*T, *media.PartCodec)) (iter.Seq2[T, error], error) {
	if stream == nil {
		return nil, r.APIError()
	}
	return usable(r, media.PartItems(stream, media.BoundaryOf(stream.ContentType), limit, r.mode, code)), nil
}

// OutgoingParts is the body of a request that sends parts as they arrive. Nil
// sends no body. An iteration cannot be sent again.
func OutgoingParts[T any](r *Request, contentType string, items iter.Seq2[T, error], code func(*T, *media.PartCodec)) *media.Outgoing {
	if items == nil {
		return nil
	}
	boundary := media.NewBoundary()
	r.ContentType = media.WithBoundary(contentType, boundary)
	checked := func(v *T, c *media.PartCodec) {
		if c.Err = r.validate(v); c.Err == nil {
			code(v, c)
		}
	}
	return produced(func(out io.Writer) error {
		return media.CopyParts(r.mode(), out, boundary, items, checked, func(*media.PartCodec) {})
	})
}
