package oracle

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// trace is a request as received.
type trace struct {
	method, target string // the target is escaped
	header         http.Header
	body           []byte
}

// site is a server on loopback that records requests, and the calls of the
// service.
type site struct {
	*httptest.Server
	mu     sync.Mutex
	came   []trace
	called []call
}

// newSite serves a report with the server of a peer.
func newSite(t *testing.T, p peer, report []byte) *site {
	t.Helper()
	s := &site{}
	h, err := p.serve(report, func(c call) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.called = append(s.called, c)
	})
	if err != nil {
		t.Fatalf("%s: %v", p.name, err)
	}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		s.mu.Lock()
		s.came = append(s.came, trace{r.Method, r.RequestURI, r.Header.Clone(), body})
		s.mu.Unlock()
		h.ServeHTTP(w, r)
	}))
	s.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	t.Cleanup(s.Close)
	return s
}

// dial returns a client of a peer for the site.
func (s *site) dial(t *testing.T, p peer) caller {
	t.Helper()
	c, err := p.dial(s.URL+basePath, s.Client())
	if err != nil {
		t.Fatalf("%s: %v", p.name, err)
	}
	return c
}

// take returns the requests and calls since the last call of take.
func (s *site) take() (came []trace, called []call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	came, called, s.came, s.called = s.came, s.called, nil, nil
	return came, called
}

// response is a response as received.
type response struct {
	status int
	header http.Header
	body   []byte
}

// String returns the status and the type of the body: "200 application/json".
func (a *response) String() string {
	return strings.TrimSpace(fmt.Sprint(a.status, " ", a.header.Get("Content-Type")))
}

// send sends a request without changing its target.
func (s *site) send(r trace) (*response, error) {
	path, query, _ := strings.Cut(r.target, "?")
	req := &http.Request{
		Method: r.method,
		URL:    &url.URL{Scheme: "http", Host: s.Listener.Addr().String(), Opaque: path, RawQuery: query},
		Header: r.header.Clone(),
	}
	resp, err := s.Client().Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return &response{resp.StatusCode, resp.Header, body}, err
}
