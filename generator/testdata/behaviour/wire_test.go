package behaviour

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/wire"
)

// wired implements the operations that a test is about.
type wired struct {
	wire.UnimplementedAPI
	addPage  func(wire.AddPageParams) (wire.AddPageResult, error)
	addAlbum func(wire.AddAlbumParams) error
	ended    chan error // receives when the context of an operation ends
}

func (w wired) AddPage(_ context.Context, params wire.AddPageParams) (wire.AddPageResult, error) {
	return w.addPage(params)
}

func (w wired) AddAlbum(_ context.Context, params wire.AddAlbumParams) error {
	return w.addAlbum(params)
}

func (wired) GetRange(context.Context, wire.GetRangeParams) (wire.GetRangeResult, error) {
	return &wire.GetRange2XX{Body: 7}, nil
}

func (wired) AddRange(context.Context, wire.AddRangeParams) (wire.AddRangeResult, error) {
	return &wire.AddRange2XX{Body: 8}, nil
}

// newWire returns a client of a server of api, and its URL.
func newWire(t *testing.T, api wire.API, options ...wire.ServerOption) (*wire.Client, string) {
	t.Helper()
	handler, err := wire.NewServer(api, options...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := wire.NewClient(wire.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	return client, server.URL
}

// YAML and HTML with the schema of the JSON are separate texts on both sides.
func TestOtherContentTypes(t *testing.T) {
	var got wire.AddPageParams
	client, base := newWire(t, wired{addPage: func(params wire.AddPageParams) (wire.AddPageResult, error) {
		got = params
		return &wire.AddPageHTML{Body: "<h1>A</h1>"}, nil
	}})
	result, err := client.AddPage(t.Context(), wire.AddPageParams{BodyYAML: new("title: A\n")})
	if page, ok := result.(*wire.AddPageHTML); !ok || page.Body != "<h1>A</h1>" {
		t.Errorf("%T %v", result, err)
	}
	if got.BodyYAML == nil || *got.BodyYAML != "title: A\n" || got.Body.Title != "" {
		t.Errorf("received %+v", got)
	}
	resp, body := do(t, "POST", base+"/pages", "title: B", "Content-Type", "text/yaml", "Accept", "application/json")
	if resp.Header.Get("Content-Type") != "text/html; charset=utf-8" || got.BodyYAML == nil || *got.BodyYAML != "title: B" {
		t.Errorf("%s %s %s", resp.Status, resp.Header.Get("Content-Type"), body)
	}
}

// A message of the server itself is never HTML, which would have to be escaped.
func TestFaultIsNotHTML(t *testing.T) {
	_, base := newWire(t, wired{})
	resp, body := do(t, "POST", base+"/pages?n=<script>", `{"title":""}`, "Content-Type", "application/json", "Accept", "text/html")
	if resp.StatusCode != 400 || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") || !strings.Contains(body, "integer") {
		t.Errorf("%s %s %s", resp.Status, resp.Header.Get("Content-Type"), body)
	}
}

// A required list without elements has no parts, and is a list without elements
// for the server.
func TestRequiredListOfParts(t *testing.T) {
	var got wire.AddAlbumParams
	client, _ := newWire(t, wired{addAlbum: func(params wire.AddAlbumParams) error {
		got = params
		return nil
	}})
	album := wire.AddAlbumBody{Name: "A", Covers: []wire.FilePart{{Content: strings.NewReader("GIF")}}}
	if err := client.AddAlbum(t.Context(), wire.AddAlbumParams{Body: album}); err != nil {
		t.Error(err, errorText(err))
	}
	if got.Body.Name != "A" || len(got.Body.Photos)+len(got.Body.Notes)+len(got.Body.Scans)+len(got.Body.Tags) != 0 || len(got.Body.Covers) != 1 {
		t.Errorf("received %+v", got.Body)
	}
	err := client.With(wire.WithUncheckedRequests()).AddAlbum(t.Context(), wire.AddAlbumParams{Body: wire.AddAlbumBody{Name: "A"}})
	if !strings.Contains(errorText(err), `"name":"/covers","keyword":"minItems"`) || strings.Count(errorText(err), `"keyword"`) != 1 {
		t.Errorf("without a cover: %s", errorText(err))
	}
}

// errorText is the body of an error response.
func errorText(err error) string {
	e, _ := errors.AsType[*wire.APIError](err)
	if e == nil {
		return ""
	}
	return string(e.Body)
}

// The result of a range without a status has one that no other response has.
func TestResultOfARange(t *testing.T) {
	client, base := newWire(t, wired{})
	if result, err := client.GetRange(t.Context(), wire.GetRangeParams{}); !reflect.DeepEqual(result, &wire.GetRange2XX{Body: 7}) {
		t.Errorf("%#v %v", result, err)
	}
	if resp, body := do(t, "GET", base+"/ranges", ""); resp.StatusCode != 201 || body != "7" {
		t.Errorf("%s %s", resp.Status, body)
	}
	if resp, body := do(t, "POST", base+"/ranges", ""); resp.StatusCode != 206 || body != "8" {
		t.Errorf("%s %s", resp.Status, body)
	}
}

func (wired) SetRate(context.Context, wire.SetRateParams) error { return nil }

// A client refuses numbers that JSON does not have before it sends them.
func TestInfiniteParameters(t *testing.T) {
	client, _ := newWire(t, wired{})
	if err := client.SetRate(t.Context(), wire.SetRateParams{Rate: 1.5, Limits: []float32{-1}, XShare: wire.Some(0.25), Body: wire.Some(2.5)}); err != nil {
		t.Error(err)
	}
	err := client.SetRate(t.Context(), wire.SetRateParams{
		Rate: math.NaN(), Limits: []float32{1, float32(math.Inf(-1))}, XShare: wire.Some(math.Inf(1)), Body: wire.Some(math.NaN()),
	})
	var names []string
	if invalid, ok := errors.AsType[*wire.ConstraintError](err); ok {
		for _, v := range invalid.Violations {
			names = append(names, v.String())
		}
	}
	want := []string{
		"path rate: must be a number, not NaN", "query limits/1: must be a number, not -Inf", "header X-Share: must be a number, not +Inf", "body: must be a number, not NaN",
	}
	if !slices.Equal(names, want) {
		t.Errorf("got %q, %v", names, err)
	}
}

// A byte order mark before JSON is not part of it, on both sides.
func TestByteOrderMark(t *testing.T) {
	_, base := newWire(t, wired{addPage: func(wire.AddPageParams) (wire.AddPageResult, error) { return &wire.AddPageJSON{}, nil }})
	if resp, body := do(t, "POST", base+"/pages", "\ufeff{\"title\":\"a\"}", "Content-Type", "application/json"); resp.StatusCode != 200 {
		t.Errorf("%s %s", resp.Status, body)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "\ufeff{\"title\":\"b\"}")
	}))
	defer server.Close()
	client, err := wire.NewClient(wire.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	result, err := client.AddPage(t.Context(), wire.AddPageParams{})
	if page, ok := result.(*wire.AddPageJSON); !ok || page.Body.Title != "b" {
		t.Errorf("%v, %v", result, err)
	}
}

