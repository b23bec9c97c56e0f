package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/secure"
)

// fickle is an API that rejects the tokens for which refuses returns true.
func fickle(t *testing.T, refuses func(token string) bool, tokens func(http.ResponseWriter, *http.Request)) (*authority, *atomic.Int32) {
	t.Helper()
	var calls atomic.Int32
	a := newAuthority(t, tokens)
	api := a.Config.Handler
	a.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/v1/") {
			calls.Add(1)
			if refuses(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")) {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
		}
		api.ServeHTTP(w, r)
	})
	return a, &calls
}

// TestRefusedTokenIsReplacedOnce checks that a cached token that is rejected is
// replaced, and that the call is repeated, including its body. A call with a
// new token, or with a token without a source, is not repeated.
func TestRefusedTokenIsReplacedOnce(t *testing.T) {
	var revoked atomic.Value
	revoked.Store("")
	a, calls := fickle(t, func(token string) bool { return strings.Contains(revoked.Load().(string), token) }, issue(3600))
	client := a.client(t, secure.WithOAuthClientCredentials("id", "secret"))
	post := func() (saw string, status int, err error) { // the status is that of the last try
		ctx, call := secure.WithCall(t.Context())
		saw, err = client.Posted(ctx, secure.PostedParams{Body: secure.Some("a body")})
		return saw, call.StatusCode, err
	}
	for _, step := range []struct {
		revoked, saw     string
		calls, requested int32
	}{
		{"", "t1 posts a body", 1, 1},
		{"", "t1 posts a body", 2, 1},
		{"t1", "t2 posts a body", 4, 2},
		{"t1", "t2 posts a body", 5, 2},
		{"t1 t2 t3", "", 7, 3},
		{"t1 t2 t3", "t4 posts a body", 9, 4},
	} {
		revoked.Store(step.revoked)
		saw, status, err := post()
		refused, _ := errors.AsType[*secure.APIError](err)
		if saw != step.saw || (refused != nil && refused.StatusCode == 401) != (saw == "") || (status == 200) != (saw != "") || calls.Load() != step.calls || a.requested.Load() != step.requested {
			t.Errorf("%q revoked: saw %q, %v after %d calls and %d tokens; want %+v", step.revoked, saw, err, calls.Load(), a.requested.Load(), step)
		}
	}
	revoked.Store("t9 t5")
	calls.Store(0)
	fresh := a.client(t, secure.WithOAuthClientCredentials("id", "secret")) // gets t5
	if _, err := fresh.OAuth(t.Context(), secure.OAuthParams{}); err == nil || calls.Load() != 1 {
		t.Errorf("a new token that is refused: %v after %d calls", err, calls.Load())
	}
	if _, err := a.client(t, secure.WithOAuth("t9")).OAuth(t.Context(), secure.OAuthParams{}); err == nil || calls.Load() != 2 {
		t.Errorf("a token of the caller's that is refused: %v after %d calls", err, calls.Load())
	}
}

// TestRefusedTokenOfDo checks that Do replaces a rejected token, and repeats a
// request if its body can be read again.
func TestRefusedTokenOfDo(t *testing.T) {
	var revoked, agent atomic.Value
	revoked.Store("")
	tokens := issue(3600)
	a, calls := fickle(t, func(token string) bool { return token == revoked.Load().(string) }, func(w http.ResponseWriter, r *http.Request) {
		agent.Store(r.UserAgent())
		tokens(w, r)
	})
	client := a.client(t, secure.WithOAuthClientCredentials("id", "secret"), secure.WithUserAgent("mine/1"))
	post := func(body io.Reader) (int, string) {
		t.Helper()
		req, err := http.NewRequest("POST", "posted", body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "text/plain")
		resp, err := client.Do(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(data)
	}
	if status, saw := post(strings.NewReader("a body")); status != 200 || saw != "t1 posts a body" {
		t.Errorf("saw %d %q", status, saw)
	}
	if agent.Load() != "mine/1" {
		t.Errorf("the User-Agent of a token request is %v", agent.Load())
	}
	revoked.Store("t1")
	if status, saw := post(strings.NewReader("a body")); status != 200 || saw != "t2 posts a body" || calls.Load() != 3 {
		t.Errorf("saw %d %q after %d calls", status, saw, calls.Load())
	}
	revoked.Store("t2")
	if status, _ := post(io.MultiReader(strings.NewReader("once"))); status != 401 || calls.Load() != 4 {
		t.Errorf("a body that cannot be read again: %d after %d calls", status, calls.Load())
	}
	if status, saw := post(io.MultiReader(strings.NewReader("once"))); status != 200 || saw != "t3 posts once" {
		t.Errorf("the next request: %d %q", status, saw)
	}
}

// TestRefusedTokenOfAStream checks that a body that can be read again is sent
// again. One that cannot is not, but the next call has a new token.
func TestRefusedTokenOfAStream(t *testing.T) {
	var revoked atomic.Value
	revoked.Store("")
	a, calls := fickle(t, func(token string) bool { return revoked.Load() == token }, issue(3600))
	client := a.client(t, secure.WithOAuthClientCredentials("id", "secret"))
	store := func(body io.Reader) (string, error) {
		return client.Stored(t.Context(), secure.StoredParams{Body: body})
	}
	for _, step := range []struct {
		revoked string
		body    io.Reader
		saw     string
		calls   int32
	}{
		{"", strings.NewReader("one"), "t1 stores one", 1},
		{"t1", strings.NewReader("two"), "t2 stores two", 3},
		{"t2", io.MultiReader(strings.NewReader("three")), "", 4},
		{"t2", io.MultiReader(strings.NewReader("four")), "t3 stores four", 5},
	} {
		revoked.Store(step.revoked)
		if saw, err := store(step.body); saw != step.saw || (err != nil) != (saw == "") || calls.Load() != step.calls {
			t.Errorf("saw %q, %v after %d calls, want %+v", saw, err, calls.Load(), step)
		}
	}
}

// loginPage redirects requests to login.example.com to a server of the test.
type loginPage struct {
	http.RoundTripper
	host string
}

func (l loginPage) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == "login.example.com" {
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host = "http", l.host
	}
	return l.RoundTripper.RoundTrip(r)
}

