package hook

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/client"
	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/server"
)

// sent responds to requests and keeps the URL of the last one.
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
		config, err := NewConfig("hooks/1", []client.Option{client.WithBaseURL(c.base), client.WithHTTPClient(&http.Client{Transport: transport})})
		if err != nil {
			t.Fatal(err)
		}
		r := &client.Request{Path: c.path}
		if c.query != "" {
			r.Query = []string{c.query}
		}
		if _, err := config.Send(context.Background(), &core.Endpoint{Operation: core.Operation{ID: "hook", Method: "POST"}}, r); err != nil || transport.url != c.want {
			t.Errorf("%s with %s?%s: %s %v, want %s", c.base, c.path, c.query, transport.url, err, c.want)
		}
	}
}

// What is below a base URL is not cut off twice, nor a slash doubled.
func TestBaseURLMayEndInASlash(t *testing.T) {
	transport := &sent{}
	config := client.Config{}.With(nil)
	for _, option := range []client.Option{client.WithBaseURL("https://a.example/v1//"), client.WithHTTPClient(&http.Client{Transport: transport})} {
		option.ConfigureClient(&config)
	}
	if _, err := config.Send(context.Background(), &core.Endpoint{Operation: core.Operation{ID: "get", Method: "GET"}}, &client.Request{Path: "/pets/"}); err != nil || transport.url != "https://a.example/v1/pets/" {
		t.Errorf("%s %v", transport.url, err)
	}
}

func TestHookHandlersAnswerAtAnyPath(t *testing.T) {
	hooks := NewHandlers(&server.Config{BasePath: "/v1"}, nil)
	handler := hooks.ForRoutes([]server.Route{
		{Endpoint: &core.Endpoint{Operation: core.Operation{ID: "put", Method: "PUT"}}, Serve: func(x *server.Exchange) error {
			x.WriteHeader(http.StatusAccepted)
			return nil
		}},
		{Endpoint: &core.Endpoint{Operation: core.Operation{ID: "get", Method: "GET"}}, Serve: func(*server.Exchange) error {
			return &core.APIError{StatusCode: http.StatusTeapot}
		}},
	})
	if hooks.Err != nil {
		t.Fatal(hooks.Err)
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
	hooks := NewHandlers(&server.Config{}, nil)
	for _, id := range []string{"first", "second"} {
		hooks.ForRoutes([]server.Route{{Endpoint: &core.Endpoint{Operation: core.Operation{ID: id}, Security: []core.Requirement{{{Scheme: "token"}}}}}})
	}
	if hooks.Err == nil || !strings.HasPrefix(hooks.Err.Error(), "first ") {
		t.Errorf("got %v", hooks.Err)
	}
}

// A request is sent again when its token was refused: the URL is the same, and has
// the query of the base URL.
func TestHooksAreCalledAgainAtTheSameURL(t *testing.T) {
	transport := &sent{}
	config, err := NewConfig("hooks/1", []client.Option{client.WithBaseURL("https://a.example/hook?x=1"), client.WithHTTPClient(&http.Client{Transport: transport})})
	if err != nil {
		t.Fatal(err)
	}
	r := &client.Request{Path: "/data", Query: []string{"v=1"}}
	for range 2 {
		_, err := config.WithoutRedirects().Send(t.Context(), &core.Endpoint{Operation: core.Operation{ID: "hook", Method: "POST"}}, r)
		if want := "https://a.example/hook/data?x=1&v=1"; err != nil || transport.url != want {
			t.Errorf("%s, %v, want %s", transport.url, err, want)
		}
	}
}
