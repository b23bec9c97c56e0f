package behaviour

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/service"
)

// serviceServer returns a server of an API with options, and its log.
func serviceServer(t *testing.T, api service.API, options ...service.ServerOption) (http.Handler, *bytes.Buffer) {
	t.Helper()
	log := &bytes.Buffer{}
	handler, err := service.NewServer(api, append(options, service.WithLogger(slog.New(slog.NewTextHandler(log, nil))))...)
	if err != nil {
		t.Fatal(err)
	}
	return handler, log
}

func TestResponseChecks(t *testing.T) {
	item := &service.Item{ID: 1, Name: "a"}
	ctx := t.Context()
	tagged := func(ctx context.Context, set func(http.Header)) {
		headers := service.CallFrom(ctx).Header
		headers.Set("ETag", `"1"`)
		set(headers)
	}
	none := func(http.Header) {}
	get := func(f func(ctx context.Context) (*service.Item, error)) *service.Fake {
		return &service.Fake{GetItemFunc: func(ctx context.Context, _ service.GetItemParams) (*service.Item, error) { return f(ctx) }}
	}
	for name, c := range map[string]struct {
		api    service.API
		path   string
		status int
		reason string // in the log
	}{
		"valid": {get(func(ctx context.Context) (*service.Item, error) { tagged(ctx, none); return item, nil }), "/items/1", 200, ""},
		"missing header": {get(func(context.Context) (*service.Item, error) { return item, nil }), "/items/1", 500,
			`lacks the headers [\"ETag\"]`},
		"constraint": {get(func(ctx context.Context) (*service.Item, error) {
			tagged(ctx, none)
			return &service.Item{Name: "a"}, nil
		}), "/items/1", 500,
			"/id: must be"},
		"enum": {get(func(ctx context.Context) (*service.Item, error) {
			tagged(ctx, none)
			return &service.Item{ID: 1, Name: "a", Kind: service.Some(service.Kind("c"))}, nil
		}), "/items/1", 500, "/kind: must be"},
		"error": {get(func(context.Context) (*service.Item, error) {
			return nil, &service.ProblemError{StatusCode: 404, Body: service.Problem{Message: "none"}}
		}), "/items/1", 404, ""},
		"invalid error": {get(func(context.Context) (*service.Item, error) {
			return nil, &service.ProblemError{StatusCode: 404, Body: service.Problem{Message: strings.Repeat("x", 61)}}
		}), "/items/1", 500, "/message: must have at most 60"},
		"error without its header": {get(func(context.Context) (*service.Item, error) {
			return nil, &service.ProblemError{StatusCode: 409, Body: service.Problem{Message: "no"}}
		}), "/items/1", 500, `lacks the headers [\"X-Reason\"]`},
		"error with its header": {get(func(context.Context) (*service.Item, error) {
			return nil, &service.ProblemError{StatusCode: 409, Header: http.Header{"X-Reason": {"taken"}}, Body: service.Problem{Message: "no"}}
		}), "/items/1", 409, ""},
		"error with an undeclared status": {get(func(context.Context) (*service.Item, error) {
			return nil, &service.ProblemError{StatusCode: 418, Body: service.Problem{Message: "no"}}
		}), "/items/1", 500, "status 418"},
		"error without a body": {get(func(context.Context) (*service.Item, error) { return nil, &service.APIError{StatusCode: 418} }), "/items/1", 418, ""},
		"invalid request":      {&service.Fake{}, "/items/x", 400, ""},
		"list": {&service.Fake{ListItemsFunc: func(context.Context, service.ListItemsParams) ([]service.Item, error) {
			return []service.Item{*item, *item, *item}, nil
		}}, "/items", 500, "at most 2 elements"},
		"text": {&service.Fake{GetMottoFunc: func(context.Context, service.GetMottoParams) (string, error) { return "longer", nil }}, "/motto", 500,
			"at most 5"},
		"valid text": {&service.Fake{GetMottoFunc: func(context.Context, service.GetMottoParams) (string, error) { return "short", nil }}, "/motto", 200, ""},
		"stream": {&service.Fake{WatchItemsFunc: func(context.Context, service.WatchItemsParams) (iter.Seq2[service.ServerEvent[service.Item], error], error) {
			return func(yield func(service.ServerEvent[service.Item], error) bool) {
				yield(service.ServerEvent[service.Item]{}, nil)
			}, nil
		}}, "/feed", 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			handler, log := serviceServer(t, c.api, service.WithResponseChecks())
			w := requestTo(t, handler, http.MethodGet, "/v1"+c.path)
			if w.Code != c.status || !strings.Contains(log.String(), c.reason) || (c.reason == "") != (log.Len() == 0) {
				t.Errorf("%d %s, want %d\nlog %s", w.Code, w.Body, c.status, log)
			}
			if c.status == 500 && strings.Contains(w.Body.String(), "must") {
				t.Errorf("the reason is part of the response: %s", w.Body)
			}
		})
	}
	client, err := service.NewLocalClient(handlerOf(serviceServer(t, get(func(context.Context) (*service.Item, error) { return item, nil }))))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := client.GetItem(ctx, service.GetItemParams{ID: 1}); err != nil || *got != *item {
		t.Errorf("without the option, a missing header is logged only: %v, %v", got, err)
	}
}

