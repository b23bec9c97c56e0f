package behaviour

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/secure"
)

func TestHeaderAndQueryOfAllRequests(t *testing.T) {
	server := newVault(t, nil)
	client := server.everything(t, "good")
	send := func(client *secure.Client) *http.Request {
		t.Helper()
		if _, err := client.QueryKey(t.Context(), secure.QueryKeyParams{Q: secure.Some("x")}); err != nil {
			t.Fatal(err)
		}
		return server.last
	}
	if got := send(client).UserAgent(); got != "secure/1.0" {
		t.Errorf("the default User-Agent is %q", got)
	}
	if got := send(client.With(secure.WithUserAgent("mine/2"))).UserAgent(); got != "mine/2" {
		t.Errorf("WithUserAgent sends %q", got)
	}
	if got := send(client.With(secure.WithHeader("user-agent", "mine/3"))).Header["User-Agent"]; len(got) != 1 || got[0] != "mine/3" {
		t.Errorf("WithHeader sends %q", got)
	}
	if got, ok := send(client.With(secure.WithUserAgent(""))).Header["User-Agent"]; ok {
		t.Errorf("an empty User-Agent is sent as %q", got)
	}
	if got := send(client.With(secure.WithHeader("X-A", "1"), secure.WithHeader("x-a", "2"))).Header.Values("X-A"); len(got) != 1 || got[0] != "2" {
		t.Errorf("WithHeader sends %q, want the last value", got)
	}
	client = client.With(secure.WithQuery("v", "1"), secure.WithQuery("q", "the parameter of the operation counts"), secure.WithQuery("a&b", "c d"))
	if got := send(client).URL.RawQuery; got != "q=x&v=1&a%26b=c%20d&api%20key=good" {
		t.Errorf("the query is %q", got)
	}
	if got := send(client.With(secure.WithQuery("v", "2"))).URL.Query()["v"]; len(got) != 1 || got[0] != "2" {
		t.Errorf("WithQuery sends v=%q, want the last value", got)
	}
	if got := send(client).URL.Query().Get("v"); got != "1" {
		t.Errorf("With changes the client that it is called on: v=%s", got)
	}
}

// TestDo sends requests that the document does not describe.
func TestDo(t *testing.T) {
	var last *http.Request
	var body string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		last, body = r, string(data)
		if r.URL.Path == "/v1/long" {
			_, _ = io.WriteString(w, strings.Repeat("x", 101))
			return
		}
		w.WriteHeader(http.StatusTeapot)
		_, _ = io.WriteString(w, strings.Repeat("x", 100))
	}))
	defer server.Close()
	client, err := secure.NewClient(secure.WithBaseURL(server.URL+"/v1"), secure.WithMaxResponseBytes(100), secure.WithToken("t"), secure.WithXAPIKey("k"),
		secure.WithHeader("X-A", "a"), secure.WithQuery("q", "1"))
	if err != nil {
		t.Fatal(err)
	}
	request := func(method, address string) *http.Request {
		t.Helper()
		req, err := http.NewRequest(method, address, strings.NewReader("body"))
		if err != nil {
			t.Fatal(err)
		}
		return req
	}
	for address, want := range map[string]string{
		"pets/1":                      "/v1/pets/1?q=1",
		"/pets/a%2Fb?x=y":             "/v1/pets/a%2Fb?x=y&q=1",
		"?q=2":                        "/v1?q=2",
		"":                            "/v1?q=1",
		server.URL + "/elsewhere?q=3": "/elsewhere?q=3",
	} {
		resp, err := client.Do(t.Context(), request("PATCH", address))
		if err != nil {
			t.Errorf("%q: %v", address, err)
			continue
		}
		data, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusTeapot || len(data) != 100 {
			t.Errorf("%q: %s, %d bytes, %v", address, resp.Status, len(data), err)
		}
		if got := last.URL.RequestURI(); got != want || last.Method != "PATCH" || body != "body" {
			t.Errorf("%q: %s %s with %q, want %s", address, last.Method, got, body, want)
		}
		if got := credentials(last); !strings.HasSuffix(got, "Authorization: Bearer t") {
			t.Errorf("%q: sent %q, want the credentials that the document requires by default", address, got)
		}
		if last.Header.Get("X-A") != "a" || last.UserAgent() != "secure/1.0" {
			t.Errorf("%q: header %v", address, last.Header)
		}
	}

	req := request("GET", "pets")
	req.Header.Set("X-A", "b")
	if resp, err := client.Do(t.Context(), req); err != nil || last.Header.Get("X-A") != "b" {
		t.Errorf("a header of the request: %v, %v", last.Header, err)
	} else {
		_ = resp.Body.Close()
	}
	if req.URL.String() != "pets" || len(req.Header) != 1 {
		t.Errorf("Do changes the request: %s, %v", req.URL, req.Header)
	}

	resp, err := client.Do(t.Context(), request("GET", "long"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if len(data) != 100 || err == nil || !strings.Contains(err.Error(), "more than 100 bytes") {
		t.Errorf("a response beyond the limit: %d bytes, %v", len(data), err)
	}

	last = nil
	port := server.URL[strings.LastIndexByte(server.URL, ':'):]
	for _, address := range []string{
		"https://evil.example/", "//evil.example/", "http://evil.example" + port + "/", strings.Replace(server.URL, "http:", "https:", 1), "http://127.0.0.1/",
		"http://127.0.0.1" + port + ".evil.example/", "http://127.0.0.1@evil.example" + port,
	} {
		req, err := http.NewRequest("GET", address, nil)
		if err != nil {
			continue // invalid as a URL
		}
		if resp, err := client.Do(t.Context(), req); err == nil {
			_ = resp.Body.Close()
			t.Errorf("%s is accepted", address)
		}
	}
	req = request("GET", server.URL+"/pets")
	req.Host = "evil.example"
	if resp, err := client.Do(t.Context(), req); err == nil {
		_ = resp.Body.Close()
		t.Error("another header Host is accepted")
	}
	req.URL.Opaque = "//evil.example/pets"
	if resp, err := client.Do(t.Context(), req); err == nil {
		_ = resp.Body.Close()
		t.Error("an opaque URL is accepted")
	}
	if last != nil {
		t.Errorf("the request for %s was sent", last.URL)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if resp, err := client.Do(ctx, request("GET", "pets")); !errors.Is(err, context.Canceled) {
		_ = resp.Body.Close()
		t.Errorf("a canceled context: %v", err)
	}
}
