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

// Endpoints are the URLs by which consent is requested and exchanged for
// tokens. If they are unknown, document is the URL of a discovery document.
type Endpoints struct{ Consent, Token, Refresh, Document string }

// ConsentConfig returns the configuration for requests to an authorization
// server.
func ConsentConfig(baseURL, userAgent string, options []client.Option) client.Config {
	return client.Config{BaseURL: baseURL, Header: http.Header{"User-Agent": {userAgent}}}.With(options)
}

// CodeConsent requests the consent of users in a browser: the authorization
// code flow of OAuth 2 with PKCE (RFC 7636). One CodeConsent serves all users
// and is safe for concurrent use. For each user, redirect the browser to
//
//	verifier := rand.Text() + rand.Text() // of crypto/rand, as for the state
//	address, err := consent.AuthorizationURL(ctx, state, verifier)
//
// When the browser returns to the redirect URL, compare the parameter state,
// and call
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

// NewCodeConsent returns a CodeConsent.
func NewCodeConsent(at Endpoints, id, secret, redirectURL string, scopes []string, config client.Config) *CodeConsent {
	return &CodeConsent{at: at, grant: grant{id: id, secret: secret}, config: config, redirectURL: redirectURL, scopes: scopes}
}

// AuthorizationURL returns the URL where a user consents. The state is returned
// with the code. The verifier is secret and has 43 to 128 letters and digits.
func (c *CodeConsent) AuthorizationURL(ctx context.Context, state, verifier string) (string, error) {
	if len(verifier) < 43 || len(verifier) > 128 {
		return "", errors.New("a verifier has 43 to 128 letters and digits")
	}
	at, err := c.find(ctx)
	if err != nil {
		return "", err
	}
	page, err := authorityURL(&c.config, at.Consent)
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

// Exchange exchanges a code for tokens. When the first token expires, the
// source uses the refresh token, if there is one. Keep the refresh token to
// continue after a restart of the program.
func (c *CodeConsent) Exchange(ctx context.Context, code, verifier string) (source TokenSource, refreshToken string, err error) {
	at, err := c.find(ctx)
	if err != nil {
		return nil, "", err
	}
	form := url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {c.redirectURL}, "code_verifier": {verifier}}
	grant := grant{at.Token, c.grant.id, c.grant.secret, form}
	response, err := grant.requestToken(ctx, &c.config)
	if err != nil {
		return nil, "", err
	}
	return grant.consented(&c.config, at.Refresh, response), response.RefreshToken, nil
}

// find reads the discovery document if the endpoints are unknown.
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
		c.at.Consent, c.at.Token, c.at.Refresh = found.Authorization, found.Token, found.Token
	}
	return c.at, nil
}

// consented returns the source of the token in a response, and then of tokens
// for its refresh token.
func (g *grant) consented(c *client.Config, refresh string, response *tokenResponse) TokenSource {
	first, expiry := response.AccessToken, response.expiry()
	next := grant{refresh, g.id, g.secret, refreshForm(response.RefreshToken)}
	var mu sync.Mutex
	return func(ctx context.Context) (string, time.Time, error) {
		mu.Lock()
		defer mu.Unlock()
		if token := first; token != "" {
			first = ""
			return token, expiry, nil
		}
		if next.form.Get("refresh_token") == "" {
			return "", time.Time{}, errors.New("the token has expired or was refused, and there is no refresh token: request consent again")
		}
		return next.exchange(ctx, c)
	}
}
