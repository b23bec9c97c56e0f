package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

// FindBearer finds a bearer token. All functions Find... take a credential from
// a request and report whether there is one; a [Verifier] checks it.
func FindBearer(r *http.Request, c *Credential) bool {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	c.Token = strings.TrimSpace(token)
	return ok && strings.EqualFold(scheme, "Bearer") && c.Token != ""
}

// FindBasic finds a user name and password.
func FindBasic(r *http.Request, c *Credential) (ok bool) {
	c.Username, c.Password, ok = r.BasicAuth()
	return ok
}

// FindHeaderKey finds an API key in a header.
func FindHeaderKey(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		c.Token = r.Header.Get(name)
		return c.Token != ""
	}
}

// FindQueryKey finds an API key in the query.
func FindQueryKey(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		c.Token = r.URL.Query().Get(name)
		return c.Token != ""
	}
}

// FindCookieKey finds an API key in a cookie.
func FindCookieKey(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		cookie, err := r.Cookie(name)
		if err != nil {
			return false
		}
		c.Token = cookie.Value
		return c.Token != ""
	}
}

// FindAuthScheme finds the credentials after the name of an authentication
// scheme.
func FindAuthScheme(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		scheme, rest, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		c.Token = strings.TrimSpace(rest)
		return strings.EqualFold(scheme, name) && c.Token != ""
	}
}

// FindCertificate reports whether the caller has a certificate. Whether it is
// verified depends on ClientAuth of the tls.Config.
func FindCertificate(r *http.Request, _ *Credential) bool {
	return r.TLS != nil && len(r.TLS.PeerCertificates) > 0
}

// FindNothing is for an unsupported security scheme.
func FindNothing(*http.Request, *Credential) bool { return false }

// RejectAll is for an unsupported security scheme: requests that use it are
// rejected.
func RejectAll(context.Context, Credential) (context.Context, error) {
	return nil, errors.New("this security scheme is not supported")
}
