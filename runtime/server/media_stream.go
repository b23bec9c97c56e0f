package server

import (
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync/atomic"

	"github.com/peergen/peergen/runtime/media"
)

// OpenBody returns the request body as a stream that fails beyond the limit, or
// nil for an optional body that is empty. The content type must be the declared
// one or in its range.
func (s *Config) OpenBody(w http.ResponseWriter, r *http.Request, required bool, declared string) (*media.MediaStream, error) {
	body, err := s.openBody(w, r, required, declared)
	if body == nil || err != nil {
		return nil, err
	}
	streamed := &streamedBody{Reader: body, Closer: r.Body}
	r.Body = streamed
	return &media.MediaStream{Reader: streamed, ContentType: r.Header.Get("Content-Type"), Size: max(r.ContentLength, 0)}, nil
}

// WriteStream sends a stream as it is read, and closes it. If the stream fails
// or is shorter than its size, the connection is closed, so that the caller
// does not mistake the data for all of it.
func (s *Config) WriteStream(w http.ResponseWriter, r *http.Request, status int, contentType string, body io.ReadCloser) error {
	if body == nil {
		return NoResult()
	}
	defer body.Close()
	defer s.abort(r)
	size := media.StreamSize(body)
	if size >= 0 {
		w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	}
	beginStream(w, r, status, media.StreamType(body, contentType))
	if r.Method == http.MethodHead {
		return nil
	}
	source := &failing{Reader: body}
	var n int64
	var err error
	if size >= 0 {
		n, err = io.Copy(w, source)
	} else {
		n, err = io.Copy(flushing{w, http.NewResponseController(w)}, source)
	}
	if err == nil && size >= 0 && n != size {
		source.err = fmt.Errorf("a stream with size %d had %d bytes", size, n)
	}
	return s.endStream(r, source.err, err)
}

// streamedBody is the body of a request that an operation reads itself, while it
// responds.
type streamedBody struct {
	io.Reader
	io.Closer
	ended atomic.Bool
}

// Read notes the end of the body.
func (b *streamedBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil {
		b.ended.Store(true)
	}
	return n, err
}

// drain reads the rest of a request body that the operation does not read: net/http
// ends the context of a caller that is disconnected only after the body. A body that
// is sent only after 100 Continue is not read.
func drain(r *http.Request) {
	if _, isStreamed := r.Body.(*streamedBody); r.ContentLength != 0 && !isStreamed && r.Header.Get("Expect") == "" {
		_, _ = io.CopyN(io.Discard, r.Body, maxDrained)
	}
}

// maxDrained is the number of bytes that are read of a body that nothing uses.
const maxDrained = 256 << 10

// beginStream sends the header of a stream. A request body that the operation has not
// read to its end stays readable, because the stream may be made of it. The connection
// is then not used again, because the body may never be read to its end.
func beginStream(w http.ResponseWriter, r *http.Request, status int, contentType string) {
	if body, isStreamed := r.Body.(*streamedBody); isStreamed && !body.ended.Load() && r.ProtoMajor == 1 {
		_ = http.NewResponseController(w).EnableFullDuplex() // HTTP/2 is always full duplex
		w.Header().Set("Connection", "close")
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
}

// abort closes the connection after a panic in the middle of a stream, so that the
// caller does not mistake what was sent for all of it.
func (s *Config) abort(r *http.Request) {
	v := recover()
	if v != nil && v != http.ErrAbortHandler {
		s.Log.ErrorContext(r.Context(), "response aborted", "method", r.Method, "path", r.URL.Path, "error", fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
	}
	if v != nil {
		panic(http.ErrAbortHandler)
	}
}

// endStream closes the connection after an error, and logs errors of the
// server. Disconnected clients are not logged.
func (s *Config) endStream(r *http.Request, failure, writing error) error {
	if failure != nil && r.Context().Err() == nil {
		s.Log.ErrorContext(r.Context(), "response aborted", "method", r.Method, "path", r.URL.Path, "error", failure)
	}
	if failure != nil || writing != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}

// failing keeps the error of reading.
type failing struct {
	io.Reader
	err error
}

// Read keeps the error.
func (f *failing) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// flushing sends each write immediately.
type flushing struct {
	io.Writer
	control *http.ResponseController
}

// Write writes and flushes.
func (f flushing) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	_ = f.control.Flush() // writers without Flush send at the end
	return n, err
}
