package behaviour

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/hooks"
	"github.com/peergen/peergen/generator/testdata/behaviour/intercept"
)

// observations records what an observer sees.
type observations struct {
	mu   sync.Mutex
	list []string
}

type observedKey struct{}

func (o *observations) observe(ctx context.Context, header http.Header, start []slog.Attr) (context.Context, func([]slog.Attr, error)) {
	if start[0].Key != "peergen.kind" {
		o.add("the first attribute is " + start[0].Key)
	}
	kind := start[0].Value.String()
	outer, _ := ctx.Value(observedKey{}).(string)
	if kind == "try" {
		header.Set("X-Trace", outer+"/"+kind)
	}
	return context.WithValue(ctx, observedKey{}, outer+"/"+kind), func(end []slog.Attr, err error) {
		o.add(fmt.Sprint(slices.Concat(start, end), " err=", err != nil))
	}
}

var serverPort = regexp.MustCompile(`server\.port=\d+`)

func (o *observations) add(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.list = append(o.list, serverPort.ReplaceAllString(text, "server.port=N"))
}

func (o *observations) take() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	list := o.list
	o.list = nil
	return list
}

// TestObserver observes calls and requests of a client and a server: one for each,
// whether they succeed or not.
func TestObserver(t *testing.T) {
	var client, server observations
	var trace []string
	api := intercept.Intercept(faultyPets{}, func(ctx context.Context, _ *intercept.Operation, _ any, next func(context.Context) (any, error)) (any, error) {
		in, _ := ctx.Value(observedKey{}).(string)
		trace = append(trace, intercept.CallFrom(ctx).Request.Header.Get("X-Trace"), in)
		return next(ctx)
	})
	caller := servePets(t, api, []intercept.ServerOption{intercept.WithObserver(server.observe), intercept.WithLogger(slog.New(slog.DiscardHandler)),
		intercept.WithMiddleware(func(_ *intercept.Operation, next http.Handler) http.Handler { return next })}, intercept.WithObserver(client.observe))
	ctx := t.Context()
	for _, test := range []struct {
		name           string
		call           func() error
		client, server []string
	}{
		{
			"success", func() error { _, err := caller.GetPet(ctx, intercept.GetPetParams{ID: "secret"}); return err },
			[]string{
				"[peergen.kind=try http.request.method=GET peergen.operation=getPet server.address=127.0.0.1 url.scheme=http server.port=N url.template=/pets/{id} http.response.status_code=200] err=false",
				"[peergen.kind=call http.request.method=GET peergen.operation=getPet url.template=/pets/{id} peergen.tries=1] err=false",
			},
			[]string{"[peergen.kind=request http.request.method=GET peergen.operation=getPet http.route=/v1/pets/{id} url.scheme=http http.response.status_code=200] err=false"},
		},
		{
			"empty", func() error { return caller.PutPetsByID(ctx, intercept.PutPetsByIDParams{ID: "1"}) },
			[]string{
				"[peergen.kind=try http.request.method=PUT peergen.operation=PutPetsByID server.address=127.0.0.1 url.scheme=http server.port=N url.template=/pets/{id} http.response.status_code=501 error.type=501] err=true",
				"[peergen.kind=call http.request.method=PUT peergen.operation=PutPetsByID url.template=/pets/{id} peergen.tries=1 error.type=501] err=true",
			},
			[]string{"[peergen.kind=request http.request.method=PUT peergen.operation=PutPetsByID http.route=/v1/pets/{id} url.scheme=http http.response.status_code=501 error.type=501] err=true"},
		},
		{
			"not found", func() error { _, err := caller.GetPet(ctx, intercept.GetPetParams{ID: "missing"}); return err },
			[]string{
				"[peergen.kind=try http.request.method=GET peergen.operation=getPet server.address=127.0.0.1 url.scheme=http server.port=N url.template=/pets/{id} http.response.status_code=404 error.type=404] err=true",
				"[peergen.kind=call http.request.method=GET peergen.operation=getPet url.template=/pets/{id} peergen.tries=1 error.type=404] err=true",
			},
			[]string{"[peergen.kind=request http.request.method=GET peergen.operation=getPet http.route=/v1/pets/{id} url.scheme=http http.response.status_code=404 error.type=404] err=true"},
		},
		{
			"invalid in the client", func() error { _, err := caller.GetPet(ctx, intercept.GetPetParams{ID: "longer than ten"}); return err },
			[]string{fmt.Sprintf("[peergen.kind=call http.request.method=GET peergen.operation=getPet url.template=/pets/{id} peergen.tries=0 error.type=%T] err=true", &intercept.ConstraintError{})},
			nil,
		},
		{
			"hidden", func() error { _, err := caller.GetReport(ctx, intercept.GetReportParams{}); return err },
			[]string{
				"[peergen.kind=try http.request.method=GET peergen.operation=getReport server.address=127.0.0.1 url.scheme=http server.port=N url.template=/report http.response.status_code=500 error.type=500] err=true",
				"[peergen.kind=call http.request.method=GET peergen.operation=getReport url.template=/report peergen.tries=1 error.type=500] err=true",
			},
			[]string{"[peergen.kind=request http.request.method=GET peergen.operation=getReport http.route=/v1/report url.scheme=http http.response.status_code=500 error.type=*errors.errorString] err=true"},
		},
		{
			"panic", func() error { _, err := caller.GetName(ctx, intercept.GetNameParams{}); return err },
			[]string{
				"[peergen.kind=try http.request.method=GET peergen.operation=getName server.address=127.0.0.1 url.scheme=http server.port=N url.template=/name http.response.status_code=500 error.type=500] err=true",
				"[peergen.kind=call http.request.method=GET peergen.operation=getName url.template=/name peergen.tries=1 error.type=500] err=true",
			},
			[]string{"[peergen.kind=request http.request.method=GET peergen.operation=getName http.route=/v1/name url.scheme=http http.response.status_code=500 error.type=*errors.errorString] err=true"},
		},
		{
			"stream", func() error {
				events, err := caller.Listen(ctx, intercept.ListenParams{})
				for range events {
				}
				return err
			},
			[]string{
				"[peergen.kind=try http.request.method=GET peergen.operation=listen server.address=127.0.0.1 url.scheme=http server.port=N url.template=/events http.response.status_code=200] err=false",
				"[peergen.kind=call http.request.method=GET peergen.operation=listen url.template=/events peergen.tries=1] err=false",
			},
			[]string{"[peergen.kind=request http.request.method=GET peergen.operation=listen http.route=/v1/events url.scheme=http http.response.status_code=200] err=false"},
		},
	} {
		trace = nil
		err := test.call()
		if got := client.take(); !slices.Equal(got, test.client) || (err != nil) != strings.HasSuffix(test.client[len(test.client)-1], "true") {
			t.Errorf("%s: %v, client\n%s\nwant\n%s", test.name, err, strings.Join(got, "\n"), strings.Join(test.client, "\n"))
		}
		var got []string
		for range 100 { // the response may arrive before the observation ends
			if got = append(got, server.take()...); len(got) >= len(test.server) {
				break
			}
		}
		if test.name != "stream" && !slices.Equal(got, test.server) {
			t.Errorf("%s: server\n%s\nwant\n%s", test.name, strings.Join(got, "\n"), strings.Join(test.server, "\n"))
		}
		if want := []string{"/call/try", "/request"}; test.server != nil && !slices.Equal(trace, want) {
			t.Errorf("%s: trace %q", test.name, trace)
		}
	}
}

