package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync/atomic"

	"github.com/peergen/peergen/runtime/media"
)

// openBody returns the request body, whose errors are those of the caller, or nil for
// an optional one that is empty.
func (x *Exchange) openBody(required bool, declared string) (io.Reader, error) {
	if isThere, err := x.checkBody(required, declared); !isThere || err != nil {
		return nil, err
	}
	return &requestBody{http.MaxBytesReader(x.ResponseWriter, x.Request.Body, x.maxBody())}, nil
}

// requestBody is a request body whose errors are those of the caller.
type requestBody struct{ io.Reader }

// Read returns a *brokenBody if the body cannot be read to its end.
func (b *requestBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = asBroken(err)
	}
	return n, err
}

// asBroken returns the error of reading a body.
func asBroken(err error) error {
	if errors.As(err, new(*http.MaxBytesError)) {
		return err
	}
	return &brokenBody{err}
}

// OpenBody returns the request body as a stream that fails beyond the limit, or
// nil for an optional body that is empty. The content type must be the declared
// one or in its range.
func (x *Exchange) OpenBody(required bool, declared string) (*media.MediaStream, error) {
	body, err := x.openBody(required, declared)
	if body == nil || err != nil {
		return nil, err
	}
	r := x.Request
	streamed := &streamedBody{Reader: body, Closer: r.Body}
	r.Body = streamed
	return &media.MediaStream{Reader: streamed, ContentType: r.Header.Get("Content-Type"), Size: max(r.ContentLength, 0)}, nil
}

// WriteStream sends a stream as it is read, and closes it. If the stream fails
// or is shorter than its size, the connection is closed, so that the caller
// does not mistake the data for all of it.
func (x *Exchange) WriteStream(contentType string, body io.ReadCloser) error {
	if body == nil {
		return NoResult()
	}
	defer body.Close()
	defer x.abort()
	size := media.StreamSize(body)
	if size >= 0 {
		x.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	}
	x.beginStream(media.StreamType(body, contentType))
	if x.Request.Method == http.MethodHead {
		return nil
	}
	source := &failing{Reader: body}
	var n int64
	var err error
	if size >= 0 {
		n, err = io.Copy(x, source)
	} else {
		n, err = io.Copy(flushing{x, http.NewResponseController(x)}, source)
	}
	if err == nil && size >= 0 && n != size {
		source.err = fmt.Errorf("a stream with size %d had %d bytes", size, n)
	}
	return x.endStream(source.err, err)
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
func (x *Exchange) beginStream(contentType string) {
	if body, isStreamed := x.Request.Body.(*streamedBody); isStreamed && !body.ended.Load() && x.Request.ProtoMajor == 1 {
		_ = http.NewResponseController(x).EnableFullDuplex() // HTTP/2 is always full duplex
		x.Header().Set("Connection", "close")
	}
	x.Header().Set("Content-Type", contentType)
	x.Header().Set("X-Content-Type-Options", "nosniff")
	x.WriteHeader(x.Status)
}

// abort closes the connection after a panic in the middle of a stream, so that the
// caller does not mistake what was sent for all of it.
func (x *Exchange) abort() {
	v, r := recover(), x.Request
	if v != nil && v != http.ErrAbortHandler {
		x.config.Log.ErrorContext(r.Context(), "response aborted", "method", r.Method, "path", r.URL.Path, "error", fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
	}
	if v != nil {
		panic(http.ErrAbortHandler)
	}
}

// endStream closes the connection after an error, and logs errors of the
// server. Disconnected clients are not logged.
func (x *Exchange) endStream(failure, writing error) error {
	if r := x.Request; failure != nil && r.Context().Err() == nil {
		x.config.Log.ErrorContext(r.Context(), "response aborted", "method", r.Method, "path", r.URL.Path, "error", failure)
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
