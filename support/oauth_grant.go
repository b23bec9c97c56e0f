package support

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// tokenGrant asks a token endpoint for tokens, as RFC 6749 has it. A client
// with a secret identifies itself with http basic, one without by its id.
type tokenGrant struct {
	endpoint   string // relative to the base URL of the client
	id, secret string
	form       url.Values // grant_type and what belongs to it
}

func withTokenGrant(scheme string, grant tokenGrant) ClientOption {
	return withTokens(scheme, func(c *clientConfig) TokenSource {
		return func(ctx context.Context) (string, time.Time, error) { return grant.exchange(ctx, c) }
	})
}

func withClientCredentials(scheme, endpoint, id, secret string, scopes []string) ClientOption {
	form := url.Values{"grant_type": {"client_credentials"}}
	if len(scopes) > 0 {
		form.Set("scope", strings.Join(scopes, " "))
	}
	return withTokenGrant(scheme, tokenGrant{endpoint, id, secret, form})
}

func withPasswordGrant(scheme, endpoint, id, secret, username, password string, scopes []string) ClientOption {
	form := url.Values{"grant_type": {"password"}, "username": {username}, "password": {password}}
	if len(scopes) > 0 {
		form.Set("scope", strings.Join(scopes, " "))
	}
	return withTokenGrant(scheme, tokenGrant{endpoint, id, secret, form})
}

func withRefreshToken(scheme, endpoint, id, secret, refreshToken string) ClientOption {
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refreshToken}}
	return withTokenGrant(scheme, tokenGrant{endpoint, id, secret, form})
}

// grantAnswer is what a token endpoint answers, errors included.
type grantAnswer struct {
	AccessToken  string      `json:"access_token"`
	TokenType    string      `json:"token_type"`
	ExpiresIn    json.Number `json:"expires_in"`
	RefreshToken string      `json:"refresh_token"`
	Error        string      `json:"error"`
}

// exchange makes one request. Callers take turns: see tokenKeeper.
func (g *tokenGrant) exchange(ctx context.Context, c *clientConfig) (token string, expiry time.Time, err error) {
	req, err := g.request(ctx, c.baseURL)
	if err != nil {
		return "", expiry, err
	}
	var client http.Client
	if c.http != nil {
		client = *c.http
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := client.Do(req)
	if err != nil {
		return "", expiry, redacted(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return "", expiry, err
	}
	var answer grantAnswer
	if err := json.Unmarshal(body, &answer); err != nil || resp.StatusCode != http.StatusOK || answer.AccessToken == "" {
		return "", expiry, answer.refusal(resp.StatusCode)
	}
	if answer.TokenType != "" && !strings.EqualFold(answer.TokenType, "Bearer") {
		return "", expiry, errors.New("the token endpoint answered a token that is no bearer token")
	}
	if seconds, err := answer.ExpiresIn.Float64(); err == nil && seconds > 0 {
		expiry = time.Now().Add(time.Duration(min(seconds, 1e9) * float64(time.Second)))
	}
	if answer.RefreshToken != "" && g.form.Has("refresh_token") {
		g.form.Set("refresh_token", answer.RefreshToken)
	}
	return answer.AccessToken, expiry, nil
}

func (g *tokenGrant) request(ctx context.Context, baseURL string) (*http.Request, error) {
	endpoint, err := url.Parse(baseURL)
	if err == nil {
		endpoint, err = endpoint.Parse(g.endpoint)
	}
	if err != nil {
		return nil, redacted(err)
	}
	if g.secret == "" {
		g.form.Set("client_id", g.id)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint.String(), strings.NewReader(g.form.Encode()))
	if err != nil {
		return nil, redacted(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "application/json")
	if g.secret != "" {
		req.SetBasicAuth(url.QueryEscape(g.id), url.QueryEscape(g.secret))
	}
	return req, nil
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