// The error of an undeclared status has the text of the response.
func TestTextOfUndeclaredErrors(t *testing.T) {
	for contentType, body := range map[string]string{"text/plain": "the token has expired", "application/json": `{"error":"the token has expired"}`} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = io.WriteString(w, body)
		}))
		client, err := wire.NewClient(wire.WithBaseURL(server.URL))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = client.AddPage(t.Context(), wire.AddPageParams{}); err == nil || err.Error() != "addPage: 401 Unauthorized: "+body {
			t.Errorf("%s: %v", contentType, err)
		}
		server.Close()
	}
}

// 415 lists the content types, also if there is only one.
func TestUnsupportedTypeListsOthers(t *testing.T) {
	_, base := newWire(t, wired{})
	for path, want := range map[string]string{
		"text": "text/plain", "form": "application/x-www-form-urlencoded", "bytes": "application/octet-stream", "json": "application/json",
		"xml": "application/xml", "parts": "multipart/form-data", "items": "application/x-ndjson", "either": "application/json, text/csv",
	} {
		resp, body := do(t, "POST", base+"/bodies/"+path, "x", "Content-Type", "image/png")
		if resp.StatusCode != 415 || resp.Header.Get("Accept") != want || !strings.Contains(body, "send "+strings.ReplaceAll(want, ", ", " or ")) {
			t.Errorf("%s: %d %q %s", path, resp.StatusCode, resp.Header.Get("Accept"), body)
		}
	}
}
