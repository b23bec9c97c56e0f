package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/kinds"
)

// kindsEcho responds with the received body.
type kindsEcho struct{ kinds.UnimplementedAPI }

func (kindsEcho) Echo(_ context.Context, params kinds.EchoParams) (*kinds.Thing, error) {
	return &params.Body, nil
}

func kindsClient(t *testing.T) *kinds.Client {
	t.Helper()
	handler, err := kinds.NewServer(kindsEcho{}, kinds.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := kinds.NewClient(kinds.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// Values of every kind of type are received as sent.
func TestKindsTravel(t *testing.T) {
	client := kindsClient(t)
	row := kinds.Row{Item0: "b"}
	for _, thing := range []kinds.Thing{
		{Pet: &kinds.PetBase{Kind: "pet", Friend: &kinds.CatBase{Kind: "cat", Lives: kinds.Some[int64](9)}}},
		{Pet: &kinds.Lion{Kind: "Lion", Pride: "p"}, Cats: []kinds.Cat{&kinds.Lion{Kind: "Lion", Pride: "q"}, &kinds.CatBase{Kind: "cat"}}},
		{Model: kinds.Some(kinds.ModelLarge), Ratio: kinds.Some(kinds.Ratio2_25)},
		{Model: kinds.Some[kinds.Model]("of tomorrow")},
		{At: kinds.Some(kinds.Position{Item0: 1.5, Item1: -2})},
		{Rows: []kinds.Row{
			{Item0: "a", Item1: kinds.Null[int64](), Item2: kinds.Some(&row), Rest: []bool{true, false}},
			{Item0: "c", Item1: kinds.Some[int64](7)},
		}},
		{Outcome: &kinds.OutcomeOkTrue{Ok: kinds.OutcomeOkTrueOkTrue, Value: kinds.Some("v")}},
		{Outcome: &kinds.OutcomeOkFalse{Reason: kinds.Some("r")}},
		{Input: kinds.InputString("s")},
		{Input: kinds.InputStringArray{"a", "b"}},
		{Input: kinds.InputIntegerArray{1, 2, 3}},
		{Input: kinds.Position{Item0: 0.5, Item1: 1.5}},
		{Limit: kinds.Some[kinds.Limit](kinds.LimitStringAuto)},
		{Limit: kinds.Some[kinds.Limit](kinds.LimitBooleanTrue)},
		{Limit: kinds.Null[kinds.Limit]()},
	} {
		got, err := client.Echo(t.Context(), kinds.EchoParams{Body: thing, Model: kinds.Some[kinds.Model]("any"), Ratio: kinds.Some(kinds.Ratio0_5)})
		if err != nil {
			t.Errorf("%+v: %v", thing, err)
		} else if !reflect.DeepEqual(*got, thing) {
			t.Errorf("got %+v, want %+v", *got, thing)
		}
	}
}

// An unset member that distinguishes a variant is sent with its value; the
// variant is not changed.
func TestKindsSendTags(t *testing.T) {
	client := kindsClient(t)
	sent := kinds.Thing{
		Pet:     &kinds.Lion{Pride: "p", Friend: &kinds.CatBase{}},
		Cats:    []kinds.Cat{&kinds.CatBase{Lives: kinds.Some[int64](9)}, &kinds.Lion{Kind: "Lion", Pride: "q"}},
		Outcome: &kinds.OutcomeOkTrue{Value: kinds.Some("v")},
	}
	got, err := client.Echo(t.Context(), kinds.EchoParams{Body: sent})
	want := kinds.Thing{
		Pet:     &kinds.Lion{Kind: "Lion", Pride: "p", Friend: &kinds.CatBase{Kind: "cat"}},
		Cats:    []kinds.Cat{&kinds.CatBase{Kind: "cat", Lives: kinds.Some[int64](9)}, &kinds.Lion{Kind: "Lion", Pride: "q"}},
		Outcome: &kinds.OutcomeOkTrue{Ok: kinds.OutcomeOkTrueOkTrue, Value: kinds.Some("v")},
	}
	if err != nil || !reflect.DeepEqual(*got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if pet := sent.Pet.(*kinds.Lion); pet.Kind != "" {
		t.Errorf("sending has set %q", pet.Kind)
	}
}

// A server accepts only values that the document defines, in bodies and
// parameters.
func TestKindsAreHeld(t *testing.T) {
	client := kindsClient(t)
	for want, params := range map[string]kinds.EchoParams{
		"/pet/kind":   {Body: kinds.Thing{Pet: kinds.UnknownPet(`{"kind":"dog"}`)}},
		"/pet/lives":  {Body: kinds.Thing{Pet: kinds.UnknownPet(`{"kind":"cat","lives":"9"}`)}},
		"/ratio":      {Body: kinds.Thing{Ratio: kinds.Some[kinds.Ratio](0.75)}},
		"/outcome/ok": {Body: kinds.Thing{Outcome: kinds.UnknownOutcome(`{"ok":"yes"}`)}},
		"/at/1":       {Body: kinds.Thing{At: kinds.Some(kinds.Position{Item1: 91})}},
		"/limit":      {Body: kinds.Thing{Limit: kinds.Some[kinds.Limit](kinds.LimitBoolean(false))}},
		"ratio":       {Ratio: kinds.Some[kinds.Ratio](3)},
	} {
		_, err := client.Echo(t.Context(), params)
		var at []string
		if e, ok := errors.AsType[*kinds.APIError](err); ok && e.StatusCode == 400 {
			for _, v := range e.Violations {
				at = append(at, v.Name)
			}
		} else if e, ok := errors.AsType[*kinds.ConstraintError](err); ok { // the client rejects it before sending
			at = append(at, e.Violations[0].Name)
		}
		if len(at) != 1 || at[0] != want {
			t.Errorf("%s: violations at %q, %v", want, at, err)
		}
	}
}

// A violation lists the values and types that are possible.
func TestKindsNameWhatIsPossible(t *testing.T) {
	handler, err := kinds.NewServer(kindsEcho{}, kinds.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, test := range []struct{ query, body, want string }{
		{"?ratio=3", `{}`, `query ratio: must be one of 0.5, 1, 2.25`},
		{"", `{"ratio":3}`, `body /ratio: must be one of 0.5, 1, 2.25`},
		{"", `{"pet":{"lives":9,"kind":"dog"}}`, `body /pet/kind: must be one of "pet", "cat", "Lion"`},
		{"", `{"pet":{"kind":""}}`, `body /pet/kind: must be one of "pet", "cat", "Lion"`},
		{"", `{"pet":{"kind":1}}`, `body /pet/kind: must be one of "pet", "cat", "Lion"`},
		{"", `{"pet":{"kind":"pet","friend":{"kind":"dog"}}}`, `body /pet/friend/kind: must be one of "pet", "cat", "Lion"`},
		{"", `{"pet":{"lives":9}}`, `body /pet/kind: is required: one of "pet", "cat", "Lion"`},
		{"", `{"cats":[{"kind":"cat"},{}]}`, `body /cats/1/kind: is required: one of "cat", "Lion"`},
		{"", `{"pet":"cat"}`, `body /pet: must be an object`},
		{"", `{"outcome":{"ok":"yes"}}`, `body /outcome/ok: must be one of true, false`},
		{"", `{"input":{}}`, `body /input: must be a string, an array of strings, an array of numbers or an array like Position`},
		{"", `{"input":[{}]}`, `body /input: must be a string, an array of strings, an array of numbers or an array like Position`},
		{"", `{"limit":[]}`, `body /limit: must be a string, an integer or a boolean`},
		{"", `{"limit":2}`, `body /limit: must be 1`},
	} {
		resp, body := do(t, "POST", server.URL+"/echo"+test.query, test.body, "Content-Type", "application/json")
		var problem struct{ Errors []kinds.Violation }
		if err := json.Unmarshal([]byte(body), &problem); err != nil || resp.StatusCode != 400 || len(problem.Errors) != 1 || problem.Errors[0].String() != test.want {
			t.Errorf("%s %s: %s %s, want %s", test.query, test.body, resp.Status, body, test.want)
		}
	}
}

// What a client decodes from JSON, and what it rejects.
func TestKindsFromText(t *testing.T) {
	for _, text := range []string{
		`{"pet":{"kind":"dog","tricks":3}}`,
		`{"outcome":{"ok":null}}`,
		`{"rows":[["a"],["b",1],["c",null,["d"],true]]}`,
		`{"input":{"a":1}}`,
		`{"limit":false}`,
	} {
		var thing kinds.Thing
		if err := json.Unmarshal([]byte(text), &thing); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		want := strings.Replace(text, `["a"]`, `["a",null]`, 1)
		if again, err := json.Marshal(thing); err != nil || string(again) != want && string(again) != text {
			t.Errorf("%s became %s, %v", text, again, err)
		}
	}
	for text, want := range map[string]string{
		`{"at":{}}`:                    "body /at: must be an array, not an object",
		`{"rows":[["a",1,["b",2,3]]]}`: "body /rows/0/2/2: must be an array, not a number",
	} {
		var thing kinds.Thing
		if err := json.Unmarshal([]byte(text), &thing); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	var thing kinds.Thing
	if err := json.Unmarshal([]byte(`{"at":[1]}`), &thing); err != nil || thing.At.IsZero() {
		t.Errorf("an array that is too short: %+v, %v", thing.At, err)
	}
	var endless kinds.Endless
	if err := json.Unmarshal([]byte(`{"name":"a","self":{"name":"b"}}`), &endless); err != nil || endless.Self.Name != "b" || endless.Self.Self != nil {
		t.Errorf("an end of what has none: %+v, %v", endless, err)
	}
}
