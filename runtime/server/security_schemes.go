package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

func FindBearer(r *http.Request, c *Credential) bool {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	c.Token = strings.TrimSpace(token)
	return ok && strings.EqualFold(scheme, "Bearer") && c.Token != ""
}

func FindBasic(r *http.Request, c *Credential) (ok bool) {
	c.Username, c.Password, ok = r.BasicAuth()
	return ok
}

func FindHeaderKey(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		c.Token = r.Header.Get(name)
		return c.Token != ""
	}
}

func FindQueryKey(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		c.Token = r.URL.Query().Get(name)
		return c.Token != ""
	}
}

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

// FindAuthScheme finds what follows the name of an authentication scheme.
func FindAuthScheme(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		scheme, rest, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		c.Token = strings.TrimSpace(rest)
		return strings.EqualFold(scheme, name) && c.Token != ""
	}
}

// FindCertificate finds that the caller has one; whether the server has looked
// into it depends on ClientAuth of its tls.Config.
func FindCertificate(r *http.Request, _ *Credential) bool {
	return r.TLS != nil && len(r.TLS.PeerCertificates) > 0
}

// FindNothing and RejectAll are for a scheme that the generator does not
// understand: nobody gets in by it.
func FindNothing(*http.Request, *Credential) bool { return false }

func RejectAll(context.Context, Credential) (context.Context, error) {
	return nil, errors.New("this security scheme is not supported")
}
