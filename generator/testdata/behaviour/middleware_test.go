package behaviour

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/hooks"
	"github.com/peergen/peergen/generator/testdata/behaviour/intercept"
	"github.com/peergen/peergen/generator/testdata/behaviour/results"
)

// statusWriter notes the status that goes through it.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// faultyPets is a service whose operations fail.
type faultyPets struct{ petHouse }

func (faultyPets) GetName(context.Context, intercept.GetNameParams) (string, error) { panic("no name") }

func (faultyPets) DeletePet(context.Context, intercept.DeletePetParams) error {
	panic(http.ErrAbortHandler)
}

func (faultyPets) GetReport(context.Context, intercept.GetReportParams) (intercept.GetReportResult, error) {
	return nil, errors.New("secret")
}

// requestTo sends a request to a handler.
func requestTo(t *testing.T, handler http.Handler, method, path string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://example.com"+path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

// TestMiddleware wraps each operation once, the first one outermost, around what
// reads the request, with the responses of errors and panics.
func TestMiddleware(t *testing.T) {
	made := map[string]int{}
	var seen []string
	type key struct{}
	outer := func(op *intercept.Operation, next http.Handler) http.Handler {
		made[op.Name]++
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if intercept.OperationFrom(r.Context()) != op {
				t.Errorf("%s: another operation in the context", op.Name)
			}
			status := &statusWriter{ResponseWriter: w}
			next.ServeHTTP(status, r.WithContext(context.WithValue(r.Context(), key{}, "outer")))
			seen = append(seen, fmt.Sprint("outer ", op.Name, " ", r.Pattern, " ", status.status))
		})
	}
	inner := func(op *intercept.Operation, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Context().Value(key{}) != "outer" {
				t.Errorf("%s: the context of the outer one is missing", op.Name)
			}
			seen = append(seen, "inner")
			if r.Header.Get("X-Stop") != "" {
				w.WriteHeader(http.StatusTeapot)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
	var contexts []any
	api := intercept.Intercept(faultyPets{}, func(ctx context.Context, _ *intercept.Operation, _ any, next func(context.Context) (any, error)) (any, error) {
		contexts = append(contexts, ctx.Value(key{}))
		return next(ctx)
	})
	verifier := func(ctx context.Context, c intercept.Credential) (context.Context, error) {
		contexts = append(contexts, ctx.Value(key{}))
		if c.Token != "good" {
			return nil, errors.New("bad")
		}
		return ctx, nil
	}
	handler, err := intercept.NewServer(api, intercept.Security{Key: verifier}, intercept.WithMiddleware(outer), intercept.WithMiddleware(inner),
		intercept.WithErrors(func(ctx context.Context, _ *intercept.Operation, err error) error {
			contexts = append(contexts, ctx.Value(key{}))
			return err
		}), intercept.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	if len(made) != 11 || made["GetPet"] != 1 {
		t.Errorf("made %v", made)
	}
	for _, test := range []struct {
		method, path string
		header       []string
		status       int
		name         string
	}{
		{"GET", "/v1/pets/1%2F2", []string{"X-Key", "good"}, 200, "GetPet GET /v1/pets/{id}"},
		{"HEAD", "/v1/pets/1", []string{"X-Key", "good"}, 200, "GetPet GET /v1/pets/{id}"},
		{"GET", "/v1/pets/1", []string{"X-Key", "bad"}, 401, "GetPet GET /v1/pets/{id}"},
		{"GET", "/v1/pets/12345678901", []string{"X-Key", "good"}, 400, "GetPet GET /v1/pets/{id}"},
		{"GET", "/v1/name", nil, 500, "GetName GET /v1/name"},
		{"GET", "/v1/report", []string{"X-Key", "good"}, 500, "GetReport GET /v1/report"},
		{"GET", "/v1/report", []string{"X-Stop", "yes"}, 418, "GetReport GET /v1/report"},
	} {
		seen, contexts = nil, nil
		w := requestTo(t, handler, test.method, test.path, test.header...)
		if want := []string{"inner", fmt.Sprint("outer ", test.name, " ", test.status)}; w.Code != test.status || !slices.Equal(seen, want) {
			t.Errorf("%s %s: status %d, seen %q, want %q", test.method, test.path, w.Code, seen, want)
		}
		if slices.ContainsFunc(contexts, func(v any) bool { return v != "outer" }) || len(contexts) == 0 && test.status != 418 {
			t.Errorf("%s %s: contexts %v", test.method, test.path, contexts)
		}
		if test.path == "/v1/pets/1%2F2" && !strings.Contains(w.Body.String(), `"1/2"`) {
			t.Errorf("the body is %s", w.Body)
		}
	}
	seen = nil
	if w := requestTo(t, handler, "GET", "/v1/nothing"); w.Code != 404 || len(seen) != 0 {
		t.Errorf("a request that no operation serves: %d, %q", w.Code, seen)
	}
	func() {
		defer func() {
			if v := recover(); v != http.ErrAbortHandler {
				t.Errorf("an aborted response: %v", v)
			}
		}()
		requestTo(t, handler, "DELETE", "/v1/pets/1", "X-Key", "good")
	}()
}

// TestMiddlewarePanics responds with 500 to a panic of a middleware, and rejects one
// that returns nothing.
func TestMiddlewarePanics(t *testing.T) {
	var log bytes.Buffer
	handler, err := intercept.NewServer(petHouse{}, intercept.WithAuthenticated("key"), intercept.WithLogger(slog.New(slog.NewTextHandler(&log, nil))),
		intercept.WithMiddleware(func(*intercept.Operation, http.Handler) http.Handler {
			return http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("middleware") })
		}))
	if err != nil {
		t.Fatal(err)
	}
	if w := requestTo(t, handler, "GET", "/v1/name"); w.Code != 500 || !strings.Contains(log.String(), "panic: middleware") {
		t.Errorf("%d, log %s", w.Code, &log)
	}
	_, err = intercept.NewServer(petHouse{}, intercept.WithAuthenticated("key"), intercept.WithMiddleware(func(op *intercept.Operation, next http.Handler) http.Handler {
		if op.Name == "GetPet" {
			return nil
		}
		return next
	}))
	if err == nil || err.Error() != "WithMiddleware: no handler for getPet" {
		t.Errorf("a middleware that returns nil: %v", err)
	}
}

