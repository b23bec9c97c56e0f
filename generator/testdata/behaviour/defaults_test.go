package behaviour

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/defaults"
)

// shop keeps the last request.
type shop struct {
	defaults.UnimplementedAPI
	search defaults.SearchParams
	order  defaults.AddOrderParams
}

func (s *shop) Search(_ context.Context, params defaults.SearchParams) (map[string]json.RawMessage, error) {
	s.search = params
	return map[string]json.RawMessage{}, nil
}

func (s *shop) AddOrder(_ context.Context, params defaults.AddOrderParams) (*defaults.Order, error) {
	s.order = params
	return &params.Body, nil
}

func shopping(t *testing.T, options ...defaults.ServerOption) (*shop, string) {
	t.Helper()
	api := &shop{}
	handler, err := defaults.NewServer(api, options...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return api, server.URL
}

// A default is that of the schema in use: next to a reference, in an allOf, of a
// union, else that of the schema referred to.
func TestParameterDefaults(t *testing.T) {
	api, url := shopping(t)
	if resp, text := do(t, "GET", url+"/search", ""); resp.StatusCode != 200 {
		t.Fatalf("%s %s", resp.Status, text)
	}
	want := defaults.SearchParams{
		Sibling: defaults.Some[int64](5), Over: defaults.Some[int64](9), Base: defaults.Some[int64](7), Part: defaults.Some[int64](6), Nested: defaults.Some[int64](7),
		Either: defaults.EitherInteger(5), Word: defaults.WordString("all"), Nullable: defaults.Some[int64](7), List: defaults.List{"a", "b"},
		Object: &defaults.Range{From: defaults.Some[int64](1)}, XLevel: defaults.Some(defaults.LevelLow),
	}
	if !reflect.DeepEqual(api.search, want) {
		t.Errorf("received %+v\nwant %+v", api.search, want)
	}
	api, url = shopping(t, defaults.WithDefaults())
	if resp, text := do(t, "GET", url+"/search?either=x&word=1&object[from]=2&sibling=1", ""); resp.StatusCode != 200 {
		t.Fatalf("%s %s", resp.Status, text)
	}
	want.Either, want.Word, want.Sibling = defaults.EitherString("x"), defaults.WordInteger(1), defaults.Some[int64](1)
	want.Object = &defaults.Range{From: defaults.Some[int64](2), To: defaults.Some[int64](8)}
	if !reflect.DeepEqual(api.search, want) {
		t.Errorf("received %+v\nwant %+v", api.search, want)
	}
}

// Defaults of members are filled in by option, at any depth and in any format.
func TestMemberDefaults(t *testing.T) {
	const body = `{"name":"n","due":null,"level":"high","items":[{},{"to":1}],"range":{}}`
	_, url := shopping(t)
	if resp, text := do(t, "POST", url+"/orders", body, "Content-Type", "application/json"); resp.StatusCode != 200 || text != `{"name":"n","level":"high","due":null,"range":{},"items":[{},{"to":1}]}` {
		t.Errorf("without: %s %s", resp.Status, text)
	}
	_, url = shopping(t, defaults.WithDefaults())
	const filled = `,"other":"low","loud":true,"ratio":0.5,"day":"2026-01-02","due":null,"tags":["new"],"range":{`
	const last = `"labels":{"a":"b"},"stuff":{"kind":"wood","age":3}`
	want := `{"name":"n","size":1,"level":"high"` + filled + `"to":8},` + last + `,"items":[{"to":8},{"to":1}],"any":{"x":[1]}}`
	if resp, text := do(t, "POST", url+"/orders", body, "Content-Type", "application/json"); resp.StatusCode != 200 || text != want {
		t.Errorf("%s %s\nwant %s", resp.Status, text, want)
	}
	want = `{"name":"n","size":2,"level":"high"` + strings.Replace(filled, "null", `"x"`, 1) + `"from":1,"to":8},` + last + `,"any":{"x":[1]}}`
	if resp, text := do(t, "POST", url+"/orders", "name=n&size=2&due=x", "Content-Type", "application/x-www-form-urlencoded"); resp.StatusCode != 200 || text != want {
		t.Errorf("a form: %s %s\nwant %s", resp.Status, text, want)
	}
	if resp, text := do(t, "POST", url+"/orders", `{"size":"x"}`, "Content-Type", "application/json"); resp.StatusCode != 400 || strings.Count(text, `"keyword"`) != 3 {
		t.Errorf("violations: %s %s", resp.Status, text)
	}
}
