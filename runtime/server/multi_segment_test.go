package server

import (
	"testing"

	"github.com/peergen/peergen/runtime/client"
	"github.com/peergen/peergen/runtime/core"
)

func TestEscapeReservedPath(t *testing.T) {
	for value, want := range map[string]string{
		"projects/p/topics/t": "projects/p/topics/t",
		"a b/ü?#[]":           "a%20b/%C3%BC%3F%23%5B%5D",
		":@!$&'()*+,;=-._~":   ":@!$&'()*+,;=-._~",
		"50%/%41":             "50%25/%41",
		"../a/./..b":          "%2E%2E/a/%2E/..b",
		"/":                   "/",
	} {
		if got := client.EscapeReservedPath(value); got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
}

func TestHideSlashes(t *testing.T) {
	for _, c := range []struct{ template, path, want string }{
		{"/v1/{+name}", "/v1/a/b", "/v1/a%2Fb"},
		{"/v1/{+name}", "/v1/", ""},
		{"/v1/{+name}", "/v2/a/b", ""},
		{"/v1/{+name}:stop", "/v1/a/b:stop", "/v1/a%2Fb:stop"},
		{"/v1/{+name}:stop", "/v1/a/b:start", ""},
		{"/v1/{+a}/x/{id}", "/v1/a/b/x/c", "/v1/a%2Fb/x/c"},
		{"/v1/{+a}/x/{id}", "/v1/a/b/x/c/d", ""},
		{"/v1/{+a}/x/{+b}", "/v1/a/x/b/x/c", "/v1/a/x/b%2Fx%2Fc"},
		{"/v1.0/{+a}", "/v1_0/a/b", ""},
		{"/a b/{+a}", "/a%20b/c/d", "/a%20b/c%2Fd"},
		{"/v1/{+name}", "/v1/a/../b", ""},
		{"/v1/{+name}", "/v1/a/%2E%2E/b", "/v1/a%2F%2E%2E%2Fb"},
	} {
		p := multiSegmentPathOf(&Route{Endpoint: &core.Endpoint{Operation: core.Operation{Path: c.template}}})
		if got := p.hideSlashes(c.path); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.template, c.path, got, c.want)
		}
	}
}