// TestPattern serves below a mux: the pattern of the request is the route, for
// metrics around the server.
func TestPattern(t *testing.T) {
	handler, err := intercept.NewServer(petHouse{}, intercept.WithAuthenticated("key"), intercept.WithBasePath("/api"))
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", handler)
	for path, want := range map[string]string{"/api/pets/1": "GET /api/pets/{id}", "/api/none": "/api/", "/other": ""} {
		r := httptest.NewRequestWithContext(t.Context(), "GET", path, nil)
		mux.ServeHTTP(httptest.NewRecorder(), r)
		if r.Pattern != want {
			t.Errorf("%s: pattern %q, want %q", path, r.Pattern, want)
		}
	}
}

// TestMiddlewareOfWebhooks wraps the operations of webhooks.
func TestMiddlewareOfWebhooks(t *testing.T) {
	var seen []string
	handlers, err := hooks.NewWebhookHandlers(hooks.UnimplementedWebhookAPI{}, hooks.WithAuthenticated("signature"), hooks.WithMiddleware(func(op *hooks.Operation, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			seen = append(seen, op.Name)
			next.ServeHTTP(w, r)
		})
	}))
	if err != nil {
		t.Fatal(err)
	}
	if w := requestTo(t, handlers.PetSeen, "GET", "/any"); w.Code != 501 || !slices.Equal(seen, []string{"PetSeen"}) {
		t.Errorf("%d %q", w.Code, seen)
	}
}

