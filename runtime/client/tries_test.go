package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// scripted is a transport whose tries end as its functions decide; the last one is for all
// further tries.
type scripted struct {
	tries  []func(*http.Request) (*http.Response, error)
	at     []time.Duration // since start
	start  time.Time
	bodies []string
	sent   []*http.Request
}

func (s *scripted) RoundTrip(req *http.Request) (*http.Response, error) {
	body := ""
	if req.Body != nil {
		data, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		body = string(data)
	}
	s.at, s.bodies, s.sent = append(s.at, time.Since(s.start)), append(s.bodies, body), append(s.sent, req)
	return s.tries[min(len(s.at), len(s.tries))-1](req)
}

// status responds with a status and headers.
func status(code int, header ...string) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) {
		h := http.Header{}
		for i := 0; i < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader("body"))}, nil
	}
}

// cut responds with a body that breaks off.
func cut(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(io.MultiReader(strings.NewReader("b"), broken{io.ErrUnexpectedEOF}))}, nil
}

type broken struct{ error }

func (b broken) Read([]byte) (int, error) { return 0, b.error }

// fails has no response.
func fails(err error) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

// hangs has no response until the context of the request ends.
func hangs(req *http.Request) (*http.Response, error) {
	<-req.Context().Done()
	return nil, context.Cause(req.Context())
}

// of returns a client that sends through the script.
func (s *scripted) of(options ...Option) *Config {
	s.start = time.Now()
	c := Config{BaseURL: "http://a.example", Header: http.Header{}, MaxBody: 100, HTTP: &http.Client{Transport: s}}.With(options)
	return &c
}

func operation(method string) *core.Endpoint {
	return &core.Endpoint{Operation: core.Operation{ID: "op", Method: method, Idempotent: isIdempotent(method)}}
}

type steps = []func(*http.Request) (*http.Response, error)

func TestWhichTriesAreRepeated(t *testing.T) {
	reset := fails(errors.New("connection reset"))
	for _, c := range []struct {
		name   string
		method string
		keyed  bool
		steps  steps
		tries  int
	}{
		{"a success", "GET", false, steps{status(200)}, 1},
		{"503", "GET", false, steps{status(503), status(503), status(200)}, 3},
		{"503 each time", "GET", false, steps{status(503)}, 3},
		{"PUT", "PUT", false, steps{status(502)}, 3},
		{"DELETE", "DELETE", false, steps{status(504)}, 3},
		{"QUERY", "QUERY", false, steps{status(500)}, 3},
		{"408", "HEAD", false, steps{status(408)}, 3},
		{"409", "GET", false, steps{status(409)}, 1},
		{"501", "GET", false, steps{status(501)}, 1},
		{"404", "GET", false, steps{status(404)}, 1},
		{"POST", "POST", false, steps{status(503)}, 1},
		{"PATCH", "PATCH", false, steps{status(500)}, 1},
		{"POST with a key", "POST", true, steps{status(503)}, 3},
		{"POST with a key and 409", "POST", true, steps{status(409)}, 1},
		{"POST and 429", "POST", false, steps{status(429)}, 3},
		{"PATCH and 425", "PATCH", false, steps{status(425)}, 3},
		{"network error", "GET", false, steps{reset}, 3},
		{"network error of POST", "POST", false, steps{reset}, 1},
		{"network error of POST with a key", "POST", true, steps{reset}, 3},
		{"dial error of POST in a transport that reports no connections", "POST", false, steps{fails(&net.OpError{Op: "dial", Err: io.EOF})}, 1},
		{"body that breaks off", "GET", false, steps{cut, status(200)}, 2},
		{"body that breaks off, POST", "POST", false, steps{cut}, 1},
		{"wrong certificate", "GET", false, steps{fails(&tls.CertificateVerificationError{Err: io.EOF})}, 1},
		{"429, then 409", "POST", false, steps{status(429), status(409)}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &scripted{tries: c.steps}
				config := s.of()
				r := &Request{Body: strings.NewReader("text")}
				r.tries.keyed = c.keyed
				in, err := config.Send(t.Context(), operation(c.method), r)
				if len(s.at) != c.tries {
					t.Errorf("%d tries, want %d; %+v, %v", len(s.at), c.tries, in, err)
				}
				for _, body := range s.bodies {
					if body != "text" {
						t.Errorf("a try has the body %q", body)
					}
				}
				if err == nil {
					err = in.APIError()
				}
				if c.tries == 3 && len(c.steps) == 1 && !strings.Contains(err.Error(), "(3 tries in ") {
					t.Errorf("the error is %q", err)
				}
			})
		})
	}
}

