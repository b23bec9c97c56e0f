package client

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
)

// instant responds at once.
type instant struct{ body []byte }

func (i instant) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(i.body)), Request: req}, nil
}

// kinds are requests with different needs: retries of a POST depend on its connection.
var kinds = map[string]func() (method string, r *Request){
	"GET": func() (string, *Request) { return "GET", &Request{} },
	"PUT": func() (string, *Request) { return "PUT", &Request{Body: strings.NewReader("text")} },
	"POST with a key": func() (string, *Request) {
		return "POST", &Request{Body: strings.NewReader("text"), tries: tries{keyed: true}}
	},
	"POST": func() (string, *Request) { return "POST", &Request{Body: strings.NewReader("text")} },
}

// sendOf returns a function that makes a call.
func sendOf(b testing.TB, kind string, options ...Option) func() {
	config := Config{BaseURL: "http://a.example", Header: http.Header{}, MaxBody: 100, HTTP: &http.Client{Transport: instant{[]byte("body")}}}.With(options)
	method, _ := kinds[kind]()
	op := operation(method)
	return func() {
		_, r := kinds[kind]()
		if in, err := config.Send(b.Context(), op, r); err != nil || in.Status != 200 {
			b.Fatal(in, err)
		}
	}
}

// Retries that are not needed allocate nothing, except for the connection of a POST
// without a key.
func TestRetriesAllocateNothing(t *testing.T) {
	for kind := range kinds {
		off := testing.AllocsPerRun(200, sendOf(t, kind, WithRetries(Retries{Tries: 1})))
		on := testing.AllocsPerRun(200, sendOf(t, kind))
		more := 0.0
		if kind == "POST" {
			more = 4
		}
		if on > off+more {
			t.Errorf("%s: %v allocations, and %v without retries", kind, on, off)
		}
	}
}

// BenchmarkRetries shows what retries cost a call when nothing fails.
func BenchmarkRetries(b *testing.B) {
	for kind := range kinds {
		for name, retries := range map[string]Retries{"off": {Tries: 1}, "on": {}} {
			b.Run(kind+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				send := sendOf(b, kind, WithRetries(retries))
				for b.Loop() {
					send()
				}
			})
		}
	}
}

// BenchmarkTries measures what a call has because of retries, without the call.
func BenchmarkTries(b *testing.B) {
	for _, method := range []string{"GET", "POST"} {
		b.Run(method, func(b *testing.B) {
			b.ReportAllocs()
			config, op, in := Config{}.With(nil), operation(method), &Response{Status: 200}
			for b.Loop() {
				var t tries
				ctx, limit := config.begin(b.Context(), &t)
				config.traced(ctx, op, &t)
				limit.end()
				if config.again(ctx, op, &t, in, nil) {
					b.Fatal("again")
				}
			}
		})
	}
}
