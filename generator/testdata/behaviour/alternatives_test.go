package behaviour

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/alternatives"
)

// alternativesEcho responds with the received body.
type alternativesEcho struct{ alternatives.UnimplementedAPI }

func (alternativesEcho) Echo(_ context.Context, params alternatives.EchoParams) (*alternatives.Thing, error) {
	return &params.Body, nil
}

// alternativesURL is the base URL of a server that passes requests on to a second
// server, so that each value is read and written by both sides.
func alternativesURL(t *testing.T) string {
	t.Helper()
	serve := func(api alternatives.API) string {
		handler, err := alternatives.NewServer(api, alternatives.Security{})
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(handler)
		t.Cleanup(server.Close)
		return server.URL
	}
	client, err := alternatives.NewClient(alternatives.WithBaseURL(serve(alternativesEcho{})))
	if err != nil {
		t.Fatal(err)
	}
	return serve(client)
}

// postThing sends a body and returns the status and the body of the response.
func postThing(t *testing.T, url, body string) (int, string) {
	t.Helper()
	resp, err := http.Post(url+"/echo", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	return reflect.DeepEqual(x, y)
}

// Valid values pass two servers and a client and lose nothing.
func TestAlternativesTravel(t *testing.T) {
	url := alternativesURL(t)
	for _, body := range []string{
		`{"onlyObject":{"name":"n","fixed":"f"}}`,
		`{"byAllOf":{"name":"n","fixed":"f"}}`,
		`{"nested":{"name":"n"}}`,
		`{"text":"ab"}`,
		`{"nullable":null}`,
		`{"nullable":{"name":"n"}}`,
		`{"single":{"kind":"Named","name":"n"}}`,
		`{"openBase":{"name":"n","age":1,"x":[1]}}`,
		`{"openPart":{"name":"n","x":{"y":null}}}`,
		`{"openBeside":{"name":"n","x":"y"}}`,
		`{"openUnevaluated":{"name":"n","x":"y"}}`,
		`{"coded":{"code":"abc"}}`,
		`{"coded":{"label":"l"}}`,
		`{"tagged":{"kind":"t","v":1}}`,
		`{"tagged":{"label":"l"}}`,
		`{"lists":["a"]}`,
		`{"both":{"name":"n","age":1}}`,
		`{"both":{"age":1,"name":"n"}}`,
		`{"both":{"name":"n","age":-1}}`,
		`{"both":{"name":"n","age":"old"}}`,
		`{"both":{"name":["n"],"age":1}}`,
		`{"list":[{"name":"n","age":1},{"age":2},{"name":"m"}]}`,
		`{"withProperties":{"name":"n","age":1,"k":"k"}}`,
		`{"unevaluated":{"name":"n","age":1,"size":2,"k":"k"}}`,
		`{"unevaluated":{"k":"k"}}`,
		`{"unions":{"name":"n","age":1,"size":2}}`,
		`{"allOf":{"name":"n","age":1,"size":2,"z":"z"}}`,
		`{"map":{"name":"n","a":"b"}}`,
		`{"map":{"name":"n","a":1}}`,
		`{"anyMembers":{"name":"n","q":"r","t":{"u":[1]}}}`,
		`{"inner":{"inner":{"x":"1","y":"2"}}}`,
		`{"arrays":[{"name":"n","size":1}]}`,
		`{"inline":{"foo":"f","bar":1}}`,
		`{"openUnion":{"a":"s","x":1}}`,
		`{"openUnion":{"b":"s","a":1,"x":1}}`,
	} {
		if status, got := postThing(t, url, body); status != 200 || !sameJSON(t, got, body) {
			t.Errorf("%s became %d %s", body, status, got)
		}
	}
}

// A member suggests a variant, but the value must be valid for it.
func TestAlternativesByMember(t *testing.T) {
	for body, want := range map[string]alternatives.Thing{
		`{"items":{"items":["s"],"meta":"m"}}`:              {Items: &alternatives.ItemsWithMeta{Items: []string{"s"}, Meta: "m"}},
		`{"items":{"items":[1.5],"count":1}}`:               {Items: &alternatives.ItemsWithCount{Items: []float64{1.5}, Count: 1}},
		`{"items":{"items":[1],"count":1,"meta":"m"}}`:      {Items: &alternatives.ItemsWithCount{Items: []float64{1}, Count: 1}},
		`{"items":{"items":["s"],"count":1,"meta":"m"}}`:    {Items: &alternatives.ItemsWithMeta{Items: []string{"s"}, Meta: "m"}},
		`{"items":{"items":["s"],"count":null,"meta":"m"}}`: {Items: &alternatives.ItemsWithMeta{Items: []string{"s"}, Meta: "m"}},
		`{"lists":[]}`: {Lists: alternatives.ListsIntegerArray{}},
	} {
		handler, err := alternatives.NewServer(alternativesWant{t: t, want: want}, alternatives.Security{})
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(handler)
		if status, got := postThing(t, server.URL, body); status != 200 {
			t.Errorf("%s: %d %s", body, status, got)
		}
		server.Close()
	}
}

// alternativesWant checks what it receives.
type alternativesWant struct {
	alternatives.UnimplementedAPI
	t    *testing.T
	want alternatives.Thing
}

func (w alternativesWant) Echo(_ context.Context, params alternatives.EchoParams) (*alternatives.Thing, error) {
	if !reflect.DeepEqual(params.Body, w.want) {
		w.t.Errorf("got %+v, want %+v", params.Body, w.want)
	}
	return &params.Body, nil
}

// If no variant fits, the violations of the suggested one are reported.
func TestAlternativesExplain(t *testing.T) {
	url := alternativesURL(t)
	for body, want := range map[string]string{
		`{"coded":{"code":5,"label":7}}`:            `"name":"/coded/code"`,
		`{"tagged":{"kind":"t","v":"5","label":7}}`: `"name":"/tagged/v"`,
		`{"items":{"items":["s"],"count":1}}`:       `"name":"/items/items/0"`,
	} {
		if status, got := postThing(t, url, body); status != 400 || !strings.Contains(got, want) {
			t.Errorf("%s: %d %s, want %s", body, status, got, want)
		}
	}
}

// A value of none of the alternatives is rejected.
func TestAlternativesReject(t *testing.T) {
	url := alternativesURL(t)
	for _, body := range []string{
		`{"onlyObject":[1]}`,
		`{"byAllOf":[1]}`,
		`{"nested":[1]}`,
		`{"text":1}`,
		`{"text":"abc"}`,
		`{"single":{"kind":"Cat","name":"n"}}`,
		`{"openUnion":{"x":1}}`,
		`{"both":{}}`,
		`{"unevaluated":{"name":"n","age":"old"}}`,
		`{"unevaluated":{"name":"n","age":-1}}`,
		`{"unevaluated":{"name":"n","z":1}}`,
		`{"both":{"name":"n","age":1,"age":2}}`,
	} {
		if status, got := postThing(t, url, body); status != 400 {
			t.Errorf("%s became %d %s", body, status, got)
		}
	}
}

// A variant decodes itself as another alternative, which keeps the rest.
func TestAlternativesAs(t *testing.T) {
	var thing alternatives.Thing
	if err := json.Unmarshal([]byte(`{"both":{"name":"n","age":7},"list":[{"name":"n"},{"name":"n","age":-7}]}`), &thing); err != nil {
		t.Fatal(err)
	}
	named := thing.Both.(*alternatives.Named)
	named.Name = "m"
	aged, err := named.AsAged()
	if err != nil || aged.Age != 7 {
		t.Fatalf("%+v, %v", aged, err)
	}
	aged.Age++
	if data, err := json.Marshal(aged); err != nil || !sameJSON(t, string(data), `{"name":"m","age":8}`) {
		t.Errorf("%s, %v", data, err)
	}
	if back, err := aged.AsNamed(); err != nil || back.Name != "m" {
		t.Errorf("%+v, %v", back, err)
	}
	for i, want := range []string{"body /age: is required", "body /age: must be at least 0"} {
		if _, err := thing.List[i].(*alternatives.Named).AsAged(); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
