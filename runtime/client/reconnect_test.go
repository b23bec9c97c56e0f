package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/media"
)

// eventStream responds with events, and then with an error, or with the end of the stream.
func eventStream(text string, end error) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) {
		body := io.MultiReader(strings.NewReader(text), broken{cmp.Or(end, io.EOF)})
		return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"text/event-stream"}}, Body: io.NopCloser(body)}, nil
	}
}

// unreachable is a network error.
var unreachable = fails(errors.New("unreachable"))

// events calls an operation with a stream of events, and returns the data of the events, and the error of
// the loop, which visit can end.
func events(ctx context.Context, s *scripted, op core.Operation, visit func(media.ServerEvent[string]) bool, options ...Option) (got []string, err error) {
	s.start = time.Now()
	c := Config{BaseURL: "https://a.example", MaxBody: 1 << 20, HTTP: &http.Client{Transport: s}}.With(append(options, WithReconnect()))
	in, stream, err := c.SendStream(ctx, &core.Endpoint{Operation: op}, &Request{Path: "/events"}, nil, func(in *Response) bool { return in.Status == 200 })
	if err != nil {
		return nil, err
	}
	loop, err := EventResult(c.MaxBody, in, stream, true, media.EventText[string])
	if err != nil {
		return nil, err
	}
	for e, err := range loop {
		if err != nil {
			return got, err
		}
		got = append(got, e.ID+"="+e.Data)
		if visit != nil && !visit(e) {
			break
		}
	}
	return got, nil
}

var getEvents = core.Operation{ID: "getEvents", Method: http.MethodGet, Idempotent: true}

// lastIDs returns the headers Last-Event-ID of requests.
func lastIDs(sent []*http.Request) (ids []string) {
	for _, req := range sent {
		ids = append(ids, req.Header.Get("Last-Event-ID"))
	}
	return ids
}

func TestReconnect(t *testing.T) {
	for name, c := range map[string]struct {
		steps steps
		want  []string
		ids   []string
		err   string
	}{
		"an error and an end": {
			steps{eventStream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n", io.ErrUnexpectedEOF), eventStream("id: 3\ndata: c\n\n", nil), status(204)},
			[]string{"1=a", "2=b", "3=c"}, []string{"", "2", "3"}, "",
		},
		"an event that is cut": {
			steps{eventStream("id: 1\ndata: a\n\nid: 2\ndata: b\n", io.ErrUnexpectedEOF), eventStream("id: 2\ndata: b\n\n", nil), status(204)},
			[]string{"1=a", "2=b"}, []string{"", "1", "2"}, "",
		},
		"a line that is cut": {
			steps{eventStream("id: 1\ndata: a\n\nid: 2\nda", nil), eventStream("ta: not of the last one\n\nid: 2\ndata: b\n\n", nil), status(204)},
			[]string{"1=a", "2=b"}, []string{"", "1", "2"}, "",
		},
		"a carriage return at the end": {
			steps{eventStream("id: 1\rdata: a\r\r", nil), eventStream("\ndata: b\n\n", nil), status(204)},
			[]string{"1=a", "1=b"}, []string{"", "1", "1"}, "",
		},
		"an id without data":         {steps{eventStream("id: 7\n\n", nil), status(204)}, nil, []string{"", "7"}, ""},
		"an id that is reset":        {steps{eventStream("id: 7\ndata: a\n\nid\ndata: b\n\n", nil), status(204)}, []string{"7=a", "=b"}, []string{"", ""}, ""},
		"no ids":                     {steps{eventStream("data: a\n\n", nil), eventStream("data: a\n\n", nil), status(204)}, []string{"=a", "=a"}, []string{"", "", ""}, ""},
		"no events":                  {steps{eventStream("", nil), eventStream(": comment\n\n", nil), status(204)}, nil, []string{"", "", ""}, ""},
		"a network error":            {steps{eventStream("id: 1\ndata: a\n\n", nil), unreachable, unreachable, unreachable, unreachable, eventStream("data: b\n\n", nil), status(204)}, []string{"1=a", "1=b"}, []string{"", "1", "1", "1", "1", "1", "1"}, ""},
		"a status that is tried":     {steps{eventStream("id: 1\ndata: a\n\n", nil), status(503), status(502), eventStream("data: b\n\n", nil), status(204)}, []string{"1=a", "1=b"}, []string{"", "1", "1", "1", "1"}, ""},
		"another status":             {steps{eventStream("id: 1\ndata: a\n\n", nil), status(404)}, []string{"1=a"}, []string{"", "1"}, "404"},
		"another content type":       {steps{eventStream("id: 1\ndata: a\n\n", nil), status(200, "Content-Type", "text/html")}, []string{"1=a"}, []string{"", "1"}, "not a stream of events"},
		"a wait that is too long":    {steps{eventStream("retry: 90000\nid: 1\ndata: a\n\n", nil)}, []string{"1=a"}, []string{""}, "a wait of 1m30s"},
		"a Retry-After that is, too": {steps{eventStream("id: 1\ndata: a\n\n", nil), status(503, "Retry-After", "61")}, []string{"1=a"}, []string{"", "1"}, "a wait of 1m1s"},
		"an event that is too large": {steps{eventStream("id: 1\ndata: "+strings.Repeat("a", 1<<20+1)+"\n\n", nil)}, nil, []string{""}, "too large"},
		"no first stream":            {steps{status(404)}, nil, []string{""}, "404"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &scripted{tries: c.steps}
				got, err := events(t.Context(), s, getEvents, nil)
				if !slices.Equal(got, c.want) || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
					t.Errorf("got %q, %v, want %q, %q", got, err, c.want, c.err)
				}
				if ids := lastIDs(s.sent); !slices.Equal(ids, c.ids) {
					t.Errorf("Last-Event-ID %q, want %q", ids, c.ids)
				}
			})
		})
	}
}

