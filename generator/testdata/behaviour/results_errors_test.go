package behaviour

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/results"
)

var failures = map[string]error{
	"text":      &results.StatusError[string]{StatusCode: 400, Body: "größer"},
	"number":    &results.StatusError[int64]{StatusCode: 402, Body: -7},
	"image":     &results.StatusError[[]byte]{StatusCode: 404, Header: http.Header{"Content-Type": {"image/png"}}, Body: []byte("\x89PNG")},
	"bytes":     &results.StatusError[[]byte]{StatusCode: 404, Body: []byte("?")},
	"json":      &results.MissingError{StatusCode: 410, Header: http.Header{"X-More": {"yes"}}, Body: results.Missing{ID: "1", Message: "<&>"}},
	"xml":       &results.MissingError{StatusCode: 410, Header: http.Header{"Content-Type": {"application/xml"}}, Body: results.Missing{ID: "1", Message: "<&>"}},
	"words":     &results.StatusError[string]{StatusCode: 410, Body: "twice"},
	"form":      &results.StatusError[[]byte]{StatusCode: 422, Body: []byte("id=1&message=no")},
	"lines":     &results.StatusError[[]byte]{StatusCode: 503, Body: []byte("{}\n{}\n")},
	"class":     &results.ProblemError{StatusCode: 599, Body: results.Problem{Title: "a<b"}},
	"otherwise": &results.StatusError[string]{StatusCode: 418, Body: "tea"},
}

func (*shelter) Fail(_ context.Context, params results.FailParams) error {
	if params.How == "panic" {
		panic("it bites")
	}
	return failures[params.How]
}

// A declared error is passed from the implementation to the caller of the
// client in any content type.
func TestErrorsThatAreNotJSON(t *testing.T) {
	_, client, base := newShelter(t)
	for how, accepted := range map[string]struct {
		accept, contentType, body string
	}{
		"text":   {"", "text/plain; charset=utf-8", "größer"},
		"number": {"application/json", "text/plain; charset=utf-8", "-7"},
		"image":  {"", "image/png", "\x89PNG"},
		"json":   {"text/plain", "application/json", `{"id":"1","message":"<&>"}`},
		"xml":    {"application/json", "application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Missing><id>1</id><message>&lt;&amp;&gt;</message></Missing>"},
		"words":  {"", "text/plain; charset=utf-8", "twice"},
		"form":   {"", "application/x-www-form-urlencoded", "id=1&message=no"},
		"lines":  {"", "application/x-ndjson", "{}\n{}\n"},
		"class":  {"", "application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Problem><title>a&lt;b</title></Problem>"},
	} {
		resp, body := do(t, "GET", base+"/failures/"+how, "", "Accept", accepted.accept)
		want, _ := errors.AsType[*results.APIError](failures[how])
		if resp.StatusCode != want.StatusCode || resp.Header.Get("Content-Type") != accepted.contentType || body != accepted.body {
			t.Errorf("%s: %s %s %q", how, resp.Status, resp.Header.Get("Content-Type"), body)
		}
		err := client.Fail(t.Context(), results.FailParams{How: how})
		e, ok := errors.AsType[*results.APIError](err)
		if !ok || e.StatusCode != want.StatusCode || e.Header.Get("X-More") != want.Header.Get("X-More") {
			t.Errorf("%s: %v", how, err)
		} else if got, want := bodyOf(err), bodyOf(failures[how]); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %T %v, want %T %v", how, got, got, want, want)
		}
	}
	resp, body := do(t, "GET", base+"/failures/json", "", "Accept", "application/json;q=0.1, application/xml")
	if resp.Header.Get("Content-Type") != "application/xml" || !strings.Contains(body, "<Missing>") {
		t.Errorf("Accept XML: got %s %s", resp.Header.Get("Content-Type"), body)
	}
	if resp, _ := do(t, "GET", base+"/failures/bytes", ""); resp.Header.Get("Content-Type") != "application/octet-stream" {
		t.Errorf("bytes of a range that names no type are %s", resp.Header.Get("Content-Type"))
	}
	if resp, body := do(t, "GET", base+"/failures/otherwise", ""); resp.StatusCode != 418 || body != `"tea"` {
		t.Errorf("what is declared for another status is %s %s", resp.Status, body)
	}
}

// bodyOf returns the body of a declared error, nil for other errors.
func bodyOf(err error) any {
	if e, ok := errors.AsType[*results.StatusError[string]](err); ok {
		return e.Body
	}
	if e, ok := errors.AsType[*results.StatusError[int64]](err); ok {
		return e.Body
	}
	if e, ok := errors.AsType[*results.StatusError[[]byte]](err); ok {
		return e.Body
	}
	if e, ok := errors.AsType[*results.MissingError](err); ok {
		return e.Body
	}
	if e, ok := errors.AsType[*results.ProblemError](err); ok {
		return e.Body
	}
	return nil
}

