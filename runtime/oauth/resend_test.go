package oauth

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/runtime/client"
	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/media"
)

// hasty refuses the first token without having read the body, of which the client
// is still sending the rest.
func hasty(t *testing.T) (*client.Config, *core.Endpoint) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer t1" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		n, err := io.Copy(io.Discard, r.Body)
		fmt.Fprintf(w, "%d %v", n, err)
	}))
	t.Cleanup(server.Close)
	tokens := 0
	source := func(context.Context) (string, time.Time, error) {
		tokens++
		return fmt.Sprintf("t%d", tokens), time.Time{}, nil
	}
	config := client.Config{BaseURL: server.URL, Header: http.Header{}, MaxBody: 1 << 20}.With([]client.Option{Source("o", source)})
	op := &core.Endpoint{Operation: core.Operation{ID: "op", Method: http.MethodPost, Path: "/"}, Security: []core.Requirement{{{Scheme: "o"}}}}
	if resp, err := config.Send(t.Context(), op, &client.Request{}); err != nil || resp.Status != http.StatusUnauthorized { // now the token is kept
		t.Fatal(resp, err)
	}
	return &config, op
}

// Under -race: what is sent again is not what is still being sent.
func TestSentAgainWhileBeingSent(t *testing.T) {
	const size = 16 << 20
	for name, send := range map[string]func(*client.Config, *core.Endpoint) (*client.Response, error){
		"json": func(c *client.Config, op *core.Endpoint) (*client.Response, error) {
			return Send(t.Context(), c.Send, op, &client.Request{Body: bytes.NewReader(make([]byte, size)), ContentType: "a/b"})
		},
		"text, for a stream": func(c *client.Config, op *core.Endpoint) (*client.Response, error) {
			r := &client.Request{}
			r.SetText("text/plain", strings.Repeat("a", size))
			resp, _, err := SendStream(t.Context(), c.SendStream, op, r, nil, nil)
			return resp, err
		},
		"stream": func(c *client.Config, op *core.Endpoint) (*client.Response, error) {
			r := &client.Request{}
			out := client.OutgoingStream(r, "a/b", bytes.NewReader(make([]byte, size)))
			resp, _, err := SendStream(t.Context(), c.SendStream, op, r, out, nil)
			return resp, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			resp, err := send(hasty(t))
			if want := fmt.Sprintf("%d <nil>", size); err != nil || string(resp.Body) != want {
				t.Errorf("%s, %v, want %s", resp.Body, err, want)
			}
		})
	}
}

// The renewal of a token is no try: there are three others, and one idempotency key.
func TestRenewalIsNoTry(t *testing.T) {
	var statuses []int
	var keys []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusServiceUnavailable
		if r.Header.Get("Authorization") == "Bearer t1" {
			status = http.StatusUnauthorized
		}
		body, _ := io.ReadAll(r.Body)
		statuses, keys = append(statuses, status), append(keys, r.Header.Get("Idempotency-Key")+string(body))
		w.WriteHeader(status)
	}))
	defer server.Close()
	tokens := 0
	source := func(context.Context) (string, time.Time, error) {
		tokens++
		return fmt.Sprintf("t%d", tokens), time.Time{}, nil
	}
	config := client.Config{BaseURL: server.URL, MaxBody: 1 << 20}.With([]client.Option{Source("o", source), client.WithRetries(client.Retries{MinDelay: 1})})
	op := &core.Endpoint{Operation: core.Operation{ID: "op", Method: http.MethodPost}, Security: []core.Requirement{{{Scheme: "o"}}}}
	_, _ = config.Send(t.Context(), op, &client.Request{}) // now the token is kept
	statuses, keys = nil, nil
	r := &client.Request{Body: strings.NewReader("text")}
	r.UseKey(nil, "Idempotency-Key", true)
	in, err := Send(t.Context(), config.Send, op, r)
	if want := []int{401, 503, 503, 503}; !slices.Equal(statuses, want) || err != nil || in.Status != 503 || !strings.Contains(in.APIError().Error(), "(3 tries in ") {
		t.Errorf("%v, want %v; %+v, %v", statuses, want, in, err)
	}
	if slices.Sort(keys); len(slices.Compact(keys)) != 1 || len(keys[0]) != len("text")+36 {
		t.Errorf("the keys and bodies are %q", keys)
	}
}

// A stream of events goes on with another token if the server refuses the one that is kept.
func TestReconnectRenewsTokens(t *testing.T) {
	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")+" "+r.Header.Get("Last-Event-ID"))
		switch len(got) {
		case 1:
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = io.WriteString(w, "retry: 1\nid: 7\ndata: a\n\n")
		case 2:
			w.WriteHeader(http.StatusUnauthorized)
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	}))
	defer server.Close()
	tokens := 0
	source := func(context.Context) (string, time.Time, error) {
		tokens++
		return fmt.Sprintf("t%d", tokens), time.Time{}, nil
	}
	config := client.Config{BaseURL: server.URL, MaxBody: 1 << 20}.With([]client.Option{Source("o", source), client.WithReconnect()})
	op := &core.Endpoint{Operation: core.Operation{ID: "op", Method: http.MethodGet, Idempotent: true}, Security: []core.Requirement{{{Scheme: "o"}}}}
	in, stream, err := SendStream(t.Context(), config.SendStream, op, &client.Request{}, nil, func(in *client.Response) bool { return in.Status == http.StatusOK })
	if err != nil {
		t.Fatal(err)
	}
	loop, err := client.EventResult(config.MaxBody, in, stream, true, media.EventText[string])
	if err != nil {
		t.Fatal(err)
	}
	for e, err := range loop {
		if err != nil || e.Data != "a" {
			t.Errorf("%+v, %v", e, err)
		}
	}
	if want := []string{"t1 ", "t1 7", "t2 7"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
