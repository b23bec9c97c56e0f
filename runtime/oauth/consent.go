package oauth

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/peergen/peergen/runtime/client"
)

// Endpoints is where consent is asked for and turned into tokens. A document may
// name all of that, or still have to.
type Endpoints struct{ Ask, Token, Refresh, Document string }

func ConsentConfig(baseURL string, options []client.Option) client.Config {
	return client.Config{BaseURL: baseURL, Header: http.Header{}}.With(options)
}

// CodeConsent asks users for consent in a browser: the authorization code flow of
// OAuth 2 with PKCE (RFC 7636). One is enough for all users, and safe for
// concurrent use. For each of them
//
//	verifier := rand.Text() + rand.Text() // of crypto/rand, as is a state
//	address, err := consent.AuthorizationURL(ctx, state, verifier)
//
// is where the browser goes. When it comes back to the redirect URL, compare the
// parameter state with what it was, and
//
//	source, refreshToken, err := consent.Exchange(ctx, code, verifier)
type CodeConsent struct {
	mu          sync.Mutex // of at
	at          Endpoints
	grant       grant
	config      client.Config
	redirectURL string
	scopes      []string
}

func NewCodeConsent(at Endpoints, id, secret, redirectURL string, scopes []string, config client.Config) *CodeConsent {
	return &CodeConsent{at: at, grant: grant{id: id, secret: secret}, config: config, redirectURL: redirectURL, scopes: scopes}
}

// AuthorizationURL is where a user consents. The state comes back with the code.
// The verifier stays secret; it has 43 to 128 letters and digits.
func (c *CodeConsent) AuthorizationURL(ctx context.Context, state, verifier string) (string, error) {
	if len(verifier) < 43 || len(verifier) > 128 {
		return "", errors.New("a verifier has 43 to 128 letters and digits")
	}
	at, err := c.find(ctx)
	if err != nil {
		return "", err
	}
	page, err := authorityURL(&c.config, at.Ask)
	if err != nil {
		return "", err
	}
	challenge := sha256.Sum256([]byte(verifier))
	query := page.Query()
	query.Set("response_type", "code")
	query.Set("client_id", c.grant.id)
	query.Set("redirect_uri", c.redirectURL)
	query.Set("state", state)
	query.Set("code_challenge", base64.RawURLEncoding.EncodeToString(challenge[:]))
	query.Set("code_challenge_method", "S256")
	if scope := scopedForm("", c.scopes).Get("scope"); scope != "" {
		query.Set("scope", scope)
	}
	page.RawQuery = query.Encode()
	return page.String(), nil
}

// Exchange makes tokens of a code. When the first one expires, the source goes on
// with the refresh token, if there is one; who wants to go on in another life of
// the program keeps that.
func (c *CodeConsent) Exchange(ctx context.Context, code, verifier string) (source TokenSource, refreshToken string, err error) {
	at, err := c.find(ctx)
	if err != nil {
		return nil, "", err
	}
	form := url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {c.redirectURL}, "code_verifier": {verifier}}
	grant := grant{at.Token, c.grant.id, c.grant.secret, form}
	answer, err := grant.ask(ctx, &c.config)
	if err != nil {
		return nil, "", err
	}
	return grant.consented(&c.config, at.Refresh, answer), answer.RefreshToken, nil
}

// find reads the document that names the endpoints, if they are not known.
func (c *CodeConsent) find(ctx context.Context) (Endpoints, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at.Token == "" {
		found, err := discover(ctx, &c.config, c.at.Document)
		if err == nil && found.Authorization == "" {
			err = errors.New("the discovery document names no authorization endpoint")
		}
		if err != nil {
			return c.at, err
		}
		c.at.Ask, c.at.Token, c.at.Refresh = found.Authorization, found.Token, found.Token
	}
	return c.at, nil
}

// consented is the source of the token that an answer has, and then of those that
// its refresh token is good for.
func (g *grant) consented(c *client.Config, refresh string, answer *grantAnswer) TokenSource {
	first, expiry := answer.AccessToken, answer.expiry()
	next := grant{refresh, g.id, g.secret, refreshForm(answer.RefreshToken)}
	var mu sync.Mutex
	return func(ctx context.Context) (string, time.Time, error) {
		mu.Lock()
		defer mu.Unlock()
		if token := first; token != "" {
			first = ""
			return token, expiry, nil
		}
		if next.form.Get("refresh_token") == "" {
			return "", time.Time{}, errors.New("the token has expired or was refused, and came without a refresh token: ask the user again")
		}
		return next.exchange(ctx, c)
	}
}
