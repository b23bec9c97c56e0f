package behaviour

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/secure"
)

// callerKey is the context key for the credentials that the verifiers received.
type callerKey struct{}

func seen(ctx context.Context) string {
	text, _ := ctx.Value(callerKey{}).(string)
	return text
}

// verifier accepts the credential "good", for basic as the password, and adds
// it to the context.
func verifier(ctx context.Context, c secure.Credential) (context.Context, error) {
	secret := c.Token + c.Password
	if c.Request.TLS != nil {
		secret = "good"
	}
	switch secret {
	case "good":
		text := seen(ctx) + c.Operation + " " + c.Scheme
		if len(c.Scopes) > 0 {
			text += " [" + strings.Join(c.Scopes, " ") + "]"
		}
		return context.WithValue(ctx, callerKey{}, text+";"), nil
	case "good, but no more":
		return nil, &secure.APIError{StatusCode: http.StatusForbidden, Detail: "not you"}
	case "panic":
		panic("the verifier fell over")
	case "quiet":
		return nil, nil
	}
	return nil, errors.New("who is that?")
}

func guards() secure.Security {
	return secure.Security{
		Token: verifier, User: verifier, XAPIKey: verifier, QueryKey: verifier, CookieKey: verifier,
		Signature: verifier, MTLS: verifier, OpenID: verifier, OAuth: verifier,
	}
}

// vault responds to each operation with the credentials that the verifiers
// received.
type vault struct{ secure.UnimplementedAPI }

func answerWho(ctx context.Context) (string, error) { return seen(ctx), nil }

func (vault) Bearer(ctx context.Context, _ secure.BearerParams) (string, error) {
	return answerWho(ctx)
}
func (vault) Basic(ctx context.Context, _ secure.BasicParams) (string, error) {
	return answerWho(ctx)
}
func (vault) HeaderKey(ctx context.Context, _ secure.HeaderKeyParams) (string, error) {
	return answerWho(ctx)
}
func (vault) QueryKey(ctx context.Context, _ secure.QueryKeyParams) (string, error) {
	return answerWho(ctx)
}
func (vault) CookieKey(ctx context.Context, _ secure.CookieKeyParams) (string, error) {
	return answerWho(ctx)
}
func (vault) Signed(ctx context.Context, _ secure.SignedParams) (string, error) {
	return answerWho(ctx)
}
func (vault) Certificate(ctx context.Context, _ secure.CertificateParams) (string, error) {
	return answerWho(ctx)
}
func (vault) OAuth(ctx context.Context, _ secure.OAuthParams) (string, error) {
	return answerWho(ctx)
}
func (vault) OpenID(ctx context.Context, _ secure.OpenIDParams) (string, error) {
	return answerWho(ctx)
}
func (vault) Public(ctx context.Context, _ secure.PublicParams) (string, error) {
	return answerWho(ctx)
}
func (vault) Optional(ctx context.Context, _ secure.OptionalParams) (string, error) {
	return answerWho(ctx)
}
func (vault) Both(ctx context.Context, _ secure.BothParams) (string, error) {
	return answerWho(ctx)
}
func (vault) Either(ctx context.Context, _ secure.EitherParams) (string, error) {
	return answerWho(ctx)
}
func (vault) Crowded(ctx context.Context, _ secure.CrowdedParams) (string, error) {
	return answerWho(ctx)
}
func (vault) Posted(ctx context.Context, p secure.PostedParams) (string, error) {
	return seen(ctx) + " posts " + p.Body.Or(""), nil
}
func (vault) Stored(ctx context.Context, p secure.StoredParams) (string, error) {
	data, err := io.ReadAll(p.Body)
	return seen(ctx) + " stores " + string(data), err
}
func (vault) Unknown(ctx context.Context, _ secure.UnknownParams) (string, error) {
	return answerWho(ctx)
}

// recorder serves the vault and records the last request.
type recorder struct {
	*httptest.Server
	last *http.Request
}

