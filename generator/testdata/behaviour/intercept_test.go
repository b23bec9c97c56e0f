package behaviour

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/hooks"
	"github.com/peergen/peergen/generator/testdata/behaviour/intercept"
)

// petHouse is a service with each kind of result.
type petHouse struct{ intercept.UnimplementedAPI }

func (petHouse) GetPet(_ context.Context, params intercept.GetPetParams) (*intercept.Pet, error) {
	if params.ID == "missing" {
		return nil, &intercept.APIError{StatusCode: 404}
	}
	return &intercept.Pet{Name: params.ID}, nil
}

func (petHouse) CreatePet(_ context.Context, params intercept.CreatePetParams) (*intercept.Pet, error) {
	switch params.Body.Name {
	case "noted":
		return nil, nil
	case "twice":
		return nil, &intercept.ConflictError{StatusCode: 409, Body: intercept.Conflict{Reason: "exists"}}
	}
	return &params.Body, nil
}

func (petHouse) ListPets(_ context.Context, params intercept.ListPetsParams) ([]intercept.Pet, error) {
	return make([]intercept.Pet, params.Limit.Or(0)), nil
}

func (petHouse) DeletePet(context.Context, intercept.DeletePetParams) error { return nil }

func (petHouse) GetName(context.Context, intercept.GetNameParams) (string, error) { return "Rex", nil }

func (petHouse) GetReport(context.Context, intercept.GetReportParams) (intercept.GetReportResult, error) {
	return &intercept.GetReportJSON{Body: intercept.Pet{Name: "report"}}, nil
}

func (petHouse) Listen(context.Context, intercept.ListenParams) (iter.Seq2[intercept.ServerEvent[string], error], error) {
	return func(yield func(intercept.ServerEvent[string], error) bool) {
		_ = yield(intercept.ServerEvent[string]{Data: "a"}, nil) && yield(intercept.ServerEvent[string]{Data: "b"}, nil)
	}, nil
}

func (petHouse) Download(context.Context, intercept.DownloadParams) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader("file")), nil
}

func (petHouse) Upload(_ context.Context, params intercept.UploadParams) error {
	_, err := io.Copy(io.Discard, params.Body)
	return err
}