// TestErrorHook sees every error, and decides what is sent.
func TestErrorHook(t *testing.T) {
	type event struct {
		op      string
		err     string
		request bool
	}
	var events []event
	change := func(_ context.Context, _ *intercept.Operation, err error) error { return err }
	hook := func(ctx context.Context, op *intercept.Operation, err error) error {
		name := "none"
		if op != nil {
			name = op.Name
		}
		if intercept.OperationFrom(ctx) != op {
			t.Errorf("%s: another operation in the context", name)
		}
		call := intercept.CallFrom(ctx)
		call.Header.Set("X-Hook", name)
		text, _, _ := strings.Cut(err.Error(), "\n")
		events = append(events, event{name, text, call.Request != nil})
		return change(ctx, op, err)
	}
	verifier := func(ctx context.Context, c intercept.Credential) (context.Context, error) {
		if c.Token == "forbidden" {
			return nil, &intercept.APIError{StatusCode: 403}
		}
		return ctx, nil
	}
	var log bytes.Buffer
	handler, err := intercept.NewServer(faultyPets{}, intercept.Security{Key: verifier}, intercept.WithErrors(hook), intercept.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	if err != nil {
		t.Fatal(err)
	}
	good := []string{"X-Key", "good"}
	for _, test := range []struct {
		method, path string
		header       []string
		status       int
		want         event
	}{
		{"GET", "/v1/nothing", nil, 404, event{"none", "404 Not Found", true}},
		{"GET", "/elsewhere", nil, 404, event{"none", "404 Not Found", true}},
		{"PUT", "/v1/name", nil, 405, event{"none", "405 Method Not Allowed", true}},
		{"GET", "/v1/pets", nil, 401, event{"ListPets", "listPets: 401 Unauthorized", true}},
		{"GET", "/v1/pets", []string{"X-Key", "forbidden"}, 403, event{"ListPets", "403 Forbidden", true}},
		{"GET", "/v1/pets?limit=0", good, 400, event{"ListPets", "query limit: must be at least 1", true}},
		{"GET", "/v1/report", append(good, "Accept", "image/png"), 406, event{"GetReport", "406 Not Acceptable: available: application/json or text/csv", true}},
		{"GET", "/v1/pets/missing", good, 404, event{"GetPet", "404 Not Found", true}},
		{"GET", "/v1/report", good, 500, event{"GetReport", "secret", true}},
		{"GET", "/v1/name", nil, 500, event{"GetName", "panic: no name", true}},
		{"PATCH", "/v1/name", good, 501, event{"PatchName", "patchName: 501 Not Implemented: patchName is not implemented", true}},
	} {
		events = nil
		w := requestTo(t, handler, test.method, test.path, test.header...)
		if w.Code != test.status || !slices.Equal(events, []event{test.want}) {
			t.Errorf("%s %s: %d, %v, want %d, %v", test.method, test.path, w.Code, events, test.status, test.want)
		}
		if got := w.Header().Get("X-Hook"); got != test.want.op && test.status != 500 {
			t.Errorf("%s %s: header %q", test.method, test.path, got)
		}
	}
	events = nil
	if w := requestTo(t, handler, "OPTIONS", "/v1/name"); w.Code != 204 || events != nil {
		t.Errorf("OPTIONS: %d, %v", w.Code, events)
	}

	for name, test := range map[string]struct {
		path   string
		change func(context.Context, *intercept.Operation, error) error
		status int
		body   string
	}{
		"another status": {"/v1/report", func(context.Context, *intercept.Operation, error) error {
			return &intercept.APIError{StatusCode: 503, Detail: "later"}
		}, 503, "later"},
		"nil":          {"/v1/pets/missing", func(context.Context, *intercept.Operation, error) error { return nil }, 404, "Not Found"},
		"nil for none": {"/v1/nothing", func(context.Context, *intercept.Operation, error) error { return nil }, 404, "Not Found"},
		"a hidden one": {"/v1/pets/missing", func(context.Context, *intercept.Operation, error) error { return errors.New("hidden") }, 500, "Internal Server Error"},
		"a declared body": {"/v1/pets/missing", func(context.Context, *intercept.Operation, error) error {
			return &intercept.ConflictError{StatusCode: 409, Body: intercept.Conflict{Reason: "why"}}
		}, 409, `{"reason":"why"}`},
		"of none": {"/v1/nothing", func(context.Context, *intercept.Operation, error) error { return &intercept.APIError{StatusCode: 410} }, 410, "Gone"},
		"an own body": {"/v1/nothing", func(context.Context, *intercept.Operation, error) error {
			return &intercept.APIError{StatusCode: 404, Body: []byte("no"), Header: http.Header{"Content-Type": {"text/plain"}}}
		}, 404, "no"},
		"panic":         {"/v1/pets/missing", func(context.Context, *intercept.Operation, error) error { panic("hook") }, 500, "Internal Server Error"},
		"panic of none": {"/v1/nothing", func(context.Context, *intercept.Operation, error) error { panic("hook") }, 500, "Internal Server Error"},
		"panic twice":   {"/v1/name", func(context.Context, *intercept.Operation, error) error { panic("hook") }, 500, "Internal Server Error"},
	} {
		change = test.change
		log.Reset()
		w := requestTo(t, handler, "GET", test.path, good...)
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.body) || strings.Contains(w.Body.String(), "hook") || strings.Contains(w.Body.String(), "hidden") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
		if strings.HasPrefix(name, "panic") != strings.Contains(log.String(), "panic in the function of WithErrors: hook") {
			t.Errorf("%s: log %s", name, &log)
		}
	}
}

