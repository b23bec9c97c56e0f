package driver

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// These are the smallest versions of what two generators emit for one
// operation, GET /pets/{petId}?tag=...
type (
	GetPetParams struct {
		PetID int
		Tag   *string
	}
	GetPetRequestObject struct {
		PetID  int `json:"petId"`
		Params struct {
			Tag *string `json:"tag"`
		}
	}
	fieldsClient struct {
		send func(id int, tag *string) error
	}
	listingClient struct {
		send func(id int, tag *string) error
	}
)

func (c fieldsClient) GetPet(_ context.Context, p GetPetParams) (int, error) {
	return 0, c.send(p.PetID, p.Tag)
}

func (c listingClient) GetPet(_ context.Context, petID int, p *GetPetParams, _ ...func()) (*http.Response, error) {
	return nil, c.send(petID, p.Tag)
}

// petSender sends requests over HTTP, except for pet 13.
func petSender(url string, c *http.Client) func(int, *string) error {
	return func(id int, tag *string) error {
		data, _ := json.Marshal(map[string]any{"id": id, "tag": tag})
		if id == 13 {
			return errors.New("no luck")
		}
		resp, err := c.Post(url, "application/json", strings.NewReader(string(data)))
		if err == nil {
			err = resp.Body.Close()
		}
		return err
	}
}

// petService passes each pet on, with the tag t as x, and rejects pet 404.
func petService(seen func(id int, tag *string)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var came struct {
			ID  int
			Tag *string
		}
		if err := json.NewDecoder(r.Body).Decode(&came); err != nil || came.ID == 404 {
			http.Error(w, "no pet", http.StatusNotFound)
			return
		}
		if came.Tag != nil && *came.Tag == "t" {
			*came.Tag = "x"
		}
		seen(came.ID, came.Tag)
	})
}

func TestExchange(t *testing.T) {
	fields := Peer{
		Name: "fields",
		Dial: func(url string, c *http.Client) (any, error) { return fieldsClient{petSender(url, c)}, nil },
		Serve: func(saw Saw) (http.Handler, error) {
			return petService(func(id int, tag *string) { _ = saw("GetPet", GetPetParams{id, tag}, nil, nil) }), nil
		},
		Fill: unmarshal,
	}
	listing := Peer{
		Name: "listing",
		Dial: func(url string, c *http.Client) (any, error) { return listingClient{petSender(url, c)}, nil },
		Serve: func(saw Saw) (http.Handler, error) {
			return petService(func(id int, tag *string) {
				r := GetPetRequestObject{PetID: id}
				r.Params.Tag = tag
				_ = saw("GetPet", r, nil, nil)
			}), nil
		},
		Fill: unmarshal,
	}
	raw := func(s string) json.RawMessage {
		if s == "" {
			return nil
		}
		return json.RawMessage(s)
	}
	for _, c := range []struct {
		operation, id, tag string
		want               string // prefix of the difference
		untried            bool
	}{
		{"getPet", "1", `"a"`, "", false},
		{"get_pet", "1", "", "", false},
		{"getPet", "1", `"t"`, `query tag, form: at "": "t" became "x"`, false},
		{"getPet", "404", "", "refused: 404 no pet", false},
		{"getPet", "13", "", "not sent: no luck", false},
		{"getPet", `"x"`, "", "path petId, simple, does not fit int", true},
		{"getDog", "1", "", "no method getDog", true},
	} {
		r := Request{Operation: c.operation, Args: []Arg{
			{Name: "petId", In: "path", Kind: "simple", Value: raw(c.id)}, {Name: "tag", In: "query", Kind: "form", Value: raw(c.tag)},
		}}
		for _, pair := range [][2]Peer{{fields, listing}, {listing, fields}, {fields, fields}, {listing, listing}} {
			got := exchange(pair[0], pair[1], []Request{r})[0]
			if !strings.HasPrefix(got.Difference, c.want) || (got.Difference == "") != (c.want == "") || got.Untried != c.untried {
				t.Errorf("%s %s %s, %s: %q (untried %v)", c.operation, c.id, c.tag, got.Direction, got.Difference, got.Untried)
			}
		}
	}
	routed := fields
	routed.Serve = func(Saw) (http.Handler, error) {
		mux := &Mux{}
		mux.HandleFunc("GET /pets/{petId}.json", http.NotFound)
		return mux, nil
	}
	sights := exchange(fields, routed, []Request{{Operation: "getPet", Route: "GET /pets/{id}.json", Args: []Arg{{Name: "petId", In: "path", Value: json.RawMessage("1")}}}})
	for _, got := range sights {
		if !strings.HasPrefix(got.Difference, "refused as the server starts: parsing") || got.Untried {
			t.Errorf("%+v", got)
		}
	}
	if len(sights) != 2 {
		t.Errorf("%d sights of a route that there cannot be", len(sights))
	}
	panics := Peer{Name: "panics", Serve: func(Saw) (http.Handler, error) { panic("two patterns") }}
	if got := exchange(fields, panics, []Request{{Operation: "getPet"}})[0]; got.Difference != "no server: two patterns" {
		t.Errorf("%+v", got)
	}
}

