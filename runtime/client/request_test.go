package client

import (
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"testing"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// A body that can be encoded is no reason to forget a parameter that cannot be.
func TestBodyKeepsErrorOfParameter(t *testing.T) {
	wrong := errors.New("wrong")
	elem := func(b []byte, _ *json.Writer, _ string, _ *struct{}) []byte { return append(b, "{}"...) }
	for name, set := range map[string]func(*Request){
		"json":      func(r *Request) { SetBody(r, "application/json", new(struct{}), elem) },
		"form":      func(r *Request) { SetForm(r, "application/x-www-form-urlencoded", new(struct{}), elem, nil) },
		"xml":       func(r *Request) { SetXML(r, "application/xml", new(struct{}), elem, media.XMLNode{Name: "a"}) },
		"multipart": func(r *Request) { SetMultipart(r, "multipart/form-data", new(struct{}), elem, nil, nil) },
	} {
		r := &Request{}
		r.unsendable(wrong)
		if set(r); r.Err != wrong {
			t.Errorf("%s: %v", name, r.Err)
		}
	}
}

// A response may have as many bytes as there are.
func TestLimitOfAllBytes(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "body") }))
	defer server.Close()
	config := Config{BaseURL: server.URL, Header: http.Header{}}.With([]Option{WithMaxResponseBytes(math.MaxInt64)})
	in, err := config.Send(t.Context(), &core.Endpoint{Operation: core.Operation{ID: "get", Method: "GET"}}, &Request{})
	if err != nil || string(in.Body) != "body" {
		t.Errorf("Send: %+v, %v", in, err)
	}
	req, err := http.NewRequest(http.MethodGet, "/", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := config.Do(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err != nil || string(body) != "body" {
		t.Errorf("Do: %s, %v", body, err)
	}
}

// The connection of a response whose body is ignored is used again, also if the length
// of the body is unknown. A body that does not end is not waited for.
func TestIgnoredBodies(t *testing.T) {
	stop := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "ignored")
		_ = http.NewResponseController(w).Flush() // so that the response has no length
		if r.URL.Path == "/endless" {
			<-stop
		}
		_, _ = io.WriteString(w, "too")
	}))
	defer server.Close()
	defer close(stop)
	config := Config{BaseURL: server.URL, HTTP: server.Client(), MaxBody: 100}.With(nil)
	op := &core.Endpoint{Operation: core.Operation{ID: "get", Method: "GET"}}
	reused := false
	ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) { reused = info.Reused }})
	for range 2 {
		if _, err := config.Send(ctx, op, &Request{Path: "/short", IgnoreBody: true}); err != nil {
			t.Fatal(err)
		}
	}
	if !reused {
		t.Error("the second request opens another connection")
	}
	if _, err := config.Send(ctx, op, &Request{Path: "/endless", IgnoreBody: true}); err != nil {
		t.Error(err)
	}
}