// TestErrorHookOfDeclaredBodies returns errors whose declared bodies are not JSON.
func TestErrorHookOfDeclaredBodies(t *testing.T) {
	handler, err := results.NewServer(results.UnimplementedAPI{}, results.WithErrors(func(context.Context, *results.Operation, error) error {
		return &results.StatusError[int64]{StatusCode: 402, Body: 7}
	}))
	if err != nil {
		t.Fatal(err)
	}
	w := requestTo(t, handler, "GET", results.DefaultBasePath+"/failures/any")
	if got := w.Header().Get("Content-Type"); w.Code != 402 || w.Body.String() != "7" || !strings.HasPrefix(got, "text/plain") {
		t.Errorf("%d %s %s", w.Code, got, w.Body)
	}
}

// TestTransport wraps the transport of a client: once, for all copies, around each
// request, the first one outermost.
func TestTransport(t *testing.T) {
	var mu sync.Mutex
	var seen []string
	made := 0
	wrap := func(name string) func(http.RoundTripper) http.RoundTripper {
		return func(next http.RoundTripper) http.RoundTripper {
			made++
			return roundTripper(func(r *http.Request) (*http.Response, error) {
				op := "none"
				if found := intercept.OperationFrom(r.Context()); found != nil {
					op = found.Name
				}
				mu.Lock()
				seen = append(seen, name+" "+op)
				mu.Unlock()
				return next.RoundTrip(r)
			})
		}
	}
	client := servePets(t, petHouse{}, nil, intercept.WithTransport(wrap("a")), intercept.WithHTTPClient(&http.Client{}), intercept.WithTransport(wrap("b")))
	call := func(client *intercept.Client) {
		t.Helper()
		if _, err := client.GetName(t.Context(), intercept.GetNameParams{}); err != nil {
			t.Error(err)
		}
	}
	call(client)
	call(client.With(intercept.WithHeader("X-A", "b")))
	if want := []string{"a GetName", "b GetName", "a GetName", "b GetName"}; !slices.Equal(seen, want) || made != 2 {
		t.Errorf("seen %q, made %d", seen, made)
	}
	seen = nil
	call(client.With(intercept.WithTransport(wrap("c"))))
	call(client)
	if want := []string{"a GetName", "b GetName", "c GetName", "a GetName", "b GetName"}; !slices.Equal(seen, want) {
		t.Errorf("seen %q, want %q", seen, want)
	}
	seen = nil
	r, err := http.NewRequestWithContext(t.Context(), "GET", "name", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client.Do(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if want := []string{"a none", "b none"}; !slices.Equal(seen, want) {
		t.Errorf("Do: seen %q, want %q", seen, want)
	}
	failing := client.With(intercept.WithTransport(func(http.RoundTripper) http.RoundTripper {
		return roundTripper(func(*http.Request) (*http.Response, error) { return nil, errors.New("no network") })
	}))
	if _, err := failing.GetName(t.Context(), intercept.GetNameParams{}); err == nil || !strings.Contains(err.Error(), "no network") {
		t.Errorf("a transport that fails: %v", err)
	}
	var wg sync.WaitGroup
	for range 8 { // under -race
		wg.Go(func() { _, _ = client.GetName(context.Background(), intercept.GetNameParams{}) })
	}
	wg.Wait()
}
