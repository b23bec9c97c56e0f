package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/directions"
)

// users keeps what it receives, and responds with all members set.
type users struct {
	directions.UnimplementedAPI
	user   directions.User
	flat   directions.Flat
	upload directions.SaveMultipartBody
	status int
}

func sampleFlat() directions.Flat {
	return directions.Flat{ID: directions.Some("u1"), Name: "n", Pin: directions.Some("1234")}
}

func sampleUser() directions.User {
	flat := sampleFlat()
	return directions.User{
		ID: directions.Some("u1"), Created: directions.Some(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)), Password: directions.Some("secret"), Name: directions.Some("n"),
		Pay:   &directions.Card{Number: directions.Some("4242"), Last4: directions.Some("42")},
		Owner: &flat, Wrapped: &flat, Friends: []directions.Flat{flat}, Roles: map[string]directions.Flat{"r": flat},
		Inline: &directions.Inline{Seen: directions.Some[int64](1), Hint: directions.Some("h"), Text: directions.Some("t")}, Either: &flat,
		AdditionalProperties: map[string]string{"extra": "e", "id": "forged", "password": "forged"},
	}
}

func (u *users) SaveUser(_ context.Context, params directions.SaveUserParams) (*directions.User, error) {
	u.user = params.Body
	all := sampleUser()
	if u.status != 0 {
		return nil, &directions.UserError{StatusCode: u.status, Body: all}
	}
	return &all, nil
}

func (u *users) SaveXML(_ context.Context, params directions.SaveXMLParams) (*directions.Flat, error) {
	u.flat = params.Body
	all := sampleFlat()
	return &all, nil
}

func (u *users) SaveForm(_ context.Context, params directions.SaveFormParams) (*directions.Flat, error) {
	u.flat = params.Body
	all := sampleFlat()
	return &all, nil
}

func (u *users) SaveMultipart(_ context.Context, params directions.SaveMultipartParams) (*directions.SaveMultipartResponseBody, error) {
	u.upload = params.Body
	file := func() *directions.FilePart {
		return &directions.FilePart{Filename: "f", Content: strings.NewReader("x")}
	}
	return &directions.SaveMultipartResponseBody{Name: "n", ID: directions.Some("u1"), Pin: directions.Some("1234"), Photo: file(), Key: file()}, nil
}

const (
	// What a request and a response may have of sampleUser.
	userToAPI   = `{"password":"secret","name":"n","pay":{"kind":"card","number":"4242"},"wrapped_":0,"friends":[{"name":"n","pin":"1234"}],"roles":{"r":{"name":"n","pin":"1234"}},"inline":{"hint":"h","text":"t"},"either":{"name":"n","pin":"1234"},"extra":"e"}`
	userFromAPI = `{"id":"u1","created":"2026-01-02T03:04:05Z","name":"n","pay":{"kind":"card","last4":"42"},"owner":{"id":"u1","name":"n"},"wrapped":{"id":"u1","name":"n"},"friends":[{"id":"u1","name":"n"}],"roles":{"r":{"id":"u1","name":"n"}},"inline":{"seen":1,"text":"t"},"either":{"id":"u1","name":"n"},"extra":"e"}`
)

func sentToAPI() string { return strings.Replace(userToAPI, `"wrapped_":0,`, "", 1) }

