package behaviour

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/wire"
)

// A stream that breaks in the middle of events goes on behind the last complete one, until 204.
func TestStreamsOfEventsGoOn(t *testing.T) {
	const last = 12
	requests := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		from, _ := strconv.Atoi(r.Header.Get("Last-Event-ID"))
		if from == last {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		switch requests % 3 {
		case 0:
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		case 1: // ends in the middle of an event
			w.Header().Set("Content-Length", "10000")
		}
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprint(w, "retry: 1\n\n")
		for n := from + 1; n <= min(last, from+3); n++ {
			fmt.Fprintf(w, "id: %d\ndata: event %d\n\n", n, n)
		}
		fmt.Fprintf(w, "id: %d\ndata: eve", from+4)
	}))
	defer server.Close()
	client, err := wire.NewClient(wire.WithBaseURL(server.URL), wire.WithReconnect(), wire.WithRetries(wire.Retries{MinDelay: time.Millisecond}))
	if err != nil {
		t.Fatal(err)
	}
	events, err := client.GetEvents(t.Context(), wire.GetEventsParams{})
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for event, err := range events {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, event.ID+" "+event.Data)
	}
	for n := range last {
		want = append(want, fmt.Sprintf("%d event %[1]d", n+1))
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
	if requests != 6 {
		t.Errorf("%d requests", requests)
	}
}