func TestWaits(t *testing.T) {
	ask := func(after string) func(*http.Request) (*http.Response, error) {
		return status(503, "Retry-After", after)
	}
	for _, c := range []struct {
		name    string
		options []Option
		steps   steps
		at      []time.Duration
		text    string
	}{
		{"as requested", nil, steps{ask("7"), ask("60"), status(200)}, []time.Duration{0, 7 * time.Second, 67 * time.Second}, ""},
		{"too long", nil, steps{ask("61")}, []time.Duration{0}, "op: 503 Service Unavailable (1 try in 0s; the server requests a wait of 1m1s)"},
		{"with MaxWait", []Option{WithRetries(Retries{MaxWait: time.Hour})}, steps{ask("61"), status(200)}, []time.Duration{0, 61 * time.Second}, ""},
		{"deadline of the call", []Option{WithTimeout(5 * time.Second)}, steps{ask("4"), ask("1")}, []time.Duration{0, 4 * time.Second}, "op: 503 Service Unavailable (2 tries in 4s; the next try would begin after the deadline)"},
		{"all tries", nil, steps{ask("1"), ask("0.9")}, []time.Duration{0, time.Second, 1900 * time.Millisecond}, "op: 503 Service Unavailable (3 tries in 1.9s)"},
		{"off", []Option{WithRetries(Retries{Tries: 1})}, steps{ask("1")}, []time.Duration{0}, "op: 503 Service Unavailable"},
		{"time-outs of tries", []Option{WithTryTimeout(time.Second), WithRetries(Retries{MinDelay: 1})}, steps{hangs}, []time.Duration{0, time.Second, 2 * time.Second}, "op: no response within 1s (3 tries in 3s)"},
		{"time-out of the call", []Option{WithTryTimeout(2 * time.Second), WithTimeout(3 * time.Second), WithRetries(Retries{MinDelay: 1})}, steps{hangs}, []time.Duration{0, 2 * time.Second}, "op: no response within 1s (2 tries in 3s; the next try would begin after the deadline)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &scripted{tries: c.steps}
				config := s.of(c.options...)
				in, err := config.Send(t.Context(), operation("GET"), &Request{})
				if err == nil && in.Status != 200 {
					err = in.APIError()
				}
				if err != nil {
					if text := err.Error(); text != c.text {
						t.Errorf("the error is %q, want %q", text, c.text)
					}
				} else if c.text != "" {
					t.Errorf("no error, want %q", c.text)
				}
				if len(s.at) != len(c.at) {
					t.Fatalf("tries at %v, want %v", s.at, c.at)
				}
				for i, at := range s.at {
					if (at - c.at[i]).Abs() > time.Millisecond {
						t.Errorf("tries at %v, want %v", s.at, c.at)
					}
				}
			})
		})
	}
}

func TestContextsOfTries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// The context ends during a wait.
		s := &scripted{tries: steps{status(503, "Retry-After", "9")}}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err := s.of().Send(ctx, operation("GET"), &Request{})
		if e := (*core.APIError)(nil); !errors.Is(err, context.Canceled) || !errors.As(err, &e) || e.StatusCode != 503 {
			t.Errorf("canceled during a wait: %v", err)
		}
		// The context ends during a try.
		s = &scripted{tries: steps{status(503, "Retry-After", "1"), hangs}}
		ctx, cancel = context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		_, err = s.of().Send(ctx, operation("GET"), &Request{})
		if !errors.Is(err, context.DeadlineExceeded) || !strings.HasSuffix(err.Error(), "(2 tries in 2s)") {
			t.Errorf("at the deadline: %v", err)
		}
		// A wait beyond the deadline of the context.
		s = &scripted{tries: steps{status(503, "Retry-After", "9")}}
		ctx, cancel = context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		in, err := s.of().Send(ctx, operation("GET"), &Request{})
		if err != nil || in.Status != 503 || time.Since(s.start) > 0 {
			t.Errorf("a wait beyond the deadline: %+v, %v after %s", in, err, time.Since(s.start))
		}
		// The time limit is that of a deadline.
		s = &scripted{tries: steps{hangs}}
		_, err = s.of(WithTimeout(time.Second)).Send(t.Context(), operation("POST"), &Request{})
		if late := (interface{ Timeout() bool })(nil); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || !errors.As(err, &late) || !late.Timeout() {
			t.Errorf("after the time limit: %v", err)
		}
	})
}

