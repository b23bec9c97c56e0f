package behaviour

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/results"
)

// shelter is an implementation of the API.
type shelter struct{ results.UnimplementedAPI }

func (s *shelter) GetPet(ctx context.Context, params results.GetPetParams) (*results.Pet, error) {
	missing := results.Missing{ID: params.ID, Message: "?"}
	problem := results.Problem{Title: "two"}
	switch params.ID {
	case "404":
		return nil, &results.MissingError{StatusCode: 404, Body: missing}
	case "409":
		return nil, &results.MissingError{StatusCode: 409, Header: http.Header{"Retry-After": {"7"}}, Body: missing}
	case "409p":
		return nil, &results.ProblemError{StatusCode: 409, Body: problem}
	case "418":
		return nil, &results.ProblemError{StatusCode: 418, Body: problem}
	case "nil":
		return nil, nil
	}
	return &results.Pet{Name: params.ID}, petHeaders.Write(results.CallFrom(ctx).Header)
}

var petHeaders = &results.GetPetHeaders{
	XRateLimit: results.Some[int32](-3), ETag: results.Some(`"a,b"`), XKinds: []results.Kind{results.KindDog, results.KindCat},
	SetCookie: []string{"a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"},
}

func (s *shelter) PutPet(ctx context.Context, _ results.PutPetParams) error {
	return (&results.PutPetHeaders{XKind: results.Some(results.KindCat)}).Write(results.CallFrom(ctx).Header)
}

func (s *shelter) DeletePet(ctx context.Context, params results.DeletePetParams) (*results.Problem, error) {
	if params.ID == "no" {
		return nil, &results.ProblemError{StatusCode: 403, Body: results.Problem{Title: "no"}}
	}
	results.CallFrom(ctx).SetStatus(202)
	return &results.Problem{Title: "soon"}, nil
}

func (s *shelter) HeadPet(ctx context.Context, params results.HeadPetParams) error {
	if params.ID == "404" {
		return &results.MissingError{StatusCode: 404, Body: results.Missing{ID: "404"}}
	}
	return (&results.HeadPetHeaders{XSize: results.Some[int64](12)}).Write(results.CallFrom(ctx).Header)
}

func (s *shelter) GetReport(ctx context.Context, params results.GetReportParams) (results.GetReportResult, error) {
	switch params.As.Or(results.NegotiatedType(ctx)) {
	case "text/csv":
		return &results.GetReportCSV{Body: "1,2\n"}, (&results.GetReportHeaders{XRows: results.Some[int64](1)}).Write(results.CallFrom(ctx).Header)
	case "application/pdf", "application/zip":
		return &results.GetReportBytes{Body: io.NopCloser(strings.NewReader("PK"))}, nil
	case "pdf":
		return &results.GetReportBytes{Body: &results.MediaStream{Reader: strings.NewReader("%PDF"), ContentType: "application/pdf"}}, nil
	case "later":
		return &results.GetReport202{Body: "later"}, nil
	}
	return &results.GetReportJSON{Body: []int64{1, 2}}, nil
}

func (s *shelter) Count(context.Context, results.CountParams) (int64, error) { return 7, nil }

func (s *shelter) StartJob(ctx context.Context, params results.StartJobParams) (string, error) {
	results.CallFrom(ctx).SetStatus(int(params.Status))
	return "started", nil
}

func (s *shelter) Login(ctx context.Context, _ results.LoginParams) error {
	return (&results.LoginHeaders{Location: results.Some("/v1/count"), SetCookie: []string{"a=1", "b=2"}}).Write(results.CallFrom(ctx).Header)
}

