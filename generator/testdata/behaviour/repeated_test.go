package behaviour

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/repeated"
)

type repeater struct{ repeated.UnimplementedAPI }

func (repeater) ListA(context.Context, repeated.ListAParams) (*repeated.ListAResponse, error) {
	return &repeated.ListAResponse{Meta: &repeated.Meta{N: repeated.Some[int64](1)}}, nil
}

func (repeater) ListB(_ context.Context, params repeated.ListBParams) (*repeated.ListBResponse, error) {
	return &repeated.ListBResponse{Meta: &repeated.Meta{N: repeated.Some[int64](1), Total: repeated.Some[int64](2)}}, nil
}

func (repeater) AddA(context.Context, repeated.AddAParams) error { return nil }
func (repeater) AddB(context.Context, repeated.AddBParams) error { return nil }
func (repeater) AddC(context.Context, repeated.AddCParams) error { return nil }

func (repeater) AddD(_ context.Context, params repeated.AddDParams) error {
	return hasN(params.Body.Lid)
}
func (repeater) AddE(_ context.Context, params repeated.AddEParams) error {
	return hasN(params.Body.Lid)
}

func hasN(lid *repeated.Lid) error {
	if lid.N.Or(0) != 1 {
		return errors.New("the default of n is not filled in")
	}
	return nil
}

// A server fills in no default of a member that only some of the schemas declare that share
// a type.
func TestDefaultsOfRepeatedSchemas(t *testing.T) {
	handler, err := repeated.NewServer(repeater{}, repeated.Security{}, repeated.WithDefaults())
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, path := range []string{"/d", "/e"} {
		if resp, text := do(t, "POST", server.URL+path, `{"lid":{"m":3}}`, "Content-Type", "application/json"); resp.StatusCode != 204 {
			t.Errorf("%s: %s %s", path, resp.Status, text)
		}
	}
}

// Schemas that repeat each other share a type, and each use has the constraints of its
// schema.
func TestRepeatedSchemas(t *testing.T) {
	handler, err := repeated.NewServer(repeater{}, repeated.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := repeated.NewClient(repeated.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	metas := map[string]*repeated.Meta{}
	a, err := client.ListA(t.Context(), repeated.ListAParams{Sort: repeated.Some(repeated.SortAsc)})
	if err != nil {
		t.Fatal(err)
	}
	metas["a"] = a.Meta
	b, err := client.ListB(t.Context(), repeated.ListBParams{Sort: repeated.Some(repeated.SortRandom)})
	if err != nil {
		t.Fatal(err)
	}
	metas["b"] = b.Meta
	if metas["a"].Total.Or(0) != 0 || metas["b"].Total.Or(0) != 2 {
		t.Errorf("%+v", metas)
	}
	// A client refuses what only another operation accepts, and sends what no operation lists.
	_, err = client.ListA(t.Context(), repeated.ListAParams{Sort: repeated.Some(repeated.SortRandom)})
	if violation, ok := errors.AsType[*repeated.ConstraintError](err); !ok {
		t.Errorf("random: %v, %v", err, violation)
	}
	_, err = client.ListA(t.Context(), repeated.ListAParams{Sort: repeated.Some(repeated.Sort("new"))})
	if refused, ok := errors.AsType[*repeated.APIError](err); !ok || refused.StatusCode != 400 {
		t.Errorf("new: %v", err)
	}
	for _, test := range []struct {
		method, target, body string
		want                 []string // in, name and keyword
	}{
		{"GET", "/a?sort=desc", "", nil},
		{"GET", "/a?sort=random", "", []string{"query sort enum"}},
		{"GET", "/b?sort=random", "", nil},
		{"GET", "/b?sort=other", "", []string{"query sort enum"}},
		{"GET", "/a?sort=other", "", []string{"query sort enum"}},
		{"POST", "/a", `{"meta":{"n":5,"mode":"x"},"modes":["y"],"box":{"n":1}}`, nil},
		{"POST", "/a", `{"meta":{"n":6,"mode":"z"},"modes":["z"],"box":{"m":1}}`, []string{"body /meta/n maximum", "body /meta/mode enum", "body /modes/0 enum", "body /box/m properties"}},
		{"POST", "/a", `{"meta":{"mode":"other"}}`, []string{"body /meta/mode enum"}},
		{"POST", "/b", `{"meta":{"n":9,"mode":"z","note":"abc"},"modes":["z"],"box":{"n":1,"m":1}}`, nil},
		{"POST", "/b", `{"meta":{"n":10,"note":"abcd"}}`, []string{"body /meta/n maximum", "body /meta/note maxLength"}},
		{"POST", "/b", `{"meta":{"mode":"other"},"modes":["other"],"box":{"o":1}}`, []string{"body /meta/mode enum", "body /modes/0 enum", "body /box/o additionalProperties"}},
		{"POST", "/c", `{"kind":"p","size":1,"more":"x"}`, nil},
	} {
		req, err := http.NewRequestWithContext(t.Context(), test.method, server.URL+test.target, strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		if test.body != "" {
			req.Header.Set("Content-Type", "application/json")
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		reply, err := io.ReadAll(resp.Body)
		if err := errors.Join(err, resp.Body.Close()); err != nil {
			t.Fatal(err)
		}
		if (resp.StatusCode < 300) != (len(test.want) == 0) || strings.Count(string(reply), `"keyword"`) != len(test.want) {
			t.Errorf("%s %s %s: %d %s", test.method, test.target, test.body, resp.StatusCode, reply)
		}
		for _, want := range test.want {
			words := strings.SplitN(want, " ", 3)
			if row := `{"in":"` + words[0] + `","name":"` + words[1] + `","keyword":"` + words[2] + `"`; !strings.Contains(string(reply), row) {
				t.Errorf("%s %s: no %s in %s", test.target, test.body, row, reply)
			}
		}
	}
	for _, kind := range []repeated.Kind{repeated.KindP, repeated.KindR} {
		if err := client.With(repeated.WithHeader("X", "1")).AddC(t.Context(), repeated.AddCParams{Body: repeated.AddCRequest{Kind: repeated.Some(kind)}}); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}
