package support

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// sent answers requests and keeps the URL of the last one.
type sent struct{ url string }

func (s *sent) RoundTrip(r *http.Request) (*http.Response, error) {
	s.url = r.URL.String()
	return &http.Response{StatusCode: http.StatusNoContent, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(""))}, nil
}

func TestHooksAreCalledAtTheURLAsItStands(t *testing.T) {
	for _, c := range []struct {
		base, path, query string
		want              string
	}{
		{"https://a.example", "", "", "https://a.example"},
		{"https://a.example/", "", "", "https://a.example/"},
		{"https://a.example/hook/", "", "", "https://a.example/hook/"},
		{"https://a.example/hook/", "/data", "", "https://a.example/hook/data"},
		{"https://a.example/hook/", "/", "", "https://a.example/hook/"},
		{"https://a.example/a%2Fb?x=1&x=%20", "/data", "v=1", "https://a.example/a%2Fb/data?x=1&x=%20&v=1"},
		{"https://a.example?x", "", "", "https://a.example?x"},
		{"http://user:word@a.example:81/hook#part", "", "v=1", "http://user:word@a.example:81/hook?v=1"},
	} {
		transport := &sent{}
		config, err := newHookConfig([]ClientOption{WithBaseURL(c.base), WithHTTPClient(&http.Client{Transport: transport})})
		if err != nil {
			t.Fatal(err)
		}
		r := &request{path: c.path}
		if c.query != "" {
			r.query = []string{c.query}
		}
		if _, err := config.send(context.Background(), &operation{id: "hook", method: "POST"}, r); err != nil || transport.url != c.want {
			t.Errorf("%s with %s?%s: %s %v, want %s", c.base, c.path, c.query, transport.url, err, c.want)
		}
	}
}

// What is below a base URL is not cut off twice, nor a slash doubled.
func TestBaseURLMayEndInASlash(t *testing.T) {
	transport := &sent{}
	config := clientConfig{}.with(nil)
	for _, option := range []ClientOption{WithBaseURL("https://a.example/v1//"), WithHTTPClient(&http.Client{Transport: transport})} {
		option(&config)
	}
	if _, err := config.send(context.Background(), &operation{id: "get", method: "GET"}, &request{path: "/pets/"}); err != nil || transport.url != "https://a.example/v1/pets/" {
		t.Errorf("%s %v", transport.url, err)
	}
}

func TestHookHandlersAnswerAtAnyPath(t *testing.T) {
	server := newHookServer(&serverConfig{basePath: "/v1"}, nil)
	handler := server.handler([]route{
		{operation: &operation{id: "put", method: "PUT"}, serve: func(w http.ResponseWriter, _ *http.Request, path []string) error {
			w.WriteHeader(http.StatusAccepted)
			return nil
		}},
		{operation: &operation{id: "get", method: "GET"}, serve: func(http.ResponseWriter, *http.Request, []string) error {
			return &APIError{StatusCode: http.StatusTeapot}
		}},
	})
	if server.err != nil {
		t.Fatal(server.err)
	}
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"PUT", "/", 202, ""},
		{"PUT", "/anywhere//at/all", 202, ""},
		{"GET", "/x", 418, ""},
		{"HEAD", "/x", 418, ""},
		{"OPTIONS", "/x", 204, "GET, HEAD, OPTIONS, PUT"},
		{"POST", "/x", 405, "GET, HEAD, OPTIONS, PUT"},
	} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(c.method, c.path, nil))
		if w.Code != c.status || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, Allow: %s", c.method, c.path, w.Code, w.Header().Get("Allow"))
		}
	}
}

func TestTheFirstHookWithoutAVerifierIsNamed(t *testing.T) {
	server := newHookServer(&serverConfig{}, nil)
	for _, id := range []string{"first", "second"} {
		server.handler([]route{{operation: &operation{id: id, security: []requirement{{{scheme: "token"}}}}}})
	}
	if server.err == nil || !strings.HasPrefix(server.err.Error(), "first ") {
		t.Errorf("got %v", server.err)
	}
}
