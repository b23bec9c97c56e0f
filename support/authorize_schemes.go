package support

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

func findBasic(r *http.Request, c *Credential) (ok bool) {
	c.Username, c.Password, ok = r.BasicAuth()
	return ok
}

func findHeaderKey(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		c.Token = r.Header.Get(name)
		return c.Token != ""
	}
}

func findQueryKey(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		c.Token = r.URL.Query().Get(name)
		return c.Token != ""
	}
}

func findCookieKey(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		cookie, err := r.Cookie(name)
		if err != nil {
			return false
		}
		c.Token = cookie.Value
		return c.Token != ""
	}
}

// findAuthScheme finds what follows the name of an authentication scheme.
func findAuthScheme(name string) func(*http.Request, *Credential) bool {
	return func(r *http.Request, c *Credential) bool {
		scheme, rest, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		c.Token = strings.TrimSpace(rest)
		return strings.EqualFold(scheme, name) && c.Token != ""
	}
}

// findCertificate finds that the caller has one; whether the server has looked
// into it depends on ClientAuth of its tls.Config.
func findCertificate(r *http.Request, _ *Credential) bool {
	return r.TLS != nil && len(r.TLS.PeerCertificates) > 0
}

// findNothing and letNobodyIn are for a scheme that the generator does not
// understand: nobody gets in by it.
func findNothing(*http.Request, *Credential) bool { return false }

func letNobodyIn(context.Context, Credential) (context.Context, error) {
	return nil, errors.New("this security scheme is not supported")
}
