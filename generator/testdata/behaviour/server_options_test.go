package behaviour

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/hooks"
	"github.com/peergen/peergen/generator/testdata/behaviour/secure"
	"github.com/peergen/peergen/generator/testdata/behaviour/tasks"
)

// TestSecurityIsAnOption makes servers with and without security schemes. A first
// scheme, server or webhook must not change a signature.
func TestSecurityIsAnOption(t *testing.T) {
	if _, err := tasks.NewServer(tasks.UnimplementedAPI{}); err == nil {
		t.Error("a required scheme without a verifier is accepted")
	} else if !strings.Contains(err.Error(), "has no Verifier") {
		t.Error(err)
	}
	for name, options := range map[string][]secure.ServerOption{
		"in one":       {guards()},
		"with others":  {secure.WithMaxRequestBytes(1), guards(), secure.WithBasePath("/x")},
		"in pieces":    {guards(), secure.Security{Token: verifier}},
		"with nothing": {guards(), secure.Security{}},
	} {
		if _, err := secure.NewServer(vault{}, options...); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := hooks.NewWebhookHandlers(hooks.UnimplementedWebhookAPI{}); err == nil {
		t.Error("a webhook that requires a scheme is served without a verifier")
	}
	if _, err := hooks.NewCallbackHandlers(hooks.UnimplementedCallbackAPI{}); err != nil {
		t.Error(err)
	}
}

// TestAuthenticatedBefore serves below a middleware that has checked a scheme.
func TestAuthenticatedBefore(t *testing.T) {
	security := guards()
	security.Token = nil
	if _, err := secure.NewServer(vault{}, security); err == nil || !strings.Contains(err.Error(), `set Security.Token, or use WithAuthenticated("token")`) {
		t.Errorf("a missing verifier: %v", err)
	}
	handler, err := secure.NewServer(vault{}, security, secure.WithAuthenticated("token", "odd"))
	if err != nil {
		t.Fatal(err)
	}
	outer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, "of the middleware")))
	})
	server := httptest.NewServer(outer)
	defer server.Close()
	client, err := secure.NewClient(secure.WithBaseURL(server.URL + secure.DefaultBasePath))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"bearer", "optional", "unknown"} {
		if saw, err := guarded[name](client, t.Context()); err != nil || saw != "of the middleware" {
			t.Errorf("%s: %q, %v", name, saw, err)
		}
	}
	for _, name := range []string{"basic", "both", "header"} { // other schemes are still required
		if _, err := guarded[name](client, t.Context()); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	if saw, err := guarded["both"](client.With(secure.WithToken("of another scheme"), secure.WithXAPIKey("good")), t.Context()); err != nil || !strings.Contains(saw, "both x-api-key") {
		t.Errorf("both: %q, %v", saw, err)
	}
	if _, err := secure.NewServer(vault{}, guards(), secure.WithAuthenticated("tokn")); err == nil || !strings.Contains(err.Error(), `no security scheme "tokn"`) {
		t.Errorf("a misspelled scheme: %v", err)
	}
	if _, err := secure.NewServer(vault{}, secure.WithAuthenticated("token"), guards()); err == nil || !strings.Contains(err.Error(), "has a Verifier, too") {
		t.Errorf("a scheme that is verified, too: %v", err)
	}
	if _, err := hooks.NewWebhookHandlers(hooks.UnimplementedWebhookAPI{}, hooks.WithAuthenticated("none")); err == nil {
		t.Error("a misspelled scheme of webhooks is accepted")
	}
}
