package behaviour

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/spans"
)

// spanService responds with the name of the operation and its parameters.
type spanService struct{}

func (spanService) Get(_ context.Context, p spans.GetParams) (string, error) {
	return came("get %q", p.Name)
}
func (spanService) Delete(_ context.Context, p spans.DeleteParams) (string, error) {
	return came("delete %q", p.Name)
}
func (spanService) Cancel(_ context.Context, p spans.CancelParams) (string, error) {
	return came("cancel %q", p.Name)
}
func (spanService) Notes(_ context.Context, p spans.NotesParams) (string, error) {
	return came("notes %q", p.Parent)
}
func (spanService) Row(_ context.Context, p spans.RowParams) (string, error) {
	return came("row %q %d %q", p.Project, p.Row, p.Table)
}
func (spanService) About(_ context.Context, p spans.AboutParams) (string, error) {
	return came("about %q", p.ID)
}
func (spanService) File(_ context.Context, p spans.FileParams) (string, error) {
	return came("file %q", p.Path)
}

func spanServer(t *testing.T) *httptest.Server {
	t.Helper()
	handler, err := spans.NewServer(spanService{}, spans.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

// TestSpansFromClient checks that a server decodes the parameter values of a
// client.
func TestSpansFromClient(t *testing.T) {
	server := spanServer(t)
	client, err := spans.NewClient(spans.WithBaseURL(server.URL + "/base"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	for _, value := range []string{"a", "a/b", "a/b/c/d", "a b/ü?#/x", "a/../b", "..", "a/.", "a//b", "a/", "a:b/c:d@e=f;g,h", "rows/1"} {
		for want, call := range map[string]func() (string, error){
			fmt.Sprintf("get %q", value):           func() (string, error) { return client.Get(ctx, spans.GetParams{Name: value}) },
			fmt.Sprintf("delete %q", value):        func() (string, error) { return client.Delete(ctx, spans.DeleteParams{Name: value}) },
			fmt.Sprintf("cancel %q", value):        func() (string, error) { return client.Cancel(ctx, spans.CancelParams{Name: value}) },
			fmt.Sprintf("notes %q", value):         func() (string, error) { return client.Notes(ctx, spans.NotesParams{Parent: value}) },
			fmt.Sprintf("row %q 7 %q", "p", value): func() (string, error) { return client.Row(ctx, spans.RowParams{Project: "p", Row: 7, Table: value}) },
		} {
			if got, err := call(); err != nil || got != want {
				t.Errorf("%s came out as %s, %v", want, got, err)
			}
		}
	}
	client = client.With(spans.WithBaseURL(server.URL + "/store"))
	if got, err := client.File(ctx, spans.FileParams{Path: "docs/a%20b.txt"}); err != nil || got != `file "docs/a b.txt"` {
		t.Errorf("the file came out as %s, %v", got, err)
	}
}

// TestSpansOnTheWire checks that literal text has precedence, longer text
// first. Other methods get 405, dot segments 404.
func TestSpansOnTheWire(t *testing.T) {
	server := spanServer(t)
	for _, c := range []struct {
		method, path string
		status       int
		want         string
	}{
		{"GET", "/base/v1/x", 200, `"get \"x\""`},
		{"HEAD", "/base/v1/x/y", 200, ""},
		{"GET", "/base/v1/x/about/all", 200, `"about \"x\""`},
		{"GET", "/base/v1/x/y/about/all", 200, `"get \"x/y/about/all\""`},
		{"GET", "/base/v1/x%2Fy/notes", 200, `"notes \"x/y\""`},
		{"GET", "/base/v1/a/rows/8/of/b/c", 200, `"row \"a\" 8 \"b/c\""`},
		{"GET", "/base/v1/a/b/rows/8/of/b/c", 200, `"row \"a/b\" 8 \"b/c\""`},
		{"POST", "/base/v1/x/y", 405, ""},
		{"POST", "/base/v1/x/y/notes", 405, ""},
		{"GET", "/base/v1/x/../y", 404, ""},
		{"GET", "/base/v1/", 404, ""},
		{"GET", "/v1/x/y", 404, ""},
		{"GET", "/store/files/a/b", 200, `"file \"a/b\""`},
		{"GET", "/base/files", 404, ""},
	} {
		request, err := http.NewRequest(c.method, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.URL.Opaque = c.path
		response, err := server.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != c.status || c.want != "" && string(body) != c.want {
			t.Errorf("%s %s: %d %s, want %d %s", c.method, c.path, response.StatusCode, body, c.status, c.want)
		}
	}
}
