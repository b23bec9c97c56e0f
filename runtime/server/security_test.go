package server

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
)

// A scheme that is optional has no Verifier: what needs it is rejected, and other alternatives
// are not affected.
func TestOptionalScheme(t *testing.T) {
	token := core.Requirement{{Scheme: "token"}}
	key := core.Requirement{{Scheme: "key"}}
	both := core.Requirement{{Scheme: "key"}, {Scheme: "token"}}
	verify := func(ctx context.Context, c Credential) (context.Context, error) {
		if c.Token != "right" {
			return nil, errors.New("wrong key")
		}
		return ctx, nil
	}
	for _, test := range []struct {
		name      string
		security  []core.Requirement
		key       string
		status    int // 0 for none
		challenge string
	}{
		{"only the scheme", []core.Requirement{token}, "right", http.StatusNotImplemented, ""},
		{"a combination with the scheme", []core.Requirement{both}, "right", http.StatusNotImplemented, ""},
		{"another alternative", []core.Requirement{token, key}, "right", 0, ""},
		{"another alternative, wrong credential", []core.Requirement{token, key}, "wrong", http.StatusUnauthorized, "APIKey"},
		{"another alternative, no credential", []core.Requirement{token, key}, "", http.StatusUnauthorized, "APIKey"},
	} {
		t.Run(test.name, func(t *testing.T) {
			config := NewConfig("", map[string]SecurityScheme{
				"token": {Field: "Token", Find: FindBearer, Challenge: "Bearer", Optional: true},
				"key":   {Field: "Key", Find: FindHeaderKey("X-Key"), Challenge: "APIKey", Verify: verify},
			})
			op := &core.Endpoint{Operation: core.Operation{ID: "getPet"}, Security: test.security}
			if err := (&Handler{Config: config}).Prepare(&Route{Endpoint: op}); err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Header.Set("Authorization", "Bearer anything")
			if test.key != "" {
				r.Header.Set("X-Key", test.key)
			}
			_, err := config.authorize(r, op)
			var e *core.APIError
			if errors.As(err, &e) != (test.status != 0) {
				t.Fatalf("got %v", err)
			}
			if e != nil && (e.StatusCode != test.status || e.Header.Get("WWW-Authenticate") != test.challenge) {
				t.Errorf("got %d, %v", e.StatusCode, e.Header)
			}
		})
	}
}

// A scheme that is required and has no Verifier is an error.
func TestRequiredScheme(t *testing.T) {
	config := NewConfig("", map[string]SecurityScheme{"token": {Field: "Token", Find: FindBearer}})
	op := &core.Endpoint{Operation: core.Operation{ID: "getPet"}, Security: []core.Requirement{{{Scheme: "token"}}}}
	if err := (&Handler{Config: config}).Prepare(&Route{Endpoint: op}); err == nil || !strings.Contains(err.Error(), "Security.Token") {
		t.Errorf("got %v", err)
	}
}