func newShelter(t *testing.T) (*shelter, *results.Client, string) {
	t.Helper()
	s := &shelter{}
	handler, err := results.NewServer(s, results.Security{}, results.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	base := server.URL + results.DefaultBasePath
	client, err := results.NewClient(results.WithBaseURL(base))
	if err != nil {
		t.Fatal(err)
	}
	return s, client, base
}

func TestHeadersOfResults(t *testing.T) {
	_, client, base := newShelter(t)
	ctx, call := results.WithCall(t.Context())
	pet, err := client.GetPet(ctx, results.GetPetParams{ID: "Tom"})
	var got results.GetPetHeaders
	if err != nil || pet.Name != "Tom" || got.Read(call.Header) != nil || !reflect.DeepEqual(&got, petHeaders) {
		t.Errorf("got %+v, %+v, %v", pet, got, err)
	}
	resp, _ := do(t, "GET", base+"/pets/Tom", "")
	if h := resp.Header; h.Get("X-Rate-Limit") != "-3" || h.Get("X-Kinds") != "dog,cat" || len(h.Values("Set-Cookie")) != 2 || h.Get("Vary") != "Accept" {
		t.Errorf("the header is %v", h)
	}
	resp, text := do(t, "GET", base+"/pets/nil", "")
	if resp.StatusCode != 500 || resp.Header.Get("X-Rate-Limit") != "" {
		t.Errorf("nothing is %s %s %v", resp.Status, text, resp.Header)
	}
}

// The Accept header selects the content type of the response.
func TestNegotiation(t *testing.T) {
	_, _, base := newShelter(t)
	for _, test := range []struct{ path, accept, contentType, body string }{
		{"/pets/a", "", "application/json", `{"name":"a"}`},
		{"/pets/a", "*/*", "application/json", `{"name":"a"}`},
		{"/pets/a", "application/vnd.pets+json", "application/vnd.pets+json", `{"name":"a"}`},
		{"/pets/a", "application/json;q=0.1, application/vnd.pets+json;q=0.2", "application/vnd.pets+json", `{"name":"a"}`},
		{"/pets/a", "text/plain;charset=utf-8", "text/plain", `{"name":"a"}`},
		{"/pets/a", "text/*, application/*;q=0.9", "text/plain", `{"name":"a"}`},
		{"/pets/a", "application/xml, application/json;q=0", "406", ""},
		{"/pets/a", "application/xml, */*;q=0.1", "application/json", `{"name":"a"}`},
		{"/pets/a", "*/*, application/json;q=0", "application/vnd.pets+json", `{"name":"a"}`},
		{"/pets/a", "application/json;version=2", "406", ""},
		{"/pets/a", "%%%", "application/json", `{"name":"a"}`},
		{"/report", "", "application/json", "[1,2]"},
		{"/report", "text/csv", "text/csv; charset=utf-8", "1,2\n"},
		{"/report", "application/zip", "application/zip", "PK"},
		{"/report", "application/zip;q=0.3,application/pdf;q=0.4", "application/pdf", "PK"},
		{"/report?as=pdf", "application/zip", "application/pdf", "%PDF"},
		{"/report?as=later", "text/csv", "application/json", `"later"`},
		{"/report", "image/png", "406", ""},
		{"/count", "", "application/json", "7"},
		{"/count", "text/plain", "text/plain; charset=utf-8", "7"},
		{"/count", "TEXT/PLAIN, application/json;q=0.5", "text/plain; charset=utf-8", "7"},
	} {
		resp, body := do(t, "GET", base+test.path, "", "Accept", test.accept)
		if test.contentType == "406" {
			if resp.StatusCode != 406 || !strings.Contains(body, "available: application/json or ") {
				t.Errorf("%s, %q: %s %s", test.path, test.accept, resp.Status, body)
			}
			continue
		}
		if resp.StatusCode/100 != 2 || resp.Header.Get("Content-Type") != test.contentType || body != test.body {
			t.Errorf("%s, %q: %s %s %s, want %s %s", test.path, test.accept, resp.Status, resp.Header.Get("Content-Type"), body, test.contentType, test.body)
		}
	}
}

func TestChoiceOfResults(t *testing.T) {
	_, client, _ := newShelter(t)
	for as, want := range map[string]results.GetReportResult{
		"":         &results.GetReportJSON{Body: []int64{1, 2}},
		"text/csv": &results.GetReportCSV{Body: "1,2\n"},
		"later":    &results.GetReport202{Body: "later"},
	} {
		params := results.GetReportParams{}
		if as != "" {
			params.As = results.Some(as)
		}
		if got, err := client.GetReport(t.Context(), params); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, %v", as, got, err)
		}
	}
	result, err := client.With(results.WithHeader("Accept", "application/zip")).GetReport(t.Context(), results.GetReportParams{})
	file, ok := result.(*results.GetReportBytes)
	if !ok {
		t.Fatalf("got %+v, %v", result, err)
	}
	defer file.Body.Close()
	if text, err := io.ReadAll(file.Body); err != nil || string(text) != "PK" {
		t.Errorf("got %q, %v", text, err)
	}
	if n, err := client.Count(t.Context(), results.CountParams{}); n != 7 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
	if n, err := client.With(results.WithHeader("Accept", "text/plain")).Count(t.Context(), results.CountParams{}); n != 7 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
}

