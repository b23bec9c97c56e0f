package oauth

import (
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/peergen/peergen/runtime/client"
)

// grant requests tokens from a token endpoint (RFC 6749). A client with a
// secret authenticates with HTTP basic, one without sends its id.
type grant struct {
	endpoint   string // may be relative to the base URL of the client
	id, secret string
	form       url.Values // grant_type and its parameters
}

// withGrant sends tokens of a grant.
func withGrant(scheme string, grant grant) client.Option {
	return withTokens(scheme, func(c *client.Config) TokenSource {
		return func(ctx context.Context) (string, time.Time, error) { return grant.exchange(ctx, c) }
	})
}

// ClientCredentials sends tokens of the client credentials grant.
func ClientCredentials(scheme, endpoint, id, secret string, scopes []string) client.Option {
	return withGrant(scheme, grant{endpoint, id, secret, scopedForm("client_credentials", scopes)})
}

// Password sends tokens of the password grant.
func Password(scheme, endpoint, id, secret, username, password string, scopes []string) client.Option {
	form := scopedForm("password", scopes)
	form.Set("username", username)
	form.Set("password", password)
	return withGrant(scheme, grant{endpoint, id, secret, form})
}

// RefreshToken sends tokens of the refresh token grant.
func RefreshToken(scheme, endpoint, id, secret, refreshToken string) client.Option {
	return withGrant(scheme, grant{endpoint, id, secret, refreshForm(refreshToken)})
}

// scopedForm returns the form of a grant.
func scopedForm(grantType string, scopes []string) url.Values {
	form := url.Values{"grant_type": {grantType}}
	if len(scopes) > 0 {
		form.Set("scope", strings.Join(scopes, " "))
	}
	return form
}

// refreshForm returns the form of the refresh token grant.
func refreshForm(refreshToken string) url.Values {
	return url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refreshToken}}
}

// tokenResponse is a response of a token endpoint, including errors.
type tokenResponse struct {
	AccessToken  string         `json:"access_token"`
	TokenType    string         `json:"token_type"`
	ExpiresIn    stdjson.Number `json:"expires_in"`
	RefreshToken string         `json:"refresh_token"`
	Error        string         `json:"error"`
}

// exchange requests a token. Callers take turns: see keeper.
func (g *grant) exchange(ctx context.Context, c *client.Config) (token string, expiry time.Time, err error) {
	response, err := g.requestToken(ctx, c)
	if err != nil {
		return "", expiry, err
	}
	if response.RefreshToken != "" && g.form.Has("refresh_token") {
		g.form.Set("refresh_token", response.RefreshToken)
	}
	return response.AccessToken, response.expiry(), nil
}

// requestToken makes one request. If it is refused, the result has the error code.
func (g *grant) requestToken(ctx context.Context, c *client.Config) (*tokenResponse, error) {
	req, err := g.newRequest(ctx, c)
	if err != nil {
		return nil, err
	}
	status, body, err := callAuthority(c, req)
	if err != nil {
		return nil, err
	}
	response := &tokenResponse{}
	if err := stdjson.Unmarshal(body, response); err != nil || status != http.StatusOK || response.AccessToken == "" {
		return response, response.refusal(status)
	}
	if response.TokenType != "" && !strings.EqualFold(response.TokenType, "Bearer") {
		return nil, errors.New("the token endpoint returned a token that is not a bearer token")
	}
	return response, nil
}

// expiry returns the expiry from now; the zero time means never.
func (a *tokenResponse) expiry() (expiry time.Time) {
	if seconds, err := a.ExpiresIn.Float64(); err == nil && seconds > 0 {
		expiry = time.Now().Add(time.Duration(min(seconds, 1e9) * float64(time.Second)))
	}
	return expiry
}

// callAuthority makes a request to an authorization server and reads up to 1
// MiB. It does not follow redirects, so that credentials are sent to one
// address only.
func callAuthority(c *client.Config, req *http.Request) (status int, body []byte, err error) {
	once := *c.Through()
	if agent, ok := c.Header["User-Agent"]; ok {
		req.Header["User-Agent"] = agent
	}
	once.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := once.Do(req)
	if err != nil {
		return 0, nil, client.Redacted(err)
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	return resp.StatusCode, body, err
}

// newRequest returns the request to the token endpoint.
func (g *grant) newRequest(ctx context.Context, c *client.Config) (*http.Request, error) {
	endpoint, err := authorityURL(c, g.endpoint)
	if err != nil {
		return nil, err
	}
	if g.secret == "" {
		g.form.Set("client_id", g.id)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint.String(), strings.NewReader(g.form.Encode()))
	if err != nil {
		return nil, client.Redacted(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "application/json")
	if g.secret != "" {
		req.SetBasicAuth(url.QueryEscape(g.id), url.QueryEscape(g.secret))
	}
	return req, nil
}

// authorityURL resolves a URL of the document, which may be relative to the
// server.
func authorityURL(c *client.Config, address string) (*url.URL, error) {
	base, err := url.Parse(c.BaseURL)
	if err == nil {
		base, err = base.Parse(address)
	}
	if err != nil {
		return nil, client.Redacted(err)
	}
	return base, nil
}

// refusal returns an error with the error code of RFC 6749. It omits
// descriptions, because they may contain what was sent.
func (a *tokenResponse) refusal(status int) error {
	text := fmt.Sprintf("the token endpoint responded with %d %s", status, http.StatusText(status))
	if a.Error != "" && strings.Trim(a.Error, "abcdefghijklmnopqrstuvwxyz_") == "" && len(a.Error) < 40 {
		return errors.New(text + ": " + a.Error)
	}
	return errors.New(text + " and no token")
}
