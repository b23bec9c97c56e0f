package behaviour

import (
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/hooks"
)

// listener receives webhooks and callbacks.
type listener struct {
	hooks.UnimplementedWebhookAPI
	pets   []hooks.Pet
	moved  []string
	events []hooks.StreamEventParams
	seen   *hooks.SightingParams // the last one; for a stream its only item, as JSON
}

func (l *listener) NewPet(_ context.Context, params hooks.NewPetParams) error {
	if params.Body.Name == "panic" {
		panic("it bites")
	}
	l.pets = append(l.pets, params.Body)
	return nil
}

func (l *listener) PutPetMoved(_ context.Context, params hooks.PutPetMovedParams) error {
	l.moved = append(l.moved, params.ID)
	return nil
}

func (l *listener) PetMoved(_ context.Context, params hooks.PetMovedParams) (iter.Seq2[hooks.Pet, error], error) {
	l.moved = append(l.moved, params.ID)
	return params.Body, nil
}

func (*listener) PetSeen(_ context.Context, params hooks.PetSeenParams) (string, error) {
	return "Rex in the " + string(params.At), nil
}

func (l *listener) Sighting(_ context.Context, params hooks.SightingParams) error {
	note := func(item hooks.Sighting) { params.Body = item }
	if stream := params.BodyNDJSON; stream != nil {
		params.BodyNDJSON = nil
		for item, err := range stream {
			if err != nil {
				return err
			}
			note(item)
		}
	}
	if stream := params.BodyEventStream; stream != nil {
		params.BodyEventStream = nil
		for event, err := range stream {
			if err != nil {
				return err
			}
			note(event.Data)
		}
	}
	if stream := params.BodyMixed; stream != nil {
		params.BodyMixed = nil
		for item, err := range stream {
			if err != nil {
				return err
			}
			note(item)
		}
	}
	l.seen = &params
	return nil
}

func (l *listener) StreamEvent(_ context.Context, params hooks.StreamEventParams) (*hooks.StreamEventResponse, error) {
	if params.XSequence > 2 {
		return nil, &hooks.GoneError{StatusCode: 410, Body: hooks.Gone{Message: "enough"}}
	}
	l.events = append(l.events, params)
	return &hooks.StreamEventResponse{More: params.XSequence < 2}, nil
}

// requests records requests before they are served.
type requests struct {
	next  http.Handler
	lines []string
}

func (r *requests) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.lines = append(r.lines, req.Method+" "+req.RequestURI)
	r.next.ServeHTTP(w, req)
}

func signed(ctx context.Context, c hooks.Credential) (context.Context, error) {
	if c.Token != "hush" {
		return nil, errors.New("not one of ours")
	}
	return ctx, nil
}

// receive mounts all receivers as a user of the API would.
func receive(t *testing.T, l *listener, security hooks.Security, options ...hooks.ServerOption) (*httptest.Server, *requests) {
	t.Helper()
	options = append(options, security)
	webhooks, err := hooks.NewWebhookHandlers(l, options...)
	if err != nil {
		t.Fatal(err)
	}
	callbacks, err := hooks.NewCallbackHandlers(l, options...)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("POST /hooks/new-pet", webhooks.NewPet)
	mux.Handle("/moved/", webhooks.PetMoved)
	mux.Handle("/seen", webhooks.PetSeen)
	mux.Handle("/mine/events", callbacks.SubscribeOnEvent)
	seen := &requests{next: mux}
	server := httptest.NewServer(seen)
	t.Cleanup(server.Close)
	return server, seen
}

