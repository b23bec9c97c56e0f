package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/media"
)

func (s *store) ListLines(ctx context.Context, _ media.ListLinesParams) (iter.Seq2[media.Row, error], error) {
	return s.rows(ctx), nil
}

func (s *store) SendLines(_ context.Context, params media.SendLinesParams) (int64, error) {
	return s.counts(params.Body)
}

func (s *store) EchoPayloads(_ context.Context, params media.EchoPayloadsParams) (iter.Seq2[media.Payload, error], error) {
	return params.Body, nil
}

func (s *store) EchoSequence(_ context.Context, params media.EchoSequenceParams) (iter.Seq2[media.Opt[string], error], error) {
	return params.Body, nil
}

func (s *store) Watch(ctx context.Context, _ media.WatchParams) (iter.Seq2[media.ServerEvent[media.Data], error], error) {
	return s.events(ctx), nil
}

func (s *store) WatchText(context.Context, media.WatchTextParams) (iter.Seq2[media.ServerEvent[string], error], error) {
	return each(s.texts...), nil
}

// each yields values.
func each[T any](values ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range values {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// all collects a stream up to its first error.
func all[T any](seq iter.Seq2[T, error], err error) ([]T, error) {
	if err != nil {
		return nil, err
	}
	var out []T
	for v, err := range seq {
		if err != nil {
			return out, err
		}
		out = append(out, v)
	}
	return out, nil
}

func countRows(seq iter.Seq2[media.Row, error]) (int64, error) {
	rows, err := all(seq, nil)
	return int64(len(rows)), err
}

func TestMediaLines(t *testing.T) {
	s, client, server := newStore(t, media.WithMaxRequestBytes(1<<30))
	ctx := context.Background()
	long := media.Row{ID: 2, Note: media.Some(strings.Repeat("long ", 1_000_000))}
	rows := []media.Row{{ID: 1}, long, {ID: 3}}
	s.rows = func(context.Context) iter.Seq2[media.Row, error] { return each(rows...) }
	if got, err := all(client.ListLines(ctx, media.ListLinesParams{})); err != nil || !reflect.DeepEqual(got, rows) {
		t.Errorf("%d rows, %v", len(got), err)
	}
	s.counts = countRows
	if n, err := client.SendLines(ctx, media.SendLinesParams{Body: each(rows...)}); n != 3 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	stream, err := client.ListLines(ctx, media.ListLinesParams{})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = all(stream, nil)
	if _, err := all(stream, nil); err == nil {
		t.Error("a stream can be read twice")
	}
	for _, c := range []struct {
		body   string
		status int
		reply  string // or a part of it
	}{
		{"{\"id\":1}\n\r\n{\"id\":2}", 200, "2"},
		{"", 200, "0"},
		{"{\"id\":1}\n{\"id\":\"x\"}\n", 400, "must be an integer"},
		{"{\"id\":1,\"short\":\"long\"}\n", 400, "maxLength"},
		{"{\"id\":1}\n{\"id\":", 400, "invalid JSON"},
	} {
		if status, reply, _ := raw(t, server, http.MethodPost, "/lines", "application/jsonl", c.body); status != c.status || !strings.Contains(reply, c.reply) {
			t.Errorf("%q: %d %s", c.body, status, reply)
		}
	}
}

// The items of a stream are not read for HEAD, since the response would never
// end.
func TestMediaHeadOfAStreamHasNoItems(t *testing.T) {
	s, _, server := newStore(t)
	s.rows = func(context.Context) iter.Seq2[media.Row, error] {
		return func(func(media.Row, error) bool) { t.Error("the server reads items") }
	}
	s.events = func(context.Context) iter.Seq2[media.ServerEvent[media.Data], error] {
		return func(func(media.ServerEvent[media.Data], error) bool) { t.Error("the server reads events") }
	}
	for path, want := range map[string]string{"/lines": "application/x-ndjson", "/events": "text/event-stream"} {
		if status, _, header := raw(t, server, http.MethodHead, path, "", ""); status != 200 || header.Get("Content-Type") != want {
			t.Errorf("%s: %d %v", path, status, header)
		}
	}
}

func TestMediaLinesGoOnBehindAnItemThatIsNone(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-ndjson")
		_, _ = io.WriteString(w, "{\"id\":1}\nnonsense\n{\"id\":3}\n")
	}))
	defer server.Close()
	client, _ := media.NewClient(media.WithBaseURL(server.URL))
	stream, err := client.ListLines(context.Background(), media.ListLinesParams{})
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	var failures []error
	for row, err := range stream {
		ids = append(ids, row.ID)
		if err != nil {
			failures = append(failures, err)
		}
	}
	if !reflect.DeepEqual(ids, []int64{1, 0, 3}) || len(failures) != 1 || !strings.Contains(failures[0].Error(), "item 2") {
		t.Errorf("%v, %v", ids, failures)
	}
}

