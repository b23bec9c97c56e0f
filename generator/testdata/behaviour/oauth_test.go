package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/secure"
)

// authority is a token endpoint and an API.
type authority struct {
	*httptest.Server
	requested atomic.Int32
	tokens    func(w http.ResponseWriter, r *http.Request) // responds to a form
	mu        sync.Mutex
	forms     []url.Values // with the user of HTTP basic authentication as "user"
}

func newAuthority(t *testing.T, tokens func(http.ResponseWriter, *http.Request)) *authority {
	t.Helper()
	security := guards()
	security.OAuth = func(ctx context.Context, c secure.Credential) (context.Context, error) {
		if strings.HasPrefix(c.Token, "token ") || strings.HasPrefix(c.Token, "t") {
			return context.WithValue(ctx, callerKey{}, c.Token), nil
		}
		return nil, errors.New("no")
	}
	api, err := secure.NewServer(vault{}, security)
	if err != nil {
		t.Fatal(err)
	}
	a := &authority{tokens: tokens}
	mux := http.NewServeMux()
	mux.Handle("/v1/", api)
	mux.HandleFunc("POST /token", a.serve)
	mux.HandleFunc("POST /refresh", a.serve)
	a.Server = httptest.NewServer(mux)
	t.Cleanup(a.Close)
	return a
}

func (a *authority) serve(w http.ResponseWriter, r *http.Request) {
	a.requested.Add(1)
	_ = r.ParseForm()
	form := r.PostForm
	form.Set("path", r.URL.Path)
	if id, secret, ok := r.BasicAuth(); ok {
		form.Set("user", id+" "+secret)
	}
	a.mu.Lock()
	a.forms = append(a.forms, form)
	a.mu.Unlock()
	a.tokens(w, r)
}

