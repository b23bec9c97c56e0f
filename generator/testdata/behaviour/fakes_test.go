package behaviour

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/fakes"
)

// localFakes returns a client of a server with an API, without a network.
func localFakes(t *testing.T, api fakes.API, options ...fakes.ClientOption) *fakes.Client {
	t.Helper()
	handler, err := fakes.NewServer(api)
	if err != nil {
		t.Fatal(err)
	}
	client, err := fakes.NewLocalClient(handler, options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// TestFakeDefaults checks what a fake without functions returns, called directly and through a
// server and a client.
func TestFakeDefaults(t *testing.T) {
	ctx := t.Context()
	for name, api := range map[string]fakes.API{"direct": &fakes.Fake{}, "wire": localFakes(t, &fakes.Fake{})} {
		t.Run(name, func(t *testing.T) {
			pet, err := api.GetPet(ctx, fakes.GetPetParams{ID: 7})
			if err != nil || pet.ID != 1 || pet.Name != "Misty" || pet.Born.Or(time.Time{}).Year() != 2024 {
				t.Errorf("the first valid example: %+v, %v", pet, err)
			}
			callCtx, call := fakes.WithCall(ctx)
			if pet, err = api.CreatePet(callCtx, fakes.CreatePetParams{Body: fakes.Pet{ID: 1, Name: "A"}}); err != nil || pet.Name != "Tom" || call.StatusCode != 201 {
				t.Errorf("the example of the second success: %+v, %v, status %d", pet, err, call.StatusCode)
			}
			callCtx, call = fakes.WithCall(ctx)
			list, err := api.ListPets(callCtx, fakes.ListPetsParams{})
			if err != nil || len(list) != 1 || list[0].ID != 1 || call.Header.Get("X-Total") != "1" {
				t.Errorf("a sample: %+v, %v, header %v", list, err, call.Header)
			}
			if motto, err := api.GetMotto(ctx, fakes.GetMottoParams{}); err != nil || motto != "Pets first" {
				t.Errorf("a text: %q, %v", motto, err)
			}
			if report, err := api.GetReport(ctx, fakes.GetReportParams{}); err != nil || report.(*fakes.GetReportJSON).Body.Count.Or(0) != 12 {
				t.Errorf("one of several results: %+v, %v", report, err)
			}
			if err := api.DeletePet(ctx, fakes.DeletePetParams{ID: 1}); err != nil {
				t.Error(err)
			}
			feed, err := api.WatchPets(ctx, fakes.WatchPetsParams{})
			if err != nil {
				t.Fatal(err)
			}
			for pet, err := range feed {
				if err != nil || pet.ID != 1 {
					t.Errorf("an item: %+v, %v", pet, err)
				}
			}
			var failed *fakes.APIError
			if _, err := api.GetCode(ctx, fakes.GetCodeParams{}); !errors.As(err, &failed) || failed.StatusCode != 501 {
				t.Errorf("without example and sample: %v", err)
			}
		})
	}
}

func TestFakePrefer(t *testing.T) {
	for prefer, want := range map[string]string{
		"":                      `200 {"id":1,"name":"Misty","born":"2024-01-31T10:00:00Z"}`,
		"example=dog":           `200 {"id":2,"name":"Rex"}`,
		"code=200, example=cat": `200 {"id":1,"name":"Misty","born":"2024-01-31T10:00:00Z"}`,
		"example=undated":       `501 no response of getPet has an example "undated"`,
		"code=202":              `202 `,
		"code=204":              `501 no response of getPet with the status 204 has an example`,
		"code=404":              `404 {"title":"The pet is gone."}`,
		`CODE="404"`:            `404 {"title":"The pet is gone."}`,
		"code=503":              `503 {"title":"Try again."}`,
		"code=418":              `418 {"title":"Something is wrong."}`,
		"example=rest":          `500 {"title":"Something is wrong."}`,
		"code=404, example=cat": `501 no response of getPet has an example "cat"`,
		"respond-async, wait=1": `200 {"id":1,"name":"Misty","born":"2024-01-31T10:00:00Z"}`,
		"code=9":                `200 {"id":1,"name":"Misty","born":"2024-01-31T10:00:00Z"}`,
	} {
		client := localFakes(t, &fakes.Fake{})
		req, _ := http.NewRequest(http.MethodGet, "pets/1", nil)
		req.Header.Set("Prefer", prefer)
		resp, err := client.Do(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if got := resp.Status[:4] + strings.TrimSpace(string(body)); got != want {
			t.Errorf("%q: %s, want %s", prefer, got, want)
		}
	}
	client := localFakes(t, &fakes.Fake{}, fakes.WithHeader("Accept", "text/csv"))
	if report, err := client.GetReport(t.Context(), fakes.GetReportParams{}); err != nil || report.(*fakes.GetReportCSV).Body != "count\n12\n" {
		t.Errorf("the content type that the caller prefers: %+v, %v", report, err)
	}
	client = localFakes(t, &fakes.Fake{}, fakes.WithHeader("Prefer", "code=404"))
	var problem *fakes.ProblemError
	if _, err := client.GetPet(t.Context(), fakes.GetPetParams{ID: 1}); !errors.As(err, &problem) || problem.Body.Title != "The pet is gone." {
		t.Errorf("a declared error: %v", err)
	}
	client = localFakes(t, &fakes.Fake{}, fakes.WithHeader("Prefer", "code=409"))
	var failed *fakes.APIError
	if _, err := client.ListPets(t.Context(), fakes.ListPetsParams{}); !errors.As(err, &failed) || failed.StatusCode != 409 {
		t.Errorf("an error without an example: %v", err)
	}
	// The server still rejects what the document forbids.
	unchecked := client.With(fakes.WithUncheckedRequests())
	if _, err := unchecked.GetPet(t.Context(), fakes.GetPetParams{}); !errors.As(err, &failed) || failed.StatusCode != 400 {
		t.Errorf("an invalid request: %v", err)
	}
}

func TestFakeFunctions(t *testing.T) {
	fake := &fakes.Fake{
		GetPetFuncField: func(_ context.Context, params fakes.GetPetParams) (*fakes.Pet, error) {
			return &fakes.Pet{ID: params.ID, Name: "by function"}, nil
		},
		TypeFunc: func(context.Context, fakes.TypeParams) error { return &fakes.APIError{StatusCode: 409} },
	}
	client := localFakes(t, fake)
	var group sync.WaitGroup
	for id := range 20 {
		group.Go(func() {
			pet, err := client.GetPet(t.Context(), fakes.GetPetParams{ID: int64(id + 1)})
			if err != nil || pet.ID != int64(id+1) {
				t.Errorf("%+v, %v", pet, err)
			}
			_ = fake.GetPetCalls()
		})
	}
	group.Wait()
	calls := fake.GetPetCalls()
	sum := int64(0)
	for _, params := range calls {
		sum += params.ID
	}
	if len(calls) != 20 || sum != 210 {
		t.Errorf("%d calls, sum of ids %d", len(calls), sum)
	}
	if calls[0].ID = 99; fake.GetPetCalls()[0].ID == 99 {
		t.Error("the calls can be changed")
	}
	var failed *fakes.APIError
	if err := client.Type(t.Context(), fakes.TypeParams{}); !errors.As(err, &failed) || failed.StatusCode != 409 || len(fake.TypeCalls()) != 1 {
		t.Errorf("%v, %d calls", err, len(fake.TypeCalls()))
	}
	if err := client.GetPetFunc(t.Context(), fakes.GetPetFuncParams{}); err != nil || len(fake.GetPetFuncCalls()) != 1 {
		t.Errorf("%v, %d calls", err, len(fake.GetPetFuncCalls()))
	}
}

// TestLocalClientStreams checks that a local client sends and receives while the operation runs.
func TestLocalClientStreams(t *testing.T) {
	received := make(chan string)
	client := localFakes(t, &fakes.Fake{
		UploadFunc: func(_ context.Context, params fakes.UploadParams) (io.ReadCloser, error) {
			buf := make([]byte, 5)
			_, _ = io.ReadFull(params.Body, buf)
			received <- string(buf) // before the rest is there
			rest, _ := io.ReadAll(params.Body)
			return io.NopCloser(strings.NewReader(string(rest))), nil
		},
		WatchPetsFunc: func(ctx context.Context, _ fakes.WatchPetsParams) (iter.Seq2[fakes.Pet, error], error) {
			return func(yield func(fakes.Pet, error) bool) {
				defer func() { received <- "stopped" }()
				for id := int64(1); yield(fakes.Pet{ID: id, Name: "x"}, nil); id++ {
				}
			}, nil
		},
	})
	r, w := io.Pipe()
	go func() {
		_, _ = io.WriteString(w, "first")
		if got := <-received; got != "first" {
			t.Errorf("received %q", got)
		}
		_, _ = io.WriteString(w, "last")
		w.Close()
	}()
	out, err := client.Upload(t.Context(), fakes.UploadParams{Body: r})
	if err != nil {
		t.Fatal(err)
	}
	if rest, _ := io.ReadAll(out); string(rest) != "last" {
		t.Errorf("rest %q", rest)
	}
	out.Close()
	feed, err := client.WatchPets(t.Context(), fakes.WatchPetsParams{})
	if err != nil {
		t.Fatal(err)
	}
	for pet, err := range feed {
		if err != nil || pet.ID == 3 {
			break
		}
	}
	if got := <-received; got != "stopped" {
		t.Errorf("the sender got %q", got)
	}
}

func TestLocalClientErrors(t *testing.T) {
	client, err := fakes.NewLocalClient(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("no pets") }))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.GetMotto(t.Context(), fakes.GetMottoParams{}); err == nil || !strings.Contains(err.Error(), "the handler panicked: no pets") {
		t.Errorf("a panic: %v", err)
	}
	done := make(chan struct{})
	ended := sync.OnceFunc(func() { close(done) }) // the client tries again
	client = localFakes(t, &fakes.Fake{GetMottoFunc: func(ctx context.Context, _ fakes.GetMottoParams) (string, error) {
		defer ended()
		<-ctx.Done()
		return "", ctx.Err()
	}}, fakes.WithHTTPClient(&http.Client{Timeout: 10 * time.Millisecond}))
	if _, err := client.GetMotto(t.Context(), fakes.GetMottoParams{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a timeout: %v", err)
	}
	<-done
}
