package behaviour

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/checks"
)

type cards struct{ checks.UnimplementedAPI }

func (cards) AddCards(context.Context, checks.AddCardsParams) error { return nil }

// Violations are rejected at any depth; the error has their pointer and
// keyword.
func TestServerChecks(t *testing.T) {
	handler, err := checks.NewServer(cards{}, checks.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	const fine = `[{"kind":"cash","size":1}]`
	for _, test := range []struct {
		query, body string
		want        []string // in, name and keyword
	}{
		{"", fine, nil},
		{"?ids=5&ids=10&ratio=0.07", fine, nil},
		{"?ids=5&ids=7&ids=5&ratio=0.075", fine, []string{"query ids uniqueItems", "query ids/1 multipleOf", "query ratio multipleOf"}},
		{"", `[]`, []string{"body  minItems"}},
		{"?ids=x&plan=neither", "", []string{"query ids type", "body  required", "query plan maxLength"}},
		{"", `[{"size":1,"kind":"cash"},{"kind":"cash","size":1.0}]`, []string{"body  uniqueItems"}},
		{"", `[{"size":13}]`, []string{"body /0/size not", "body /0 minProperties"}},
		{"", `[{"kind":"card","size":1}]`, []string{"body /0/number required"}},
		{"", `[{"kind":"card","number":"x"}]`, []string{"body /0/number pattern", "body /0/billing dependentRequired"}},
		{"", `[{"kind":"card","number":null,"billing":{}}]`, nil},
		{"", `[{"kind":"cash","tags":["b","b"]}]`, []string{"body /0/tags uniqueItems", "body /0/tags contains"}},
		{"", `[{"kind":"cash","pets":{"tom":{"lives":10},"kit":"long"}}]`, []string{"body /0/pets/kit maxLength", "body /0/pets/tom/lives maximum"}},
		{"", `[{"kind":"cash","labels":{"A":"","b":"","c":""}}]`, []string{"body /0/labels maxProperties", "body /0/labels/A propertyNames"}},
		{"", `[{"kind":"cash","fields":{"S_a":"abc","x":""}}]`, []string{"body /0/fields/S_a maxLength", "body /0/fields/x additionalProperties"}},
		{"?plan=automatic", `[{"kind":"cash","plans":{"a":"none","b":"new"}}]`, nil},
		{"?plan=neither", `[{"kind":"cash","plans":{"a":"none","b":"other"}}]`, []string{"query plan maxLength", "body /0/plans/b maxLength"}},
		{"", `[{"kind":"cash","since":"2024-02-29"},{"kind":"cash","since":"2024-02-29T12:00:00Z"}]`, nil},
		{"", `[{"kind":"cash","since":"lately"}]`, []string{"body /0/since anyOf"}},
		{"", `[{"kind":"cash","tree":{"a":["oak",null,{"b":"elm"}]}}]`, nil},
		{"", `[{"kind":"cash","tree":{"a":["o",[],{}]}}]`, []string{"body /0/tree/a/0 minLength", "body /0/tree/a/1 minItems", "body /0/tree/a/2 minProperties"}},
		{"", `[{"kind":"cash","corner":[1.0,1.5],"extra":"ab","limits":{"n_a":1,"s_a":"","x":null},"preset":{"size":1.0,"mode":"fast"}}]`, nil},
		{"", `[{"kind":"cash","extra":null},{"kind":"cash","extra":{"x":2}},{"kind":"cash","extra":[]}]`, nil},
		{"", `[{"kind":"cash","pair":[5,1]}]`, nil},
		{"", `[{"kind":"cash","pair":[1,1.0]}]`, []string{"body /0/pair uniqueItems", "body /0/pair contains"}},
		{"", `[{"kind":"cash","corner":[0,1]},{"kind":"cash","preset":{"mode":"fast"}}]`, []string{"body /0/corner enum", "body /1/preset enum"}},
		{"", `[{"kind":"cash","extra":"a"},{"kind":"cash","extra":2.5},{"kind":"cash","extra":true}]`, []string{"body /0/extra minLength", "body /1/extra minimum", "body /2/extra not"}},
		{"", `[{"kind":"cash","limits":{"n_a":"x","n_b":0,"s_b":1}}]`, []string{"body /0/limits/n_a type", "body /0/limits/n_b minimum", "body /0/limits/s_b type"}},
	} {
		resp, err := http.Post(server.URL+"/cards"+test.query, "application/json", strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		reply, err := io.ReadAll(resp.Body)
		if err := errors.Join(err, resp.Body.Close()); err != nil {
			t.Fatal(err)
		}
		if (resp.StatusCode == 204) != (len(test.want) == 0) {
			t.Errorf("%s %s: %d %s", test.query, test.body, resp.StatusCode, reply)
		}
		for _, want := range test.want {
			words := strings.SplitN(want, " ", 3)
			row := `{"in":"` + words[0] + `","name":"` + words[1] + `","keyword":"` + words[2] + `"`
			if !strings.Contains(string(reply), row) || strings.Count(string(reply), `"keyword"`) != len(test.want) {
				t.Errorf("%s %s: no %s in %s", test.query, test.body, row, reply)
			}
		}
	}
}

// A client rejects invalid parameters before it sends.
func TestClientChecks(t *testing.T) {
	client, err := checks.NewClient(checks.WithBaseURL("http://127.0.0.1:1"))
	if err != nil {
		t.Fatal(err)
	}
	err = client.AddCards(t.Context(), checks.AddCardsParams{
		IDs:  []int64{5, 5},
		Body: []checks.Card{{Kind: checks.Some(checks.KindCard), Size: checks.Some[int64](14)}},
	})
	var failure *checks.ConstraintError
	if !errors.As(err, &failure) {
		t.Fatal(err)
	}
	var keywords []string
	for _, v := range failure.Violations {
		keywords = append(keywords, v.Keyword)
	}
	if want := []string{"uniqueItems", "not", "required"}; !slices.Equal(keywords, want) {
		t.Errorf("got %v, want %v", keywords, want)
	}
	card := checks.Card{Labels: map[string]string{"a": "b"}}
	if err := card.Validate(); err == nil || err.Error() != "body: must have at least 2 members, not 1" {
		t.Errorf("got %v", err)
	}
}

func (cards) AddUsage(context.Context, checks.AddUsageParams) error { return nil }

// A float32 is compared with limits as a float32 on both sides: the limit itself is
// neither below nor above.
func TestFloat32Limits(t *testing.T) {
	handler, err := checks.NewServer(cards{}, checks.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := checks.NewClient(checks.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	unchecked := client.With(checks.WithUncheckedRequests())
	for _, test := range []struct {
		params checks.AddUsageParams
		want   []string // keywords
	}{
		{checks.AddUsageParams{Share: 0.7, Steps: []float32{0.09, -3e38}, Body: checks.Usage{Quantity: 0.01, Rate: checks.Some[float32](0.02), Kind: checks.Some(checks.UsageKind0_2)}}, nil},
		{checks.AddUsageParams{Share: 0.1, Body: checks.Usage{Quantity: 1.1}}, nil},
		{checks.AddUsageParams{Share: 0.1, Body: checks.Usage{Quantity: 16777216}}, nil},
		{checks.AddUsageParams{Share: 0.71, Steps: []float32{0.1}, Body: checks.Usage{Quantity: 0.015, Rate: checks.Some[float32](0.01)}}, []string{"maximum", "exclusiveMaximum", "multipleOf", "exclusiveMinimum"}},
		{checks.AddUsageParams{Share: 0.1, Body: checks.Usage{Quantity: 0.0099, Rate: checks.Some[float32](0.3)}}, []string{"minimum", "multipleOf", "not"}},
	} {
		sent, received := client.AddUsage(t.Context(), test.params), unchecked.AddUsage(t.Context(), test.params)
		var keywords []string
		if failure, ok := errors.AsType[*checks.ConstraintError](sent); ok {
			for _, v := range failure.Violations {
				keywords = append(keywords, v.Keyword)
			}
		}
		if !slices.Equal(keywords, test.want) {
			t.Errorf("%+v: the client found %v, want %v: %v", test.params, keywords, test.want, sent)
		}
		if (received == nil) != (len(test.want) == 0) {
			t.Errorf("%+v: the server responded %v", test.params, received)
		}
		for _, keyword := range test.want {
			if body := errorBody(received); !strings.Contains(body, `"keyword":"`+keyword+`"`) {
				t.Errorf("%+v: no %s in %s", test.params, keyword, body)
			}
		}
	}
	resp, err := http.Post(server.URL+"/usage/1e39", "application/json", strings.NewReader(`{"quantity":1}`))
	if err != nil {
		t.Fatal(err)
	}
	reply, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != 400 || !strings.Contains(string(reply), `"name":"share","keyword":"format","message":"is out of range"`) {
		t.Errorf("1e39 as a float32: %d %s", resp.StatusCode, reply)
	}
}

// errorBody is the body of an error response.
func errorBody(err error) string {
	e, _ := errors.AsType[*checks.APIError](err)
	if e == nil {
		return ""
	}
	return string(e.Body)
}

func (cards) AddUser(_ context.Context, params checks.AddUserParams) (*checks.User, error) {
	return &checks.User{ID: checks.Some("1"), Name: params.Body.Name}, nil
}

// Members that only requests require are required in requests by clients and
// servers, and not in responses, and vice versa.
func TestRequiredByDirection(t *testing.T) {
	handler, err := checks.NewServer(cards{}, checks.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := checks.NewClient(checks.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	user := checks.User{Name: "a"}
	failure, ok := errors.AsType[*checks.ConstraintError](errorOf(client.AddUser(t.Context(), checks.AddUserParams{Body: user})))
	if !ok || len(failure.Violations) != 1 || failure.Violations[0].Name != "/password" || failure.Violations[0].Keyword != "required" {
		t.Errorf("sent without a password: %+v", failure)
	}
	resp, err := http.Post(server.URL+"/users", "application/json", strings.NewReader(`{"name":"a"}`))
	if err != nil {
		t.Fatal(err)
	}
	reply, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != 400 || !strings.Contains(string(reply), `"name":"/password","keyword":"required"`) {
		t.Errorf("%d %s", resp.StatusCode, reply)
	}
	user.Password = checks.Some("secret")
	added, err := client.AddUser(t.Context(), checks.AddUserParams{Body: user})
	if err != nil || added.ID.Or("") != "1" || added.Validate() != nil {
		t.Errorf("%+v, %v", added, err)
	}
}

func errorOf(_ *checks.User, err error) error { return err }