// A client does not send read-only members, at any depth, and does not check them.
// The discriminator of a union is sent in any case.
func TestClientSendsNoReadOnlyMembers(t *testing.T) {
	var sent string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		sent = string(body)
		if r.URL.RawQuery != "" {
			sent = r.URL.RawQuery
		}
		w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
	}))
	defer server.Close()
	client, err := directions.NewClient(directions.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	user := sampleUser()
	user.ID = directions.Some("violates the pattern")
	_, err = client.SaveUser(t.Context(), directions.SaveUserParams{Body: user})
	if sent != sentToAPI() {
		t.Errorf("sent %s, %v\nwant %s", sent, err, sentToAPI())
	}
	_, err = client.SaveXML(t.Context(), directions.SaveXMLParams{Body: sampleFlat()})
	if want := "<Flat><name>n</name><pin>1234</pin></Flat>"; !strings.HasSuffix(sent, want) {
		t.Errorf("sent %s, %v\nwant %s", sent, err, want)
	}
	_, err = client.SaveForm(t.Context(), directions.SaveFormParams{Body: sampleFlat()})
	if want := "name=n&pin=1234"; sent != want {
		t.Errorf("sent %s, %v\nwant %s", sent, err, want)
	}
	flat := sampleFlat()
	_, err = client.FindUser(t.Context(), directions.FindUserParams{Filter: &flat})
	if want := "filter[name]=n&filter[pin]=1234"; sent != want && sent != url.PathEscape(want) {
		t.Errorf("sent %s, %v\nwant %s", sent, err, want)
	}
	file := &directions.FilePart{Filename: "f", Content: strings.NewReader("x")}
	_, _ = client.SaveMultipart(t.Context(), directions.SaveMultipartParams{Body: directions.SaveMultipartBody{Name: "n", ID: directions.Some("u1"), Pin: directions.Some("1234"), Photo: file, Key: file}})
	if strings.Contains(sent, `"id"`) || strings.Contains(sent, `"photo"`) || !strings.Contains(sent, `"pin"`) || !strings.Contains(sent, `"key"`) {
		t.Errorf("sent %s", sent)
	}
	if all, err := json.Marshal(sampleFlat()); err != nil || string(all) != `{"id":"u1","name":"n","pin":"1234"}` {
		t.Errorf("encoding/json, which goes neither way: %s, %v", all, err)
	}
}

// A server drops forged read-only members, valid or not, and sends no write-only
// ones, also not in an error.
func TestServerKeepsDirections(t *testing.T) {
	api := &users{}
	handler, err := directions.NewServer(api)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	forged := strings.NewReplacer(`{"password"`, `{"id":7,"created":[],"owner":null,"password"`, `"number"`, `"last4":"42","number"`,
		`{"name":"n","pin"`, `{"id":"forged","name":"n","pin"`, `{"hint"`, `{"seen":{},"hint"`).Replace(sentToAPI())
	resp, text := do(t, "POST", server.URL+"/users", forged, "Content-Type", "application/json")
	if resp.StatusCode != 200 || text != userFromAPI {
		t.Errorf("%s %s\nwant %s", resp.Status, text, userFromAPI)
	}
	if got, err := json.Marshal(api.user); err != nil || string(got) != sentToAPI() {
		t.Errorf("received %s, %v\nwant %s", got, err, sentToAPI())
	}
	api.status = 409
	if resp, text := do(t, "POST", server.URL+"/users", forged, "Content-Type", "application/json"); resp.StatusCode != 409 || text != userFromAPI {
		t.Errorf("%s %s\nwant %s", resp.Status, text, userFromAPI)
	}
	want := directions.Flat{Name: "n", Pin: directions.Some("1234")}
	resp, text = do(t, "POST", server.URL+"/users/xml", `<Flat id="forged"><name>n</name><pin>1234</pin></Flat>`, "Content-Type", "application/xml")
	if resp.StatusCode != 200 || !strings.HasSuffix(text, `<Flat id="u1"><name>n</name></Flat>`) || api.flat != want {
		t.Errorf("%s %s, received %+v", resp.Status, text, api.flat)
	}
	resp, text = do(t, "POST", server.URL+"/users/form", "id=forged&name=n&pin=1234", "Content-Type", "application/x-www-form-urlencoded")
	if resp.StatusCode != 200 || text != "id=u1&name=n" || api.flat != want {
		t.Errorf("%s %s, received %+v", resp.Status, text, api.flat)
	}
	const part = "--b\r\nContent-Disposition: form-data; name=%s\r\n\r\nx\r\n"
	const file = "--b\r\nContent-Disposition: form-data; name=%s; filename=f\r\n\r\nx\r\n"
	body := strings.ReplaceAll(part, "%s", "name") + strings.ReplaceAll(part, "%s", "id") + strings.ReplaceAll(part, "%s", "pin") + strings.ReplaceAll(file, "%s", "photo") + strings.ReplaceAll(file, "%s", "key") + "--b--\r\n"
	resp, text = do(t, "POST", server.URL+"/users/multipart", body, "Content-Type", "multipart/form-data; boundary=b")
	if resp.StatusCode != 200 || strings.Contains(text, "pin") || strings.Contains(text, "key") || !strings.Contains(text, `"id"`) || !strings.Contains(text, `"photo"`) {
		t.Errorf("%s %s", resp.Status, text)
	}
	if got := api.upload; got.ID != (directions.Opt[string]{}) || got.Photo != nil || got.Pin != directions.Some("x") || got.Key == nil {
		t.Errorf("received %+v", got)
	}
}

