package server

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// statuses declares 200 and the range 2XX with a body, 202 with another one, and
// 204 without.
var statuses = core.Endpoint{Operation: core.Operation{ID: "get", Method: "GET", Path: "/"}, Results: []core.Response{
	{Code: 200, Body: 1, Headers: []string{"ETag", "X-Rate"}, Required: []string{"ETag"}}, {Class: 2, Body: 1}, {Code: 202, Body: 2}, {Code: 204},
}}

func TestStatusOfAReply(t *testing.T) {
	for _, test := range []struct {
		chosen, least, body int
		want                int // 0 for an error
	}{
		{0, 200, 1, 200}, {201, 200, 1, 201}, {299, 200, 1, 299}, {202, 200, 1, 0}, {204, 200, 1, 0}, {205, 200, 1, 0},
		{300, 200, 1, 0}, {404, 200, 1, 0}, {99, 200, 1, 0},
		{0, 202, 2, 202}, {202, 202, 2, 202}, {200, 202, 2, 0},
		{0, 204, 0, 204}, {204, 204, 0, 204}, {200, 204, 0, 0},
	} {
		ctx, reply := newReply(&statuses, nil)
		core.CallFrom(ctx).SetStatus(test.chosen)
		err := reply.Settle(nil, test.least, test.body)
		if got := reply.Status; err == nil && got != test.want || (err != nil) != (test.want == 0) {
			t.Errorf("%+v: %d, %v", test, got, err)
		}
		if empty := reply.ChoseEmpty(true); empty != (test.chosen == 204) {
			t.Errorf("%d is chosen without a body: %v", test.chosen, empty)
		}
	}
}

func newReply(op *core.Endpoint, log *bytes.Buffer) (context.Context, *Exchange) {
	config := NewConfig("", nil)
	config.Log = slog.New(slog.DiscardHandler)
	if log != nil {
		config.Log = slog.New(slog.NewTextHandler(log, nil))
	}
	reply := new(Exchange)
	reply.begin(&config, httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), op)
	return reply.Begin(), reply
}

// A reply takes the status and the declared headers of another server that was
// called for the same operation, unless the operation has set them.
func TestReplyForwards(t *testing.T) {
	other := statuses
	for name, test := range map[string]struct {
		op     *core.Endpoint
		status int
		set    int
		want   int
		rate   string
	}{
		"same operation":  {&statuses, 201, 0, 201, ""},
		"own status":      {&statuses, 201, 200, 200, "7"},
		"other operation": {&other, 201, 0, 200, ""},
		"error":           {&statuses, 404, 0, 200, ""},
		"other body":      {&statuses, 202, 0, 200, "7"},
		"declared header": {&statuses, 200, 0, 200, "7"},
	} {
		ctx, reply := newReply(&statuses, nil)
		claim := core.ClaimCall(ctx, test.op)
		claim.Fill(test.status, http.Header{"X-Rate": {"7"}, "X-Secret": {"s"}}, nil)
		core.CallFrom(ctx).SetStatus(test.set)
		err, header := reply.Settle(nil, 200, 1), reply.call.Header
		if err != nil || reply.Status != test.want || header.Get("X-Rate") != test.rate || header.Get("X-Secret") != "" {
			t.Errorf("%s: status %d, header %v, %v", name, reply.Status, header, err)
		}
	}
}

// Required headers that are missing are logged once for each operation.
func TestMissingHeadersAreLogged(t *testing.T) {
	var log bytes.Buffer
	ctx, reply := newReply(&statuses, &log)
	core.CallFrom(ctx).Header.Set("X-Rate", "1")
	for range 2 {
		if err := reply.Settle(nil, 200, 1); err != nil {
			t.Fatal(err)
		}
	}
	if text := log.String(); strings.Count(text, "\n") != 1 || !strings.Contains(text, "operation=get status=200 headers=[ETag]") {
		t.Errorf("the log is %q", text)
	}
	log.Reset()
	ctx, reply = newReply(&statuses, &log)
	core.CallFrom(ctx).Header.Set("etag", "1")
	if err := reply.Settle(nil, 200, 1); err != nil || log.Len() > 0 {
		t.Errorf("with the header: %v, %q", err, log.String())
	}
}

// The header of the Call is sent with an error that the operation returns, and not
// with others.
func TestHeaderOfErrors(t *testing.T) {
	for name, test := range map[string]struct {
		err    error
		status int
		want   string
	}{
		"declared": {&core.APIError{StatusCode: 404}, 404, "a"},
		"hidden":   {errors.New("secret"), 500, ""},
		"success":  {&core.APIError{StatusCode: 200}, 500, ""},
		"interim":  {&core.APIError{StatusCode: 100}, 500, ""},
		"received": {core.NewAPIError("get", 503, http.Header{"Retry-After": {"7"}, "X-Secret": {"s"}, "Content-Length": {"9"}}, []byte("down"), ""), 503, "a"},
	} {
		op := statuses
		op.Errors = []core.Response{{Class: 5, Headers: []string{"Retry-After"}}}
		config := &Config{Log: slog.New(slog.DiscardHandler)}
		handler, err := New(config, nil, []Route{{Endpoint: &op, Serve: func(reply *Exchange) error {
			core.CallFrom(reply.Begin()).Header.Set("X-Trace", "a")
			return reply.Settle(test.err, 200, 1)
		}}})
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		if w.Code != test.status || w.Header().Get("X-Trace") != test.want || w.Header().Get("X-Secret") != "" {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
		if name == "received" && (w.Header().Get("Retry-After") != "7" || w.Body.String() != "down" || w.Header().Get("Content-Length") != "") {
			t.Errorf("%s: %v %s", name, w.Header(), w.Body)
		}
	}
}

// What describes the body of a result is not sent with an error, and an operation
// does not choose the length of what the runtime encodes.
func TestBodiesHaveTheirOwnHeader(t *testing.T) {
	for name, test := range map[string]struct {
		err           error
		status        int
		contentType   string
		contentRange  string
		contentCoding string
	}{
		"result":          {nil, 200, "text/csv", "bytes 0-1/2", "br"},
		"error":           {&core.APIError{StatusCode: 404}, 404, "application/problem+json", "", ""},
		"declared error":  {&core.StatusError[string]{StatusCode: 409, Body: "x"}, 409, "application/json", "", ""},
		"not satisfiable": {&core.APIError{StatusCode: 416}, 416, "application/problem+json", "bytes 0-1/2", ""},
	} {
		config := &Config{Log: slog.New(slog.DiscardHandler)}
		handler, err := New(config, nil, []Route{{Endpoint: &statuses, Serve: func(reply *Exchange) error {
			header := core.CallFrom(reply.Begin()).Header
			header.Set("Content-Type", "text/csv")
			header.Set("Content-Length", "1")
			header.Set("Content-Encoding", "br")
			header.Set("Content-Range", "bytes 0-1/2")
			if err := reply.Settle(test.err, 200, 1); err != nil {
				return err
			}
			result := "a result"
			return WriteResult(reply, "application/json", &result, json.StringElem)
		}}})
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		h := w.Header()
		if w.Code != test.status || h.Get("Content-Type") != test.contentType || h.Get("Content-Length") != "" || h.Get("Content-Range") != test.contentRange || h.Get("Content-Encoding") != test.contentCoding {
			t.Errorf("%s: %d %v", name, w.Code, h)
		}
	}
}