func handlerOf(handler http.Handler, _ *bytes.Buffer) http.Handler { return handler }

func TestLimitsOfBytes(t *testing.T) {
	handler, _ := serviceServer(t, &service.Fake{PutFileFunc: func(_ context.Context, params service.PutFileParams) error {
		_, err := io.Copy(io.Discard, params.Body)
		return err
	}}, service.WithMaxRequestBytes(10), service.WithLimits(func(op *service.Operation) service.Limits {
		if op.ID == "putFile" {
			return service.Limits{Bytes: 20}
		}
		return service.Limits{}
	}))
	for _, c := range []struct {
		method, path, contentType string
		size, status              int
	}{
		{"PUT", "/v1/files/a/b", "application/octet-stream", 20, 204},
		{"PUT", "/v1/files/a/b", "application/octet-stream", 21, 413},
		{"POST", "/v1/items", "application/json", 10, 400},
		{"POST", "/v1/items", "application/json", 11, 413},
	} {
		for _, chunked := range []bool{false, true} {
			r := httptest.NewRequestWithContext(t.Context(), c.method, c.path, strings.NewReader(strings.Repeat("x", c.size)))
			r.Header.Set("Content-Type", c.contentType)
			if chunked {
				r.ContentLength = -1
			}
			w := httptest.NewRecorder()
			if handler.ServeHTTP(w, r); w.Code != c.status {
				t.Errorf("%s with %d bytes, chunked %v: %d, want %d", c.path, c.size, chunked, w.Code, c.status)
			}
		}
	}
}

