package behaviour

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/choices"
)

// chooser responds with the Go types and values that it received.
type chooser struct{ choices.UnimplementedAPI }

func (chooser) Choose(_ context.Context, p choices.ChooseParams) (choices.Received, error) {
	out := choices.Received{}
	add := func(name string, v any) {
		if v != nil {
			out[name] = fmt.Sprintf("%T %v", v, v)
		}
	}
	add("id", p.ID)
	add("number", p.Number)
	add("flag", p.Flag)
	add("small", p.Small)
	add("page", p.Page)
	add("list", p.List)
	add("X-ID", p.XID)
	for i, id := range p.IDs {
		add(fmt.Sprint("ids ", i), id)
	}
	if p.Deep != nil {
		add("deep", p.Deep.ID)
	}
	return out, nil
}

func (chooser) PostForm(_ context.Context, p choices.PostFormParams) (choices.Received, error) {
	return choices.Received{"id": fmt.Sprintf("%T %v", p.Body.ID, p.Body.ID)}, nil
}

func chooserURL(t *testing.T) string {
	t.Helper()
	handler, err := choices.NewServer(chooser{}, choices.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// A text is a number or boolean only as these are written; every other text is a
// string, and keeps all its characters.
func TestChoicesOfTexts(t *testing.T) {
	url := chooserURL(t)
	for query, want := range map[string]choices.Received{
		"7":                             {"id": "choices.IDInteger 7"},
		"-7":                            {"id": "choices.IDInteger -7"},
		"1.5":                           {"id": "choices.IDString 1.5"},
		"0.10":                          {"id": "choices.IDString 0.10"},
		"007":                           {"id": "choices.IDString 007"},
		"-0":                            {"id": "choices.IDString -0"},
		"1e3":                           {"id": "choices.IDString 1e3"},
		"12345678901234567890":          {"id": "choices.IDString 12345678901234567890"},
		"true":                          {"id": "choices.IDString true"},
		"a?number=1.5":                  {"id": "choices.IDString a", "number": "choices.NumberNumber 1.5"},
		"a?number=0.10":                 {"id": "choices.IDString a", "number": "choices.NumberString 0.10"},
		"a?number=1e3":                  {"id": "choices.IDString a", "number": "choices.NumberString 1e3"},
		"a?number=12345678901234567890": {"id": "choices.IDString a", "number": "choices.NumberString 12345678901234567890"},
		"a?flag=true":                   {"id": "choices.IDString a", "flag": "choices.FlagBoolean true"},
		"a?flag=True":                   {"id": "choices.IDString a", "flag": "choices.FlagString True"},
		"a?flag=1":                      {"id": "choices.IDString a", "flag": "choices.FlagString 1"},
		"a?ids=1&ids=1.50&ids=x":        {"id": "choices.IDString a", "ids 0": "choices.IDInteger 1", "ids 1": "choices.IDString 1.50", "ids 2": "choices.IDString x"},
		"a?small=100":                   {"id": "choices.IDString a", "small": "choices.SmallInteger 100"},
		"a?small=101":                   {"id": "choices.IDString a", "small": "choices.SmallString 101"},
		"a?page=latest":                 {"id": "choices.IDString a", "page": "choices.PageLatest latest"},
		"a?page=3":                      {"id": "choices.IDString a", "page": "choices.PageInteger 3"},
		"a?list=1.50":                   {"id": "choices.IDString a", "list": "choices.ListString 1.50"},
		"a?list=1&list=2":               {"id": "choices.IDString a", "list": "choices.ListArray [1 2]"},
		"a?deep[id]=0.10":               {"id": "choices.IDString a", "deep": "choices.IDString 0.10"},
		"a?deep[id]=10":                 {"id": "choices.IDString a", "deep": "choices.IDInteger 10"},
	} {
		resp, err := http.Get(url + "/choices/" + query)
		if err != nil {
			t.Fatal(err)
		}
		var got choices.Received
		if err := json.NewDecoder(resp.Body).Decode(&got); err != nil || resp.StatusCode != 200 || !maps.Equal(got, want) {
			t.Errorf("%s: %d %v %v, want %v", query, resp.StatusCode, got, err, want)
		}
		resp.Body.Close()
	}
	for _, query := range []string{"a?page=1.5", "a?page=later"} {
		resp, err := http.Get(url + "/choices/" + query)
		if err != nil {
			t.Fatal(err)
		}
		if resp.Body.Close(); resp.StatusCode != 400 {
			t.Errorf("%s: %d", query, resp.StatusCode)
		}
	}
}

// A client sends strings that look like numbers in each place that a parameter can be in.
func TestChoicesAreSent(t *testing.T) {
	client, err := choices.NewClient(choices.WithBaseURL(chooserURL(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"1.5", "0.10", "12345678901234567890", "1e3", "007", "a b", "1,2"} {
		got, err := client.Choose(t.Context(), choices.ChooseParams{
			ID: choices.IDString(text), Number: choices.NumberString("x" + text), IDs: []choices.ID{choices.IDString(text), choices.IDInteger(3)},
			Deep: &choices.Deep{ID: choices.IDString(text)}, XID: choices.IDString(text), List: choices.ListArray{text, text},
		})
		want := choices.Received{
			"id": "choices.IDString " + text, "number": "choices.NumberString x" + text, "ids 0": "choices.IDString " + text, "ids 1": "choices.IDInteger 3",
			"deep": "choices.IDString " + text, "X-ID": "choices.IDString " + text, "list": fmt.Sprintf("choices.ListArray [%s %s]", text, text),
		}
		if err != nil || !maps.Equal(got, want) {
			t.Errorf("%s: %v, %v, want %v", text, got, err, want)
		}
		form, err := client.PostForm(t.Context(), choices.PostFormParams{Body: choices.PostFormRequest{ID: choices.IDString(text)}})
		if err != nil || form["id"] != "choices.IDString "+text {
			t.Errorf("%s in a form: %v, %v", text, form, err)
		}
	}
	got, err := client.Choose(t.Context(), choices.ChooseParams{ID: choices.IDInteger(7), Number: choices.NumberNumber(1.5), Flag: choices.FlagBoolean(true)})
	if want := (choices.Received{"id": "choices.IDInteger 7", "number": "choices.NumberNumber 1.5", "flag": "choices.FlagBoolean true"}); err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
}
