package behaviour

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/calls"
)

// The declared headers of a response and of an error reach the caller, also
// through a server that is implemented by a client. No other headers do.
func TestHeadersOfCalls(t *testing.T) {
	k := &kennel{}
	direct := serve(t, k, io.Discard)
	proxy := serve(t, direct, io.Discard)
	for _, test := range []struct {
		operation string
		kennel
		sent, want string // names of headers
	}{
		{"getPet", kennel{}, "ETag X-Age Via Retry-After", "ETag X-Age"},
		{"getPet", kennel{status: 203}, "ETag X-Age Via", "Via"},
		{"getPet", kennel{err: &calls.ProblemError{StatusCode: 404, Body: calls.Problem{Title: "no"}}}, "ETag X-Age Retry-After", "X-Age Retry-After"},
		{"getPet", kennel{err: &calls.APIError{StatusCode: 418}}, "ETag X-Age Retry-After", ""},
		{"headPet", kennel{}, "X-Size", "X-Size"},
		{"headPet", kennel{err: &calls.APIError{StatusCode: 404}}, "X-Size ETag", "X-Size"},
		{"deletePet", kennel{status: 202}, "Location", "Location"},
		{"deletePet", kennel{status: 204}, "Location", ""},
		{"move", kennel{status: 308}, "Location", "Location"},
		{"download", kennel{}, "Content-Range", ""},
		{"part", kennel{}, "", "Content-Range"},
		{"listRows", kennel{}, "X-Rows", "X-Rows"},
		{"listen", kennel{}, "X-Stream", "X-Stream"},
		{"getBundle", kennel{}, "X-Parts", "X-Parts"},
		{"startJob", kennel{status: 202}, "Location", "Location"},
	} {
		*k = test.kennel
		k.header = http.Header{"X-Secret": {"s"}}
		for name := range strings.FieldsSeq(test.sent) {
			k.header.Set(name, "17")
		}
		for where, client := range map[string]*calls.Client{"direct": direct, "proxy": proxy} {
			ctx, call := calls.WithCall(t.Context())
			_, err := operations[test.operation](ctx, client)
			if (err != nil) != (test.err != nil) {
				t.Errorf("%s %s: %v", where, test.operation, err)
			}
			names := strings.Fields(test.sent + " X-Secret")
			if where == "proxy" {
				names = strings.Fields(test.want)
			}
			for name := range strings.FieldsSeq("ETag X-Age Via Retry-After X-Size Location Content-Range X-Rows X-Stream X-Parts X-Secret") {
				if got := call.Header.Get(name) != ""; got != strings.Contains(" "+strings.Join(names, " ")+" ", " "+name+" ") && !(test.operation == "part" && name == "Content-Range") {
					t.Errorf("%s %s %+v: %s is %q", where, test.operation, test.kennel, name, call.Header.Get(name))
				}
			}
			if test.operation == "part" && call.Header.Get("Content-Range") != "bytes 0-2/9" {
				t.Errorf("%s: Content-Range is %q", where, call.Header.Get("Content-Range"))
			}
			if e, ok := errors.AsType[*calls.APIError](err); ok && (e.StatusCode != call.StatusCode || e.Header.Get("ETag") != call.Header.Get("ETag")) {
				t.Errorf("%s %s: the error is %d %v", where, test.operation, e.StatusCode, e.Header)
			}
		}
	}
}

