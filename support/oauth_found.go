package support

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// withFoundCredentials is withClientCredentials where a discovery document names
// the endpoint.
func withFoundCredentials(scheme, document, id, secret string, scopes []string) ClientOption {
	return withFoundGrant(scheme, document, tokenGrant{id: id, secret: secret, form: scopedForm("client_credentials", scopes)})
}

func withFoundRefresh(scheme, document, id, secret, refreshToken string) ClientOption {
	return withFoundGrant(scheme, document, tokenGrant{id: id, secret: secret, form: refreshForm(refreshToken)})
}

// withFoundGrant reads the document when the first token is wanted, and once if
// that succeeds.
func withFoundGrant(scheme, document string, grant tokenGrant) ClientOption {
	return withTokens(scheme, func(c *clientConfig) TokenSource {
		return func(ctx context.Context) (string, time.Time, error) {
			if grant.endpoint == "" {
				found, err := c.discover(ctx, document)
				if err != nil {
					return "", time.Time{}, err
				}
				grant.endpoint = found.Token
			}
			return grant.exchange(ctx, c)
		}
	})
}

// discovery is what OpenID Connect Discovery and RFC 8414 call metadata.
type discovery struct {
	Token         string `json:"token_endpoint"`
	Authorization string `json:"authorization_endpoint"`
	Device        string `json:"device_authorization_endpoint"`
}

// discover fetches a discovery document. Its endpoints are absolute, and as safe
// from listeners as itself.
func (c *clientConfig) discover(ctx context.Context, document string) (*discovery, error) {
	address, err := c.authorityURL(document)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, redacted(err)
	}
	req.Header.Set("Accept", "application/json")
	status, body, err := c.askAuthority(req)
	if err != nil {
		return nil, err
	}
	if status != http.StatusOK {
		return nil, fmt.Errorf("the discovery document answered %d %s", status, http.StatusText(status))
	}
	found := &discovery{}
	if json.Unmarshal(body, found) != nil || found.Token == "" {
		return nil, errors.New("the discovery document names no token endpoint")
	}
	for _, endpoint := range []string{found.Token, found.Authorization, found.Device} {
		u, err := url.Parse(endpoint)
		if endpoint != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != address.Scheme) {
			return nil, errors.New("the discovery document names an endpoint that is no absolute https URL")
		}
	}
	return found, nil
}