func TestMediaStreamsBreakOff(t *testing.T) {
	s, client, _ := newStore(t)
	ctx := context.Background()
	failing := func(yield func(media.Row, error) bool) {
		_ = yield(media.Row{ID: 1}, nil) && yield(media.Row{}, errors.New("the table fell over"))
	}
	s.rows = func(context.Context) iter.Seq2[media.Row, error] { return failing }
	if rows, err := all(client.ListLines(ctx, media.ListLinesParams{})); len(rows) != 1 || err == nil {
		t.Errorf("%v, %v", rows, err)
	}
	s.counts = countRows
	if _, err := client.SendLines(ctx, media.SendLinesParams{Body: failing}); err == nil || !strings.Contains(err.Error(), "the table fell over") {
		t.Errorf("%v", err)
	}
	if _, err := client.SendLines(ctx, media.SendLinesParams{Body: each(media.Row{Short: media.Some("long")})}); err == nil || !strings.Contains(err.Error(), "/short") {
		t.Errorf("%v", err)
	}
}

func TestMediaSequence(t *testing.T) {
	_, client, server := newStore(t)
	items := []media.Opt[string]{media.Some("a\nb"), media.Null[string](), media.Some("")}
	got, err := all(client.EchoSequence(context.Background(), media.EchoSequenceParams{Body: each(items...)}))
	if err != nil || !reflect.DeepEqual(got, items) {
		t.Errorf("%v, %v", got, err)
	}
	if status, reply, _ := raw(t, server, http.MethodPost, "/sequence", "application/json-seq", "\x1e\"a\"\n\x1e\n \"b\"\n\x1e\"c\""); status != 200 || reply != "\x1e\"a\"\n\x1e\"b\"\n\x1e\"c\"\n" {
		t.Errorf("%d %q", status, reply)
	}
}

func TestMediaEvents(t *testing.T) {
	s, client, server := newStore(t)
	ctx := context.Background()
	events := []media.ServerEvent[media.Data]{
		{ID: "1", Event: "tick", Retry: 2 * time.Second, Data: media.Data{N: 1}},
		{ID: "1", Data: media.Data{N: 2}},
	}
	s.events = func(context.Context) iter.Seq2[media.ServerEvent[media.Data], error] { return each(events...) }
	if got, err := all(client.Watch(ctx, media.WatchParams{})); err != nil || !reflect.DeepEqual(got, events) {
		t.Errorf("%v, %v", got, err)
	}
	s.texts = []media.ServerEvent[string]{{Data: "a\nb"}, {Data: ""}, {Data: "[DONE]"}, {Data: " blank"}}
	if got, err := all(client.WatchText(ctx, media.WatchTextParams{})); err != nil || !reflect.DeepEqual(got, s.texts) {
		t.Errorf("%q, %v", got, err)
	}
	status, reply, header := raw(t, server, http.MethodGet, "/events", "", "")
	want := "id: 1\nevent: tick\nretry: 2000\ndata: {\"n\":1}\n\nid: 1\ndata: {\"n\":2}\n\n"
	if status != 200 || reply != want || header.Get("Content-Type") != "text/event-stream" || header.Get("Cache-Control") != "no-cache" {
		t.Errorf("%d %q %v", status, reply, header)
	}
}

func TestMediaEventsOfOthers(t *testing.T) {
	var reply, contentType string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, reply)
	}))
	defer server.Close()
	client, _ := media.NewClient(media.WithBaseURL(server.URL))
	watch := func() ([]media.ServerEvent[media.Data], error) {
		return all(client.Watch(context.Background(), media.WatchParams{}))
	}
	contentType = "text/event-stream; charset=utf-8"
	reply = "\ufeff: hello\r\n\r\ndata:{\"n\":\r\ndata: 1}\r\nid: 7\r\n\r\nevent: alone\n\nevent: e\rdata: {\"n\":2}\r\rretry: x\nunknown: 1\ndata: [DONE]\n\ndata: nonsense\n\n"
	want := []media.ServerEvent[media.Data]{{ID: "7", Data: media.Data{N: 1}}, {ID: "7", Event: "e", Data: media.Data{N: 2}}}
	if got, err := watch(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	reply = "data: {\"n\":1}\n\ndata: {\"n\":2}\n" // the last one is incomplete
	if got, err := watch(); err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	contentType, reply = "application/json", `{"detail":"no stream today"}`
	var e *media.APIError
	if _, err := watch(); !errors.As(err, &e) || string(e.Body) != reply {
		t.Errorf("%v", err)
	}
}