// A declared error of another server is forwarded with its body, its content type
// and the declared headers.
func TestForwardedErrors(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.Header().Set("Retry-After", "7")
		w.Header().Set("Set-Cookie", "session=secret")
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{ "title": "no",   "more": "left out" }`)
	}))
	defer other.Close()
	_, err := serve(t, newCaller(t, other.URL), io.Discard).GetPet(t.Context(), calls.GetPetParams{ID: "a"})
	e, ok := errors.AsType[*calls.ProblemError](err)
	if !ok || e.StatusCode != 404 || e.Body.Title != "no" || e.Header.Get("Content-Type") != "application/problem+json" {
		t.Fatalf("got %v", err)
	}
	var h calls.GetPetHeaders
	if err := h.Read(e.Header); err != nil || h.RetryAfter != calls.Some[int64](7) || e.Header.Get("Set-Cookie") != "" {
		t.Errorf("the header is %v, %v", e.Header, err)
	}
}

// A success of another server that is not as declared is an error for the caller, too.
func TestUndecodableResponsesAreNotForwarded(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<p>")
	}))
	defer other.Close()
	ctx, call := calls.WithCall(t.Context())
	_, err := serve(t, newCaller(t, other.URL), io.Discard).GetPet(ctx, calls.GetPetParams{ID: "a"})
	if e, ok := errors.AsType[*calls.APIError](err); !ok || e.StatusCode != 502 || call.StatusCode != 502 {
		t.Errorf("got %v, status %d", err, call.StatusCode)
	}
}

// A header that two responses declare with different types has two fields.
func TestHeaderWithTwoTypes(t *testing.T) {
	for text, want := range map[string]calls.GetPetHeaders{
		"7":    {XAge: calls.Some[int64](7), XAgeHeader: calls.Some[calls.XAge]("7")},
		"none": {XAgeHeader: calls.Some(calls.XAgeNone)},
	} {
		var got calls.GetPetHeaders
		if err := got.Read(http.Header{"X-Age": {text}}); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
}

// A Call is filled before a stream is read, and with the body if the caller wants it.
func TestCallOfStreamsAndBodies(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/rows"):
			w.Header().Set("Content-Type", "application/x-ndjson")
			w.Header().Set("X-Rows", "1")
			w.WriteHeader(200)
			_ = http.NewResponseController(w).Flush()
			<-release
			_, _ = io.WriteString(w, `{"name":"a"}`+"\n")
		case r.Method == http.MethodDelete:
			_, _ = io.WriteString(w, "a body that is ignored")
		default:
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"name":"a", "more": 1}`)
		}
	}))
	defer server.Close()
	client := newCaller(t, server.URL)

	ctx, call := calls.WithCall(t.Context())
	call.KeepBody = true
	rows, err := client.ListRows(ctx, calls.ListRowsParams{})
	if err != nil || call.StatusCode != 200 || call.Header.Get("X-Rows") != "1" || call.Body != nil {
		t.Fatalf("before the stream: %d, %v, %q, %v", call.StatusCode, call.Header, call.Body, err)
	}
	close(release)
	if text, err := join(rows, nil, func(p calls.Pet) string { return p.Name }); text != "a" || err != nil {
		t.Errorf("the stream has %q, %v", text, err)
	}
	for _, keep := range []bool{false, true} {
		for operation, want := range map[string]string{"getPet": `{"name":"a", "more": 1}`, "deletePet": "a body that is ignored"} {
			ctx, call := calls.WithCall(t.Context())
			call.KeepBody = keep
			if _, err := operations[operation](ctx, client); err != nil || keep != (string(call.Body) == want) || !keep && call.Body != nil {
				t.Errorf("%s, keep %v: %q, %v", operation, keep, call.Body, err)
			}
		}
	}
}

