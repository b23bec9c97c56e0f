package ir

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// SecurityScheme is an entry of components.securitySchemes.
type SecurityScheme struct {
	Key         string
	Given       string // the name that an extension gives it in Go, or ""
	Doc         Doc
	Credentials Credentials
	Env         []string // environment variables with the credentials: user name and password of Basic, one for others; mostly none
	Optional    bool     // servers need no Verifier: an earlier output did not use the scheme
}

// Credentials are what a request presents for a security scheme: one of Bearer, Basic,
// HTTPScheme, APIKey, OAuth2, OpenIDConnect, MutualTLS and UnknownCredentials.
type Credentials interface{ isCredentials() }

// Bearer is a token in the header Authorization.
type Bearer struct{}

// Basic is a user name and a password in the header Authorization.
type Basic struct{}

// HTTPScheme is another authentication scheme of HTTP.
type HTTPScheme struct{ Name string }

// APIKey is a key in a header, a query parameter or a cookie.
type APIKey struct {
	In   Location // InHeader, InQuery or InCookie
	Name string
}

// OAuth2 is a token of OAuth 2.
type OAuth2 struct{ Authority }

// OpenIDConnect is a token of OpenID Connect. Each of its endpoints is the discovery document.
type OpenIDConnect struct{ Authority }

// MutualTLS is a certificate of the client.
type MutualTLS struct{}

// UnknownCredentials are not supported. Requests that require them are rejected.
type UnknownCredentials struct{}

// Authority is an authorization server, and the ways to get tokens from it.
type Authority struct {
	Endpoints []*Endpoint
	Grants    []Grant
	Consents  []*Consent
}

func (Bearer) isCredentials()             {}
func (Basic) isCredentials()              {}
func (HTTPScheme) isCredentials()         {}
func (APIKey) isCredentials()             {}
func (OAuth2) isCredentials()             {}
func (OpenIDConnect) isCredentials()      {}
func (MutualTLS) isCredentials()          {}
func (UnknownCredentials) isCredentials() {}

// Kind names the kind of credentials, for templates and documentation.
func (s *SecurityScheme) Kind() string {
	switch c := s.Credentials.(type) {
	case Bearer:
		return "bearer"
	case Basic:
		return "basic"
	case HTTPScheme:
		return "http"
	case APIKey:
		return "apiKey " + string(c.In)
	case OAuth2:
		return "oauth2"
	case OpenIDConnect:
		return "openIdConnect"
	case MutualTLS:
		return "mutualTLS"
	case UnknownCredentials:
		return "unknown"
	}
	panic(fmt.Sprintf("ir: credentials of kind %T", s.Credentials))
}

// Member returns the name of an API key, or of an authentication scheme of HTTP; "" for other
// credentials.
func (s *SecurityScheme) Member() string {
	switch c := s.Credentials.(type) {
	case HTTPScheme:
		return c.Name
	case APIKey:
		return c.Name
	}
	return ""
}

// IsKnown reports whether the credentials are supported.
func (s *SecurityScheme) IsKnown() bool {
	_, unknown := s.Credentials.(UnknownCredentials)
	return !unknown
}

// Authority returns the authorization server of a scheme of tokens; nil for other schemes.
func (s *SecurityScheme) Authority() *Authority {
	switch c := s.Credentials.(type) {
	case OAuth2:
		return &c.Authority
	case OpenIDConnect:
		return &c.Authority
	}
	return nil
}

// Tokens reports whether the credentials are tokens of an authorization server.
func (s *SecurityScheme) Tokens() bool { return s.Authority() != nil }

// Endpoint is a URL of an authorization server.
type Endpoint struct {
	Flow   string // of OAuth 2, "" without one
	Member string // of the document: tokenUrl, refreshUrl, ...
	URL    string // possibly relative to the server
}

// GrantKind is a kind of token request.
type GrantKind string

// The grants that a client can request without a user.
const (
	ClientCredentials GrantKind = "client credentials"
	Password          GrantKind = "password"
	RefreshToken      GrantKind = "refresh token"
)

// Grant is a way to get tokens without a user.
type Grant struct {
	Kind     GrantKind
	Endpoint *Endpoint // of openIdConnect the discovery document
	Scopes   []Scope
}

// ConsentKind is how the consent of a user is requested.
type ConsentKind string

// The kinds of consent: in a browser, and on another device.
const (
	ByCode   ConsentKind = "code"
	ByDevice ConsentKind = "device"
)

// Consent is a way to get tokens that a user consents to.
type Consent struct {
	Kind           ConsentKind
	Ask            *Endpoint // authorizationUrl or deviceAuthorizationUrl; of openIdConnect the discovery document
	Token, Refresh *Endpoint // nil for openIdConnect
	Scopes         []Scope
}

// Scope is a permission that a token can carry.
type Scope struct{ Name, Description string }

// Requirement is a set of schemes that must all be satisfied. Every request
// satisfies an empty one.
type Requirement []SchemeUse

// Satisfiable reports whether one request can have all credentials, as there is only
// one Authorization header.
func (r Requirement) Satisfiable() bool {
	return !r.Crowded() && !slices.ContainsFunc(r, func(use SchemeUse) bool { return !use.Scheme.IsKnown() })
}

// Tokens reports whether one of the credentials is a token of an authorization server.
func (r Requirement) Tokens() bool {
	return slices.ContainsFunc(r, func(use SchemeUse) bool { return use.Scheme.Tokens() })
}

// Crowded reports whether several credentials would need that header.
func (r Requirement) Crowded() bool {
	authorization := ""
	for _, use := range r {
		form := use.Scheme.authorization()
		if form != "" && authorization != "" && form != authorization {
			return true
		}
		authorization = cmp.Or(form, authorization)
	}
	return false
}

// InAuthorization reports whether the credential is in the Authorization header.
func (s *SecurityScheme) InAuthorization() bool { return s.authorization() != "" }

// authorization returns what the header Authorization begins with for a scheme; "" if the scheme
// does not use the header.
func (s *SecurityScheme) authorization() string {
	switch c := s.Credentials.(type) {
	case Bearer, OAuth2, OpenIDConnect:
		return "bearer"
	case Basic:
		return "basic"
	case HTTPScheme:
		return strings.ToLower(c.Name)
	case APIKey:
		if c.In == InHeader && strings.EqualFold(c.Name, "Authorization") {
			return s.Key
		}
	}
	return ""
}

// SchemeUse is one scheme with the scopes an operation needs.
type SchemeUse struct {
	Scheme *SecurityScheme
	Scopes []string
}

// EnvSchemes are the security schemes whose credentials environment variables can have.
func (api *API) EnvSchemes() []*SecurityScheme {
	var out []*SecurityScheme
	for _, s := range api.Schemes {
		if len(s.Env) > 0 {
			out = append(out, s)
		}
	}
	return out
}