// The request of a webhook comes from the API: it has read-only members, and no
// write-only ones.
func TestWebhookDirections(t *testing.T) {
	received := make(chan directions.Flat, 1)
	handlers, err := directions.NewWebhookHandlers(hearing{received: received})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handlers.UserSaved)
	defer server.Close()
	client, err := directions.NewWebhookClient(directions.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	if err := client.UserSaved(t.Context(), directions.UserSavedParams{Body: sampleFlat()}); err != nil {
		t.Fatal(err)
	}
	if got, want := <-received, (directions.Flat{ID: directions.Some("u1"), Name: "n"}); !reflect.DeepEqual(got, want) {
		t.Errorf("received %+v, want %+v", got, want)
	}
}

type hearing struct {
	directions.UnimplementedWebhookAPI
	received chan directions.Flat
	status   int
}

// The error of a receiver goes to the API: it has write-only members, and no
// read-only ones.
func TestDirectionsOfErrorsOfWebhooks(t *testing.T) {
	for status, want := range map[int]string{
		409: `{"name":"n","pin":"1234"}`,
		410: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Flat><name>n</name><pin>1234</pin></Flat>",
	} {
		handlers, err := directions.NewWebhookHandlers(hearing{status: status})
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(handlers.UserSaved)
		defer server.Close()
		if resp, text := do(t, "POST", server.URL, `{"name":"n"}`, "Content-Type", "application/json"); resp.StatusCode != status || text != want {
			t.Errorf("%s %s\nwant %s", resp.Status, text, want)
		}
		server = httptest.NewServer(handlers.UserForgotten)
		defer server.Close()
		if resp, text := do(t, "POST", server.URL, ""); resp.StatusCode != 409 || text != `{"name":"n"}` {
			t.Errorf("%s %s", resp.Status, text)
		}
	}
}

func (h hearing) UserForgotten(context.Context, directions.UserForgottenParams) error {
	return &directions.UserForgotten409ResponseError{StatusCode: 409, Body: directions.UserForgotten409Response{ID: directions.Some("u1"), Name: "n"}}
}

func (h hearing) UserSaved(_ context.Context, params directions.UserSavedParams) error {
	if h.status != 0 {
		return &directions.FlatError{StatusCode: h.status, Body: sampleFlat()}
	}
	h.received <- params.Body
	return nil
}

// A server that leaves out what responses must have logs that, once for each
// operation, and sends the rest.
func TestMissingReadOnlyMembersAreLogged(t *testing.T) {
	var log strings.Builder
	handler, err := directions.NewServer(forgetful{}, directions.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	for range 2 {
		if resp, text := do(t, "POST", server.URL+"/users", `{"password":"x"}`, "Content-Type", "application/json"); resp.StatusCode != 200 || text != `{"name":"n"}` {
			t.Errorf("%s %s", resp.Status, text)
		}
	}
	do(t, "POST", server.URL+"/users/xml", `<Flat><name>n</name></Flat>`, "Content-Type", "application/xml")
	do(t, "POST", server.URL+"/users/form", `name=n`, "Content-Type", "application/x-www-form-urlencoded")
	got := log.String()
	for _, id := range []string{"saveUser", "saveXML", "saveForm"} {
		if strings.Count(got, `"response without required members" operation=`+id+" members=[id]") != 1 {
			t.Errorf("%s is not logged once in %s", id, got)
		}
	}
}

type forgetful struct{ directions.UnimplementedAPI }

func (forgetful) SaveUser(context.Context, directions.SaveUserParams) (*directions.User, error) {
	return &directions.User{Name: directions.Some("n")}, nil
}

func (forgetful) SaveXML(context.Context, directions.SaveXMLParams) (*directions.Flat, error) {
	return &directions.Flat{Name: "n"}, nil
}

func (forgetful) SaveForm(context.Context, directions.SaveFormParams) (*directions.Flat, error) {
	return &directions.Flat{Name: "n"}, nil
}

// What only responses must have is required by strict clients only.
func TestReadOnlyMembersAreDueInResponses(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"name":"n"}`))
	}))
	defer server.Close()
	client, err := directions.NewClient(directions.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.FindUser(t.Context(), directions.FindUserParams{}); err != nil {
		t.Error(err)
	}
	var violated *directions.ConstraintError
	if _, err = client.With(directions.WithStrictResponses()).FindUser(t.Context(), directions.FindUserParams{}); !errors.As(err, &violated) || violated.Error() != "body /id: is required" {
		t.Errorf("strict: %v", err)
	}
}
