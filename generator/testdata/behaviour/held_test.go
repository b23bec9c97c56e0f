package behaviour

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/held"
)

// heldPets keeps what a server receives.
type heldPets struct {
	held.UnimplementedAPI
	found held.FindPetParams
	put   *held.PutPetParams
}

func (k *heldPets) FindPet(_ context.Context, params held.FindPetParams) (*held.Pet, error) {
	k.found = params
	return &held.Pet{Name: "Rex", Color: held.Some("red")}, nil
}

func (k *heldPets) PutPet(_ context.Context, params held.PutPetParams) error {
	k.put = &params
	return nil
}

func (k *heldPets) CheckKey(context.Context, held.CheckKeyParams) error { return nil }

func (k *heldPets) CheckToken(context.Context, held.CheckTokenParams) error { return nil }

// heldKey accepts one key.
func heldKey(ctx context.Context, c held.Credential) (context.Context, error) {
	if c.Token != "right" {
		return nil, errors.New("wrong key")
	}
	return ctx, nil
}

func keeping(t *testing.T, options ...held.ServerOption) (*heldPets, string) {
	t.Helper()
	api := &heldPets{}
	handler, err := held.NewServer(api, append([]held.ServerOption{held.Security{Key: heldKey}}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return api, server.URL
}

// Requests that were valid for the earlier document are accepted, and so are those of new
// clients that leave out or set to null what was required.
func TestServerOfHeldTypes(t *testing.T) {
	api, url := keeping(t)
	size := held.Size{Width: held.Some[int64](1)}
	for _, test := range []struct {
		body string
		want held.Pet
	}{
		{
			`{"name":"","born":"in May","tags":["a"],"size":{"width":1},"status":"sold","mood":"so-so","weight":3,"labels":{"color":"red"},"color":"red"}`,
			held.Pet{Born: "in May", Tags: []string{"a"}, Size: size, Status: held.Some(held.StatusSold), Mood: held.Some("so-so"), Weight: held.Some[int64](3), Labels: map[string]string{"color": "red"}},
		},
		{`{"owner":{"name":"Ann","age":3},"chip":"x"}`, held.Pet{Owner: &held.Person{Name: "Ann", Age: held.Some[int64](3)}, Chip: held.Some("x")}},
		{`{"born":null,"tags":null,"chip":null}`, held.Pet{Chip: held.Null[string]()}},
		{`{"tags":[null,"b"],"data":{"a":"x"}}`, held.Pet{Tags: []string{"", "b"}, Data: []byte(`{"a":"x"}`)}},
	} {
		api.put = nil
		resp, text := do(t, "PUT", url+"/pets", test.body, "Content-Type", "application/json")
		if resp.StatusCode != 204 || api.put == nil {
			t.Errorf("%s: %s %s", test.body, resp.Status, text)
			continue
		}
		if !reflect.DeepEqual(api.put.Body, test.want) {
			t.Errorf("%s: got %+v, want %+v", test.body, api.put.Body, test.want)
		}
	}
	for query, want := range map[string]held.FindPetParams{
		"?page=3&since=yesterday&sort=odd&expand=a": {Page: 3, Since: held.Some("yesterday"), Sort: held.Some("odd")},
		"": {},
	} {
		if resp, text := do(t, "GET", url+"/pets"+query, ""); resp.StatusCode != 200 || strings.Contains(text, "red") {
			t.Errorf("%s: %s %s", query, resp.Status, text)
		}
		if !reflect.DeepEqual(api.found, want) {
			t.Errorf("%s: got %+v, want %+v", query, api.found, want)
		}
	}
}

// A client sends zero values of what was required, and nothing of what was removed.
func TestClientOfHeldTypes(t *testing.T) {
	var query, body, accept string
	reply := func(w http.ResponseWriter) { w.WriteHeader(http.StatusNoContent) }
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		query, body, accept = r.URL.RawQuery, string(data), r.Header.Get("Accept")
		reply(w)
	}))
	defer server.Close()
	client, err := held.NewClient(held.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	if err := client.PutPet(t.Context(), held.PutPetParams{Body: held.Pet{Color: held.Some("red")}}); err != nil {
		t.Fatal(err)
	}
	if want := `{"name":"","born":"","size":{}}`; body != want {
		t.Errorf("sent %s, want %s", body, want)
	}
	json := func(status int, text string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, text)
		}
	}
	reply = json(200, `{"born":null,"owner":{"name":"Ann"},"color":"red","more":1}`)
	pet, err := client.FindPet(t.Context(), held.FindPetParams{Expand: []string{"a"}})
	if err != nil || !reflect.DeepEqual(pet, &held.Pet{Owner: &held.Person{Name: "Ann"}}) {
		t.Errorf("got %+v, %v", pet, err)
	}
	if query != "page=0" || strings.Contains(accept, "csv") {
		t.Errorf("sent %s, accepting %s", query, accept)
	}
	reply = json(202, `{"id":"1"}`)
	if e, ok := errors.AsType[*held.APIError](errOf(client.FindPet(t.Context(), held.FindPetParams{}))); !ok || e.StatusCode != 202 {
		t.Errorf("an undeclared response is %v", e)
	}
	reply = json(200, `{}`)
	if err := client.PutPet(t.Context(), held.PutPetParams{}); err != nil {
		t.Errorf("a first body of an operation is %v", err)
	}
	if err := (&held.Size{}).Validate(); err != nil {
		t.Error(err)
	}
}

