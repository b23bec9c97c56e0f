package behaviour

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/retries"
)

var retriedCalls = flag.Int("retried", 10000, "calls that TestRetries makes")

// run makes calls concurrently with a number of clients, and returns the number of all tries.
func (p plan) run(t *testing.T, calls, clients int, check func(call, tries int, j job, name string, err error)) (*jobs, int) {
	t.Helper()
	handler, err := retries.NewServer(jobAPI{})
	if err != nil {
		t.Fatal(err)
	}
	j := &jobs{plan: p, inner: handler}
	server := httptest.NewServer(j)
	defer server.Close()
	const callers = 64
	transport := &http.Transport{MaxIdleConnsPerHost: callers}
	defer transport.CloseIdleConnections()
	counting := &numbered{RoundTripper: transport, plan: p, tries: make([]atomic.Int32, calls)}
	var made []*retries.Client
	for range clients {
		client, err := retries.NewClient(retries.WithBaseURL(server.URL+retries.DefaultBasePath), retries.WithHTTPClient(&http.Client{Transport: counting}),
			retries.WithRetries(retries.Retries{MinDelay: time.Millisecond, MaxDelay: 2 * time.Millisecond}), retries.WithTryTimeout(2*time.Second))
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, client)
	}
	var next, all atomic.Int64
	var group sync.WaitGroup
	for caller := range callers {
		client := made[caller%clients]
		group.Go(func() {
			for call := int(next.Add(1)) - 1; call < calls; call = int(next.Add(1)) - 1 {
				kind, id := jobKinds[call%len(jobKinds)], strconv.Itoa(call)
				name, err := kind.call(t.Context(), client.With(retries.WithHeader("X-Call", id)), id, retries.Job{Name: "body of " + id})
				tries := int(counting.tries[call].Load())
				all.Add(int64(tries))
				check(call, tries, kind, name, err)
			}
		})
	}
	group.Wait()
	return j, int(all.Load())
}

// TestRetries makes calls of which 5 % of all tries fail. Each call ends as the plan and
// the policy predict. There are many clients, so that time-outs that end at the same
// moment do not use up the tokens of one.
func TestRetries(t *testing.T) {
	p := plan{seed: 16, rate: 0.05}
	var repeated, failed atomic.Int32
	j, all := p.run(t, *retriedCalls, 64, func(call, tries int, kind job, name string, err error) {
		wantTries, fault := kind.expect(p, call)
		if mismatch := kind.mismatch(fault, strconv.Itoa(call), name, err); mismatch != "" || tries != wantTries {
			t.Errorf("call %d, %s: %d tries, want %d; %q, %v %s", call, kind.name, tries, wantTries, name, err, mismatch)
		}
		if err != nil {
			failed.Add(1)
			if text := fmt.Sprintf("(%d tries in ", tries); tries > 1 && !kind.stream && !strings.Contains(err.Error(), text) {
				t.Errorf("call %d, %s: %q does not contain %q", call, kind.name, err, text)
			}
			if kind.once && fault != 409 && fault != 501 && !strings.Contains(err.Error(), "the request body cannot be read again") {
				t.Errorf("call %d, %s: the error is %q, without the reason", call, kind.name, err)
			}
		}
		if tries > 1 {
			repeated.Add(1)
		}
	})
	t.Logf("%d calls, %d tries, %d calls repeated, %d failed", *retriedCalls, all, repeated.Load(), failed.Load())
	if float64(repeated.Load()) < 0.02*float64(*retriedCalls) || failed.Load() == 0 {
		t.Error("the plan has too few faults")
	}
	keys, uuid := map[string]bool{}, regexp.MustCompile("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
	for call := range *retriedCalls {
		kind := jobKinds[call%len(jobKinds)]
		if count, ok := j.done.Load(call); ok && !kind.idempotent && count.(*atomic.Int32).Load() > 1 {
			t.Errorf("call %d, %s: the server may have done it %d times", call, kind.name, count.(*atomic.Int32).Load())
		}
		if key, ok := j.keys.Load(call); ok != kind.keyed && p.fault(call, 1) != unreachable || ok && (keys[key.(string)] || !uuid.MatchString(key.(string))) {
			t.Errorf("call %d, %s: the key is %v", call, kind.name, key)
		} else if ok {
			keys[key.(string)] = true
		}
	}
}

// TestRetriesStopWhileMostCallsFail shows that a client whose calls fail too often makes
// few retries. Each call still ends as the plan predicts for its last try.
func TestRetriesStopWhileMostCallsFail(t *testing.T) {
	p := plan{seed: 17, rate: 0.45}
	var succeeded, stopped atomic.Int32
	calls, wanted := 2000, 0
	for call := range calls {
		tries, _ := jobKinds[call%len(jobKinds)].expect(p, call)
		wanted += tries - 1
	}
	_, all := p.run(t, calls, 1, func(call, tries int, kind job, name string, err error) {
		wantTries, _ := kind.expect(p, call)
		fault := p.fault(call, tries)
		if mismatch := kind.mismatch(fault, strconv.Itoa(call), name, err); mismatch != "" || tries > wantTries {
			t.Errorf("call %d, %s: %d tries of at most %d; %q, %v %s", call, kind.name, tries, wantTries, name, err, mismatch)
		}
		if fault == 0 || fault == cut && kind.stream {
			succeeded.Add(1) // for the client
		}
		if tries < wantTries {
			stopped.Add(1)
			if !strings.Contains(err.Error(), "too many tries of this client fail") {
				t.Errorf("call %d, %s: the error is %q, without the reason", call, kind.name, err)
			}
		}
	})
	made := all - calls
	t.Logf("%d calls, %d succeeded, %d of %d retries made, %d calls stopped", calls, succeeded.Load(), made, wanted, stopped.Load())
	if limit := (100 + int(succeeded.Load())) / 10; made > limit || made < 20 {
		t.Errorf("%d retries, want up to %d", made, limit)
	}
	if stopped.Load() < int32(calls/10) {
		t.Errorf("%d calls stopped", stopped.Load())
	}
}

// The caller's key counts, and the error of a declared body also has the number of tries.
func TestKeysAndErrorsOfRetries(t *testing.T) {
	var keys []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		keys = append(keys, r.Header.Get("Idempotency-Key"))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(503)
		_, _ = io.WriteString(w, `{"reason":"busy"}`)
	}))
	defer server.Close()
	client, err := retries.NewClient(retries.WithBaseURL(server.URL), retries.WithRetries(retries.Retries{MinDelay: 1}))
	if err != nil {
		t.Fatal(err)
	}
	given := "7e53f4b1-0d2c-4d6a-9b8e-3c5f1a2d4e60"
	_, _ = client.PayJob(t.Context(), retries.PayJobParams{ID: "1", IdempotencyKey: retries.Some(given)})
	_, _ = client.With(retries.WithHeader("Idempotency-Key", "mine")).PayJob(t.Context(), retries.PayJobParams{ID: "1"})
	if want := []string{given, given, given, "mine", "mine", "mine"}; !slices.Equal(keys, want) {
		t.Errorf("the keys are %q, want %q", keys, want)
	}
	_, err = client.GetJob(t.Context(), retries.GetJobParams{ID: "1"})
	if e, ok := errors.AsType[*retries.StatusError[retries.Busy]](err); !ok || e.Body.Reason != "busy" || !strings.Contains(err.Error(), "(3 tries in ") {
		t.Errorf("the error is %v", err)
	}
}
