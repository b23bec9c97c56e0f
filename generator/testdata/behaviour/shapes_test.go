package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/shapes"
)

// echo responds with the received body.
type echo struct{ shapes.UnimplementedAPI }

func (echo) Echo(_ context.Context, params shapes.EchoParams) (*shapes.Thing, error) {
	return &params.Body, nil
}

func TestUnionsTravel(t *testing.T) {
	handler, err := shapes.NewServer(echo{}, shapes.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := shapes.NewClient(shapes.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	for _, thing := range []shapes.Thing{
		{},
		{Pet: &shapes.Cat{Kind: "cat", Lives: shapes.Some[int64](9)}},
		{Pets: []shapes.Pet{&shapes.Dog{Kind: "dog", Trick: shapes.Some("roll")}, &shapes.Cat{Kind: "cat"}}},
		{Shape: &shapes.Circle{Radius: 1.5}},
		{Shape: &shapes.Rect{Width: 1, Height: 2, Name: shapes.Some("r")}},
		{Shape: &shapes.Square{Width: 1, Tilt: shapes.Some(0.5)}},
		{Scalar: shapes.Some[shapes.Scalar](shapes.ScalarString("s"))},
		{Scalar: shapes.Null[shapes.Scalar]()},
		{Scalars: []shapes.Opt[shapes.Scalar]{
			shapes.Some[shapes.Scalar](shapes.ScalarInteger(1)), shapes.Null[shapes.Scalar](), shapes.Some[shapes.Scalar](shapes.ScalarBoolean(true)),
		}},
		{Person: &shapes.Person{Name: "Ann", Age: 7, Nick: shapes.Some("A")}},
		{Open: &shapes.Open{ID: shapes.Some("o"), AdditionalProperties: map[string]int64{"a": 1, "b": 2}}},
		{Mixed: shapes.MixedArray{"a"}},
		{Mixed: shapes.MixedMap{"a": "b"}},
		{Mixed: shapes.MixedNumber(0.25)},
	} {
		got, err := client.Echo(t.Context(), shapes.EchoParams{Body: thing})
		if err != nil {
			t.Errorf("%+v: %v", thing, err)
		} else if !reflect.DeepEqual(*got, thing) {
			t.Errorf("got %+v, want %+v", *got, thing)
		}
	}
	_, err = client.Echo(t.Context(), shapes.EchoParams{Body: shapes.Thing{Pet: shapes.UnknownPet(`{"kind":"bird"}`)}})
	if e, ok := errors.AsType[*shapes.APIError](err); !ok || e.StatusCode != 400 || len(e.Violations) != 1 || e.Violations[0].Name != "/pet/kind" {
		t.Errorf("the server took a bird: %v", err)
	}
}

// A client keeps unknown variants and sends them unchanged.
func TestUnknownVariantsAreKept(t *testing.T) {
	for _, text := range []string{
		`{"pet":{"kind":"bird","wings":2}}`,
		`{"pet":{"lives":1}}`,
		`{"shape":{"sides":7}}`,
		`{"mixed":true}`,
		`{"open":{"id":"x","z":1}}`,
	} {
		var thing shapes.Thing
		if err := json.Unmarshal([]byte(text), &thing); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := json.Marshal(thing)
		if err != nil || string(again) != text {
			t.Errorf("%s became %s, %v", text, again, err)
		}
	}
	for text, want := range map[string]string{
		`{"pet":{"kind":"cat","lives":"1"}}`: "body /pet/lives: must be an integer, not a string",
	} {
		var thing shapes.Thing
		if err := json.Unmarshal([]byte(text), &thing); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	if _, err := json.Marshal(shapes.Thing{Pets: []shapes.Pet{nil}}); err == nil {
		t.Error("a nil pet was written")
	}
}

// A variant that does not match does not end decoding, however often it occurs.
func TestVariantThatDoesNotFit(t *testing.T) {
	text := `{"batch":[` + strings.TrimSuffix(strings.Repeat(`{"b":"x"},`, 250), ",") + `]}`
	var thing shapes.Thing
	if err := json.Unmarshal([]byte(text), &thing); err != nil {
		t.Fatal(err)
	}
	if batch, ok := thing.Batch.(shapes.BatchWithBArray); !ok || len(batch) != 250 {
		t.Errorf("got %T", thing.Batch)
	}
	if got := post(t, text); got != strings.TrimSpace(text) {
		t.Errorf("the server sent %.200s", got)
	}
	if got := post(t, strings.ReplaceAll(text, `"x"`, `1`)); !strings.Contains(got, `"errors":[{"in":"body","name":"/batch","keyword":"oneOf",`) {
		t.Errorf("the server sent %.200s", got)
	}
	if got := post(t, `{"mixed":true}`); !strings.Contains(got, `"errors":[{"in":"body","name":"/mixed","keyword":"anyOf",`) {
		t.Errorf("the server sent %.200s", got)
	}
}

// Nested unions are decoded in linear time: trying each alternative for each
// alternative of the outer union would take exponential time.
func TestNestedTrialsEnd(t *testing.T) {
	const depth = 150
	text := `{"branch":` + strings.Repeat(`{"of":{"of":`, depth) + `{"right":"r"}` + strings.Repeat(`,"right":"x"},"left":"l"}`, depth) + `}`
	var thing shapes.Thing
	if err := json.Unmarshal([]byte(text), &thing); err != nil {
		t.Fatal(err)
	}
	branch := thing.Branch
	for range depth {
		right := branch.(*shapes.BranchWithLeft).Of.(*shapes.BranchWithRight)
		if right.Right != shapes.Some("x") {
			t.Fatalf("got %+v", right)
		}
		branch = right.Of
	}
	if right, ok := branch.(*shapes.BranchWithRight); !ok || right.Right != shapes.Some("r") {
		t.Errorf("got %+v", branch)
	}
	if got := post(t, text); got != text {
		t.Errorf("the server sent %s", got)
	}
}

// Members that match no pattern are kept if they have the type of the map, and
// are otherwise ignored.
func TestMembersThatMatchNoPattern(t *testing.T) {
	for text, want := range map[string]string{
		`{"counts":{"n-a":1,"b":2,"c":"3","d":{"e":[]},"n-f":4}}`:      `{"counts":{"b":2,"n-a":1,"n-f":4}}`,
		`{"labels":{"other":[1],"x-a":"long","app":"a","third":"1"}}`:  `{"labels":{"app":"a","third":"1","x-a":"long"}}`,
		`{"counts":{"c":[` + strings.Repeat(`"x",`, 150) + `"x"]}}`:    `{"counts":{}}`,
		`{"counts":{"c":"3"},"labels":{"y-z":"12"},"mixed":["a","b"]}`: `{"mixed":["a","b"],"counts":{},"labels":{"y-z":"12"}}`,
	} {
		if got := post(t, text); got != want {
			t.Errorf("%s became %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{
		`{"counts":{"b":2,"n-a":"1"}}`:           `"name":"/counts/n-a","keyword":"type"`,
		`{"labels":{"y-a":"long","z":"longer"}}`: `"errors":[{"in":"body","name":"/labels/y-a","keyword":"maxLength",`,
	} {
		if got := post(t, text); !strings.Contains(got, want) {
			t.Errorf("%s became %s, want %s", text, got, want)
		}
	}
}

// post returns the response of a server that echoes the body.
func post(t *testing.T, body string) string {
	handler, err := shapes.NewServer(echo{}, shapes.Security{})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/echo", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return strings.TrimSpace(w.Body.String())
}

// A nil pointer in a union is reported, as a nil union is.
func TestNilVariants(t *testing.T) {
	for _, thing := range []shapes.Thing{
		{Pet: (*shapes.Cat)(nil)},
		{Pets: []shapes.Pet{(*shapes.Dog)(nil)}},
		{Shape: (*shapes.Rect)(nil)},
		{Branch: (*shapes.BranchWithRight)(nil)},
		{Branch: &shapes.BranchWithRight{Of: (*shapes.BranchWithRight)(nil)}},
	} {
		if err := thing.Validate(); err != nil {
			t.Errorf("%+v: %v", thing, err)
		}
		if text, err := json.Marshal(thing); err == nil || !strings.Contains(err.Error(), "is nil") {
			t.Errorf("%+v: %s, %v", thing, text, err)
		}
	}
}
