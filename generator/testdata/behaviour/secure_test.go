package behaviour

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/secure"
)

// TestClientSendsWhatIsRequired compares the credentials in requests: a client
// with all credentials sends those that the operation requires, and no others.
func TestClientSendsWhatIsRequired(t *testing.T) {
	server := newVault(t, nil)
	client := server.everything(t, "good")
	for name, want := range map[string]struct{ sent, saw string }{
		"bearer":   {"Authorization: Bearer good", "bearer token;"},
		"basic":    {"Authorization: Basic YWRhOmdvb2Q=", "basic user;"},
		"header":   {"X-API-Key: good", "headerKey x-api-key;"},
		"query":    {"?q=x&api%20key=good", "queryKey query key;"},
		"cookie":   {"Cookie: theme=dark; session=good", "cookieKey cookie key;"},
		"signed":   {"Authorization: Digest good", "signed signature;"},
		"oauth":    {"Authorization: Bearer good", "oAuth oauth [read];"},
		"openid":   {"Authorization: Bearer good", "openID openid [profile email];"},
		"public":   {"", ""},
		"optional": {"Authorization: Bearer good", "optional token;"},
		"both":     {"Authorization: Bearer good, X-API-Key: good", "both token;both x-api-key;"},
		"either":   {"Authorization: Bearer good", "either oauth [read write];"},
		"crowded":  {"X-API-Key: good", "crowded x-api-key;"},
	} {
		saw, err := guarded[name](client, t.Context())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if sent := credentials(server.last); sent != want.sent || saw != want.saw {
			t.Errorf("%s: sent %q, saw %q, want %+v", name, sent, saw, want)
		}
	}
}

func TestFirstAlternativeThatAClientHasAllOf(t *testing.T) {
	server := newVault(t, nil)
	for want, options := range map[string][]secure.ClientOption{
		"either x-api-key;":          {secure.WithUser("ada", "good"), secure.WithXAPIKey("good")},
		"either user;":               {secure.WithUser("ada", "good")},
		"either oauth [read write];": {secure.WithUser("ada", "good"), secure.WithOAuth("good")},
	} {
		saw, err := guarded["either"](server.client(t, options...), t.Context())
		if err != nil || saw != want {
			t.Errorf("saw %q, %v; want %q", saw, err, want)
		}
	}
	_, err := guarded["crowded"](server.client(t, secure.WithToken("good"), secure.WithUser("ada", "good")), t.Context())
	if e, ok := errors.AsType[*secure.APIError](err); !ok || e.StatusCode != 401 || credentials(server.last) != "" {
		t.Errorf("two credentials for one header: %v, sent %q", err, credentials(server.last))
	}
	_, err = guarded["both"](server.client(t, secure.WithToken("good")), t.Context())
	if e, ok := errors.AsType[*secure.APIError](err); !ok || e.StatusCode != 401 || credentials(server.last) != "" {
		t.Errorf("half of two credentials: %v, sent %q", err, credentials(server.last))
	}
	saw, err := guarded["optional"](server.client(t), t.Context())
	if err != nil || saw != "" {
		t.Errorf("without credentials: %q, %v", saw, err)
	}
	saw, err = guarded["optional"](server.client(t, secure.WithToken("bad")), t.Context())
	if err != nil || saw != "" {
		t.Errorf("a bad token is worth none: %q, %v", saw, err)
	}
}