// newIssuer starts an authority that a discovery document describes.
func newIssuer(t *testing.T, document string, tokens func(http.ResponseWriter, *http.Request)) (a *authority, login secure.ClientOption, read *atomic.Int32) {
	t.Helper()
	read = new(atomic.Int32)
	a = newAuthority(t, tokens)
	rest := a.Config.Handler
	a.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/.well-known/openid-configuration":
			read.Add(1)
			_, _ = w.Write([]byte(document))
		case "/device":
			a.serve(w, r)
		default:
			rest.ServeHTTP(w, r)
		}
	})
	return a, secure.WithHTTPClient(&http.Client{Transport: loginPage{http.DefaultTransport, strings.TrimPrefix(a.URL, "http://")}}), read
}

const metadata = `{"issuer":"https://login.example.com","token_endpoint":"https://login.example.com/token",
	"authorization_endpoint":"https://login.example.com/authorize?tenant=7","device_authorization_endpoint":"https://login.example.com/device"}`

// TestTokensOfADiscoveredEndpoint checks that the document is read once for
// many tokens.
func TestTokensOfADiscoveredEndpoint(t *testing.T) {
	for name, test := range map[string]struct {
		option secure.ClientOption
		grant  string
	}{
		"credentials": {secure.WithOpenIDClientCredentials("id", "secret", "profile"), "client_credentials"},
		"refresh":     {secure.WithOpenIDRefreshToken("id", "secret", "r0"), "refresh_token"},
	} {
		issuer, login, read := newIssuer(t, metadata, func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"access_token":"good","expires_in":0.001}`))
		})
		client := issuer.client(t, login, test.option)
		for range 3 {
			if saw, err := client.OpenID(t.Context(), secure.OpenIDParams{}); err != nil || saw != "openID openid [profile email];" {
				t.Errorf("%s: saw %q, %v", name, saw, err)
			}
			time.Sleep(2 * time.Millisecond)
		}
		if read.Load() != 1 || issuer.requested.Load() != 3 || issuer.forms[0].Get("grant_type") != test.grant {
			t.Errorf("%s: %d documents, %d tokens, requested with %v", name, read.Load(), issuer.requested.Load(), issuer.forms)
		}
	}
	for document, want := range map[string]string{
		"":                            "names no token endpoint",
		`{"issuer":"x"}`:              "names no token endpoint",
		`{"token_endpoint":"/token"}`: "names an endpoint that is not an absolute https URL",
		`{"token_endpoint":"http://login.example.com/token"}`: "names an endpoint that is not an absolute https URL",
	} {
		issuer, login, _ := newIssuer(t, document, nil)
		_, err := issuer.client(t, login, secure.WithOpenIDClientCredentials("id", "s3cret")).OpenID(t.Context(), secure.OpenIDParams{})
		if err == nil || !strings.Contains(err.Error(), want) || issuer.requested.Load() != 0 {
			t.Errorf("%s: %v, %d requests for tokens", document, err, issuer.requested.Load())
		}
	}
}

// decider responds to a device that waits: first to the request for codes, then
// with errors, at last with tokens.
func decider(replies ...string) func(http.ResponseWriter, *http.Request) {
	var n atomic.Int32
	return func(w http.ResponseWriter, _ *http.Request) {
		reply := replies[min(int(n.Add(1)), len(replies))-1]
		if strings.Contains(reply, `"error"`) {
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = w.Write([]byte(reply))
	}
}

func TestDeviceConsent(t *testing.T) {
	start := `{"device_code":"dc","user_code":"AB-CD","verification_uri":"https://login.example.com/d","verification_uri_complete":"https://login.example.com/d?c","interval":0.01,"expires_in":60}`
	pending := `{"error":"authorization_pending"}`
	type maker func(context.Context, string, string, []string, ...secure.ClientOption) (*secure.DeviceConsent, error)
	for name, begin := range map[string]maker{"oauth": secure.NewOAuthDeviceConsent, "openid": secure.NewOpenIDDeviceConsent} {
		issuer, login, _ := newIssuer(t, metadata, decider(start, pending, pending, `{"access_token":"t1","refresh_token":"r1","expires_in":3600}`))
		d, err := begin(t.Context(), "id", "", []string{"read"}, login, secure.WithBaseURL(issuer.URL+secure.DefaultBasePath))
		if err != nil || d.UserCode != "AB-CD" || d.VerificationURI != "https://login.example.com/d" || d.VerificationURIComplete == "" || d.Expiry.IsZero() {
			t.Fatalf("%s: %+v, %v", name, d, err)
		}
		source, refresh, err := d.Wait(t.Context())
		if err != nil || refresh != "r1" {
			t.Fatalf("%s: %q, %v", name, refresh, err)
		}
		if saw, err := issuer.client(t, secure.WithOAuthSource(source)).OAuth(t.Context(), secure.OAuthParams{}); err != nil || saw != "t1" {
			t.Errorf("%s: saw %q, %v", name, saw, err)
		}
		if got := issuer.forms[0].Encode(); got != "client_id=id&path=%2Fdevice&scope=read" {
			t.Errorf("%s: requested a code with %s", name, got)
		}
		if got := issuer.forms[3].Encode(); got != "client_id=id&device_code=dc&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&path=%2Ftoken" {
			t.Errorf("%s: requested tokens with %s", name, got)
		}
	}
	for reply, want := range map[string]string{`{"error":"access_denied"}`: "access_denied", `{"error":"expired_token"}`: "expired_token", "s3cret": "400"} {
		issuer, login, _ := newIssuer(t, metadata, decider(start, pending, strings.ReplaceAll(reply, "s3cret", `{"error":"s3cret dc"}`)))
		d, err := secure.NewOAuthDeviceConsent(t.Context(), "id", "s3cret", nil, login, secure.WithBaseURL(issuer.URL))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.Wait(t.Context()); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", reply, err)
		}
	}
}

func TestCodeConsent(t *testing.T) {
	verifier := strings.Repeat("verifier", 6)
	for name, begin := range map[string]func(string, string, string, []string, ...secure.ClientOption) *secure.CodeConsent{
		"oauth": secure.NewOAuthCodeConsent, "openid": secure.NewOpenIDCodeConsent,
	} {
		issuer, login, _ := newIssuer(t, metadata, issue(1e-9))
		consent := begin("me", "s3cret", "http://localhost/back", []string{"read", "write"}, login, secure.WithBaseURL(issuer.URL+secure.DefaultBasePath))
		page, err := consent.AuthorizationURL(t.Context(), "st&te", verifier)
		want := "client_id=me&code_challenge=BmQPfphfkBl-Xt_mTRGPP28dzTg-_OUe_yFH4-kbV5s&code_challenge_method=S256&redirect_uri=http%3A%2F%2Flocalhost%2Fback&response_type=code&scope=read+write&state=st%26te"
		if name == "openid" {
			want += "&tenant=7"
		}
		if err != nil || page != "https://login.example.com/authorize?"+want {
			t.Errorf("%s: %s, %v", name, page, err)
		}
		source, refresh, err := consent.Exchange(t.Context(), "c0de", verifier)
		if err != nil || refresh != "r1" {
			t.Fatalf("%s: %q, %v", name, refresh, err)
		}
		client := issuer.client(t, secure.WithOAuthSource(source))
		for _, want := range []string{"t1", "t2", "t3"} { // each expires immediately
			if saw, err := client.OAuth(t.Context(), secure.OAuthParams{}); err != nil || saw != want {
				t.Errorf("%s: saw %q, %v", name, saw, err)
			}
		}
		if got := issuer.forms[0].Encode(); !strings.Contains(got, "code=c0de&code_verifier="+verifier+"&grant_type=authorization_code&path=%2Ftoken&redirect_uri=http%3A%2F%2Flocalhost%2Fback&user=me+s3cret") {
			t.Errorf("%s: requested with %s", name, got)
		}
		if got := issuer.forms[2]; got.Get("grant_type") != "refresh_token" || got.Get("refresh_token") != "r2" {
			t.Errorf("%s: renewed with %s", name, got)
		}
		if _, err := consent.AuthorizationURL(t.Context(), "state", "short"); err == nil {
			t.Errorf("%s: takes a short verifier", name)
		}
	}
	issuer, login, _ := newIssuer(t, metadata, decider(`{"access_token":"t1"}`))
	source, refresh, err := secure.NewOAuthCodeConsent("me", "", "http://localhost/back", nil, login, secure.WithBaseURL(issuer.URL)).Exchange(t.Context(), "c", verifier)
	if err != nil || refresh != "" {
		t.Fatal(refresh, err)
	}
	if _, _, err := source(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := source(t.Context()); err == nil || !strings.Contains(err.Error(), "request consent again") {
		t.Errorf("a second token without a refresh token: %v", err)
	}
}

// TestErrorsAndLogsKeepSecrets makes calls fail in all ways with credentials
// that contain one word, and searches errors and logs for it.
func TestErrorsAndLogsKeepSecrets(t *testing.T) {
	const secret = "hUnTeR2"
	var log transcript
	hear := func(errs ...error) {
		for _, err := range errs {
			if e, ok := errors.AsType[*secure.APIError](err); ok {
				_, _ = log.Write(e.Body)
			}
			if err != nil {
				_, _ = log.Write([]byte(err.Error() + "\n"))
			}
		}
	}
	loud := newLoudVault(t, &log)
	options := map[string][]secure.ClientOption{
		"fixed":    {secure.WithToken(secret), secure.WithUser("ada", secret), secure.WithXAPIKey(secret), secure.WithQueryKey(secret), secure.WithCookieKey(secret), secure.WithSignature(secret), secure.WithOpenID(secret), secure.WithOAuth(secret)},
		"grants":   {secure.WithOAuthClientCredentials("id", secret), secure.WithOpenIDClientCredentials("id", secret)},
		"password": {secure.WithOAuthPassword("id", secret, "ada", secret), secure.WithOpenIDRefreshToken("id", secret, secret)},
		"refresh":  {secure.WithOAuthRefreshToken("id", secret, secret)},
	}
	failures := 0
	for mode, server := range map[string]*httptest.Server{"refuses": loud, "mocks": newEcho(t, 400), "falls over": newEcho(t, 500), "hangs up": newEcho(t, 0), "is missing": closed(t)} {
		login := secure.WithHTTPClient(&http.Client{Transport: loginPage{http.DefaultTransport, strings.TrimPrefix(server.URL, "http://")}})
		for kind, credentials := range options {
			client, err := secure.NewClient(append(credentials, secure.WithBaseURL(server.URL+secure.DefaultBasePath), secure.WithRetries(secure.Retries{Tries: 1}), login)...)
			if err != nil {
				t.Fatal(err)
			}
			for name, call := range guarded {
				_, err := call(client, t.Context())
				var refused *secure.APIError
				if mode == "mocks" && errors.As(err, &refused) {
					continue // which contains the response of the server
				}
				if err != nil {
					failures++
				}
				hear(err)
				if strings.Contains(log.String(), secret) {
					t.Fatalf("%s with %s, and a server that %s: %s", name, kind, mode, log.String())
				}
			}
		}
		_, err := secure.NewOAuthDeviceConsent(t.Context(), "id", secret, nil, secure.WithBaseURL(server.URL), login)
		_, _, err2 := secure.NewOpenIDCodeConsent("id", secret, "http://localhost/", nil, secure.WithBaseURL(server.URL), login).Exchange(t.Context(), secret, secret)
		hear(err, err2)
	}
	if strings.Contains(log.String(), secret) || failures < 100 || !strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("%d failures: %s", failures, log.String())
	}
}

// transcript is text that a test and its servers write.
type transcript struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *transcript) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *transcript) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// newEcho responds with the received request, or closes the connection without
// a status.
func newEcho(t *testing.T, status int) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if status == 0 {
			panic(http.ErrAbortHandler)
		}
		_ = r.ParseForm()
		described, _ := json.Marshal(map[string]any{"error": r.Form.Encode(), "error_description": r.Header})
		w.WriteHeader(status)
		if status != 500 {
			_, _ = w.Write(described)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

func closed(t *testing.T) *httptest.Server {
	server := newEcho(t, 500)
	server.Close()
	return server
}
