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

// trace is a request as it came over the wire.
type trace struct {
	method, target string // the target is not unescaped
	header         http.Header
	body           []byte
}

// site is a server on loopback that notes what comes in, and what the service is told.
type site struct {
	*httptest.Server
	mu   sync.Mutex
	came []trace
	told []call
}

// newSite serves the peer with the report.
func newSite(t *testing.T, p peer, report []byte) *site {
	t.Helper()
	s := &site{}
	h, err := p.serve(report, func(c call) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.told = append(s.told, c)
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

// dial is a client of a peer for the site.
func (s *site) dial(t *testing.T, p peer) caller {
	t.Helper()
	c, err := p.dial(s.URL+basePath, s.Client())
	if err != nil {
		t.Fatalf("%s: %v", p.name, err)
	}
	return c
}

// take returns what came and what was told since it was last called.
func (s *site) take() (came []trace, told []call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	came, told, s.came, s.told = s.came, s.told, nil, nil
	return came, told
}

// answer is a response as it came.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// String is the status with the type of the body: "200 application/json".
func (a *answer) String() string {
	return strings.TrimSpace(fmt.Sprint(a.status, " ", a.header.Get("Content-Type")))
}

// send sends a request with its target as it stands, whatever is in it.
func (s *site) send(r trace) (*answer, error) {
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
	return &answer{resp.StatusCode, resp.Header, body}, err
}
