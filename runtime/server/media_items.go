package server

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"

	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// WriteEvents sends a success event by event.
func WriteEvents[T any](x *Exchange, contentType string, events iter.Seq2[media.ServerEvent[T], error], elem json.Appender[T]) error {
	x.Header().Set("Cache-Control", "no-cache")
	return sendItems(x, contentType, events, func(dst []byte, e *media.ServerEvent[T]) ([]byte, error) {
		return media.AppendEvent(x.config.responseMode(), dst, e, elem)
	})
}

// ReadBodyEvents returns the events of the request body, or nil for an optional
// body that is empty.
func ReadBodyEvents[T any](x *Exchange, required bool, declared string, isText bool, read json.ReadFunc[T]) (iter.Seq2[media.ServerEvent[T], error], error) {
	body, err := x.OpenBody(required, declared)
	if body == nil || err != nil {
		return nil, err
	}
	return media.ReadEvents(body, x.maxBody(), x.Mode, isText, read), nil
}

// ReadBodyItems returns the items of the request body, or nil for an optional
// body that is empty.
func ReadBodyItems[T any](x *Exchange, required bool, declared string, next func(*media.ItemReader) ([]byte, error), read json.ReadFunc[T]) (iter.Seq2[T, error], error) {
	body, err := x.OpenBody(required, declared)
	if body == nil || err != nil {
		return nil, err
	}
	return media.Items(body, x.maxBody(), x.Mode, next, read), nil
}

// WriteItems sends a success item by item.
func WriteItems[T any](x *Exchange, contentType string, items iter.Seq2[T, error], put func(dst, item []byte) []byte, elem json.Appender[T]) error {
	return sendItems(x, contentType, items, media.Item(x.config.responseMode(), put, elem))
}

// sendItems sends each item immediately. An error after the first item closes
// the connection, so that the caller does not mistake the items for all of
// them.
func sendItems[T any](x *Exchange, contentType string, items iter.Seq2[T, error], encode func([]byte, *T) ([]byte, error)) error {
	if items == nil {
		return NoResult()
	}
	x.ownLength()
	defer x.abort()
	x.beginStream(contentType)
	if x.Request.Method == http.MethodHead {
		return nil
	}
	control := http.NewResponseController(x)
	_ = control.Flush() // sends the header before the first item
	var buf []byte
	for v, err := range items {
		if err != nil {
			return x.endStream(err, nil)
		}
		if buf, err = encode(buf[:0], &v); err != nil {
			return x.endStream(fmt.Errorf("encoding an item: %w", err), nil)
		}
		if _, err = x.Write(buf); err == nil {
			if err = control.Flush(); errors.Is(err, http.ErrNotSupported) { // the items are sent when the writer has many, or at the end
				err = nil
			}
		}
		if err == nil {
			err = x.Request.Context().Err()
		}
		if err != nil {
			return x.endStream(nil, err)
		}
	}
	return nil
}

// ReadBodyParts returns the parts of the request body, or nil for an optional
// body that is empty.
func ReadBodyParts[T any](x *Exchange, required bool, declared string, code func(*T, *media.PartCodec)) (iter.Seq2[T, error], error) {
	body, err := x.OpenBody(required, declared)
	if body == nil || err != nil {
		return nil, err
	}
	boundary := media.BoundaryOf(body.ContentType)
	if boundary == "" {
		return nil, missingBoundary()
	}
	return media.PartItems(body, boundary, x.maxBody(), x.Mode, code), nil
}

// WriteParts sends a success part by part, each immediately. An error closes
// the connection, so that the caller does not mistake the parts for all of
// them.
func WriteParts[T any](x *Exchange, contentType string, items iter.Seq2[T, error], code func(*T, *media.PartCodec)) error {
	if items == nil {
		return NoResult()
	}
	boundary := media.NewBoundary()
	x.ownLength()
	defer x.abort()
	x.beginStream(media.WithBoundary(contentType, boundary))
	if x.Request.Method == http.MethodHead {
		return nil
	}
	control := http.NewResponseController(x)
	_ = control.Flush() // sends the header before the first part
	out := &failingWriter{Writer: x}
	err := media.CopyParts(x.config.responseMode(), out, boundary, items, code, func(c *media.PartCodec) {
		media.CloseFile(&c.Part)
		_ = control.Flush() // writers without Flush send at the end
	})
	if out.err != nil {
		err = nil // or a consequence of it
	}
	return x.endStream(err, out.err)
}

// failingWriter keeps the error of writing.
type failingWriter struct {
	io.Writer
	err error
}

// Write keeps the error.
func (f *failingWriter) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	if err != nil {
		f.err = err
	}
	return n, err
}
