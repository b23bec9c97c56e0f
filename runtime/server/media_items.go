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
func WriteEvents[T any](s *Config, w http.ResponseWriter, r *http.Request, status int, contentType string, events iter.Seq2[media.ServerEvent[T], error], elem json.Appender[T]) error {
	w.Header().Set("Cache-Control", "no-cache")
	return sendItems(s, w, r, status, contentType, events, func(dst []byte, e *media.ServerEvent[T]) ([]byte, error) {
		return media.AppendEvent(s.responseMode(), dst, e, elem)
	})
}

// ReadBodyEvents returns the events of the request body, or nil for an optional
// body that is empty.
func ReadBodyEvents[T any](s *Config, w http.ResponseWriter, r *http.Request, required bool, declared string, isText bool, read json.ReadFunc[T]) (iter.Seq2[media.ServerEvent[T], error], error) {
	body, err := s.OpenBody(w, r, required, declared)
	if body == nil || err != nil {
		return nil, err
	}
	return media.ReadEvents(body, s.MaxBody, s.requestMode(), isText, read), nil
}

// ReadBodyItems returns the items of the request body, or nil for an optional
// body that is empty.
func ReadBodyItems[T any](s *Config, w http.ResponseWriter, r *http.Request, required bool, declared string, next func(*media.ItemReader) ([]byte, error), read json.ReadFunc[T]) (iter.Seq2[T, error], error) {
	body, err := s.OpenBody(w, r, required, declared)
	if body == nil || err != nil {
		return nil, err
	}
	return media.Items(body, s.MaxBody, s.requestMode(), next, read), nil
}

// WriteItems sends a success item by item.
func WriteItems[T any](s *Config, w http.ResponseWriter, r *http.Request, status int, contentType string, items iter.Seq2[T, error], put func(dst, item []byte) []byte, elem json.Appender[T]) error {
	return sendItems(s, w, r, status, contentType, items, media.Item(s.responseMode(), put, elem))
}

// sendItems sends each item immediately. An error after the first item closes
// the connection, so that the caller does not mistake the items for all of
// them.
func sendItems[T any](s *Config, w http.ResponseWriter, r *http.Request, status int, contentType string, items iter.Seq2[T, error], encode func([]byte, *T) ([]byte, error)) error {
	if items == nil {
		return NoResult()
	}
	ownLength(w)
	defer s.abort(r)
	beginStream(w, r, status, contentType)
	if r.Method == http.MethodHead {
		return nil
	}
	control := http.NewResponseController(w)
	_ = control.Flush() // sends the header before the first item
	var buf []byte
	for v, err := range items {
		if err != nil {
			return s.endStream(r, err, nil)
		}
		if buf, err = encode(buf[:0], &v); err != nil {
			return s.endStream(r, fmt.Errorf("encoding an item: %w", err), nil)
		}
		if _, err = w.Write(buf); err == nil {
			if err = control.Flush(); errors.Is(err, http.ErrNotSupported) { // the items are sent when the writer has many, or at the end
				err = nil
			}
		}
		if err == nil {
			err = r.Context().Err()
		}
		if err != nil {
			return s.endStream(r, nil, err)
		}
	}
	return nil
}

// ReadBodyParts returns the parts of the request body, or nil for an optional
// body that is empty.
func ReadBodyParts[T any](s *Config, w http.ResponseWriter, r *http.Request, required bool, declared string, code func(*T, *media.PartCodec)) (iter.Seq2[T, error], error) {
	body, err := s.OpenBody(w, r, required, declared)
	if body == nil || err != nil {
		return nil, err
	}
	boundary := media.BoundaryOf(body.ContentType)
	if boundary == "" {
		return nil, missingBoundary()
	}
	return media.PartItems(body, boundary, s.MaxBody, s.requestMode(), code), nil
}

// WriteParts sends a success part by part, each immediately. An error closes
// the connection, so that the caller does not mistake the parts for all of
// them.
func WriteParts[T any](s *Config, w http.ResponseWriter, r *http.Request, status int, contentType string, items iter.Seq2[T, error], code func(*T, *media.PartCodec)) error {
	if items == nil {
		return NoResult()
	}
	boundary := media.NewBoundary()
	ownLength(w)
	defer s.abort(r)
	beginStream(w, r, status, media.WithBoundary(contentType, boundary))
	if r.Method == http.MethodHead {
		return nil
	}
	control := http.NewResponseController(w)
	_ = control.Flush() // sends the header before the first part
	out := &failingWriter{Writer: w}
	err := media.CopyParts(s.responseMode(), out, boundary, items, code, func(c *media.PartCodec) {
		media.CloseFile(&c.Part)
		_ = control.Flush() // writers without Flush send at the end
	})
	if out.err != nil {
		err = nil // or a consequence of it
	}
	return s.endStream(r, err, out.err)
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