func newVault(t *testing.T, tls *tls.Config) *recorder {
	t.Helper()
	handler, err := secure.NewServer(vault{}, guards(), secure.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	r := &recorder{}
	r.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.last = req
		handler.ServeHTTP(w, req)
	}))
	if tls == nil {
		r.Start()
	} else {
		r.TLS = tls
		r.StartTLS()
	}
	t.Cleanup(r.Close)
	return r
}

func (r *recorder) client(t *testing.T, options ...secure.ClientOption) *secure.Client {
	t.Helper()
	client, err := secure.NewClient(append([]secure.ClientOption{secure.WithBaseURL(r.URL + secure.DefaultBasePath), secure.WithHTTPClient(r.Client()), secure.WithRetries(secure.Retries{Tries: 1})}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// everything returns a client with all credentials except a certificate.
func (r *recorder) everything(t *testing.T, secret string) *secure.Client {
	t.Helper()
	return r.client(t, secure.WithToken(secret), secure.WithUser("ada", secret), secure.WithXAPIKey(secret), secure.WithQueryKey(secret),
		secure.WithCookieKey(secret), secure.WithSignature(secret), secure.WithOpenID(secret), secure.WithOAuth(secret))
}

// guarded are the operations with one scheme or several, by name.
var guarded = map[string]func(*secure.Client, context.Context) (string, error){
	"bearer": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.Bearer(ctx, secure.BearerParams{})
	},
	"basic": func(c *secure.Client, ctx context.Context) (string, error) { return c.Basic(ctx, secure.BasicParams{}) },
	"header": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.HeaderKey(ctx, secure.HeaderKeyParams{})
	},
	"query": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.QueryKey(ctx, secure.QueryKeyParams{Q: secure.Some("x")})
	},
	"cookie": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.CookieKey(ctx, secure.CookieKeyParams{Theme: secure.Some("dark")})
	},
	"signed": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.Signed(ctx, secure.SignedParams{})
	},
	"oauth": func(c *secure.Client, ctx context.Context) (string, error) { return c.OAuth(ctx, secure.OAuthParams{}) },
	"openid": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.OpenID(ctx, secure.OpenIDParams{})
	},
	"public": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.Public(ctx, secure.PublicParams{})
	},
	"optional": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.Optional(ctx, secure.OptionalParams{})
	},
	"both": func(c *secure.Client, ctx context.Context) (string, error) { return c.Both(ctx, secure.BothParams{}) },
	"either": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.Either(ctx, secure.EitherParams{})
	},
	"crowded": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.Crowded(ctx, secure.CrowdedParams{})
	},
	"unknown": func(c *secure.Client, ctx context.Context) (string, error) {
		return c.Unknown(ctx, secure.UnknownParams{})
	},
}

// credentials returns the parts of a request that may have credentials.
func credentials(r *http.Request) string {
	var parts []string
	if r.URL.RawQuery != "" {
		parts = append(parts, "?"+r.URL.RawQuery)
	}
	for _, name := range []string{"Authorization", "X-API-Key", "Cookie"} {
		if values := r.Header.Values(name); len(values) > 0 {
			parts = append(parts, name+": "+strings.Join(values, ", "))
		}
	}
	return strings.Join(parts, ", ")
}

// newLoudVault returns a server whose verifiers panic. It logs to log.
func newLoudVault(t *testing.T, log io.Writer) *httptest.Server {
	t.Helper()
	fail := func(context.Context, secure.Credential) (context.Context, error) {
		return nil, &secure.APIError{StatusCode: http.StatusForbidden}
	}
	security := guards()
	security.Token, security.User, security.XAPIKey, security.QueryKey = fail, fail, fail, fail
	security.CookieKey = func(context.Context, secure.Credential) (context.Context, error) { panic("the verifier fell over") }
	handler, err := secure.NewServer(vault{}, security, secure.WithLogger(slog.New(slog.NewTextHandler(log, nil))))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}