func TestDecide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen []Try
		s := &scripted{tries: steps{status(409), status(503), fails(io.EOF), status(503)}}
		config := s.of(WithRetries(Retries{Tries: 9, Decide: func(try Try) bool {
			seen = append(seen, try)
			return try.Number < 4
		}}))
		if in, err := config.Send(t.Context(), operation("POST"), &Request{}); err != nil || in.Status != 503 || len(s.at) != 4 {
			t.Errorf("%d tries, %+v, %v", len(s.at), in, err)
		}
		if len(seen) != 4 || seen[0].StatusCode != 409 || seen[0].Default || seen[1].Header == nil || seen[2].Err == nil || seen[2].StatusCode != 0 || seen[3].Operation.ID != "op" {
			t.Errorf("Decide gets %+v", seen)
		}
		// What could not be encoded is not sent again.
		if _, err := config.Send(t.Context(), operation("GET"), &Request{Err: io.EOF}); !errors.Is(err, io.EOF) || len(seen) != 4 {
			t.Errorf("%v, %d decisions", err, len(seen))
		}
	})
}

// Copies of a client share its tokens: 100, of which a retry takes 10, and 20 after a
// time-out.
func TestCopiesShareTokens(t *testing.T) {
	for name, c := range map[string]struct {
		step    func(*http.Request) (*http.Response, error)
		retries int
	}{"503": {status(503), 10}, "time-out": {hangs, 5}} {
		synctest.Test(t, func(t *testing.T) {
			s := &scripted{tries: steps{c.step}}
			config := s.of(WithTryTimeout(time.Second))
			for i := range 7 {
				one := config.With([]Option{WithHeader("A", "b")})
				in, err := one.Send(t.Context(), operation("GET"), &Request{})
				if err == nil {
					err = in.APIError()
				}
				if want := "too many tries of this client fail"; i >= 5 && !strings.Contains(err.Error(), want) {
					t.Errorf("%s, call %d: %v, want %q", name, i+1, err, want)
				}
			}
			if len(s.at) != 7+c.retries {
				t.Errorf("%s: %d tries, want one for each of 7 calls, and %d more", name, len(s.at), c.retries)
			}
		})
	}
}

func TestDoIsRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct {
			method string
			body   io.Reader
			key    string
			tries  int
		}{
			{"GET", nil, "", 3},
			{"PUT", bytes.NewReader([]byte("text")), "", 3},
			{"PUT", io.MultiReader(strings.NewReader("text")), "", 1},
			{"POST", strings.NewReader("text"), "", 1},
			{"POST", strings.NewReader("text"), "k", 3},
		} {
			s := &scripted{tries: steps{status(503)}}
			req, err := http.NewRequest(c.method, "x", c.body)
			if err != nil {
				t.Fatal(err)
			}
			if c.key != "" {
				req.Header.Set("Idempotency-Key", c.key)
			}
			resp, err := s.of(WithTimeout(time.Minute)).Do(t.Context(), req)
			if err != nil || resp.StatusCode != 503 || len(s.at) != c.tries {
				t.Errorf("%s: %d tries, want %d; %v", c.method, len(s.at), c.tries, err)
				continue
			}
			if body, err := io.ReadAll(resp.Body); string(body) != "body" || err != nil {
				t.Errorf("%s: %q, %v", c.method, body, err)
			}
			_ = resp.Body.Close()
			for _, body := range s.bodies {
				if c.body != nil && body != "text" {
					t.Errorf("%s: a try has the body %q", c.method, body)
				}
			}
		}
	})
}