// The error of a further request is that of its response, not of the first one.
func TestTheErrorOfAReconnectIsThatOfItsResponse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &scripted{tries: steps{eventStream("", nil), status(403)}}
		_, err := events(t.Context(), s, getEvents, nil)
		if e := (*core.APIError)(nil); !errors.As(err, &e) || e.StatusCode != 403 || string(e.Body) != "body" {
			t.Errorf("got %v", err)
		}
	})
}

// The field retry is the delay before a request; it grows only while no event arrives.
func TestTheFieldRetryIsTheDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &scripted{tries: steps{
			eventStream("retry: 2000\ndata: a\n\n", nil), eventStream("data: b\n\n", nil), // after 2 s
			eventStream("", nil), // after 2 s
			eventStream("retry: 100\n\n", nil), unreachable, status(503, "Retry-After", "30"), status(204),
		}}
		if _, err := events(t.Context(), s, getEvents, nil); err != nil {
			t.Fatal(err)
		}
		least := []time.Duration{0, 2 * time.Second, 2 * time.Second, 2 * time.Second, 100 * time.Millisecond, 100 * time.Millisecond, 30 * time.Second}
		for i := 1; i < len(s.at); i++ {
			more := time.Duration(0)
			if i > 2 {
				more = 8 * time.Second
			}
			if wait := s.at[i] - s.at[i-1]; wait < least[i] || wait > least[i]+more {
				t.Errorf("a wait of %v before request %d, want %v", wait, i, least[i])
			}
		}
	})
}

// The delay without a field retry is that of retries, and does not end.
func TestReconnectGoesOnUntilTheContextIsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		s := &scripted{tries: steps{eventStream("data: a\n\n", nil), unreachable}}
		got, err := events(ctx, s, getEvents, nil)
		if len(got) != 1 || !errors.Is(err, context.DeadlineExceeded) || time.Since(s.start) != time.Hour || len(s.at) < 450 {
			t.Errorf("%d events, %v after %v, %d requests", len(got), err, time.Since(s.start), len(s.at))
		}
	})
}

// Loops that end make no further request, nor do those of operations that are not GET.
func TestReconnectIsForLoopsOverGET(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &scripted{tries: steps{eventStream("data: a\n\ndata: b\n\n", nil)}}
		got, err := events(t.Context(), s, getEvents, func(media.ServerEvent[string]) bool { return false })
		if len(got) != 1 || err != nil || len(s.at) != 1 {
			t.Errorf("%q, %v, %d requests", got, err, len(s.at))
		}
		s = &scripted{tries: steps{eventStream("data: a\n\n", io.ErrUnexpectedEOF)}}
		got, err = events(t.Context(), s, core.Operation{ID: "post", Method: http.MethodPost}, nil)
		if len(got) != 1 || !errors.Is(err, io.ErrUnexpectedEOF) || len(s.at) != 1 {
			t.Errorf("POST: %q, %v, %d requests", got, err, len(s.at))
		}
	})
}

// Whatever breaks the connections, every event arrives once.
func TestReconnectLosesAndRepeatsNoEvent(t *testing.T) {
	var whole strings.Builder
	var want []string
	for i := 1; i <= 20; i++ {
		fmt.Fprintf(&whole, "id: %d\r\nevent: n\r\ndata: x\r\n\r\n", i)
		want = append(want, fmt.Sprintf("%d=x", i))
	}
	for size := 1; size < 60; size++ {
		synctest.Test(t, func(t *testing.T) {
			s := &scripted{tries: steps{func(req *http.Request) (*http.Response, error) {
				rest, last := whole.String(), req.Header.Get("Last-Event-ID")
				if last != "" {
					_, rest, _ = strings.Cut(rest, "id: "+last+"\r\nevent: n\r\ndata: x\r\n\r\n")
				}
				if rest == "" {
					return status(204)(req)
				}
				cutAt := min(len(rest), size+40) // at least one event, and some of the next ones
				return eventStream(rest[:cutAt], io.ErrUnexpectedEOF)(req)
			}}}
			if got, err := events(t.Context(), s, getEvents, nil); err != nil || !slices.Equal(got, want) {
				t.Errorf("cut after %d bytes: %q, %v", size+40, got, err)
			}
		})
	}
}
