package server

import (
	"fmt"
	"io"
	"net/http"
	"strconv"

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
	return &media.MediaStream{Reader: body, ContentType: r.Header.Get("Content-Type"), Size: max(r.ContentLength, 0)}, nil
}

// WriteStream sends a stream as it is read, and closes it. If the stream fails
// or is shorter than its size, the connection is closed, so that the caller
// does not mistake the data for all of it.
func (s *Config) WriteStream(w http.ResponseWriter, r *http.Request, status int, contentType string, body io.ReadCloser) error {
	if body == nil {
		return NoResult()
	}
	defer body.Close()
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

// beginStream sends the header of a stream. The request body stays readable,
// because the stream may be made of it.
func beginStream(w http.ResponseWriter, r *http.Request, status int, contentType string) {
	if r.ContentLength != 0 {
		_ = http.NewResponseController(w).EnableFullDuplex() // HTTP/2 is always full duplex
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
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
