package client

import (
	"bytes"
	"context"
	stdjson "encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/media"
)

// RecordTo writes each request of an operation to w, with its response, as a line of JSON
// for ReplayFrom, when the body of the response has been read. It writes no credentials and no headers
// of requests but Content-Type. Bodies are kept in memory. Requests of Do and for tokens
// are not recorded.
func RecordTo(w io.Writer) Option {
	return OptionFunc(func(c *Config) { c.recording = &recording{to: w} })
}

// recording is a recording that is written, or replayed.
type recording struct {
	to       io.Writer // nil if it is replayed
	err      error     // of reading it
	mu       sync.Mutex
	recorded []recorded
}

// recorded is one line of a recording.
type recorded struct {
	Operation string      `json:"operation"`
	Method    string      `json:"method"`
	URL       string      `json:"url"` // path and query
	Type      string      `json:"type,omitempty"`
	Body      string      `json:"body,omitempty"`
	Base64    []byte      `json:"base64,omitempty"` // a body that is not UTF-8
	Status    int         `json:"status"`
	Header    http.Header `json:"header,omitempty"`
	Result    string      `json:"result,omitempty"`
	Result64  []byte      `json:"result64,omitempty"`

	isUsed bool // it was replayed
}

// recordedKey is the context key of a line whose response is missing.
type recordedKey struct{}

// note returns a request whose context has what is recorded of it. It is called before the
// request has credentials.
func (t *recording) note(op string, req *http.Request) *http.Request {
	address := url.URL{Path: req.URL.Path, RawPath: req.URL.RawPath, RawQuery: req.URL.RawQuery}
	line := &recorded{Operation: op, Method: req.Method, URL: address.String(), Type: req.Header.Get("Content-Type")}
	return req.WithContext(context.WithValue(req.Context(), recordedKey{}, line))
}

// recordingTransport records, or replays, what is sent through it.
type recordingTransport struct {
	*recording
	next http.RoundTripper
}

// RoundTrip sends a request and records it, or returns the response that was recorded. Only
// the first request of a call is recorded, not those of redirects.
func (t recordingTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	noted, ok := req.Context().Value(recordedKey{}).(*recorded)
	if !ok || req.Response != nil {
		if t.to == nil {
			return nil, errNotRecorded
		}
		return t.next.RoundTrip(req)
	}
	line := *noted
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		_ = req.Body.Close()
		if err != nil {
			return nil, err
		}
		line.Type = plainBoundary(line.Type)
		line.Body, line.Base64 = textOrBytes(withoutBoundary(noted.Type, body))
		req = req.Clone(req.Context())
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	if t.to == nil {
		return t.replay(req, line)
	}
	resp, err := t.next.RoundTrip(req)
	if err != nil || resp.StatusCode == http.StatusSwitchingProtocols {
		return resp, err
	}
	line.Status, line.Header = resp.StatusCode, resp.Header.Clone()
	for _, name := range []string{"Set-Cookie", "Set-Cookie2", "Authorization", "Proxy-Authenticate"} {
		line.Header.Del(name)
	}
	resp.Body = &recordedBody{ReadCloser: resp.Body, line: line, recording: t.recording}
	return resp, nil
}

// plainBoundary returns a content type without its boundary, which is random.
func plainBoundary(contentType string) string {
	if boundary := media.BoundaryOf(contentType); boundary != "" {
		return strings.Replace(contentType, boundary, "boundary", 1)
	}
	return contentType
}

// withoutBoundary returns a body without the boundary of its content type.
func withoutBoundary(contentType string, body []byte) []byte {
	if boundary := media.BoundaryOf(contentType); boundary != "" {
		return bytes.ReplaceAll(body, []byte(boundary), []byte("boundary"))
	}
	return body
}

// textOrBytes returns a body as a text, or as bytes if it is not UTF-8.
func textOrBytes(body []byte) (string, []byte) {
	if utf8.Valid(body) {
		return string(body), nil
	}
	return "", body
}

// recordedBody is the body of a response, which is recorded at its end.
type recordedBody struct {
	io.ReadCloser
	*recording
	line recorded
	read []byte
	once sync.Once
}

// Read keeps what it reads.
func (b *recordedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.read = append(b.read, p[:n]...)
	if err == io.EOF {
		b.once.Do(b.write)
	}
	return n, err
}

// Close records a body that was not read to its end.
func (b *recordedBody) Close() error {
	b.once.Do(b.write)
	return b.ReadCloser.Close()
}

// write writes the line.
func (b *recordedBody) write() {
	b.line.Result, b.line.Result64 = textOrBytes(slices.Clone(b.read))
	text, err := stdjson.Marshal(b.line)
	if err != nil {
		return // a line has a JSON form
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	_, _ = b.to.Write(append(text, '\n'))
}
