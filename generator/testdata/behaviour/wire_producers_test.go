package behaviour

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/wire"
)

// within fails if a call does not return in time.
func within(t *testing.T, name string, call func() error) error {
	t.Helper()
	result := make(chan error, 1)
	go func() { result <- call() }()
	select {
	case err := <-result:
		return err
	case <-time.After(5 * time.Second):
		t.Fatalf("%s: the call does not return", name)
		return nil
	}
}

// A call ends with its response, its context or the time-out of its HTTP client, also
// while the iteration of the request body waits.
func TestCallsWithWaitingProducers(t *testing.T) {
	for _, http2 := range []bool{false, true} {
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "items") {
				w.WriteHeader(http.StatusConflict)
				return
			}
			_, _ = io.Copy(io.Discard, r.Body)
		}))
		server.EnableHTTP2 = http2
		server.StartTLS()
		done := make(chan struct{})
		items := func(yield func(wire.Page, error) bool) {
			if yield(wire.Page{Title: "a"}, nil) {
				<-done
			}
		}
		client, err := wire.NewClient(wire.WithBaseURL(server.URL), wire.WithHTTPClient(server.Client()))
		if err != nil {
			t.Fatal(err)
		}
		if http2 { // servers read more of the body before they respond over HTTP/1
			err = within(t, "409", func() error { return client.AddItems(t.Context(), wire.AddItemsParams{Body: items}) })
			if e, ok := errors.AsType[*wire.APIError](err); !ok || e.StatusCode != 409 {
				t.Errorf("409: %v", err)
			}
		}
		impatient := *server.Client()
		impatient.Timeout = 50 * time.Millisecond
		waiting := client.With(wire.WithHTTPClient(&impatient))
		err = within(t, "time-out", func() error { return waiting.AddSlow(t.Context(), wire.AddSlowParams{Body: items}) })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("time-out: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		err = within(t, "context", func() error { return client.AddSlow(ctx, wire.AddSlowParams{Body: items}) })
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("context: %v", err)
		}
		close(done)
		server.Close()
	}
}

// A panic in the iteration of a request body is an error of the call.
func TestPanicInProducer(t *testing.T) {
	client, _ := newWire(t, wired{})
	err := within(t, "panic", func() error {
		return client.AddItems(t.Context(), wire.AddItemsParams{Body: func(yield func(wire.Page, error) bool) {
			yield(wire.Page{Title: "a"}, nil)
			panic("out of pages")
		}})
	})
	if err == nil || !strings.Contains(err.Error(), "out of pages") {
		t.Errorf("got %v", err)
	}
}

// cutTransport responds with a success to what it gets of a body.
type cutTransport struct{}

func (cutTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	_, _ = io.Copy(io.Discard, r.Body)
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Header: http.Header{}, Request: r}, r.Body.Close()
}

// A body that ends with an error makes the call fail, whatever the server responds to its
// beginning.
func TestSuccessForTheBeginningOfABody(t *testing.T) {
	client, err := wire.NewClient(wire.WithBaseURL("http://a.test"), wire.WithHTTPClient(&http.Client{Transport: cutTransport{}}))
	if err != nil {
		t.Fatal(err)
	}
	lost := errors.New("lost")
	for _, failure := range []error{lost, nil} {
		err := client.AddItems(t.Context(), wire.AddItemsParams{Body: func(yield func(wire.Page, error) bool) {
			_ = yield(wire.Page{Title: "a"}, nil) && yield(wire.Page{}, failure)
		}})
		if !errors.Is(err, failure) {
			t.Errorf("items: got %v, want %v", err, failure)
		}
		_, err = client.Copy(t.Context(), wire.CopyParams{How: "a", Body: io.MultiReader(strings.NewReader("a"), iotest.ErrReader(cmp.Or(failure, io.EOF)))})
		if !errors.Is(err, failure) {
			t.Errorf("reader: got %v, want %v", err, failure)
		}
	}
}