func TestStatusOfAClass(t *testing.T) {
	_, client, _ := newShelter(t)
	for chosen, want := range map[int32]int{0: 200, 200: 200, 299: 299, 302: 500, 404: 500, 205: 500} {
		ctx, call := results.WithCall(t.Context())
		got, err := client.StartJob(ctx, results.StartJobParams{Status: chosen})
		switch e, failed := errors.AsType[*results.APIError](err); {
		case want == 500 && (!failed || e.StatusCode != 500):
			t.Errorf("%d: %+v, %v", chosen, got, err)
		case want != 500 && (err != nil || call.StatusCode != want || got != "started"):
			t.Errorf("%d: %q, %d, %v", chosen, got, call.StatusCode, err)
		}
	}
	ctx, call := results.WithCall(t.Context())
	if got, err := client.StartJob(ctx, results.StartJobParams{Status: 204}); got != "" || err != nil || call.StatusCode != 204 {
		t.Errorf("204: %q, %d, %v", got, call.StatusCode, err)
	}
	ctx, call = results.WithCall(t.Context())
	deleted, err := client.DeletePet(ctx, results.DeletePetParams{ID: "1"})
	if err != nil || call.StatusCode != 202 || *deleted != (results.Problem{Title: "soon"}) {
		t.Errorf("got %+v, %d, %v", deleted, call.StatusCode, err)
	}
	_, err = client.DeletePet(t.Context(), results.DeletePetParams{ID: "no"})
	if e, ok := errors.AsType[*results.ProblemError](err); !ok || e.StatusCode != 403 || e.Body.Title != "no" {
		t.Errorf("got %v", err)
	}
}

func TestRedirectAsResult(t *testing.T) {
	_, client, base := newShelter(t)
	ctx, call := results.WithCall(t.Context())
	err := client.Login(ctx, results.LoginParams{})
	var got results.LoginHeaders
	if err != nil || call.StatusCode != 303 || got.Read(call.Header) != nil || !reflect.DeepEqual(got, results.LoginHeaders{Location: results.Some("/v1/count"), SetCookie: []string{"a=1", "b=2"}}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if resp, body := do(t, "GET", base+"/login", ""); body != "7" {
		t.Errorf("who follows gets %s %s", resp.Status, body)
	}
}

func (*shelter) DoChore(context.Context, results.DoChoreParams) error { return nil }

// TestNoDeclaredSuccess has a document that declares only errors: every 2xx
// response is accepted.
func TestNoDeclaredSuccess(t *testing.T) {
	ctx := context.Background()
	_, client, _ := newShelter(t)
	if err := client.DoChore(ctx, results.DoChoreParams{}); err != nil {
		t.Errorf("our server: %v", err)
	}
	for status, fine := range map[int]bool{200: true, 201: true, 204: true, 299: true, 304: false, 405: false, 500: false} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		client, err := results.NewClient(results.WithBaseURL(server.URL))
		if err != nil {
			t.Fatal(err)
		}
		err = client.DoChore(ctx, results.DoChoreParams{})
		if e, ok := errors.AsType[*results.APIError](err); fine != (err == nil) || !fine && (!ok || e.StatusCode != status) {
			t.Errorf("status %d: %v", status, err)
		}
		server.Close()
	}
}

func TestHeadHasNoBody(t *testing.T) {
	_, client, base := newShelter(t)
	ctx, call := results.WithCall(t.Context())
	var got results.HeadPetHeaders
	if err := client.HeadPet(ctx, results.HeadPetParams{ID: "1"}); err != nil || got.Read(call.Header) != nil || got.XSize != results.Some[int64](12) {
		t.Errorf("got %+v, %v", got, err)
	}
	err := client.HeadPet(t.Context(), results.HeadPetParams{ID: "404"})
	if e, ok := errors.AsType[*results.APIError](err); !ok || e.StatusCode != 404 || len(e.Body) != 0 {
		t.Errorf("got %v", err)
	}
	if resp, body := do(t, "HEAD", base+"/pets/404", ""); resp.StatusCode != 404 || body != "" {
		t.Errorf("got %s %q", resp.Status, body)
	}
}

// Each declared error is sent in a content type that is declared for its
// status.
func TestContentTypesOfErrors(t *testing.T) {
	_, client, base := newShelter(t)
	for _, test := range []struct {
		id, accept, contentType string
		status                  int
	}{
		{"404", "", "application/vnd.pets+json", 404},
		{"404", "application/json", "application/vnd.pets+json", 404},
		{"409", "", "application/json", 409},
		{"409p", "", "application/problem+json", 409},
		{"418", "", "application/json", 418},
		{"418", "application/json;q=0.5,application/problem+json", "application/problem+json", 418},
		{"nil", "", "application/json", 500},
		{"1", "image/png", "application/json", 406},
		{"1", "application/problem+json", "application/problem+json", 406},
	} {
		resp, body := do(t, "GET", base+"/pets/"+test.id, "", "Accept", test.accept)
		if resp.StatusCode != test.status || resp.Header.Get("Content-Type") != test.contentType {
			t.Errorf("%s, %q: %s %s %s", test.id, test.accept, resp.Status, resp.Header.Get("Content-Type"), body)
		}
	}
	_, err := client.GetPet(t.Context(), results.GetPetParams{ID: "409"})
	if e, ok := errors.AsType[*results.MissingError](err); !ok || e.Body.ID != "409" || e.Header.Get("Retry-After") != "7" {
		t.Errorf("got %v", err)
	}
	_, err = client.GetPet(t.Context(), results.GetPetParams{ID: "409p"})
	if e, ok := errors.AsType[*results.ProblemError](err); !ok || e.StatusCode != 409 || e.Body.Title != "two" {
		t.Errorf("got %v", err)
	}
}