func TestLimitsOfTime(t *testing.T) {
	limits := service.WithLimits(func(op *service.Operation) service.Limits {
		if op.Method == http.MethodGet || op.ID == "putFile" {
			return service.Limits{Time: 50 * time.Millisecond}
		}
		return service.Limits{Time: time.Minute}
	})
	var seen []error
	hook := service.WithErrors(func(_ context.Context, _ *service.Operation, err error) error {
		if _, ok := errors.AsType[*service.APIError](err); ok {
			seen = append(seen, err)
		}
		return nil
	})
	released := make(chan struct{})
	ignored := make(chan error, 1)
	api := &service.Fake{
		GetItemFunc: func(ctx context.Context, _ service.GetItemParams) (*service.Item, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		},
		GetMottoFunc: func(context.Context, service.GetMottoParams) (string, error) {
			<-released // whatever the context is
			panic("late")
		},
		CreateItemFunc: func(context.Context, service.CreateItemParams) error {
			return service.NewTooManyRequests(1500 * time.Millisecond)
		},
		ListItemsFunc: func(context.Context, service.ListItemsParams) ([]service.Item, error) { panic(http.ErrAbortHandler) },
		PutFileFunc: func(_ context.Context, params service.PutFileParams) error {
			_, err := io.Copy(io.Discard, params.Body)
			ignored <- err
			return err
		},
		WatchItemsFunc: func(context.Context, service.WatchItemsParams) (iter.Seq2[service.ServerEvent[service.Item], error], error) {
			return func(yield func(service.ServerEvent[service.Item], error) bool) {
				for i := range int64(3) {
					if !yield(service.ServerEvent[service.Item]{Data: service.Item{ID: i + 1, Name: "a"}}, nil) {
						return
					}
					time.Sleep(40 * time.Millisecond)
				}
			}, nil
		},
	}
	handler, _ := serviceServer(t, api, limits, hook)
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := service.NewClient(service.WithBaseURL(server.URL+"/v1"), service.WithRetries(service.Retries{Tries: 1}))
	if err != nil {
		t.Fatal(err)
	}
	status := func(err error) int {
		if e, ok := errors.AsType[*service.APIError](err); ok {
			return e.StatusCode
		}
		return 0
	}
	if _, err := client.GetItem(t.Context(), service.GetItemParams{ID: 1}); status(err) != 503 {
		t.Errorf("an operation that honors its context: %v", err)
	}
	if _, err := client.GetMotto(t.Context(), service.GetMottoParams{}); status(err) != 503 {
		t.Errorf("an operation that ignores its context: %v", err)
	}
	close(released)
	body, _ := io.Pipe()
	if err := client.PutFile(t.Context(), service.PutFileParams{Path: "a", Body: body}); err == nil {
		t.Error("a body that never ends")
	}
	if err := <-ignored; err == nil {
		t.Error("the operation still waits for the body")
	}
	feed, err := client.WatchItems(t.Context(), service.WatchItemsParams{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range feed {
		if err != nil {
			t.Errorf("a response that has begun: %v", err)
		}
		n++
	}
	if n != 3 {
		t.Errorf("%d items, want 3", n)
	}
	if _, err := client.ListItems(t.Context(), service.ListItemsParams{}); err == nil || status(err) != 0 {
		t.Errorf("http.ErrAbortHandler: %v", err)
	}
	err = client.CreateItem(t.Context(), service.CreateItemParams{Body: service.Item{ID: 1, Name: "a"}})
	var problem *service.ProblemError
	if !errors.As(err, &problem) || problem.StatusCode != 429 || problem.Header.Get("Retry-After") != "2" {
		t.Errorf("too many requests: %v", err)
	}
	if len(seen) < 2 {
		t.Errorf("WithErrors saw %v", seen)
	}
	if _, err := service.NewServer(api, service.WithLimits(func(*service.Operation) service.Limits { return service.Limits{Time: -1} })); err == nil {
		t.Error("a negative limit")
	}
}

func TestCORS(t *testing.T) {
	const app = "https://app.example.com"
	api := &service.Fake{}
	listed, _ := serviceServer(t, api, service.WithCORS(service.CORS{Origins: []string{app}, Credentials: true, MaxAge: 10 * time.Minute}))
	open, _ := serviceServer(t, api, service.WithCORS(service.CORS{Origins: []string{"*"}}))

	preflight := func(origin, method string) []string {
		return []string{"Origin", origin, "Access-Control-Request-Method", method, "Access-Control-Request-Headers", "authorization, content-type"}
	}
	w := requestTo(t, listed, "OPTIONS", "/v1/items/1", preflight(app, "DELETE")...)
	want := http.Header{
		"Access-Control-Allow-Origin": {app}, "Access-Control-Allow-Credentials": {"true"}, "Access-Control-Max-Age": {"600"},
		"Access-Control-Allow-Methods": {"DELETE, GET, HEAD, OPTIONS"}, "Access-Control-Allow-Headers": {"authorization, content-type"},
		"Vary": {"Origin", "Access-Control-Request-Method, Access-Control-Request-Headers"},
	}
	for name, values := range want {
		if !slices.Equal(w.Header()[name], values) {
			t.Errorf("preflight: %s: %q, want %q", name, w.Header()[name], values)
		}
	}
	if w.Code != 204 || len(w.Header()) != len(want) {
		t.Errorf("preflight: %d %v", w.Code, w.Header())
	}
	for name, c := range map[string]struct {
		handler http.Handler
		method  string
		path    string
		header  []string
		status  int
		origin  string // Access-Control-Allow-Origin
	}{
		"another origin":              {listed, "OPTIONS", "/v1/items", preflight("https://evil.example.com", "POST"), 204, ""},
		"a prefix of the origin":      {listed, "OPTIONS", "/v1/items", preflight(app+".evil.com", "POST"), 204, ""},
		"null":                        {listed, "OPTIONS", "/v1/items", preflight("null", "POST"), 204, ""},
		"every origin":                {open, "OPTIONS", "/v1/items", preflight("null", "POST"), 204, "*"},
		"a parameter with slashes":    {open, "OPTIONS", "/v1/files/a/b", preflight(app, "PUT"), 204, "*"},
		"no such path":                {listed, "OPTIONS", "/v1/none", preflight(app, "POST"), 404, app},
		"not a preflight":             {listed, "OPTIONS", "/v1/items", []string{"Origin", app}, 204, app},
		"a request":                   {listed, "GET", "/v1/items", []string{"Origin", app}, 200, app},
		"a request without an origin": {listed, "GET", "/v1/items", nil, 200, ""},
		"an invalid request":          {listed, "GET", "/v1/items/x", []string{"Origin", app}, 400, app},
		"another method":              {listed, "PATCH", "/v1/items", []string{"Origin", app}, 405, app},
		"no operation":                {listed, "GET", "/", []string{"Origin", app}, 404, app},
	} {
		w := requestTo(t, c.handler, c.method, c.path, c.header...)
		if w.Code != c.status || w.Header().Get("Access-Control-Allow-Origin") != c.origin || !slices.Contains(w.Header()["Vary"], "Origin") {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
	}
	if w := requestTo(t, listed, "GET", "/v1/items/1", "Origin", app); w.Header().Get("Access-Control-Expose-Headers") != "ETag, X-Reason, X-Total" {
		t.Errorf("exposed headers: %v", w.Header())
	}
	for name, cors := range map[string]service.CORS{
		"credentials of every origin": {Origins: []string{"*"}, Credentials: true},
		"no origins":                  {},
		"a path":                      {Origins: []string{app + "/"}},
		"no scheme":                   {Origins: []string{"app.example.com"}},
	} {
		if _, err := service.NewServer(api, service.WithCORS(cors)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
