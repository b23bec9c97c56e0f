package local

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"sync/atomic"
)

// Transport is an [http.RoundTripper] that calls Handler, whatever the URL is. Requests and
// responses are those of net/http, over a pipe in memory instead of a connection: bodies are
// streams, and flushing, deadlines, trailers, interim responses and upgrades work as usual. A
// canceled request cancels the context of the handler. If the handler panics, the error of the
// request, or of the body of its response, has the value and the stack.
type Transport struct{ Handler http.Handler }

// RoundTrip sends one request through a pipe.
func (t Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	var failed atomic.Pointer[error]
	dial := func(context.Context, string, string) (net.Conn, error) {
		near, far := net.Pipe()
		server := &http.Server{Handler: reportPanics(t.Handler, &failed)}
		go func() { _ = server.Serve(&listener{far}) }() // returns at once; the connection lives on
		return near, nil
	}
	wire := &http.Transport{DialContext: dial, DialTLSContext: dial, DisableKeepAlives: true}
	resp, err := wire.RoundTrip(req)
	switch reason := failed.Load(); {
	case err != nil && reason != nil:
		return nil, *reason
	case err == nil && resp.StatusCode != http.StatusSwitchingProtocols: // its body is written, too
		resp.Body = &body{resp.Body, &failed}
	}
	return resp, err
}

// reportPanics returns a handler that aborts the response if next panics, and stores why.
func reportPanics(next http.Handler, failed *atomic.Pointer[error]) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v != http.ErrAbortHandler {
				err := fmt.Errorf("the handler panicked: %v\n%s", v, debug.Stack())
				failed.Store(&err)
			}
			panic(http.ErrAbortHandler)
		}()
		next.ServeHTTP(w, r)
	})
}

// body is the body of a response. If it ends early because the handler panicked, its error is
// that of the panic.
type body struct {
	io.ReadCloser
	failed *atomic.Pointer[error]
}

// Read reads from the body.
func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if reason := b.failed.Load(); err != nil && err != io.EOF && reason != nil {
		err = *reason
	}
	return n, err
}

// listener accepts one connection.
type listener struct{ conn net.Conn }

// Accept returns the connection, then an error.
func (l *listener) Accept() (net.Conn, error) {
	if l.conn == nil {
		return nil, net.ErrClosed
	}
	c := conn{l.conn}
	l.conn = nil
	return c, nil
}

// Close leaves the connection open.
func (l *listener) Close() error { return nil }

// Addr returns the address of a connection.
func (l *listener) Addr() net.Addr { return conn{}.LocalAddr() }

// conn is a pipe with addresses that have a host and a port, as handlers expect.
type conn struct{ net.Conn }

// LocalAddr returns an address of this machine.
func (conn) LocalAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

// RemoteAddr returns an address of this machine.
func (c conn) RemoteAddr() net.Addr { return c.LocalAddr() }