func errOf[T any](_ T, err error) error { return err }

// A service of the earlier document has no Verifier for a security scheme that came later. It
// starts, and rejects what needs the scheme.
func TestSchemeWithoutVerifier(t *testing.T) {
	checkKey := func(c *held.Client) error { return c.CheckKey(t.Context(), held.CheckKeyParams{}) }
	checkToken := func(c *held.Client) error { return c.CheckToken(t.Context(), held.CheckTokenParams{}) }
	_, earlier := keeping(t)
	_, complete := keeping(t, held.Security{Token: heldKey})
	for _, test := range []struct {
		name       string
		url        string
		credential held.ClientOption
		call       func(*held.Client) error
		want       int
	}{
		{"the earlier alternative", earlier, held.WithKey("right"), checkKey, 0},
		{"the earlier alternative, wrong", earlier, held.WithKey("wrong"), checkKey, http.StatusUnauthorized},
		{"the new alternative", earlier, held.WithToken("right"), checkKey, http.StatusUnauthorized},
		{"no other alternative", earlier, held.WithToken("right"), checkToken, http.StatusNotImplemented},
		{"with a Verifier", complete, held.WithToken("right"), checkToken, 0},
		{"with a Verifier, wrong", complete, held.WithToken("wrong"), checkToken, http.StatusUnauthorized},
	} {
		client, err := held.NewClient(held.WithBaseURL(test.url), test.credential)
		if err != nil {
			t.Fatal(err)
		}
		err = test.call(client)
		var e *held.APIError
		if errors.As(err, &e) != (test.want != 0) || e != nil && e.StatusCode != test.want {
			t.Errorf("%s: got %v, want %d", test.name, err, test.want)
		}
	}
}

// oldService has the earlier name of a method.
type oldService struct{ held.UnimplementedAPI }

func (oldService) VerifyKey(context.Context, held.CheckKeyParams) error { return nil }

// A service that has the earlier name of a method compiles, because it embeds UnimplementedAPI,
// and would respond with 501.
func TestRenamedMethod(t *testing.T) {
	verifiers := held.Security{Key: heldKey}
	want := "behaviour.oldService has the method VerifyKey, which is called CheckKey now"
	for _, api := range []held.API{oldService{}, held.Intercept(held.Intercept(oldService{}))} {
		if _, err := held.NewServer(api, verifiers); err == nil || err.Error() != want {
			t.Errorf("%T: got %v", api, err)
		}
	}
	client, err := held.NewClient(held.WithBaseURL("http://example.com"))
	if err != nil {
		t.Fatal(err)
	}
	for _, api := range []held.API{client, struct{ *held.Client }{client}, held.UnimplementedAPI{}, held.Intercept(client)} {
		if _, err := held.NewServer(api, verifiers); err != nil {
			t.Errorf("%T: %v", api, err)
		}
	}
}
