package oracle

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCalls runs each client against each server, including those of the same
// generator, which shows the cause of a difference. The first side of a
// difference is the right result, the second the actual one.
func TestCalls(t *testing.T) {
	all := reports(t)
	for _, from := range []peer{ours, theirs} {
		for _, to := range []peer{ours, theirs} {
			l := newLedger(t, from.name+" calls "+to.name)
			for _, report := range all {
				s := newSite(t, to, report.json)
				dialed := s.dial(t, from)
				do := []namedCall{{report.name, call{accountID, appID, peerID, nil, token}, accepted}}
				if report.name == example {
					do = calls()
				}
				for _, c := range do {
					checkCall(l, s, dialed, c, report.json)
				}
			}
		}
	}
}

func checkCall(l *ledger, s *site, dialed caller, c namedCall, report []byte) {
	l.t.Helper()
	differs := l.of(c.name)
	got := dialed(l.t.Context(), c.call)
	came, called := s.take()
	outcome := strconv.Itoa(got.status)
	switch {
	case got.err != nil && len(came) == 0:
		outcome = notSent
	case got.err != nil:
		outcome = "error: " + got.err.Error()
	}
	served := outcome == "200"
	if served != (len(called) == 1) || len(called) > 1 {
		l.t.Errorf("%s, %s: outcome %s, and the service was called %d times", l.comparison, c.name, outcome, len(called))
		return
	}
	if !slices.Contains(c.right, outcome) {
		differs("outcome", strings.Join(c.right, " or "), outcome)
	} else if served {
		differs.texts("parameters", c.String(), called[0].String())
		differs.documents("report", report, got.report)
	}
}

// TestRequests compares what both clients send for the same call.
func TestRequests(t *testing.T) {
	l := newLedger(t, "requests")
	s := newSite(t, ours, reports(t)[0].json)
	a, b := s.dial(t, ours), s.dial(t, theirs)
	for _, c := range calls() {
		x, y := sent(t, s, a, c), sent(t, s, b, c)
		differs := l.of(c.name)
		if x == nil || y == nil {
			differs.texts("sent", strconv.FormatBool(x != nil), strconv.FormatBool(y != nil))
			continue
		}
		differs.texts("method", x.method, y.method)
		differs.texts("target", x.target, y.target)
		differs.headers("", x.header, y.header)
		differs.documents("body", x.body, y.body)
	}
}

// sent returns the request that a call sends, or nil.
func sent(t *testing.T, s *site, dialed caller, c namedCall) *trace {
	t.Helper()
	dialed(t.Context(), c.call)
	came, _ := s.take()
	switch len(came) {
	case 0:
		return nil
	case 1:
		return &came[0]
	}
	t.Fatalf("%s: %d requests for one call: %v", c.name, len(came), came)
	return nil
}

// TestResponses compares the responses of both servers to the same request, and
// the calls that their services receive. The requests are written by hand or
// recorded from the clients.
func TestResponses(t *testing.T) {
	l := newLedger(t, "responses")
	report := reports(t)[0].json
	a, b := newSite(t, ours, report), newSite(t, theirs, report)
	for _, r := range append(requests(), replays(t, a)...) {
		x, errX := a.send(r.trace)
		y, errY := b.send(r.trace)
		_, calledOurs := a.take()
		_, calledTheirs := b.take()
		if errX != nil || errY != nil {
			t.Errorf("%s: %v, %v", r.name, errX, errY)
			continue
		}
		differs := l.of(r.name)
		differs.texts("response", x.String(), y.String())
		if x.status != y.status {
			continue // all else follows
		}
		differs.texts("parameters", fmt.Sprint(calledOurs), fmt.Sprint(calledTheirs))
		kind := ""
		if x.status >= 400 {
			kind = "error "
		}
		// The length follows from the body, the date from the clock; the type
		// is part of kind.
		differs.headers(kind, x.header, y.header, "Content-Length", "Content-Type", "Date")
		differs.documents(kind+"body", x.body, y.body)
	}
	for _, r := range reports(t) {
		a, b := newSite(t, ours, r.json), newSite(t, theirs, r.json)
		x, errX := a.send(get("", ""))
		y, errY := b.send(get("", ""))
		if errX != nil || errY != nil {
			t.Errorf("%s: %v, %v", r.name, errX, errY)
			continue
		}
		l.of(r.name).documents("body", x.body, y.body)
	}
}

// replays returns the requests of the clients; equal requests are returned
// once.
func replays(t *testing.T, s *site) (out []namedTrace) {
	t.Helper()
	clients := []caller{s.dial(t, ours), s.dial(t, theirs)}
	for _, c := range calls() {
		var targets []string
		for i, client := range clients {
			r := sent(t, s, client, c)
			if r == nil || len(targets) > 0 && targets[0] == r.target {
				continue
			}
			targets = append(targets, r.target)
			out = append(out, namedTrace{c.name + " by " + []peer{ours, theirs}[i].name, *r})
		}
	}
	return out
}

// TestDifferencesAreSeen checks the comparison itself: each pair differs at the
// named part.
func TestDifferencesAreSeen(t *testing.T) {
	for _, c := range []struct{ a, b, part string }{
		{`{"a":1}`, `{"a":1.0}`, ""},
		{`{"a":9007199254740993}`, `{"a":9007199254740992}`, "/a"},
		{`{"a":null}`, `{}`, "/a"},
		{`{"a":[1,{"b":"x"}]}`, `{"a":[1,{"b":"y"}]}`, "/a/1/b"},
		{`{"a":[1]}`, `{"a":[1,2]}`, "/a"},
		{`{"a":"1"}`, `{"a":1}`, "/a"},
		{`[]`, `{}`, "root"},
		{`{"a":1} x`, `{"a":1}`, "root"},
		{`no`, `JSON`, "root"},
	} {
		var parts, want []string
		found(func(part, _, _ string) { parts = append(parts, part) }).documents("root", []byte(c.a), []byte(c.b))
		switch c.part {
		case "":
		case "root":
			want = []string{"root"}
		default:
			want = []string{"root" + c.part}
		}
		if !reflect.DeepEqual(parts, want) {
			t.Errorf("%s and %s differ at %v, want %v", c.a, c.b, parts, want)
		}
	}
}