func TestArgDiffers(t *testing.T) {
	for _, c := range []struct{ sent, instead, seen, want string }{
		{`1`, ``, `1.0`, ""},
		{``, ``, ``, ""},
		{``, `5`, `5`, ""},
		{``, `5`, ``, ""},
		{``, ``, `5`, "absent came as 5"},
		{``, `5`, `6`, `at "": 5 became 6`},
		{`1`, `5`, `5`, `at "": 1 became 5`},
		{`1`, ``, ``, "lost"},
		{`{"a":1,"b":2}`, ``, `{"a":1}`, "lost /b"},
	} {
		raw := func(s string) json.RawMessage {
			if s == "" {
				return nil
			}
			return json.RawMessage(s)
		}
		if got := (Arg{Value: raw(c.sent), Default: raw(c.instead)}).differs(raw(c.seen)); got != c.want {
			t.Errorf("%q, default %q, seen %q: %q, want %q", c.sent, c.instead, c.seen, got, c.want)
		}
	}
}

func TestCalled(t *testing.T) {
	among := map[string]int{"token": 1, "tokenquery": 2, "n1property": 3, "note": 4, "ote": 5}
	for _, c := range []struct{ name, in, want string }{
		{"token", "path", "token"},
		{"token", "query", "tokenquery"},
		{"1_property", "query", "n1property"},
		{"ote", "query", "ote"},
		{"gone", "query", "gone"},
	} {
		if got := called(among, Arg{Name: c.name, In: c.in}); got != c.want {
			t.Errorf("%s in %s is %s, want %s", c.name, c.in, got, c.want)
		}
	}
	var request struct {
		Token  string
		Params struct{ Token string }
	}
	request.Token, request.Params.Token = "a", "b"
	if got, err := (Peer{}).arguments(request); err != nil || string(got["token"]) != `"a"` || string(got["tokenquery"]) != `"b"` {
		t.Errorf("%s, %v", got, err)
	}
}

// TestFurtherBodies fills the field of a content type, and reads it back without
// the field Body, which is zero then.
func TestFurtherBodies(t *testing.T) {
	type PutParams struct {
		Body    struct{ A int }
		BodyCSV *string
	}
	p := Peer{Fill: unmarshal, Bodies: map[string]map[string]string{"PutParams": {"text/csv": "BodyCSV"}}}
	for kind, value := range map[string]string{"text/csv": `"a,b"`, "application/json": `{"A":1}`} {
		var params PutParams
		taken, err := p.fill(reflect.ValueOf(&params).Elem(), []Arg{{Name: "body", In: "body", Kind: kind, Value: json.RawMessage(value)}})
		if err != nil || taken != 1 || (params.BodyCSV != nil) != (kind == "text/csv") {
			t.Errorf("%s: %+v, %d, %v", kind, params, taken, err)
		}
		if got, err := p.arguments(params); err != nil || len(got) != 1 || string(got["body"]) != value {
			t.Errorf("%s: %s, %v", kind, got, err)
		}
	}
}

func unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }
