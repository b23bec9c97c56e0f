package oauth

import (
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/peergen/peergen/runtime/client"
)

// DiscoveredClientCredentials is ClientCredentials with the endpoint of a
// discovery document.
func DiscoveredClientCredentials(scheme, document, id, secret string, scopes []string) client.Option {
	return withDiscoveredGrant(scheme, document, grant{id: id, secret: secret, form: scopedForm("client_credentials", scopes)})
}

// DiscoveredRefreshToken is RefreshToken with the endpoint of a discovery
// document.
func DiscoveredRefreshToken(scheme, document, id, secret, refreshToken string) client.Option {
	return withDiscoveredGrant(scheme, document, grant{id: id, secret: secret, form: refreshForm(refreshToken)})
}

// withDiscoveredGrant reads the discovery document when the first token is
// requested.
func withDiscoveredGrant(scheme, document string, grant grant) client.Option {
	return withTokens(scheme, func(c *client.Config) TokenSource {
		return func(ctx context.Context) (string, time.Time, error) {
			if grant.endpoint == "" {
				found, err := discover(ctx, c, document)
				if err != nil {
					return "", time.Time{}, err
				}
				grant.endpoint = found.Token
			}
			return grant.exchange(ctx, c)
		}
	})
}

// metadata is the content of a discovery document (OpenID Connect Discovery,
// RFC 8414).
type metadata struct {
	Token         string `json:"token_endpoint"`
	Authorization string `json:"authorization_endpoint"`
	Device        string `json:"device_authorization_endpoint"`
}

// discover fetches a discovery document. Its endpoints must be absolute, and
// use https if the document does.
func discover(ctx context.Context, c *client.Config, document string) (*metadata, error) {
	address, err := authorityURL(c, document)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, client.Redacted(err)
	}
	req.Header.Set("Accept", "application/json")
	status, body, err := callAuthority(c, req)
	if err != nil {
		return nil, err
	}
	if status != http.StatusOK {
		return nil, fmt.Errorf("the request for the discovery document returned %d %s", status, http.StatusText(status))
	}
	found := &metadata{}
	if stdjson.Unmarshal(body, found) != nil || found.Token == "" {
		return nil, errors.New("the discovery document names no token endpoint")
	}
	for _, endpoint := range []string{found.Token, found.Authorization, found.Device} {
		u, err := url.Parse(endpoint)
		if endpoint != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != address.Scheme) {
			return nil, errors.New("the discovery document names an endpoint that is not an absolute https URL")
		}
	}
	return found, nil
}