func (a *authority) client(t *testing.T, options ...secure.ClientOption) *secure.Client {
	t.Helper()
	client, err := secure.NewClient(append(options, secure.WithBaseURL(a.URL+secure.DefaultBasePath))...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// issue responds with tokens t1, t2, ... with a lifetime in seconds.
func issue(seconds any) func(http.ResponseWriter, *http.Request) {
	var n atomic.Int32
	return func(w http.ResponseWriter, _ *http.Request) {
		count := strconv.Itoa(int(n.Add(1)))
		reply := map[string]any{"access_token": "t" + count, "token_type": "bearer", "refresh_token": "r" + count}
		if seconds != nil {
			reply["expires_in"] = seconds
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(reply)
	}
}

func TestOneTokenForManyCallers(t *testing.T) {
	next := issue(3600)
	a := newAuthority(t, func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(20 * time.Millisecond)
		next(w, r)
	})
	client := a.client(t, secure.WithOAuthClientCredentials("me & co", "s3cret/+", "read", "write"))
	var callers sync.WaitGroup
	for range 100 {
		callers.Go(func() {
			saw, err := client.With(secure.WithHeader("X", "y")).OAuth(t.Context(), secure.OAuthParams{})
			if err != nil || saw != "t1" {
				t.Errorf("saw %q, %v", saw, err)
			}
		})
	}
	callers.Wait()
	if n := a.requested.Load(); n != 1 {
		t.Errorf("%d requests for tokens, want 1", n)
	}
	want := url.Values{"grant_type": {"client_credentials"}, "scope": {"read write"}, "user": {"me+%26+co s3cret%2F%2B"}, "path": {"/token"}}
	if got := a.forms[0]; got.Encode() != want.Encode() {
		t.Errorf("requested with %v, want %v", got, want)
	}
}

func TestTokensAreReplacedBeforeTheyExpire(t *testing.T) {
	for seconds, want := range map[any]int32{0.1: 3, "0.1": 3, 3600: 1, nil: 1} {
		a := newAuthority(t, issue(seconds))
		client := a.client(t, secure.WithOAuthClientCredentials("id", "secret"))
		for range 3 {
			if _, err := client.OAuth(t.Context(), secure.OAuthParams{}); err != nil {
				t.Fatal(err)
			}
			if want == 3 {
				time.Sleep(95 * time.Millisecond) // at 90 ms a tenth of its lifetime was left
			}
		}
		if n := a.requested.Load(); n != want {
			t.Errorf("a life of %v: %d requests for tokens, want %d", seconds, n, want)
		}
	}
}

func TestGrants(t *testing.T) {
	for name, test := range map[string]struct {
		option secure.ClientOption
		forms  []url.Values
	}{
		"password": {
			secure.WithOAuthPassword("id", "", "ada", "p4ss", "read"),
			[]url.Values{{"path": {"/token"}, "grant_type": {"password"}, "client_id": {"id"}, "username": {"ada"}, "password": {"p4ss"}, "scope": {"read"}}},
		},
		"refresh token, which is replaced": {
			secure.WithOAuthRefreshToken("id", "secret", "r0"),
			[]url.Values{
				{"path": {"/refresh"}, "grant_type": {"refresh_token"}, "refresh_token": {"r0"}, "user": {"id secret"}},
				{"path": {"/refresh"}, "grant_type": {"refresh_token"}, "refresh_token": {"r1"}, "user": {"id secret"}},
			},
		},
	} {
		a := newAuthority(t, issue(1e-9))
		client := a.client(t, test.option)
		for i, want := range test.forms {
			saw, err := client.OAuth(t.Context(), secure.OAuthParams{})
			if err != nil || saw != "t"+strconv.Itoa(i+1) {
				t.Fatalf("%s: saw %q, %v", name, saw, err)
			}
			if got := a.forms[i]; got.Encode() != want.Encode() {
				t.Errorf("%s: requested with %v, want %v", name, got, want)
			}
		}
	}
}

// TestRefusedTokens checks that the error of the endpoint is returned by the
// call, without anything that was sent.
func TestRefusedTokens(t *testing.T) {
	for name, test := range map[string]struct {
		status      int
		body, error string
	}{
		"code":           {400, `{"error":"invalid_client","error_description":"no client with s3cret"}`, "oAuth: token for oauth: the token endpoint responded with 400 Bad Request: invalid_client"},
		"hostile code":   {400, `{"error":"s3cret!"}`, "oAuth: token for oauth: the token endpoint responded with 400 Bad Request and no token"},
		"code with 200":  {200, `{"error":"slow_down"}`, "oAuth: token for oauth: the token endpoint responded with 200 OK: slow_down"},
		"no JSON":        {502, "<html>s3cret", "oAuth: token for oauth: the token endpoint responded with 502 Bad Gateway and no token"},
		"no bearer":      {200, `{"access_token":"s3cret","token_type":"mac"}`, "oAuth: token for oauth: the token endpoint returned a token that is not a bearer token"},
		"wrong types":    {200, `{"access_token":7,"expires_in":"soon"}`, "oAuth: token for oauth: the token endpoint responded with 200 OK and no token"},
		"sent elsewhere": {307, "", "oAuth: token for oauth: the token endpoint responded with 307 Temporary Redirect and no token"},
	} {
		a := newAuthority(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/refresh")
			w.WriteHeader(test.status)
			_, _ = w.Write([]byte(test.body))
		})
		_, err := a.client(t, secure.WithOAuthClientCredentials("id", "s3cret")).OAuth(t.Context(), secure.OAuthParams{})
		if err == nil || err.Error() != test.error {
			t.Errorf("%s: %v, want %s", name, err, test.error)
		}
		if _, ok := errors.AsType[*secure.APIError](err); ok {
			t.Errorf("%s: looks like a response of the API", name)
		}
		if n := a.requested.Load(); n != 1 {
			t.Errorf("%s: requested %d times", name, n)
		}
	}
}

func TestUnreachableTokenEndpoint(t *testing.T) {
	a := newAuthority(t, nil)
	a.Close()
	_, err := a.client(t, secure.WithOAuthClientCredentials("id", "s3cret")).OAuth(t.Context(), secure.OAuthParams{})
	if err == nil || strings.Contains(err.Error(), "s3cret") || !strings.Contains(err.Error(), "token for oauth") {
		t.Errorf("got %v", err)
	}
}

// TestSourceOfTokens checks that concurrent callers share a failure, and that
// canceling one does not cancel the others.
func TestSourceOfTokens(t *testing.T) {
	a := newAuthority(t, nil)
	var requested atomic.Int32
	inside, release := make(chan struct{}, 100), make(chan struct{})
	outcome := errors.New("the vault is closed")
	client := a.client(t, secure.WithOAuthSource(func(ctx context.Context) (string, time.Time, error) {
		requested.Add(1)
		inside <- struct{}{}
		select {
		case <-release:
		case <-ctx.Done():
			return "", time.Time{}, ctx.Err()
		}
		return "token of a source", time.Time{}, outcome
	}))
	impatient, giveUp := context.WithCancel(t.Context())
	gone := make(chan error)
	go func() {
		_, err := client.OAuth(impatient, secure.OAuthParams{})
		gone <- err
	}()
	<-inside
	failures := make(chan error)
	for range 10 {
		go func() {
			_, err := client.OAuth(t.Context(), secure.OAuthParams{})
			failures <- err
		}()
	}
	time.Sleep(50 * time.Millisecond) // all wait for the first one
	giveUp()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up got %v", err)
	}
	close(release)
	for range 10 {
		if err := <-failures; !errors.Is(err, outcome) {
			t.Errorf("who waited got %v", err)
		}
	}
	if n := requested.Load(); n != 2 {
		t.Errorf("the source was called %d times, want 2", n)
	}
	outcome = nil
	if saw, err := client.OAuth(t.Context(), secure.OAuthParams{}); err != nil || saw != "token of a source" {
		t.Errorf("saw %q, %v", saw, err)
	}
	waiting := a.client(t, secure.WithOpenIDSource(func(context.Context) (string, time.Time, error) { return "", time.Time{}, nil }))
	if _, err := waiting.OpenID(t.Context(), secure.OpenIDParams{}); err == nil || !strings.Contains(err.Error(), "token for openid") {
		t.Errorf("a source without a token: %v", err)
	}
}