// TestMediaStreamsEnd ends infinite streams in all ways, and looks for leaks.
func TestMediaStreamsEnd(t *testing.T) {
	s, client, server := newStore(t)
	ended := make(chan error, 1)
	s.events = func(ctx context.Context) iter.Seq2[media.ServerEvent[media.Data], error] {
		return func(yield func(media.ServerEvent[media.Data], error) bool) {
			defer func() { ended <- ctx.Err() }()
			for n := int64(0); ; n++ {
				if !yield(media.ServerEvent[media.Data]{Data: media.Data{N: n}}, nil) {
					return
				}
				select {
				case <-ctx.Done():
					return
				case <-time.After(time.Millisecond):
				}
			}
		}
	}
	before := runtime.NumGoroutine()
	watch := func(ctx context.Context, stop func(n int) bool) error {
		stream, err := client.Watch(ctx, media.WatchParams{})
		if err != nil {
			return err
		}
		n := 0
		for _, err := range stream {
			if err != nil {
				return err
			}
			if n++; stop(n) {
				break
			}
		}
		return nil
	}
	if err := watch(context.Background(), func(n int) bool { return n == 3 }); err != nil {
		t.Error(err)
	}
	await(t, ended)
	ctx, cancel := context.WithCancel(context.Background())
	err := watch(ctx, func(n int) bool {
		if n == 3 {
			cancel()
		}
		return false
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after cancel: %v", err)
	}
	await(t, ended)

	s.counts = func(seq iter.Seq2[media.Row, error]) (int64, error) {
		for range seq { //nolint:errcheck // the first item is enough
			return 1, &media.APIError{StatusCode: 409}
		}
		return 0, nil
	}
	stopped := make(chan error, 1)
	endless := func(yield func(media.Row, error) bool) {
		defer func() { stopped <- nil }()
		for yield(media.Row{Note: media.Some(strings.Repeat("x", 10_000))}, nil) {
		}
	}
	if _, err := client.SendLines(context.Background(), media.SendLinesParams{Body: endless}); err == nil {
		t.Error("sending does not end")
	}
	await(t, stopped)

	server.Client().CloseIdleConnections()
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
}

func await(t *testing.T, end <-chan error) {
	t.Helper()
	select {
	case <-end: //nolint:errcheck // any end will do
	case <-time.After(10 * time.Second):
		t.Fatal("the other side goes on")
	}
}

func TestMediaItemsComeOneByOne(t *testing.T) {
	s, client, _ := newStore(t)
	next := make(chan bool)
	s.rows = func(ctx context.Context) iter.Seq2[media.Row, error] {
		return func(yield func(media.Row, error) bool) {
			for n := int64(1); n <= 3; n++ {
				if !yield(media.Row{ID: n}, nil) {
					return
				}
				select {
				case <-next: // the client has received it
				case <-ctx.Done():
					return
				}
			}
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	stream, err := client.ListLines(ctx, media.ListLinesParams{})
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range stream {
		if err != nil {
			t.Fatalf("behind row %d: %v", row.ID, err)
		}
		next <- true
	}
}

// Raw JSON keeps its white space, but an item is one line.
func TestItemsOfIndentedJSON(t *testing.T) {
	_, client, _ := newStore(t)
	sent := []string{"{\n  \"a\": [\r\n\t1,\n\n2]\n}", `"\n \\\" \u000a"`, `[ 1 ]`}
	items := make([]media.Payload, len(sent))
	for i, text := range sent {
		items[i] = media.Payload{Payload: json.RawMessage(text)}
	}
	got, err := all(client.EchoPayloads(t.Context(), media.EchoPayloadsParams{Body: each(items...)}))
	if err != nil || len(got) != len(sent) {
		t.Fatalf("%d items, %v", len(got), err)
	}
	for i, want := range []string{`{"a":[1,2]}`, sent[1], sent[2]} {
		if string(got[i].Payload) != want {
			t.Errorf("item %d: %s, want %s", i, got[i].Payload, want)
		}
	}
}