// A server cannot send a status that HTTP does not have: it logs the error and
// responds with 500.
func TestErrorsWithoutAStatus(t *testing.T) {
	for name, failure := range map[string]error{
		"plain":    &results.APIError{Detail: "secret"},
		"declared": &results.MissingError{Body: results.Missing{ID: "secret"}},
		"text":     fmt.Errorf("wrapped: %w", &results.StatusError[string]{Body: "secret"}),
		"large":    &results.ProblemError{StatusCode: 1000},
		"negative": &results.APIError{StatusCode: -1},
	} {
		var log bytes.Buffer
		handler, err := results.NewServer(failing{err: failure}, results.Security{}, results.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
		if err != nil {
			t.Fatal(err)
		}
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, httptest.NewRequest("GET", results.DefaultBasePath+"/failures/"+name, nil))
		if body := recorder.Body.String(); recorder.Code != 500 || strings.Contains(body, "secret") {
			t.Errorf("%s: got %d %s", name, recorder.Code, body)
		}
		if !strings.Contains(log.String(), "the operation returned an error without a valid StatusCode") || strings.Contains(log.String(), "panic") {
			t.Errorf("%s: the log is %s", name, log.String())
		}
	}
}

// failing is an API whose operation Fail returns err.
type failing struct {
	results.UnimplementedAPI
	err error
}

func (f failing) Fail(context.Context, results.FailParams) error { return f.err }

// Errors of the server itself have a declared type, too.
func TestFaultsThatAreNotJSON(t *testing.T) {
	_, _, base := newShelter(t)
	resp, body := do(t, "GET", base+"/failures/text?times=4", "")
	if resp.StatusCode != 400 || resp.Header.Get("Content-Type") != "text/plain; charset=utf-8" || !strings.HasPrefix(body, "the request is not valid: ") {
		t.Errorf("a bad request is %s %s %s", resp.Status, resp.Header.Get("Content-Type"), body)
	}
	resp, body = do(t, "GET", base+"/failures/panic", "")
	if resp.StatusCode != 500 || resp.Header.Get("Content-Type") != "application/xml" || !strings.Contains(body, "<Problem><title>Internal Server Error</title>") {
		t.Errorf("a panic is %s %s %s", resp.Status, resp.Header.Get("Content-Type"), body)
	}
}

// A body that does not have the declared type is returned in an *APIError, up
// to the limit.
func TestForeignErrors(t *testing.T) {
	var status int
	var contentType, body string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	defer server.Close()
	client, err := results.NewClient(results.WithBaseURL(server.URL), results.WithMaxResponseBytes(20), results.WithRetries(results.Retries{Tries: 1}))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		status            int
		contentType, body string
		want              any // nil for an *APIError alone
	}{
		{400, "text/plain", "no", "no"},
		{400, "text/html", "<p>no", "<p>no"},
		{400, "text/plain; charset=iso-8859-1", "\xfc", "ü"},
		{400, "", "", ""},
		{400, "text/plain", "\xfc", nil},
		{400, "application/json", `"no"`, nil},
		{402, "text/plain", "7", int64(7)},
		{402, "text/plain", "much", nil},
		{404, "image/gif", "GIF", []byte("GIF")},
		{404, "image/gif", strings.Repeat("GIF", 10), []byte("GIFGIFGIFGIFGIFGIFGI")},
		{404, "text/html", "<p>", nil},
		{410, "text/xml", "<Missing><id>1</id><message>m</message></Missing>", nil},
		{410, "application/xml", "<m/>", results.Missing{}},
		{410, "application/hal+json", `{"id":"","message":""}`, nil},
		{410, "application/vnd.x+json", `{"id":"","message"`, nil},
		{503, "application/x-ndjson", "{", []byte("{")},
		{502, "text/xml", "<p><title>t", nil},
		{502, "text/html", "<p>", nil},
		{418, "text/plain", "tea", nil},
	} {
		status, contentType, body = test.status, test.contentType, test.body
		err := client.Fail(t.Context(), results.FailParams{How: "x"})
		e, ok := errors.AsType[*results.APIError](err)
		if !ok || e.StatusCode != status || string(e.Body) != body[:min(len(body), 20)] {
			t.Errorf("%d %s %q: %v", status, contentType, body, err)
		} else if got := bodyOf(err); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%d %s %q: %T %v", status, contentType, body, got, got)
		}
	}
}
