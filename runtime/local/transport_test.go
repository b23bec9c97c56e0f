package local_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/peergen/peergen/runtime/local"
)

// client returns a client of a handler.
func client(handle http.HandlerFunc) *http.Client {
	return &http.Client{Transport: local.Transport{Handler: handle}}
}

func read(t *testing.T, r io.Reader) string {
	t.Helper()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Error(err)
	}
	return string(text)
}

func TestWire(t *testing.T) {
	c := client(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil || host != "127.0.0.1" {
			t.Errorf("RemoteAddr = %q", r.RemoteAddr)
		}
		if r.URL.Host != "" || r.Host != "api.example.com" || r.RequestURI != "/v1/pets?limit=1" || r.ContentLength != -1 {
			t.Errorf("request %s %s, host %s, length %d", r.RequestURI, r.URL, r.Host, r.ContentLength)
		}
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("Trailer", "X-Sum")
		fmt.Fprintf(w, "%s %s", r.Method, body)
		w.Header().Set("X-Sum", "7")
	})
	resp, err := c.Post("https://api.example.com/v1/pets?limit=1", "text/plain", io.MultiReader(strings.NewReader("a pet")))
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, resp.Body); got != "POST a pet" || resp.Trailer.Get("X-Sum") != "7" || resp.Header.Get("Date") == "" {
		t.Errorf("%q, trailer %v, header %v", got, resp.Trailer, resp.Header)
	}
	resp.Body.Close()
	req, _ := http.NewRequest(http.MethodGet, "http://a/", nil)
	req.Header.Set("X-A", "a\nb")
	if _, err := c.Do(req); err == nil {
		t.Error("a header with a line break is sent")
	}
}

// TestStreams checks that nothing is buffered: each side waits for what the other one has sent.
// The bubble also shows that no goroutine is left.
func TestStreams(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := client(func(w http.ResponseWriter, r *http.Request) {
			control := http.NewResponseController(w)
			if err := control.EnableFullDuplex(); err != nil {
				t.Error(err)
			}
			lines := bufio.NewScanner(r.Body)
			for lines.Scan() {
				fmt.Fprintln(w, "got", lines.Text())
				if err := control.Flush(); err != nil {
					t.Error(err)
				}
			}
		})
		send, out := io.Pipe()
		resp := make(chan *http.Response)
		go func() {
			got, err := c.Post("http://a/", "text/plain", send)
			if err != nil {
				t.Error(err)
			}
			resp <- got
		}()
		fmt.Fprintln(out, "1")
		got := <-resp
		lines := bufio.NewScanner(got.Body)
		for i := 1; i < 5; i++ {
			if !lines.Scan() || lines.Text() != fmt.Sprint("got ", i) {
				t.Fatalf("line %d is %q", i, lines.Text())
			}
			fmt.Fprintln(out, i+1)
		}
		out.Close()
		if !lines.Scan() || lines.Text() != "got 5" || lines.Scan() {
			t.Errorf("the stream ends with %q", lines.Text())
		}
		got.Body.Close()
	})
}

func TestCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		canceled := make(chan struct{})
		c := client(func(_ http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
			close(canceled)
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "http://a/", nil)
		if _, err := c.Do(req); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		<-canceled
	})
}

func TestCloseCancels(t *testing.T) {
	canceled := make(chan struct{})
	c := client(func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		close(canceled)
	})
	resp, err := c.Get("http://a/")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	<-canceled
}

func TestPanics(t *testing.T) {
	for flush, want := range map[bool]string{false: `Get "http://a/": the handler panicked: no cats`, true: "the handler panicked: no cats"} {
		resp, err := client(func(w http.ResponseWriter, _ *http.Request) {
			if flush {
				fmt.Fprint(w, "begin")
				w.(http.Flusher).Flush()
			}
			panic("no cats")
		}).Get("http://a/")
		if flush && err == nil {
			_, err = io.ReadAll(resp.Body)
		}
		if err == nil || !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), "transport_test.go") {
			t.Errorf("flushed %v: error %v", flush, err)
		}
	}
	if _, err := client(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }).Get("http://a/"); !errors.Is(err, io.EOF) {
		t.Errorf("an aborted response has the error %v", err)
	}
}

func TestUpgrade(t *testing.T) {
	c := client(func(w http.ResponseWriter, _ *http.Request) {
		conn, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		fmt.Fprint(rw, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
		if err := rw.Flush(); err != nil {
			t.Error(err)
		}
		line, _ := rw.ReadString('\n')
		fmt.Fprint(rw, line)
		if err := rw.Flush(); err != nil {
			t.Error(err)
		}
	})
	req, _ := http.NewRequest(http.MethodGet, "http://a/", nil)
	req.Header.Set("Connection", "Upgrade")
	req.Header.Set("Upgrade", "echo")
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	conn := resp.Body.(io.ReadWriteCloser)
	defer conn.Close()
	fmt.Fprintln(conn, "hello")
	if line, err := bufio.NewReader(conn).ReadString('\n'); line != "hello\n" {
		t.Errorf("%q, %v", line, err)
	}
}