func TestWebhooksGoFromSenderToReceiver(t *testing.T) {
	l := &listener{}
	receiver, seen := receive(t, l, hooks.Security{Signature: signed})
	sender, err := hooks.NewWebhookClient(hooks.WithSignature("hush"), hooks.WithToken("of the API"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	pet := hooks.Pet{Name: "Rex", Tags: []string{"dog"}}
	if err := sender.With(hooks.WithBaseURL(receiver.URL+"/hooks/new-pet?tenant=a%2Fb")).NewPet(ctx, hooks.NewPetParams{Body: pet}); err != nil {
		t.Fatal(err)
	}
	if err := sender.With(hooks.WithBaseURL(receiver.URL+"/moved/?tenant=7")).PutPetMoved(ctx, hooks.PutPetMovedParams{ID: "a&b"}); err != nil {
		t.Fatal(err)
	}
	pets := []hooks.Pet{pet, {Name: "Cat"}}
	moved, err := all(sender.With(hooks.WithBaseURL(receiver.URL+"/moved/?tenant=8")).PetMoved(ctx, hooks.PetMovedParams{ID: "c", Body: each(pets...)}))
	if err != nil || !reflect.DeepEqual(moved, pets) {
		t.Errorf("got %v, %v", moved, err)
	}
	if want := []hooks.Pet{pet}; !reflect.DeepEqual(l.pets, want) {
		t.Errorf("received %v, want %v", l.pets, want)
	}
	if want := []string{"a&b", "c"}; !reflect.DeepEqual(l.moved, want) {
		t.Errorf("received %v, want %v", l.moved, want)
	}
	want := []string{"POST /hooks/new-pet?tenant=a%2Fb", "PUT /moved/?tenant=7&id=a%26b", "POST /moved/?tenant=8&id=c"}
	if !reflect.DeepEqual(seen.lines, want) {
		t.Errorf("requests %q, want %q", seen.lines, want)
	}
}

func TestCallbacksGoWhereTheCallerOfTheAPISays(t *testing.T) {
	l := &listener{}
	receiver, seen := receive(t, l, hooks.Security{Signature: signed})
	sender, err := hooks.NewCallbackClient()
	if err != nil {
		t.Fatal(err)
	}
	api, err := hooks.NewServer(&streams{sender: sender}, hooks.Security{
		Token:     func(ctx context.Context, _ hooks.Credential) (context.Context, error) { return ctx, nil },
		Signature: signed,
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api)
	defer server.Close()
	client, err := hooks.NewClient(hooks.WithBaseURL(server.URL+"/v1"), hooks.WithToken("t"))
	if err != nil {
		t.Fatal(err)
	}
	err = client.Subscribe(context.Background(), hooks.SubscribeParams{Body: hooks.Subscription{CallbackURL: receiver.URL + "/mine/?who=me"}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"POST /mine/events?who=me&v=1", "POST /mine/events?who=me&v=1", "POST /mine/events?who=me&v=1"}
	if !reflect.DeepEqual(seen.lines, want) {
		t.Errorf("requests %q, want %q", seen.lines, want)
	}
	if len(l.events) != 2 || l.events[1].XSequence != 2 || l.events[1].Body.Name != "Rex" {
		t.Errorf("received %+v", l.events)
	}
}

// streams sends events until the receiver stops, and one more.
type streams struct {
	hooks.UnimplementedAPI
	sender *hooks.CallbackClient
}

func (s *streams) Subscribe(ctx context.Context, params hooks.SubscribeParams) error {
	sender := s.sender.With(hooks.WithBaseURL(params.Body.CallbackURL))
	more := true
	n := int64(0)
	for more {
		n++
		reply, err := sender.StreamEvent(ctx, hooks.StreamEventParams{XSequence: n, Body: hooks.Pet{Name: "Rex"}})
		if err != nil {
			return err
		}
		more = reply.More
	}
	_, err := sender.StreamEvent(ctx, hooks.StreamEventParams{XSequence: n + 1, Body: hooks.Pet{Name: "Rex"}})
	if gone, ok := errors.AsType[*hooks.GoneError](err); !ok || gone.Body.Message != "enough" {
		return errors.New("the receiver did not send 410")
	}
	return nil
}

func TestReceiversRefuse(t *testing.T) {
	var log strings.Builder
	l := &listener{}
	receiver, _ := receive(t, l, hooks.Security{Signature: signed}, hooks.WithMaxRequestBytes(100), hooks.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	for _, c := range []struct {
		name, method, path, signature, body string
		status                              int
		says                                string
	}{
		{"no credentials", "POST", "/hooks/new-pet", "", `{"name":"Rex"}`, 401, ""},
		{"wrong credentials", "POST", "/hooks/new-pet", "guess", `{"name":"Rex"}`, 401, ""},
		{"invalid body", "POST", "/hooks/new-pet", "hush", `{"name":7}`, 400, "/name"},
		{"too much body", "POST", "/hooks/new-pet", "hush", `{"name":"` + strings.Repeat("x", 100) + `"}`, 413, ""},
		{"panic", "POST", "/hooks/new-pet", "hush", `{"name":"panic"}`, 500, ""},
		{"unreadable parameter", "PUT", "/moved/?id=%zz", "", "", 400, `"id"`},
		{"unimplemented", "DELETE", "/moved/?id=1", "", "", 501, ""},
		{"no JSON", "POST", "/mine/events", "", `{"name"`, 400, "invalid JSON"},
	} {
		req, err := http.NewRequest(c.method, receiver.URL+c.path, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("X-Signature", c.signature)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != c.status || !strings.Contains(string(body), c.says) {
			t.Errorf("%s: %d %s, want %d %s", c.name, resp.StatusCode, body, c.status, c.says)
		}
	}
	if len(l.pets)+len(l.moved)+len(l.events) > 0 {
		t.Errorf("what was refused has been received: %+v", l)
	}
	if !strings.Contains(log.String(), "it bites") {
		t.Errorf("the log does not have the panic: %s", log.String())
	}
}

func TestOtherMethodsOfAWebhookAreNamed(t *testing.T) {
	receiver, _ := receive(t, &listener{}, hooks.Security{Signature: signed})
	resp, err := http.Get(receiver.URL + "/moved/?id=1")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if allow := resp.Header.Get("Allow"); resp.StatusCode != 405 || allow != "DELETE, OPTIONS, POST, PUT" {
		t.Errorf("%d, Allow: %s", resp.StatusCode, allow)
	}
}

// A receiver responds to HEAD and OPTIONS as a server does.
func TestHooksAnswerHEADAndOPTIONS(t *testing.T) {
	receiver, _ := receive(t, &listener{}, hooks.Security{Signature: signed})
	for _, c := range []struct {
		method, path string
		status       int
		allow, body  string
	}{
		{"GET", "/seen?at=street", 200, "", "Rex in the street"},
		{"HEAD", "/seen?at=street", 200, "", ""},
		{"OPTIONS", "/seen", 204, "GET, HEAD, OPTIONS, POST", ""},
		{"HEAD", "/moved/", 405, "DELETE, OPTIONS, POST, PUT", ""},
		{"OPTIONS", "/moved/", 204, "DELETE, OPTIONS, POST, PUT", ""},
	} {
		resp, body := do(t, c.method, receiver.URL+c.path, "")
		if resp.StatusCode != c.status || resp.Header.Get("Allow") != c.allow || body != c.body {
			t.Errorf("%s %s: %s, Allow: %s, %q", c.method, c.path, resp.Status, resp.Header.Get("Allow"), body)
		}
	}
}

// A receiver reads as a client does: members and values that its document does not
// declare are accepted at any depth, and so are violated constraints. Values that
// the Go types cannot hold are rejected.
func TestReceiversAreLenient(t *testing.T) {
	l := &listener{}
	receiver, _ := receive(t, l, hooks.Security{Signature: signed})
	const query = "/seen?places=roof,garden&places=cellar&as[where]=attic&as[by]=me"
	for _, c := range []struct {
		contentType, body string
		want              hooks.Sighting
	}{
		{"application/json", `{"where":"roof","by":"me"}`, hooks.Sighting{Where: "roof"}},
		{"application/x-www-form-urlencoded", "where=roof&by=me", hooks.Sighting{Where: "roof"}},
		{"application/xml", "<Sighting><where>roof</where><by>me</by></Sighting>", hooks.Sighting{Where: "roof"}},
		{"application/x-ndjson", `{"where":"roof","by":"me"}`, hooks.Sighting{Where: "roof"}},
		{"text/event-stream", "data: {\"where\":\"roof\",\"by\":\"me\"}\n\n", hooks.Sighting{Where: "roof"}},
		{"multipart/mixed; boundary=b", "--b\r\nContent-Type: application/json\r\n\r\n{\"where\":\"roof\",\"by\":\"me\"}\r\n--b--\r\n", hooks.Sighting{Where: "roof"}},
		{"text/plain", "roof", hooks.Sighting{}},
	} {
		l.seen = nil
		resp, text := do(t, "POST", receiver.URL+query, c.body, "Content-Type", c.contentType, "X-Since", "2026-01-02 03:04:05")
		if resp.StatusCode != 204 || l.seen == nil {
			t.Errorf("%s: %s %s", c.contentType, resp.Status, text)
			continue
		}
		want := hooks.SightingParams{
			Places: []hooks.Where{"roof,garden", "cellar"}, XSince: hooks.Some(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)),
			As: &hooks.Sighting{Where: "attic"}, Body: c.want,
		}
		if c.contentType == "text/plain" {
			roof := hooks.Where("roof")
			want.BodyText = &roof
		}
		if !reflect.DeepEqual(*l.seen, want) {
			t.Errorf("%s: %+v", c.contentType, *l.seen)
		}
	}
	if resp, text := do(t, "GET", receiver.URL+"/seen?at=roof", ""); resp.StatusCode != 200 || text != "Rex in the roof" {
		t.Errorf("%s %s", resp.Status, text)
	}
	for times, status := range map[string]int{"0": 204, "null": 204, `"x"`: 400} {
		text := strings.Trim(times, `"`)
		for contentType, body := range map[string]string{
			"application/json": `{"times":` + times + `}`, "application/x-www-form-urlencoded": "times=" + strings.Replace(text, "null", "1", 1),
			"application/xml":   "<s><times>" + strings.Replace(text, "null", "1", 1) + "</times></s>",
			"text/event-stream": `data: {"times":` + times + "}\n\n", "multipart/mixed; boundary=b": "--b\r\nContent-Type: application/json\r\n\r\n{\"times\":" + times + "}\r\n--b--\r\n",
		} {
			if resp, text := do(t, "POST", receiver.URL+"/seen", body, "Content-Type", contentType); resp.StatusCode != status {
				t.Errorf("%s %s: %s %s", contentType, body, resp.Status, text)
			}
		}
	}
}

func TestHandlersNeedTheVerifiersOfTheirOwnSecurityOnly(t *testing.T) {
	if _, err := hooks.NewWebhookHandlers(&listener{}, hooks.Security{}); err == nil || !strings.Contains(err.Error(), "signature") {
		t.Errorf("without a Verifier: %v", err)
	}
	if _, err := hooks.NewCallbackHandlers(&listener{}, hooks.Security{}); err != nil {
		t.Errorf("no callback has a security: %v", err)
	}
}

func TestSendersNeedAURL(t *testing.T) {
	for _, base := range []string{"/relative", "ftp://example.com", "https://", "https://secret\x7f.example.com"} {
		if _, err := hooks.NewWebhookClient(hooks.WithBaseURL(base)); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", base, err)
		}
	}
	sender, err := hooks.NewWebhookClient()
	if err != nil {
		t.Fatal(err)
	}
	err = sender.PutPetMoved(context.Background(), hooks.PutPetMovedParams{ID: "1"})
	if err == nil || err.Error() != "PutPetMoved: the base URL is missing: use WithBaseURL" {
		t.Errorf("without a URL: %v", err)
	}
}

// Errors of a sender do not contain the query of the URL, which may have a
// secret.
func TestErrorsOfSendersHideTheQuery(t *testing.T) {
	receiver := httptest.NewServer(http.NotFoundHandler())
	receiver.Close()
	sender, err := hooks.NewWebhookClient(hooks.WithBaseURL(receiver.URL + "/hook?token=secret"))
	if err != nil {
		t.Fatal(err)
	}
	err = sender.PutPetMoved(context.Background(), hooks.PutPetMovedParams{ID: "1"})
	if err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "/hook") {
		t.Errorf("got %v", err)
	}
}

// WithUncheckedRequests is for the items of streams, too.
func TestUncheckedItemsOfWebhooks(t *testing.T) {
	// Another receiver gets the refused calls: it may still serve one that the client has ended.
	l := &listener{}
	receiver, _ := receive(t, l, hooks.Security{Signature: signed})
	other, _ := receive(t, &listener{}, hooks.Security{Signature: signed})
	sender, err := hooks.NewWebhookClient(hooks.WithBaseURL(other.URL + "/seen"))
	if err != nil {
		t.Fatal(err)
	}
	unchecked := sender.With(hooks.WithBaseURL(receiver.URL+"/seen"), hooks.WithUncheckedRequests())
	want := hooks.Sighting{Where: "street", Times: hooks.Some[int64](0)} // minimum: 1
	for name, params := range map[string]hooks.SightingParams{
		"lines":  {BodyNDJSON: each(want)},
		"events": {BodyEventStream: each(hooks.ServerEvent[hooks.Sighting]{Data: want})},
		"parts":  {BodyMixed: each(want)},
	} {
		l.seen = nil
		if err := sender.Sighting(t.Context(), params); err == nil {
			t.Errorf("%s: sent", name)
		}
		if err := unchecked.Sighting(t.Context(), params); err != nil || l.seen == nil || l.seen.Body != want {
			t.Errorf("%s: %v, received %+v", name, err, l.seen)
		}
	}
}
