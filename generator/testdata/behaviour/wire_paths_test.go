package behaviour

import (
	"context"
	"net/http"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/wire"
)

func (wired) GetEscaped(_ context.Context, params wire.GetEscapedParams) error {
	return expect(params.ID)
}
func (wired) GetSpace(context.Context, wire.GetSpaceParams) error     { return nil }
func (wired) GetPlain(context.Context, wire.GetPlainParams) error     { return nil }
func (wired) GetPercent(context.Context, wire.GetPercentParams) error { return nil }
func (wired) GetUmlaut(_ context.Context, params wire.GetUmlautParams) error {
	return expect(params.ID)
}
func (wired) GetSpan(_ context.Context, params wire.GetSpanParams) error { return expect(params.Path) }

// expect is the error of a path parameter that is not x/y.
func expect(value string) error {
	if value != "x/y" {
		return &wire.APIError{StatusCode: 422, Detail: value}
	}
	return nil
}

// Literal text of a path is escaped once, whether the document writes it with escapes
// or without.
func TestEscapedLiterals(t *testing.T) {
	var sent string
	client, base := newWire(t, wired{})
	recording := client.With(wire.WithHTTPClient(&http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		sent = r.URL.EscapedPath()
		return http.DefaultTransport.RoundTrip(r)
	})}))
	ctx := t.Context()
	for want, call := range map[string]func(*wire.Client) error{
		"/a%2Fb/x%2Fy":     func(c *wire.Client) error { return c.GetEscaped(ctx, wire.GetEscapedParams{ID: "x/y"}) },
		"/c%20d":           func(c *wire.Client) error { return c.GetSpace(ctx, wire.GetSpaceParams{}) },
		"/e%20f":           func(c *wire.Client) error { return c.GetPlain(ctx, wire.GetPlainParams{}) },
		"/50%25":           func(c *wire.Client) error { return c.GetPercent(ctx, wire.GetPercentParams{}) },
		"/%C3%BC/x%2Fy+x":  func(c *wire.Client) error { return c.GetUmlaut(ctx, wire.GetUmlautParams{ID: "x/y"}) },
		"/g%2Fh/x/y/i%20j": func(c *wire.Client) error { return c.GetSpan(ctx, wire.GetSpanParams{Path: "x/y"}) },
	} {
		if err := call(recording); err != nil || sent != want {
			t.Errorf("sent %s, want %s: %v", sent, want, err)
		}
		if resp, body := do(t, "GET", base+want, ""); resp.StatusCode != 204 {
			t.Errorf("%s: %s %s", want, resp.Status, body)
		}
	}
	if resp, _ := do(t, "GET", base+"/a/b/x", ""); resp.StatusCode != 404 {
		t.Errorf("a slash is not an escaped one: %s", resp.Status)
	}
}

// roundTripper is a transport that is a function.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
