package behaviour

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/wire"
)

// GetEvents sends an event and waits for the end of the context.
func (w wired) GetEvents(ctx context.Context, _ wire.GetEventsParams) (iter.Seq2[wire.ServerEvent[string], error], error) {
	return func(yield func(wire.ServerEvent[string], error) bool) {
		if yield(wire.ServerEvent[string]{Data: "first"}, nil) {
			<-ctx.Done()
		}
		w.ended <- ctx.Err()
	}, nil
}

func (w wired) Watch(ctx context.Context, _ wire.WatchParams) error {
	return w.Wait(ctx, wire.WaitParams{})
}

func (w wired) Wait(ctx context.Context, _ wire.WaitParams) error {
	<-ctx.Done()
	w.ended <- ctx.Err()
	return ctx.Err()
}

// Copy sends two items without reading the body, and panics.
func (wired) Copy(_ context.Context, params wire.CopyParams) (wire.CopyResult, error) {
	if params.How == "ints" {
		return &wire.CopyNDJSON{Body: func(yield func(int64, error) bool) { _ = yield(1, nil) && yield(2, nil) }}, nil
	}
	switch params.How {
	case wire.HowItems:
		return &wire.CopyNDJSON{Body: func(yield func(int64, error) bool) {
			yield(1, nil)
			panic("secret")
		}}, nil
	case wire.HowBytes:
		return &wire.Copy201Bytes{Body: io.NopCloser(io.MultiReader(strings.NewReader("1"), panicking{}))}, nil
	default:
		return &wire.Copy202Mixed{Body: func(yield func(string, error) bool) {
			yield("1", nil)
			panic("secret")
		}}, nil
	}
}

type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("secret") }

// logged is a log that can be read while it is written.
type logged struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.String()
}

// A panic in the middle of a stream breaks the connection, and the caller receives
// nothing that looks like the end of the stream.
func TestPanicInStream(t *testing.T) {
	log := &logged{}
	_, base := newWire(t, wired{}, wire.WithLogger(slog.New(slog.NewTextHandler(log, nil))))
	for _, how := range []string{"items", "bytes", "parts"} {
		resp, err := http.Post(base+"/copies/"+how, "application/octet-stream", strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if closing := resp.Body.Close(); !errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(string(body), "problem") || strings.Contains(string(body), "secret") {
			t.Errorf("%s: %q, %v, %v", how, body, err, closing)
		}
	}
	if n := strings.Count(log.String(), "response aborted"); n != 3 {
		t.Errorf("%d panics are logged: %s", n, log)
	}
}

// A stream that is sent while the request body is unread does not break the server.
func TestStreamWithUnreadBody(t *testing.T) {
	handler, err := wire.NewServer(wired{}, wire.WithLenientRequests())
	if err != nil {
		t.Fatal(err)
	}
	serverLog := &logged{}
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = slog.NewLogLogger(slog.NewTextHandler(serverLog, nil), slog.LevelError)
	server.Start()
	defer server.Close()
	for range 3 {
		resp, body := do(t, "POST", server.URL+"/copies/ints", "unread", "Content-Type", "application/octet-stream")
		if resp.StatusCode != 200 || body != "1\n2\n" {
			t.Errorf("%s %q", resp.Status, body)
		}
	}
	if serverLog.String() != "" {
		t.Errorf("net/http logged %s", serverLog)
	}
}

// The context of an operation ends when the caller hangs up, also if the request has
// a body that nothing reads, or something behind the body.
func TestHangUpEndsTheContext(t *testing.T) {
	ended := make(chan error, 1)
	_, base := newWire(t, wired{ended: ended})
	for _, request := range []string{
		"GET /events HTTP/1.1\r\nContent-Length: 1\r\n",
		"GET /events HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
		"GET /wait HTTP/1.1\r\nContent-Length: 1\r\n",
		"POST /wait HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=B\r\nTransfer-Encoding: chunked\r\n",
	} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		body := "x"
		if strings.Contains(request, "chunked") {
			body = "7\r\n--B--\r\n\r\n0\r\n\r\n"
		}
		if _, err := io.WriteString(conn, request+"Host: example.com\r\n\r\n"+body); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-ended:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", request, err)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("the operation still runs after %s", request)
		}
	}
}