// TestRefusals checks the responses to missing, invalid and insufficient
// credentials, and if a verifier panics.
// FromEnv sends the credentials of the variables that are set, as they are when it is called.
func TestFromEnv(t *testing.T) {
	server := newVault(t, nil)
	for _, name := range []string{"SECURE_TOKEN", "SECURE_KEY", "SECURE_USER", "SECURE_PASSWORD"} {
		t.Setenv(name, "")
	}
	t.Setenv("SECURE_USER", "ada")
	t.Setenv("SECURE_KEY", "good")
	half := server.client(t, secure.FromEnv())
	t.Setenv("SECURE_PASSWORD", "good")
	t.Setenv("SECURE_TOKEN", "good")
	whole := server.client(t, secure.FromEnv())
	t.Setenv("SECURE_TOKEN", "bad")
	for name, want := range map[string]struct{ half, whole string }{
		"header": {"X-API-Key: good", "X-API-Key: good"},
		"basic":  {"", "Authorization: Basic YWRhOmdvb2Q="},
		"bearer": {"", "Authorization: Bearer good"},
	} {
		_, _ = guarded[name](half, t.Context())
		if sent := credentials(server.last); sent != want.half {
			t.Errorf("%s: sent %q, want %q", name, sent, want.half)
		}
		if _, err := guarded[name](whole, t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if sent := credentials(server.last); sent != want.whole {
			t.Errorf("%s: sent %q, want %q", name, sent, want.whole)
		}
	}
	if _, err := guarded["bearer"](server.client(t, secure.FromEnv(), secure.WithToken("good")), t.Context()); err != nil {
		t.Errorf("an option after FromEnv: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	server := newVault(t, nil)
	basic := `Basic realm="API", charset="UTF-8"`
	for name, challenges := range map[string][]string{
		"bearer": {"Bearer"}, "basic": {basic}, "header": {"APIKey"}, "query": {"APIKey"}, "cookie": {"APIKey"}, "signed": {"Digest"},
		"oauth": {`Bearer scope="read"`}, "openid": {`Bearer scope="profile email"`}, "both": {"Bearer", "APIKey"}, "crowded": {"Bearer", basic, "APIKey"},
		"either": {`Bearer scope="read write"`, `Bearer scope="admin"`, "APIKey", basic}, "unknown": nil,
	} {
		for secret, status := range map[string]int{"": 401, "bad-guess": 401, "good, but no more": 403, "panic": 500} {
			client := server.everything(t, secret)
			if secret == "" {
				client = server.client(t)
			}
			if name == "unknown" {
				status = 401
			}
			_, err := guarded[name](client, t.Context())
			e, ok := errors.AsType[*secure.APIError](err)
			if !ok || e.StatusCode != status {
				t.Errorf("%s with %q: %v, want %d", name, secret, err, status)
				continue
			}
			if got := e.Header.Values("WWW-Authenticate"); status == 401 && !slices.Equal(got, challenges) {
				t.Errorf("%s with %q: challenges %q, want %q", name, secret, got, challenges)
			}
			if secret != "" && strings.Contains(err.Error()+string(e.Body), secret) {
				t.Errorf("%s: the error shows the secret: %v %s", name, err, e.Body)
			}
		}
	}
	if saw, err := guarded["bearer"](server.client(t, secure.WithToken("quiet")), t.Context()); err != nil || saw != "" {
		t.Errorf("a verifier that returns no context: %q, %v", saw, err)
	}
}

// TestRawCredentials sends requests in the forms of other clients.
func TestRawCredentials(t *testing.T) {
	server := newVault(t, nil)
	for _, test := range []struct {
		target, header, value string
		status                int
	}{
		{"/bearer", "Authorization", "bearer good", 200},
		{"/bearer", "Authorization", "BEARER   good ", 200},
		{"/bearer", "Authorization", "good", 401},
		{"/bearer", "Authorization", "Bearer", 401},
		{"/bearer", "Authorization", "Bearer ", 401},
		{"/bearer", "Authorization", "Basic good", 401},
		{"/basic", "Authorization", "Basic Om5vYm9keQ==", 401},
		{"/basic", "Authorization", "basic Omdvb2Q=", 200},
		{"/basic", "Authorization", "Basic !", 401},
		{"/header", "x-api-key", "good", 200},
		{"/header", "X-API-Key", "", 401},
		{"/query?api%20key=good", "", "", 200},
		{"/query?api+key=", "", "", 401},
		{"/query?key=good", "", "", 401},
		{"/cookie", "Cookie", "a=b; session=good", 200},
		{"/cookie", "Cookie", "session=", 401},
		{"/signed", "Authorization", "digest good", 200},
		{"/signed", "Authorization", "Digestgood", 401},
		{"/unknown", "Authorization", "Bearer good", 401},
		{"/certificate", "Authorization", "Bearer good", 401},
		{"/optional", "Authorization", "Nonsense", 200},
	} {
		method := "GET"
		if test.target == "/signed" {
			method = "PUT"
		}
		req, err := http.NewRequest(method, server.URL+secure.DefaultBasePath+test.target, nil)
		if err != nil {
			t.Fatal(err)
		}
		if test.header != "" {
			req.Header.Set(test.header, test.value)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != test.status {
			t.Errorf("%s %s: %s: %s, want %d", test.target, test.header, test.value, resp.Status, test.status)
		}
	}
}

func TestKeyThatACookieCannotHold(t *testing.T) {
	server := newVault(t, nil)
	_, err := guarded["cookie"](server.client(t, secure.WithCookieKey("se;cret")), t.Context())
	if err == nil || strings.Contains(err.Error(), "cret") || server.last != nil {
		t.Errorf("got %v", err)
	}
}

func TestServerWithoutAVerifierIsNotMade(t *testing.T) {
	for want, take := range map[string]func(*secure.Security){
		`the security scheme "token", which has no Verifier: set Security.Token`:         func(s *secure.Security) { s.Token = nil },
		`the security scheme "signature", which has no Verifier: set Security.Signature`: func(s *secure.Security) { s.Signature = nil },
		`the security scheme "mtls", which has no Verifier: set Security.MTLS`:           func(s *secure.Security) { s.MTLS = nil },
		`the security scheme "oauth", which has no Verifier: set Security.OAuth`:         func(s *secure.Security) { s.OAuth = nil },
		`the security scheme "query key", which has no Verifier: set Security.QueryKey`:  func(s *secure.Security) { s.QueryKey = nil },
	} {
		security := guards()
		take(&security)
		if _, err := secure.NewServer(vault{}, security); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// A Verifier that cannot check a credential does not refuse it: the error is logged,
// and the caller can try again.
func TestVerifierThatFails(t *testing.T) {
	for name, test := range map[string]struct {
		err    error
		status int
		logged bool
	}{
		"refusal":      {errors.New("unknown key"), 401, false},
		"forbidden":    {&secure.APIError{StatusCode: 403}, 403, false},
		"unreachable":  {fmt.Errorf("keys: %w", &url.Error{Op: "Get", URL: "https://keys.example.com", Err: errors.New("connection refused")}), 503, true},
		"time-out":     {fmt.Errorf("keys: %w", context.DeadlineExceeded), 503, true},
		"server error": {&secure.APIError{StatusCode: 502, Err: errors.New("secret")}, 502, true},
	} {
		var log bytes.Buffer
		security := guards()
		security.Token = func(context.Context, secure.Credential) (context.Context, error) { return nil, test.err }
		handler, err := secure.NewServer(vault{}, security, secure.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"/bearer", "/optional"} {
			log.Reset()
			req := httptest.NewRequest("GET", secure.DefaultBasePath+path, nil)
			req.Header.Set("Authorization", "Bearer x")
			recorder := httptest.NewRecorder()
			handler.ServeHTTP(recorder, req)
			want := test.status
			if path == "/optional" { // the alternative without credentials is satisfied
				want = 200
			}
			if recorder.Code != want || strings.Contains(log.String(), "credential not verified") != test.logged {
				t.Errorf("%s of %s: %d %s", name, path, recorder.Code, log.String())
			}
			if strings.Contains(recorder.Body.String(), "keys") {
				t.Errorf("%s: the caller receives %s", name, recorder.Body)
			}
		}
	}
}

func TestMutualTLS(t *testing.T) {
	server := newVault(t, &tls.Config{ClientAuth: tls.RequestClientCert})
	bare := server.Client()
	transport := bare.Transport.(*http.Transport).Clone()
	transport.TLSClientConfig.Certificates = server.TLS.Certificates
	saw, err := server.client(t, secure.WithMTLS(&http.Client{Transport: transport})).Certificate(t.Context(), secure.CertificateParams{})
	if err != nil || saw != "certificate mtls;" || len(server.last.TLS.PeerCertificates) != 1 {
		t.Errorf("with a certificate: %q, %v", saw, err)
	}
	_, err = server.client(t, secure.WithMTLS(bare)).Certificate(t.Context(), secure.CertificateParams{})
	if e, ok := errors.AsType[*secure.APIError](err); !ok || e.StatusCode != 401 {
		t.Errorf("without a certificate: %v", err)
	}
}

func TestCredentialsAreMadePerRequest(t *testing.T) {
	server := newVault(t, nil)
	client := server.client(t, secure.WithSignatureFunc(func(r *http.Request) (string, error) {
		r.Header.Set("Date", "today")
		return r.Method + r.URL.Path, nil
	}))
	_, err := guarded["signed"](client, t.Context())
	if e, ok := errors.AsType[*secure.APIError](err); !ok || e.StatusCode != 401 {
		t.Errorf("a signature that is wrong: %v", err)
	}
	if got := server.last.Header; got.Get("Authorization") != "Digest PUT/v1/signed" || got.Get("Date") != "today" {
		t.Errorf("sent %q", got)
	}
	broken := errors.New("the key is in the other coat")
	client = server.client(t, secure.WithSignatureFunc(func(*http.Request) (string, error) { return "", broken }))
	server.last = nil
	if _, err := guarded["signed"](client, t.Context()); !errors.Is(err, broken) || server.last != nil {
		t.Errorf("without a signature: %v", err)
	}
}

// TestRedirectsAndFailuresKeepSecrets checks that another host gets no
// credentials, and that errors contain none.
func TestRedirectsAndFailuresKeepSecrets(t *testing.T) {
	var got []string
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		got = append(got, r.URL.Path+credentials(r)+r.Header.Get("Referer"))
	}))
	defer other.Close()
	elsewhere := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	here := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/again/") {
			http.Redirect(w, r, elsewhere+"/there", http.StatusTemporaryRedirect)
			return
		}
		http.Redirect(w, r, "/again"+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	vault := &recorder{Server: here}
	client := vault.everything(t, "good")
	for name := range guarded {
		got = nil
		_, _ = guarded[name](client, t.Context())
		if !slices.Equal(got, []string{"/there"}) {
			t.Errorf("%s: the other host got %q", name, got)
		}
	}
	here.Close()
	client = vault.everything(t, "secret")
	for name := range guarded {
		if _, err := guarded[name](client, t.Context()); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
