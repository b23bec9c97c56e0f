package client

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A request that got no connection is sent again, whatever its method; one that may have
// been received is not.
func TestConnectionsOfTries(t *testing.T) {
	for _, http2 := range []bool{false, true} {
		var received, dials atomic.Int32
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			received.Add(1)
			panic(http.ErrAbortHandler)
		}))
		server.EnableHTTP2 = http2
		server.StartTLS()
		transport := server.Client().Transport.(*http.Transport).Clone()
		transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			if dials.Add(1) < 3 {
				return nil, errors.New("no route")
			}
			return (&net.Dialer{}).DialContext(ctx, network, address)
		}
		config := Config{BaseURL: server.URL, HTTP: &http.Client{Transport: transport}}.With([]Option{WithRetries(Retries{Tries: 5, MinDelay: 1})})
		_, err := config.Send(t.Context(), operation("POST"), &Request{Body: strings.NewReader("text")})
		if received.Load() != 1 || dials.Load() != 3 || err == nil || !strings.Contains(err.Error(), "(3 tries in ") {
			t.Errorf("HTTP/2 %v: received %d times, %d dials, %v", http2, received.Load(), dials.Load(), err)
		}
		server.Close()
	}
}

// A redirect that cannot be followed is not a request that got no connection.
func TestConnectionsOfRedirects(t *testing.T) {
	var received atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		received.Add(1)
		http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusSeeOther)
	}))
	defer server.Close()
	config := Config{BaseURL: server.URL}.With([]Option{WithRetries(Retries{MinDelay: 1})})
	if _, err := config.Send(t.Context(), operation("POST"), &Request{}); err == nil || received.Load() != 1 {
		t.Errorf("received %d times, %v", received.Load(), err)
	}
}

// hastily responds without reading the body, except to every third request.
func hastily(t *testing.T, status int) *httptest.Server {
	t.Helper()
	var count atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if count.Add(1)%3 != 0 {
			w.WriteHeader(status)
			return
		}
		n, err := io.Copy(io.Discard, r.Body)
		if err != nil || n != bodySize {
			t.Errorf("the server reads %d bytes, %v", n, err)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

const bodySize = 8 << 20

// counting is a reader that detects, under -race, that somebody else reads it.
type counting struct{ read int64 }

func (c *counting) Read(p []byte) (int, error) {
	if c.read == bodySize {
		return 0, io.EOF
	}
	n := min(int64(len(p)), bodySize-c.read)
	c.read += n
	return int(n), nil
}

// seekable can seek, too.
type seekable struct{ counting }

func (c *seekable) Seek(offset int64, whence int) (int64, error) {
	c.read = [...]int64{0, c.read, bodySize}[whence] + offset
	return c.read, nil
}

// Under -race: what a caller gave is the caller's again after the call.
func TestReadersAreTheCallersAgain(t *testing.T) {
	config := Config{BaseURL: hastily(t, 503).URL, MaxBody: 100}.With([]Option{WithRetries(Retries{MinDelay: 1})})
	// Tried again by the client, from where the reader was.
	for range 3 {
		body, r := &seekable{}, &Request{}
		in, _, err := config.SendStream(t.Context(), operation("PUT"), r, OutgoingStream(r, "a/b", body), nil)
		if err != nil || in.Status != 200 || body.read != bodySize {
			t.Fatalf("%+v, %v", in, err)
		}
	}
	// Tried again by the caller.
	config = Config{BaseURL: hastily(t, 503).URL, MaxBody: 100}.With(nil)
	body := &counting{}
	for i := range 3 {
		body.read = 0
		r := &Request{}
		in, _, err := config.SendStream(t.Context(), operation("PUT"), r, OutgoingStream(r, "a/b", body), nil)
		if i < 2 && err == nil && !strings.Contains(in.APIError().Error(), "(1 try in ") {
			t.Errorf("%v does not contain the reason", in.APIError())
		}
		if i == 2 && (err != nil || in.Status != 200) {
			t.Errorf("%+v, %v", in, err)
		}
	}
}

// A time limit ends when a stream is returned.
func TestTimeLimitsOfStreams(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(200)
		_ = http.NewResponseController(w).Flush()
		time.Sleep(100 * time.Millisecond)
		_, _ = io.WriteString(w, "late")
	}))
	defer server.Close()
	config := Config{BaseURL: server.URL, MaxBody: 100}.With([]Option{WithTryTimeout(50 * time.Millisecond), WithRetries(Retries{Tries: 1})})
	_, stream, err := config.SendStream(t.Context(), operation("GET"), &Request{}, nil, func(*Response) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(stream); string(data) != "late" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
	if err := stream.Close(); err != nil {
		t.Error(err)
	}
	in, err := config.Send(t.Context(), operation("GET"), &Request{})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a result that is not a stream: %+v, %v", in, err)
	}
}

// All clients without an HTTP client share one.
func TestSharedClient(t *testing.T) {
	a, b := Config{}.With(nil), Config{}.With(nil)
	if a.Through() != b.Through() || a.Through() == http.DefaultClient {
		t.Error("two clients do not share one HTTP client")
	}
	own := &http.Client{}
	if c := a.With([]Option{WithHTTPClient(own)}); c.Through() != own {
		t.Error("WithHTTPClient is ignored")
	}
	transport := a.Through().Transport.(*http.Transport)
	if transport == http.DefaultTransport || transport.Proxy == nil || !transport.ForceAttemptHTTP2 || transport.TLSHandshakeTimeout != connectTime {
		t.Errorf("%+v", transport)
	}
}
