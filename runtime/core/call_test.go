package core

import (
	"context"
	"net/http"
	"sync"
	"testing"
)

// The first call fills the Call; later and concurrent ones leave it unchanged.
func TestCallIsClaimedOnce(t *testing.T) {
	ctx, call := WithCall(context.Background())
	first := ClaimCall(ctx, &Endpoint{})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			ClaimCall(ctx, &Endpoint{}).Fill(500, nil, nil)
			CallFrom(ctx).SetStatus(500)
			CallFrom(ctx).Header.Set("A", "no")
		})
	}
	first.Fill(401, nil, nil)
	first.Fill(200, http.Header{"A": {"yes"}}, []byte("body"))
	group.Wait()
	if call.StatusCode != 200 || call.Header.Get("A") != "yes" || call.Body != nil {
		t.Errorf("got %d, %v, %q", call.StatusCode, call.Header, call.Body)
	}
}

func TestCallKeepsBody(t *testing.T) {
	ctx, call := WithCall(context.Background())
	call.KeepBody = true
	claim := ClaimCall(ctx, &Endpoint{})
	if !claim.KeepsBody() {
		t.Error("the body is not kept")
	}
	claim.Fill(200, nil, []byte("body"))
	if string(call.Body) != "body" {
		t.Errorf("got %q", call.Body)
	}
	claim.Fill(0, nil, nil) // another try without a response
	if call.StatusCode != 0 || call.Body != nil {
		t.Errorf("got %d, %q", call.StatusCode, call.Body)
	}
	if claim = ClaimCall(context.Background(), &Endpoint{}); claim.KeepsBody() {
		t.Error("the body is kept without a Call")
	}
	claim.Fill(200, nil, nil)
}

func TestCallFrom(t *testing.T) {
	detached := CallFrom(context.Background())
	detached.SetStatus(201)
	detached.Header.Set("A", "b")

	ctx, call := WithCall(context.Background()) // of the caller of a fake
	inFake := CallFrom(ctx)
	inFake.SetStatus(202)
	inFake.Header.Set("A", "fake")
	if call.StatusCode != 202 || call.Header.Get("A") != "fake" {
		t.Errorf("the caller of a fake has %d, %v", call.StatusCode, call.Header)
	}

	if again := CallFrom(ctx); again != inFake {
		t.Errorf("the second time, a fake gets %+v", again)
	}

	served := &ServerCall{Context: context.Background(), Endpoint: &Endpoint{}}
	served.Header = http.Header{}
	ctx, call = WithCall(served) // of a client that an operation calls
	if first, second := CallFrom(ctx), CallFrom(ctx); first != &served.Call || second != first {
		t.Error("an operation does not get its own Call")
	}
	ClaimCall(ctx, &Endpoint{}).Fill(203, http.Header{"A": {"b"}}, nil)
	if call.StatusCode != 203 || served.StatusCode != 0 || served.Upstream().StatusCode != 0 {
		t.Errorf("a call of another operation has filled %d, %+v", call.StatusCode, served.Upstream())
	}
	ClaimCall(served, served.Endpoint).Fill(201, nil, nil)
	ClaimCall(served, served.Endpoint).Fill(500, nil, nil)
	if served.Upstream().StatusCode != 201 {
		t.Errorf("a call of the same operation has filled %+v", served.Upstream())
	}
}

func TestResponseWith(t *testing.T) {
	responses := []Response{{Code: 200, Body: 1}, {Code: 200, Body: 2}, {Class: 2, Body: 3}, {Body: 4}, {Class: 4}}
	for _, test := range [][3]int{{200, 1, 1}, {200, 2, 2}, {200, 3, 1}, {201, 1, 3}, {404, 1, 0}, {500, 1, 4}} {
		if got, ok := ResponseWith(responses, test[0], test[1]); !ok || got.Body != test[2] {
			t.Errorf("%v: %+v, %v", test, got, ok)
		}
	}
	if got, ok := ResponseWith(responses, 0, 0); ok {
		t.Errorf("status 0 has %+v", got)
	}
	if got, ok := ResponseWith(responses[:2], 201, 1); ok {
		t.Errorf("status 201 has %+v", got)
	}
}
