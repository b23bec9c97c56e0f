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

// grant asks a token endpoint for tokens, as RFC 6749 has it. A client
// with a secret identifies itself with http basic, one without by its id.
type grant struct {
	endpoint   string // relative to the base URL of the client
	id, secret string
	form       url.Values // grant_type and what belongs to it
}

func withGrant(scheme string, grant grant) client.Option {
	return withTokens(scheme, func(c *client.Config) TokenSource {
		return func(ctx context.Context) (string, time.Time, error) { return grant.exchange(ctx, c) }
	})
}

func ClientCredentials(scheme, endpoint, id, secret string, scopes []string) client.Option {
	return withGrant(scheme, grant{endpoint, id, secret, scopedForm("client_credentials", scopes)})
}

func Password(scheme, endpoint, id, secret, username, password string, scopes []string) client.Option {
	form := scopedForm("password", scopes)
	form.Set("username", username)
	form.Set("password", password)
	return withGrant(scheme, grant{endpoint, id, secret, form})
}

func RefreshToken(scheme, endpoint, id, secret, refreshToken string) client.Option {
	return withGrant(scheme, grant{endpoint, id, secret, refreshForm(refreshToken)})
}

func scopedForm(grantType string, scopes []string) url.Values {
	form := url.Values{"grant_type": {grantType}}
	if len(scopes) > 0 {
		form.Set("scope", strings.Join(scopes, " "))
	}
	return form
}

func refreshForm(refreshToken string) url.Values {
	return url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refreshToken}}
}

// grantAnswer is what a token endpoint answers, errors included.
type grantAnswer struct {
	AccessToken  string         `json:"access_token"`
	TokenType    string         `json:"token_type"`
	ExpiresIn    stdjson.Number `json:"expires_in"`
	RefreshToken string         `json:"refresh_token"`
	Error        string         `json:"error"`
}

// exchange asks for a token. Callers take turns: see keeper.
func (g *grant) exchange(ctx context.Context, c *client.Config) (token string, expiry time.Time, err error) {
	answer, err := g.ask(ctx, c)
	if err != nil {
		return "", expiry, err
	}
	if answer.RefreshToken != "" && g.form.Has("refresh_token") {
		g.form.Set("refresh_token", answer.RefreshToken)
	}
	return answer.AccessToken, answer.expiry(), nil
}

// ask makes one request. Where it is refused, the answer holds the code.
func (g *grant) ask(ctx context.Context, c *client.Config) (*grantAnswer, error) {
	req, err := g.request(ctx, c)
	if err != nil {
		return nil, err
	}
	status, body, err := askAuthority(c, req)
	if err != nil {
		return nil, err
	}
	answer := &grantAnswer{}
	if err := stdjson.Unmarshal(body, answer); err != nil || status != http.StatusOK || answer.AccessToken == "" {
		return answer, answer.refusal(status)
	}
	if answer.TokenType != "" && !strings.EqualFold(answer.TokenType, "Bearer") {
		return nil, errors.New("the token endpoint answered a token that is no bearer token")
	}
	return answer, nil
}

// expiry counts from now; zero is never.
func (a *grantAnswer) expiry() (expiry time.Time) {
	if seconds, err := a.ExpiresIn.Float64(); err == nil && seconds > 0 {
		expiry = time.Now().Add(time.Duration(min(seconds, 1e9) * float64(time.Second)))
	}
	return expiry
}

// askAuthority makes a request to an authorization server, up to 1 MiB of answer.
// What goes to one address goes to no other: redirects are not followed.
func askAuthority(c *client.Config, req *http.Request) (status int, body []byte, err error) {
	var once http.Client
	if c.HTTP != nil {
		once = *c.HTTP
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

func (g *grant) request(ctx context.Context, c *client.Config) (*http.Request, error) {
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

// authorityURL is an address of the document, which may be relative to the server.
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

// refusal takes the error code of RFC 6749 and no other words: they may hold
// what was sent.
func (a *grantAnswer) refusal(status int) error {
	text := fmt.Sprintf("the token endpoint answered %d %s", status, http.StatusText(status))
	if a.Error != "" && strings.Trim(a.Error, "abcdefghijklmnopqrstuvwxyz_") == "" && len(a.Error) < 40 {
		return errors.New(text + ": " + a.Error)
	}
	return errors.New(text + " and no token")
}
