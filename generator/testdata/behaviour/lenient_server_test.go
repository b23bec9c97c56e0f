package behaviour

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/lenient"
)

// reporter keeps the last request, and responds with its body.
type reporter struct {
	lenient.UnimplementedAPI
	got lenient.PutReportParams
}

func (r *reporter) PutReport(_ context.Context, params lenient.PutReportParams) (*lenient.Report, error) {
	r.got = params
	return &params.Body, nil
}

func (r *reporter) PostForm(_ context.Context, params lenient.PostFormParams) (*lenient.Flat, error) {
	return &params.Body, nil
}

func (r *reporter) PostXML(_ context.Context, params lenient.PostXMLParams) (*lenient.Flat, error) {
	return &params.Body, nil
}

// serving is a server of the document.
func serving(t *testing.T, api lenient.API, options ...lenient.ServerOption) *httptest.Server {
	t.Helper()
	handler, err := lenient.NewServer(api, options...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

// A server lists all violations, unless it accepts what it can use. What it cannot
// use it rejects in any case.
func TestServerIsStrictUnlessLenient(t *testing.T) {
	api := &reporter{}
	strict, lax := serving(t, api), serving(t, api, lenient.WithLenientRequests())
	for _, test := range []struct {
		query, body string
		keywords    []string // of a strict server
		isUsable    bool
	}{
		{"?mode=full", fullReport, nil, true},
		{"", fullReport, []string{"required"}, true},
		{"?mode=odd", fullReport, []string{"enum"}, true},
		{"?mode=full", strings.Replace(fullReport, `"id":"ab"`, `"id":"A"`, 1), []string{"minLength", "pattern"}, true},
		{"?mode=full", strings.Replace(fullReport, `"low"`, `"new"`, 1), []string{"enum"}, true},
		{"?mode=full", strings.Replace(fullReport, `"id":"ab"`, `"id":null,"more":1`, 1), []string{"additionalProperties", "type"}, true},
		{"?mode=full", strings.Replace(fullReport, `"id":"ab",`, ``, 1), []string{"required"}, true},
		{"?mode=full", strings.Replace(fullReport, `5`, `"5"`, 1), []string{"type"}, false},
		{"?mode=full", strings.Replace(fullReport, `"day":"2024-02-29"`, `"day":"soon"`, 1), []string{"format"}, false},
	} {
		resp, text := do(t, "PUT", strict.URL+"/report"+test.query, test.body, "Content-Type", "application/json")
		var keywords []string
		for _, part := range strings.Split(text, `"keyword":"`)[1:] {
			keyword, _, _ := strings.Cut(part, `"`)
			keywords = append(keywords, keyword)
		}
		slices.Sort(keywords)
		if (resp.StatusCode == 200) != (test.keywords == nil) || test.keywords != nil && !reflect.DeepEqual(keywords, test.keywords) {
			t.Errorf("%s %s: %s %s", test.query, test.body, resp.Status, text)
		}
		if resp, text := do(t, "PUT", lax.URL+"/report"+test.query, test.body, "Content-Type", "application/json"); (resp.StatusCode == 200) != test.isUsable {
			t.Errorf("lenient: %s %s: %s %s", test.query, test.body, resp.Status, text)
		}
	}
	for contentType, body := range map[string]string{"application/x-www-form-urlencoded": "name=longer&level=new&more=1", "application/xml": "<Flat><name>longer</name><level>new</level></Flat>"} {
		path := map[string]string{"application/xml": "/xml"}[contentType]
		if path == "" {
			path = "/form"
		}
		if resp, text := do(t, "POST", strict.URL+path, body, "Content-Type", contentType); resp.StatusCode != 400 {
			t.Errorf("%s: %s %s", contentType, resp.Status, text)
		}
		if resp, text := do(t, "POST", lax.URL+path, body, "Content-Type", contentType); resp.StatusCode != 200 {
			t.Errorf("lenient: %s: %s %s", contentType, resp.Status, text)
		}
	}
}

// A server that passes on what its client cannot read responds with 502, not with
// the status and body of a success.
func TestProxyOfAnUnusableResponse(t *testing.T) {
	upstream := replying(t, 200, "application/json", `{"id":7}`)
	proxy := serving(t, upstream, lenient.WithLogger(slog.New(slog.DiscardHandler)))
	if resp, text := do(t, "GET", proxy.URL+"/report", ""); resp.StatusCode != 502 || strings.Contains(text, "7") {
		t.Errorf("%s %s", resp.Status, text)
	}
}

// A required union that an operation does not set is null, and is logged: it may have
// become required since the operation was written.
func TestNilUnionDoesNotBreakAServer(t *testing.T) {
	var log strings.Builder
	server := serving(t, unset{}, lenient.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	resp, text := do(t, "GET", server.URL+"/report", "")
	if resp.StatusCode != 200 || !strings.Contains(text, `"pet":null`) || !strings.Contains(text, `"day":""`) || !strings.Contains(log.String(), "a union that is nil") {
		t.Errorf("%s %s, the log is %s", resp.Status, text, log.String())
	}
}

type unset struct{ lenient.UnimplementedAPI }

func (unset) GetReport(context.Context, lenient.GetReportParams) (*lenient.Report, error) {
	return &lenient.Report{}, nil
}
