package ir

import (
	"cmp"
	"slices"
	"strings"
)

// SchemeKind is a kind of security scheme.
type SchemeKind string

// The kinds of security schemes. Requests that need one of kind Unknown are rejected.
const (
	Unknown       SchemeKind = "unknown"
	Bearer        SchemeKind = "bearer"
	Basic         SchemeKind = "basic"
	HTTPScheme    SchemeKind = "http" // another scheme of HTTP
	APIKeyHeader  SchemeKind = "apiKey header"
	APIKeyQuery   SchemeKind = "apiKey query"
	APIKeyCookie  SchemeKind = "apiKey cookie"
	OAuth2        SchemeKind = "oauth2"
	OpenIDConnect SchemeKind = "openIdConnect"
	MutualTLS     SchemeKind = "mutualTLS"
)

// SecurityScheme is an entry of components.securitySchemes.
type SecurityScheme struct {
	Key       string
	Kind      SchemeKind
	Member    string // apiKey: header, query or cookie name; http: name of the scheme
	Doc       Doc
	Endpoints []*Endpoint // oauth2 and openIdConnect
	Grants    []Grant     // oauth2 and openIdConnect
	Consents  []*Consent  // oauth2 and openIdConnect
}

// Tokens reports whether the credentials are tokens of an authorization server.
func (s *SecurityScheme) Tokens() bool { return s.Kind == OAuth2 || s.Kind == OpenIDConnect }

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
	return !r.Crowded() && !slices.ContainsFunc(r, func(use SchemeUse) bool { return use.Scheme.Kind == Unknown })
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

// authorization distinguishes uses of the Authorization header. It is empty if the
// scheme does not use it.
func (s *SecurityScheme) authorization() string {
	switch s.Kind {
	case Bearer, OAuth2, OpenIDConnect:
		return "bearer"
	case Basic:
		return "basic"
	case HTTPScheme:
		return strings.ToLower(s.Member)
	case APIKeyHeader:
		if strings.EqualFold(s.Member, "Authorization") {
			return s.Key
		}
	case Unknown, APIKeyQuery, APIKeyCookie, MutualTLS:
	default:
		panic("ir: security scheme of kind " + string(s.Kind))
	}
	return ""
}

// SchemeUse is one scheme with the scopes an operation needs.
type SchemeUse struct {
	Scheme *SecurityScheme
	Scopes []string
}
