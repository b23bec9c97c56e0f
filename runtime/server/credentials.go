package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

// FindBearer finds a bearer token. All functions Find... take a credential from
// a request and report whether there is one; a [Verifier] checks it.
func FindBearer(r *http.Request) (Credential, bool) { return authScheme(r, "Bearer") }

// authScheme finds the credentials after the name of an authentication scheme.
func authScheme(r *http.Request, name string) (Credential, bool) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	c := Credential{Token: strings.TrimSpace(token)}
	return c, strings.EqualFold(scheme, name) && c.Token != ""
}

// FindBasic finds a user name and password.
func FindBasic(r *http.Request) (c Credential, ok bool) {
	c.Username, c.Password, ok = r.BasicAuth()
	return c, ok
}

// FindHeaderKey finds an API key in a header.
func FindHeaderKey(name string) func(*http.Request) (Credential, bool) {
	return func(r *http.Request) (Credential, bool) {
		key := r.Header.Get(name)
		return Credential{Token: key}, key != ""
	}
}

// FindQueryKey finds an API key in the query.
func FindQueryKey(name string) func(*http.Request) (Credential, bool) {
	return func(r *http.Request) (Credential, bool) {
		key := r.URL.Query().Get(name)
		return Credential{Token: key}, key != ""
	}
}

// FindCookieKey finds an API key in a cookie.
func FindCookieKey(name string) func(*http.Request) (Credential, bool) {
	return func(r *http.Request) (Credential, bool) {
		cookie, err := r.Cookie(name)
		if err != nil {
			return Credential{}, false
		}
		return Credential{Token: cookie.Value}, cookie.Value != ""
	}
}

// FindAuthScheme finds the credentials after the name of an authentication
// scheme.
func FindAuthScheme(name string) func(*http.Request) (Credential, bool) {
	return func(r *http.Request) (Credential, bool) { return authScheme(r, name) }
}

// FindCertificate reports whether the caller has a certificate. Whether it is
// verified depends on ClientAuth of the tls.Config.
func FindCertificate(r *http.Request) (c Credential, ok bool) {
	return c, r.TLS != nil && len(r.TLS.PeerCertificates) > 0
}

// FindNothing is for an unsupported security scheme.
func FindNothing(*http.Request) (c Credential, ok bool) { return c, false }

// RejectAll is for an unsupported security scheme: requests that use it are
// rejected.
func RejectAll(context.Context, Credential) (context.Context, error) {
	return nil, errors.New("this security scheme is not supported")
}