// The first call fills the Call. Later and concurrent ones, failed ones and
// those that are not sent leave it unchanged.
func TestCallIsForOneCall(t *testing.T) {
	k := &kennel{}
	client := serve(t, k, io.Discard)
	ctx, call := calls.WithCall(t.Context())
	if _, err := client.GetPet(ctx, calls.GetPetParams{ID: strings.Repeat("x", 21)}); err == nil || call.StatusCode != 0 {
		t.Errorf("an invalid call: %d, %v", call.StatusCode, err)
	}
	ctx, call = calls.WithCall(t.Context())
	if _, err := client.GetPet(ctx, calls.GetPetParams{ID: "a"}); err != nil || call.StatusCode != 200 {
		t.Fatalf("the first call: %d, %v", call.StatusCode, err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if err := client.DeletePet(ctx, calls.DeletePetParams{ID: "a"}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if call.StatusCode != 200 {
		t.Errorf("a later call has changed the status to %d", call.StatusCode)
	}
	ctx, call = calls.WithCall(t.Context())
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := client.GetPet(canceled, calls.GetPetParams{ID: "a"}); err == nil || call.StatusCode != 0 || call.Header != nil {
		t.Errorf("a canceled call: %d, %v, %v", call.StatusCode, call.Header, err)
	}
}

// Operations can be called without a server, with and without WithCall.
func TestCallsWithoutAServer(t *testing.T) {
	k := &kennel{status: 203, header: http.Header{"Via": {"1.1 a"}}}
	if pet, err := k.GetPet(context.Background(), calls.GetPetParams{ID: "a"}); err != nil || pet.Name != "a" {
		t.Errorf("got %+v, %v", pet, err)
	}
	ctx, call := calls.WithCall(context.Background())
	for _, status := range []int{203, 200} { // both get the same Call
		k.status = status
		if _, err := k.GetPet(ctx, calls.GetPetParams{ID: "a"}); err != nil || call.StatusCode != status || call.Header.Get("Via") != "1.1 a" || call.Request != nil {
			t.Errorf("got %d, %v, %v", call.StatusCode, call.Header, err)
		}
	}
}

// gateway is an operation that calls a client: its own Call and that of the
// client are separate, and only the same operation is forwarded.
type gateway struct {
	calls.API
	upstream *calls.Client
	t        *testing.T
}

func (g gateway) GetPet(ctx context.Context, params calls.GetPetParams) (*calls.Pet, error) {
	own := calls.CallFrom(ctx)
	if own != calls.CallFrom(ctx) || own.Request.Header.Get("X-Trace") != "7" || own.StatusCode != 0 {
		g.t.Errorf("the Call of the operation is %+v", own)
	}
	inner, call := calls.WithCall(ctx)
	if err := g.upstream.DeletePet(inner, calls.DeletePetParams{ID: "a"}); err != nil || call.StatusCode != 202 {
		g.t.Errorf("the call of the client: %d, %v", call.StatusCode, err)
	}
	if own.StatusCode != 0 || len(own.Header) != 0 {
		g.t.Errorf("the client has changed the Call of the operation: %+v", own)
	}
	return &calls.Pet{Name: params.ID}, nil
}

func TestCallOfAnOperationAndOfItsClient(t *testing.T) {
	upstream := serve(t, &kennel{header: http.Header{"Location": {"/x"}, "Etag": {"e"}}}, io.Discard)
	client := serve(t, gateway{upstream, upstream, t}, io.Discard).With(calls.WithHeader("X-Trace", "7"))
	ctx, call := calls.WithCall(t.Context())
	pet, err := client.GetPet(ctx, calls.GetPetParams{ID: "a"})
	if err != nil || pet.Name != "a" || call.StatusCode != 200 || call.Header.Get("ETag") != "" || call.Header.Get("Location") != "" {
		t.Errorf("got %+v, %d, %v, %v", pet, call.StatusCode, call.Header, err)
	}
}

// A missing required header is logged once for each operation, and the response is
// sent without it.
func TestMissingRequiredHeaders(t *testing.T) {
	var log lockedBuffer
	client := serve(t, &kennel{}, &log)
	for range 3 {
		if _, err := client.GetPet(t.Context(), calls.GetPetParams{ID: "a"}); err != nil {
			t.Error(err)
		}
	}
	if text := log.String(); strings.Count(text, "\n") != 1 || !strings.Contains(text, "operation=getPet status=200 headers=[X-Age]") {
		t.Errorf("the log is %q", text)
	}
}

// What a client makes of the responses of other servers.
func TestResponsesWithoutDeclaredBody(t *testing.T) {
	var status int
	var body string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
		if body == "endless" {
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}
	}))
	defer server.Close()
	client := newCaller(t, server.URL).With(calls.WithMaxResponseBytes(100))
	for _, test := range []struct {
		operation string
		status    int
		body      string
		result    string
		api       int // status of the error
	}{
		{"deletePet", 204, "", "", 0},
		{"deletePet", 200, "<html>", "", 0},
		{"deletePet", 201, strings.Repeat("x", 200), "", 0},
		{"deletePet", 299, "endless", "", 0},
		{"deletePet", 302, "", "", -1}, // is followed to /elsewhere, which redirects again
		{"deletePet", 304, "", "", 304},
		{"deletePet", 404, "{}", "", 404},
		{"headPet", 204, "", "", 0},
		{"getPet", 204, "", "", 0},
		{"getPet", 200, `{"name":"a"}`, "a", 0},
		{"getPet", 203, `{"name":"a"}`, "a", 0},
		{"getPet", 201, `{"name":"a"}`, "", 201},
		{"getPet", 304, "", "", 304},
		{"download", 304, "", "", 304},
		{"getWords", 204, "", "", 0},
		{"getRange", 200, `"text"`, "text", 0},
		{"getRange", 201, "3", "III", 0},
		{"getRange", 204, "", "", 0},
		{"move", 307, "<html>", "", 0},
		{"move", 308, "", "", 0},
		{"move", 301, "", "", 301},
		{"move", 304, "", "", 304},
		{"move", 200, "<html>", "", 0},
		{"move", 404, `{"title":"no"}`, "", 404},
		{"getDefault", 200, `{"name":"a"}`, "a", 0},
		{"getDefault", 299, `{"name":"a"}`, "a", 0},
		{"getDefault", 204, "", "", 0},
		{"getDefault", 404, `{"name":"a"}`, "", 404},
		{"putDefault", 201, `{"name":"a"}`, "a", 0},
		{"putDefault", 404, `{"name":"a"}`, "", 404},
		{"postDefault", 200, `{"title":"fine"}`, "", 0},
		{"postDefault", 500, `{"title":"no"}`, "", 500},
	} {
		status, body = test.status, test.body
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		ctx, call := calls.WithCall(ctx)
		result, err := operations[test.operation](ctx, client)
		cancel()
		e, ok := errors.AsType[*calls.APIError](err)
		if result != test.result || (err != nil) != (test.api != 0) || test.api > 0 && (!ok || e.StatusCode != test.api || call.StatusCode != test.api) {
			t.Errorf("%s %d %s: %q, %v", test.operation, test.status, test.body, result, err)
		}
		if test.api == 0 && call.StatusCode != test.status || test.status == 307 && call.Header.Get("Location") != "/elsewhere" {
			t.Errorf("%s %d: the call has %d, %v", test.operation, test.status, call.StatusCode, call.Header)
		}
	}
}

// A connection is used again after a small body that is ignored.
func TestConnectionAfterIgnoredBody(t *testing.T) {
	var opened atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ignored")
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	client := newCaller(t, server.URL).With(calls.WithHTTPClient(server.Client()))
	for range 3 {
		if err := client.DeletePet(t.Context(), calls.DeletePetParams{ID: "a"}); err != nil {
			t.Error(err)
		}
	}
	if n := opened.Load(); n != 1 {
		t.Errorf("%d connections were opened", n)
	}
}
