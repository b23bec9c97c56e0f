package fake_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/fake"
)

func TestCalls(t *testing.T) {
	var calls fake.Calls[int]
	calls.Add(1)
	calls.Add(2)
	list := calls.List()
	if list[0] = 9; len(list) != 2 || calls.List()[0] != 1 || calls.List()[1] != 2 {
		t.Errorf("calls %v", calls.List())
	}
}

func TestRespond(t *testing.T) {
	op := &core.Endpoint{Operation: core.Operation{ID: "getPet"}, Results: []core.Response{{Code: 200, Body: 1}, {Code: 201, Body: 2}, {Code: 204}, {Class: 2, Body: 1}}}
	examples := []fake.Example{
		{Code: 404, Name: "gone", Body: "0"}, {Code: 200, Name: "cat", Body: "1"}, {Code: 200, Name: "dog", Body: "2"}, {Class: 5, Name: "broken", Body: "3"}, {Name: "other", Body: "4"},
	}
	for _, test := range []struct {
		prefer string
		status int // of the response; 0 without one
		set    int // of the call
		body   string
	}{
		{"", 200, 200, "1"},
		{"example=dog", 200, 200, "2"},
		{"example=gone", 404, 0, "0"},
		{"example=broken", 500, 0, "3"},
		{"example=other", 500, 0, "4"},
		{"example=none", 501, 0, `no response of getPet has an example "none"`},
		{"code=404", 404, 0, "0"},
		{"code=503", 503, 0, "3"},
		{"code=409", 409, 0, "4"},
		{"code=201", 501, 0, "no response of getPet with the status 201 has an example"},
		{"code=202", 0, 202, ""},
		{"code=204", 204, 204, ""},
		{"code=x, wait=1", 200, 200, "1"},
	} {
		ctx, call := core.WithCall(t.Context())
		call.Request = &http.Request{Header: http.Header{"Prefer": {test.prefer}}}
		resp := fake.Respond(ctx, op, examples...)
		status, body := 0, ""
		if resp != nil {
			status, body = resp.Status, string(resp.Body)
		}
		if status != test.status || body != test.body || call.StatusCode != test.set {
			t.Errorf("%q: %d %s, set %d, want %+v", test.prefer, status, body, call.StatusCode, test)
		}
	}
	if resp := fake.Respond(context.Background(), op, examples[0]); resp != nil {
		t.Errorf("an error is the default: %+v", resp)
	}
}