// servePets returns a client of a service.
func servePets(t *testing.T, api intercept.API, server []intercept.ServerOption, client ...intercept.ClientOption) *intercept.Client {
	t.Helper()
	handler, err := intercept.NewServer(api, append([]intercept.ServerOption{intercept.WithAuthenticated("key")}, server...)...)
	if err != nil {
		t.Fatal(err)
	}
	listener := httptest.NewServer(handler)
	t.Cleanup(listener.Close)
	out, err := intercept.NewClient(append([]intercept.ClientOption{intercept.WithBaseURL(listener.URL + "/v1"), intercept.WithRetries(intercept.Retries{Tries: 1})}, client...)...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// callAll calls operations with each kind of result.
func callAll(t *testing.T, api intercept.API) (results []any) {
	t.Helper()
	add := func(result any, err error) {
		if err != nil {
			t.Error(err)
		}
		results = append(results, result)
	}
	ctx := t.Context()
	pet, err := api.GetPet(ctx, intercept.GetPetParams{ID: "1"})
	add(pet.Name, err)
	pet, err = api.CreatePet(ctx, intercept.CreatePetParams{Body: intercept.Pet{Name: "noted"}})
	add(pet == nil, err)
	pets, err := api.ListPets(ctx, intercept.ListPetsParams{Limit: intercept.Some(int64(2))})
	add(len(pets), err)
	add(nil, api.DeletePet(ctx, intercept.DeletePetParams{ID: "1"}))
	add(api.GetName(ctx, intercept.GetNameParams{}))
	report, err := api.GetReport(ctx, intercept.GetReportParams{})
	add(report.(*intercept.GetReportJSON).Body.Name, err)
	events, err := api.Listen(ctx, intercept.ListenParams{})
	n := 0
	for _, err := range events {
		if err == nil {
			n++
		}
	}
	add(n, err)
	file, err := api.Download(ctx, intercept.DownloadParams{})
	text, _ := io.ReadAll(file)
	add(string(text), err)
	add(nil, api.Upload(ctx, intercept.UploadParams{Body: strings.NewReader("x")}))
	return results
}

// TestInterceptorsPassResultsOn calls operations with each kind of result through
// interceptors on both sides, in a proxy, too.
func TestInterceptorsPassResultsOn(t *testing.T) {
	var mu sync.Mutex
	var calls []string
	note := func(name string) intercept.Interceptor {
		return func(ctx context.Context, op *intercept.Operation, params any, next func(context.Context) (any, error)) (any, error) {
			mu.Lock()
			calls = append(calls, name+" "+op.Name)
			mu.Unlock()
			return next(ctx)
		}
	}
	service := servePets(t, intercept.Intercept(petHouse{}, note("service")), nil)
	proxy := servePets(t, intercept.Intercept(intercept.Intercept(service, note("inner")), note("outer")), nil)
	got := callAll(t, intercept.Intercept(proxy, note("client")))
	if want := []any{"1", true, 2, nil, "Rex", "report", 2, "file", nil}; !slices.Equal(got, want) {
		t.Errorf("results %v, want %v", got, want)
	}
	if len(calls) != 4*9 || !slices.Equal(calls[:4], []string{"client GetPet", "outer GetPet", "inner GetPet", "service GetPet"}) {
		t.Errorf("calls %q", calls)
	}
	if api := intercept.Intercept(petHouse{}); len(callAll(t, api)) != 9 {
		t.Error("no interceptors")
	}
}

// TestInterceptorOrder runs several interceptors: the first one is outermost.
func TestInterceptorOrder(t *testing.T) {
	var order []string
	step := func(name string) intercept.Interceptor {
		return func(ctx context.Context, _ *intercept.Operation, _ any, next func(context.Context) (any, error)) (any, error) {
			order = append(order, name+" in")
			defer func() { order = append(order, name+" out") }()
			return next(ctx)
		}
	}
	if _, err := intercept.Intercept(petHouse{}, step("a"), step("b")).GetName(t.Context(), intercept.GetNameParams{}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"a in", "b in", "b out", "a out"}; !slices.Equal(order, want) {
		t.Errorf("order %q, want %q", order, want)
	}
}

// TestInterceptorsChange changes params, contexts, results and errors.
func TestInterceptorsChange(t *testing.T) {
	type key struct{}
	change := func(ctx context.Context, _ *intercept.Operation, params any, next func(context.Context) (any, error)) (any, error) {
		p, ok := params.(*intercept.GetPetParams)
		if !ok {
			t.Errorf("params are a %T", params)
			return next(ctx)
		}
		p.ID += "!"
		result, err := next(context.WithValue(ctx, key{}, "value"))
		if pet, ok := result.(*intercept.Pet); ok && pet != nil {
			pet.Name += "?"
		}
		if e, ok := errors.AsType[*intercept.APIError](err); ok && e.StatusCode == 404 {
			return &intercept.Pet{Name: "found"}, nil
		}
		return result, err
	}
	look := func(ctx context.Context, _ *intercept.Operation, _ any, next func(context.Context) (any, error)) (any, error) {
		if ctx.Value(key{}) != "value" {
			t.Error("the context of an interceptor is not that of the next one")
		}
		return next(ctx)
	}
	for name, api := range map[string]intercept.API{
		"client":  intercept.Intercept(servePets(t, petHouse{}, nil), change, look),
		"service": servePets(t, intercept.Intercept(petHouse{}, change, look), nil),
		"alone":   intercept.Intercept(petHouse{}, change, look),
	} {
		params := intercept.GetPetParams{ID: "1"}
		if pet, err := api.GetPet(t.Context(), params); err != nil || pet.Name != "1!?" || params.ID != "1" {
			t.Errorf("%s: %v, %v, params %v", name, pet, err, params)
		}
	}
	missing := func(ctx context.Context, _ *intercept.Operation, params any, next func(context.Context) (any, error)) (any, error) {
		params.(*intercept.GetPetParams).ID = "missing"
		return next(ctx)
	}
	if pet, err := intercept.Intercept(petHouse{}, func(ctx context.Context, op *intercept.Operation, params any, next func(context.Context) (any, error)) (any, error) {
		return change(ctx, op, params, func(ctx context.Context) (any, error) { return missing(ctx, op, params, next) })
	}).GetPet(t.Context(), intercept.GetPetParams{ID: "1"}); err != nil || pet.Name != "found" {
		t.Errorf("an error that becomes a result: %v, %v", pet, err)
	}
}

// TestInterceptorsDoNotCheckAgain sets params that a server would reject: they are
// validated before interceptors, not after.
func TestInterceptorsDoNotCheckAgain(t *testing.T) {
	var seen []string
	lengthen := func(ctx context.Context, _ *intercept.Operation, params any, next func(context.Context) (any, error)) (any, error) {
		p := params.(*intercept.GetPetParams)
		seen = append(seen, p.ID)
		p.ID = strings.Repeat("x", 20)
		return next(ctx)
	}
	api := servePets(t, intercept.Intercept(petHouse{}, lengthen), nil, intercept.WithUncheckedRequests())
	if pet, err := api.GetPet(t.Context(), intercept.GetPetParams{ID: "1"}); err != nil || len(pet.Name) != 20 {
		t.Errorf("%v, %v", pet, err)
	}
	if _, err := api.GetPet(t.Context(), intercept.GetPetParams{ID: "longer than ten"}); err == nil {
		t.Error("params that violate the document are accepted")
	}
	if !slices.Equal(seen, []string{"1"}) {
		t.Errorf("an interceptor has seen %q", seen)
	}
}

// TestNextSeveralTimes calls next until it succeeds, at once, and not at all.
func TestNextSeveralTimes(t *testing.T) {
	tries := 0
	again := func(ctx context.Context, op *intercept.Operation, _ any, next func(context.Context) (any, error)) (result any, err error) {
		for range 3 {
			if result, err = next(ctx); err == nil || !op.Idempotent {
				break
			}
		}
		return result, err
	}
	fails := func(ctx context.Context, _ *intercept.Operation, _ any, next func(context.Context) (any, error)) (any, error) {
		if tries++; tries < 3 {
			return nil, &intercept.APIError{StatusCode: 503}
		}
		return next(ctx)
	}
	if name, err := intercept.Intercept(servePets(t, petHouse{}, nil), again, fails).GetName(t.Context(), intercept.GetNameParams{}); err != nil || name != "Rex" || tries != 3 {
		t.Errorf("%q, %v after %d tries", name, err, tries)
	}
	hedge := func(ctx context.Context, _ *intercept.Operation, _ any, next func(context.Context) (any, error)) (any, error) {
		results := make(chan any, 2)
		for range 2 {
			go func() {
				result, err := next(ctx)
				if err != nil {
					result = err
				}
				results <- result
			}()
		}
		<-results
		return <-results, nil
	}
	if name, err := intercept.Intercept(servePets(t, petHouse{}, nil), hedge).GetName(t.Context(), intercept.GetNameParams{}); err != nil || name != "Rex" {
		t.Errorf("%q, %v", name, err)
	}
	cached := func(context.Context, *intercept.Operation, any, func(context.Context) (any, error)) (any, error) {
		return "cached", nil
	}
	if name, err := intercept.Intercept(intercept.UnimplementedAPI{}, cached).GetName(t.Context(), intercept.GetNameParams{}); err != nil || name != "cached" {
		t.Errorf("%q, %v", name, err)
	}
}

// TestInterceptorResults returns results of right and wrong types.
func TestInterceptorResults(t *testing.T) {
	returns := func(result any, err error) intercept.API {
		return intercept.Intercept(petHouse{}, func(context.Context, *intercept.Operation, any, func(context.Context) (any, error)) (any, error) {
			return result, err
		})
	}
	ctx := t.Context()
	failed := errors.New("failed")
	for name, test := range map[string]struct {
		call func() (any, error)
		want any
		err  string
	}{
		"nil pointer":      {func() (any, error) { return returns(nil, nil).GetPet(ctx, intercept.GetPetParams{}) }, (*intercept.Pet)(nil), ""},
		"typed nil":        {func() (any, error) { return returns((*intercept.Pet)(nil), nil).GetPet(ctx, intercept.GetPetParams{}) }, (*intercept.Pet)(nil), ""},
		"nil string":       {func() (any, error) { return returns(nil, nil).GetName(ctx, intercept.GetNameParams{}) }, "", ""},
		"nil interface":    {func() (any, error) { return returns(nil, nil).GetReport(ctx, intercept.GetReportParams{}) }, nil, ""},
		"nil empty":        {func() (any, error) { return nil, returns(nil, nil).DeletePet(ctx, intercept.DeletePetParams{}) }, nil, ""},
		"value":            {func() (any, error) { return returns(intercept.Pet{}, nil).GetPet(ctx, intercept.GetPetParams{}) }, (*intercept.Pet)(nil), "getPet: an interceptor returned a result of type intercept.Pet, expected *intercept.Pet"},
		"other":            {func() (any, error) { return returns(7, nil).GetName(ctx, intercept.GetNameParams{}) }, "", "getName: an interceptor returned a result of type int, expected string"},
		"other interface":  {func() (any, error) { return returns("x", nil).GetReport(ctx, intercept.GetReportParams{}) }, nil, "getReport: an interceptor returned a result of type string, expected intercept.GetReportResult"},
		"of an empty one":  {func() (any, error) { return nil, returns("x", nil).DeletePet(ctx, intercept.DeletePetParams{}) }, nil, "deletePet: an interceptor returned a result of type string, but the operation has no result"},
		"error":            {func() (any, error) { return returns(nil, failed).GetName(ctx, intercept.GetNameParams{}) }, "", "failed"},
		"error and result": {func() (any, error) { return returns("x", failed).GetName(ctx, intercept.GetNameParams{}) }, "x", "failed"},
		"error and wrong":  {func() (any, error) { return returns(7, failed).GetName(ctx, intercept.GetNameParams{}) }, "", "failed"},
		"error, empty":     {func() (any, error) { return nil, returns(7, failed).DeletePet(ctx, intercept.DeletePetParams{}) }, nil, "failed"},
	} {
		got, err := test.call()
		if text := ""; got != test.want || err != nil && err.Error() != test.err || err == nil && test.err != text {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	_, err := servePets(t, returns(7, nil), nil).GetName(ctx, intercept.GetNameParams{})
	if e, ok := errors.AsType[*intercept.APIError](err); !ok || e.StatusCode != http.StatusInternalServerError {
		t.Errorf("a result of a wrong type in a server: %v", err)
	}
	_, err = servePets(t, returns(nil, &intercept.APIError{StatusCode: 418}), nil).GetName(ctx, intercept.GetNameParams{})
	if e, ok := errors.AsType[*intercept.APIError](err); !ok || e.StatusCode != http.StatusTeapot {
		t.Errorf("an error with a status: %v", err)
	}
}

// TestInterceptorMetadata reads and writes the Call of an operation.
func TestInterceptorMetadata(t *testing.T) {
	stamp := func(ctx context.Context, op *intercept.Operation, _ any, next func(context.Context) (any, error)) (any, error) {
		call := intercept.CallFrom(ctx)
		if intercept.OperationFrom(ctx) != op {
			t.Error("another operation in the context")
		}
		if call.Request.Header.Get("X-Ask") != "yes" {
			t.Error("no request")
		}
		call.Header.Set("X-Stamp", op.ID)
		return next(ctx)
	}
	client := servePets(t, intercept.Intercept(petHouse{}, stamp), nil, intercept.WithHeader("X-Ask", "yes"))
	read := ""
	seen := func(ctx context.Context, _ *intercept.Operation, _ any, next func(context.Context) (any, error)) (any, error) {
		ctx, call := intercept.WithCall(ctx)
		result, err := next(ctx)
		read = call.Header.Get("X-Stamp")
		return result, err
	}
	if _, err := intercept.Intercept(client, seen).GetName(t.Context(), intercept.GetNameParams{}); err != nil || read != "getName" {
		t.Errorf("%q, %v", read, err)
	}
}

// TestInterceptWebhooks intercepts the operations of webhooks and callbacks.
func TestInterceptWebhooks(t *testing.T) {
	refuse := func(_ context.Context, op *hooks.Operation, _ any, _ func(context.Context) (any, error)) (any, error) {
		return nil, errors.New("refused " + op.Name)
	}
	err := hooks.InterceptWebhooks(hooks.UnimplementedWebhookAPI{}, refuse).NewPet(t.Context(), hooks.NewPetParams{})
	if err == nil || err.Error() != "refused NewPet" {
		t.Error(err)
	}
}