// Responses that other servers may send.
func TestForeignResults(t *testing.T) {
	var status int
	var contentType, body string
	var more http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		maps.Copy(w.Header(), more)
		w.Header()["Content-Type"] = nil
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	defer server.Close()
	client, err := results.NewClient(results.WithBaseURL(server.URL), results.WithMaxResponseBytes(100))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		status            int
		contentType, body string
		api               bool   // the error is an *APIError
		want              string // part of the error, or ""
	}{
		{200, "application/json", `[1]`, false, ""},
		{200, "", `[1]`, false, ""},
		{200, "application/hal+json", `[1]`, false, ""},
		{200, "text/csv", `[1]`, false, ""},
		{200, "application/zip", strings.Repeat("z", 200), false, ""},
		{200, "text/html", `<html>`, true, `the response is not as declared: 6 bytes of content type "text/html"`},
		{200, "application/json", ``, true, `the response is not as declared: 0 bytes of content type "application/json"`},
		{200, "application/json", `[1`, true, "invalid JSON"},
		{200, "text/csv", strings.Repeat("z", 101), true, "more than 100 bytes"},
		{201, "application/json", `[1]`, true, "201 Created: the response is not as declared"},
		{202, "application/json", ``, true, "0 bytes"},
		{204, "", ``, true, "204 No Content: the response is not as declared"},
		{304, "", ``, true, "304"},
		{404, "application/json", `{"id":"1","message":"m"}`, true, "404"},
		{503, "text/html", strings.Repeat("z", 1000), true, "503 Service Unavailable"},
	} {
		status, contentType, body = test.status, test.contentType, test.body
		got, err := client.GetReport(t.Context(), results.GetReportParams{})
		e, isAPI := errors.AsType[*results.APIError](err)
		switch {
		case test.want == "" && (err != nil || got == nil), test.want != "" && (err == nil || got != nil || !strings.Contains(err.Error(), test.want)), isAPI != test.api:
			t.Errorf("%d %s %s: %+v, %v", test.status, test.contentType, test.body, got, err)
		case isAPI && (e.StatusCode != test.status || !bytes.HasPrefix([]byte(test.body), e.Body) || len(e.Body) > 100):
			t.Errorf("%d %s %s: %+v", test.status, test.contentType, test.body, e)
		}
		if file, ok := got.(*results.GetReportBytes); ok {
			if text, err := io.ReadAll(file.Body); err != nil || len(text) != 200 || file.Body.Close() != nil {
				t.Errorf("the stream has %d bytes, %v", len(text), err)
			}
		}
	}
	// An invalid header does not affect the result.
	status, contentType, body = 200, "application/json", `{"name":"Tom"}`
	more = http.Header{"X-Rate-Limit": {"many"}, "Etag": {"e"}, "X-Kinds": {"cat, bird", "dog"}}
	ctx, call := results.WithCall(t.Context())
	pet, err := client.GetPet(ctx, results.GetPetParams{ID: "1"})
	var got results.GetPetHeaders
	invalid := got.Read(call.Header)
	want := results.GetPetHeaders{ETag: results.Some("e"), XKinds: []results.Kind{results.KindCat, "bird", results.KindDog}}
	if err != nil || pet.Name != "Tom" || !reflect.DeepEqual(got, want) || invalid == nil || invalid.Error() != "header X-Rate-Limit: must be an integer" {
		t.Errorf("got %+v, %+v, %v, %v", pet, got, err, invalid)
	}
	status, contentType, body = 200, "text/plain", `{"name":"Tom"}`
	if pet, err = client.GetPet(t.Context(), results.GetPetParams{ID: "1"}); err != nil || pet.Name != "Tom" {
		t.Errorf("got %+v, %v", pet, err)
	}
	// So is a body of a response that must not have one.
	status, contentType, body = 204, "", ""
	if err := client.PutPet(t.Context(), results.PutPetParams{ID: "1"}); err != nil {
		t.Error(err)
	}
	status, more = 303, nil
	if err := client.Login(t.Context(), results.LoginParams{}); err != nil {
		t.Error(err)
	}
}