// TestObserverOfRequestsWithoutOperation observes requests that no operation serves,
// aborted responses, failing transports and requests of Do.
func TestObserverOfRequestsWithoutOperation(t *testing.T) {
	var seen observations
	handler, err := intercept.NewServer(faultyPets{}, intercept.WithAuthenticated("key"), intercept.WithObserver(seen.observe))
	if err != nil {
		t.Fatal(err)
	}
	requestTo(t, handler, "GET", "/v1/nothing?q=secret")
	requestTo(t, handler, "PUT", "/v1/name")
	func() {
		defer func() { _ = recover() }()
		requestTo(t, handler, "DELETE", "/v1/pets/1")
	}()
	want := []string{
		"[peergen.kind=request http.request.method=GET url.scheme=http http.response.status_code=404 error.type=404] err=true",
		"[peergen.kind=request http.request.method=PUT url.scheme=http http.response.status_code=405 error.type=405] err=true",
		"[peergen.kind=request http.request.method=DELETE peergen.operation=deletePet http.route=/v1/pets/{id} url.scheme=http error.type=*errors.errorString] err=true",
	}
	if got := seen.take(); !slices.Equal(got, want) {
		t.Errorf("server\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	client := servePets(t, petHouse{}, nil, intercept.WithObserver(seen.observe))
	r, err := http.NewRequestWithContext(t.Context(), "GET", "name", nil)
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := client.Do(t.Context(), r); err != nil || resp.Body.Close() != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _ = client.GetName(ctx, intercept.GetNameParams{})
	_, _ = client.With(intercept.WithTransport(func(http.RoundTripper) http.RoundTripper {
		return roundTripper(func(*http.Request) (*http.Response, error) { return nil, errors.New("no network") })
	})).GetName(t.Context(), intercept.GetNameParams{})
	try := "[peergen.kind=try http.request.method=GET peergen.operation=getName server.address=127.0.0.1 url.scheme=http server.port=N url.template=/name error.type="
	call := "[peergen.kind=call http.request.method=GET peergen.operation=getName url.template=/name peergen.tries=1 error.type="
	want = []string{
		"[peergen.kind=try http.request.method=GET server.address=127.0.0.1 url.scheme=http server.port=N http.response.status_code=200] err=false",
		try + "canceled] err=true", call + "canceled] err=true",
		try + "*errors.errorString] err=true", call + "*errors.errorString] err=true",
	}
	if got := seen.take(); !slices.Equal(got, want) {
		t.Errorf("client\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestRedirectsAreTries observes each request of a call.
func TestRedirectsAreTries(t *testing.T) {
	var seen observations
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/end" {
			http.Redirect(w, r, "/end", http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/plain")
		_, _ = w.Write([]byte("Rex"))
	}))
	defer server.Close()
	client, err := intercept.NewClient(intercept.WithBaseURL(server.URL), intercept.WithObserver(seen.observe))
	if err != nil {
		t.Fatal(err)
	}
	if name, err := client.GetName(t.Context(), intercept.GetNameParams{}); err != nil || name != "Rex" {
		t.Error(name, err)
	}
	got := seen.take()
	if len(got) != 3 || !strings.Contains(got[1], "http.request.resend_count=1") || !strings.Contains(got[2], "peergen.tries=2") {
		t.Errorf("%q", got)
	}
}

// TestRequestLog logs calls and requests without bodies, values or credentials.
func TestRequestLog(t *testing.T) {
	var log lockedBuffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	option := intercept.WithRequestLog(logger, "x-request-id", "Authorization", "X-KEY", "Cookie")
	client := servePets(t, petHouse{}, []intercept.ServerOption{option}, option, intercept.WithKey("hidden-key"), intercept.WithHeader("X-Request-ID", "id-7"),
		intercept.WithHeader("X-Other", "hidden-header"), intercept.WithHeader("Authorization", "hidden-authorization"), intercept.WithHeader("Cookie", "a=hidden-cookie"))
	ctx := t.Context()
	_, _ = client.ListPets(ctx, intercept.ListPetsParams{Secret: intercept.Some("hidden-query")})
	_, _ = client.GetPet(ctx, intercept.GetPetParams{ID: "hidden-id"})
	_, _ = client.GetPet(ctx, intercept.GetPetParams{ID: "missing"})
	_, _ = client.CreatePet(ctx, intercept.CreatePetParams{Body: intercept.Pet{Name: "hidden-body"}})
	_, _ = client.CreatePet(ctx, intercept.CreatePetParams{Body: intercept.Pet{Name: "twice"}})
	text := log.String()
	if strings.Contains(text, "hidden") || strings.Contains(text, "exists") {
		t.Errorf("secrets:\n%s", text)
	}
	for _, want := range []string{
		`level=DEBUG msg="observed try" peergen.kind=try http.request.method=GET peergen.operation=listPets server.address=127.0.0.1`,
		`level=INFO msg="observed request" peergen.kind=request http.request.method=GET peergen.operation=listPets http.route=/v1/pets url.scheme=http http.response.status_code=200 duration=`,
		`level=INFO msg="observed call" peergen.kind=call http.request.method=GET peergen.operation=listPets url.template=/pets peergen.tries=1 duration=`,
		`headers.X-Request-Id=[id-7]`,
		`peergen.tries=1 error.type=404`,
		`peergen.tries=1 error.type=409`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	var errorsOnly bytes.Buffer
	quiet := servePets(t, faultyPets{}, []intercept.ServerOption{intercept.WithLogger(slog.New(slog.DiscardHandler))},
		intercept.WithRequestLog(slog.New(slog.NewTextHandler(&errorsOnly, &slog.HandlerOptions{Level: slog.LevelError}))))
	_, _ = quiet.GetPet(ctx, intercept.GetPetParams{ID: "1"})
	_, _ = quiet.GetPet(ctx, intercept.GetPetParams{ID: "missing"})
	_, _ = quiet.GetReport(ctx, intercept.GetReportParams{})
	if got := errorsOnly.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "level=ERROR") || !strings.Contains(got, "error.type=500") {
		t.Errorf("errors only:\n%s", got)
	}
}

// TestObserverOfWebhooks observes the calls of a sender, and the requests to a receiver.
func TestObserverOfWebhooks(t *testing.T) {
	var seen observations
	handlers, err := hooks.NewWebhookHandlers(hooks.UnimplementedWebhookAPI{}, hooks.WithAuthenticated("signature"), hooks.WithObserver(seen.observe))
	if err != nil {
		t.Fatal(err)
	}
	receiver := httptest.NewServer(handlers.PetSeen)
	client, err := hooks.NewWebhookClient(hooks.WithBaseURL(receiver.URL), hooks.WithObserver(seen.observe))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.PetSeen(t.Context(), hooks.PetSeenParams{}); err == nil {
		t.Error("no error")
	}
	receiver.Close() // waits for the request
	got := seen.take()
	slices.Sort(got)
	want := []string{
		"[peergen.kind=call http.request.method=GET peergen.operation=petSeen peergen.tries=1 error.type=501] err=true",
		"[peergen.kind=request http.request.method=GET peergen.operation=petSeen url.scheme=http http.response.status_code=501 error.type=501] err=true",
		"[peergen.kind=try http.request.method=GET peergen.operation=petSeen server.address=127.0.0.1 url.scheme=http server.port=N http.response.status_code=501 error.type=501] err=true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
}
