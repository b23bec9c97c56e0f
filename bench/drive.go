package bench

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// inMemory calls ServeHTTP with a request and a response writer that cost
// almost nothing.
func inMemory(e *exchange, newHandler func(...*exchange) (http.Handler, error)) starter {
	return func(verify bool) (func() error, func(), error) {
		h, err := newHandler(e)
		if err != nil {
			return nil, nil, err
		}
		r, err := e.request("http://example.com")
		if err != nil {
			return nil, nil, err
		}
		w := &recorder{header: http.Header{}}
		body := &reader{}
		r.Body = body
		call := func() error {
			w.reset()
			body.Reset(e.body)
			h.ServeHTTP(w, r)
			if w.status != e.operation.status {
				return fmt.Errorf("status %d, want %d", w.status, e.operation.status)
			}
			return nil
		}
		w.keep = new(bytes.Buffer)
		if err := call(); err != nil {
			return nil, nil, fmt.Errorf("%w: %.200s", err, w.keep)
		}
		if verify {
			err = e.check(w.keep.Bytes())
		}
		w.keep = nil
		return call, nothing, err
	}
}

// reader is the body of a request.
type reader struct{ bytes.Reader }

// Close does nothing.
func (*reader) Close() error { return nil }

// recorder is a ResponseWriter without a connection. It keeps the body only if
// keep is set.
type recorder struct {
	header http.Header
	status int
	keep   *bytes.Buffer
}

func (w *recorder) reset() {
	clear(w.header)
	w.status = 0
}

// Header returns the header, which is not checked.
func (w *recorder) Header() http.Header { return w.header }

// WriteHeader keeps the first status.
func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

// Write keeps or discards a part of the body.
func (w *recorder) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	if w.keep != nil {
		w.keep.Write(p)
	}
	return len(p), nil
}

// Flush makes the recorder an [http.Flusher].
func (w *recorder) Flush() {}

// cannedTransport responds to one exchange without a connection.
type cannedTransport struct {
	*exchange
	content []byte
	header  http.Header
	checked string // path and query of the last request that was checked
}

func newCannedTransport(e *exchange) *cannedTransport {
	return &cannedTransport{exchange: e, content: e.content(), header: http.Header{"Content-Type": {e.operation.contentType}}}
}

// RoundTrip reads the request and responds with the content.
func (t *cannedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if target := r.URL.Path + r.URL.RawQuery; target != t.checked {
		if !t.arrived(r) {
			return nil, fmt.Errorf("%w: %s %s", errRequest, r.Method, r.URL.RequestURI())
		}
		t.checked = target
	}
	if r.Body != nil {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return nil, err
		}
		if err := r.Body.Close(); err != nil {
			return nil, err
		}
	}
	body := &reader{}
	body.Reset(t.content)
	return &http.Response{
		Status: http.StatusText(t.operation.status), StatusCode: t.operation.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: t.header.Clone(), Body: body, ContentLength: int64(len(t.content)), Request: r,
	}, nil
}
