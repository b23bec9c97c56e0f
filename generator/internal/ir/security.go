package ir

import (
	"cmp"
	"strings"
)

// SchemeKind is how a credential travels.
type SchemeKind string

// The kinds of security schemes. Unknown is one that nobody can satisfy.
const (
	Unknown       SchemeKind = "unknown"
	Bearer        SchemeKind = "bearer"
	Basic         SchemeKind = "basic"
	HTTPScheme    SchemeKind = "http" // of any other name
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
	Name      string // Go: the field of Security, and With<Name>
	Kind      SchemeKind
	Member    string // apiKey: header, query or cookie name; http: name of the scheme
	Doc       Doc
	Endpoints []*Endpoint // oauth2 and openIdConnect
	Grants    []Grant     // oauth2
}

// Tokens reports whether the credentials are tokens of an authorization server.
func (s *SecurityScheme) Tokens() bool { return s.Kind == OAuth2 || s.Kind == OpenIDConnect }

// Endpoint is a URL of an authorization server.
type Endpoint struct {
	Flow   string // of OAuth 2, "" without one
	Member string // of the document: tokenUrl, refreshUrl, ...
	URL    string // possibly relative to the server
	Name   string // Go: a constant
}

// GrantKind is what a token is asked for with.
type GrantKind string

// The grants that a client can make by itself.
const (
	ClientCredentials GrantKind = "client credentials"
	Password          GrantKind = "password"
	RefreshToken      GrantKind = "refresh token"
)

// Grant is a way to get tokens without a user at hand.
type Grant struct {
	Kind     GrantKind
	Endpoint *Endpoint
	Scopes   []Scope
}

// Scope is a permission that a token can carry.
type Scope struct{ Name, Description string }

// Requirement is a set of schemes that must all be satisfied; an empty one is
// satisfied by anybody.
type Requirement []SchemeUse

// Satisfiable reports whether one request can present all credentials: there
// is one header Authorization.
func (r Requirement) Satisfiable() bool {
	authorization := ""
	for _, use := range r {
		form := use.Scheme.authorization()
		if use.Scheme.Kind == Unknown || form != "" && authorization != "" && form != authorization {
			return false
		}
		authorization = cmp.Or(form, authorization)
	}
	return true
}

// authorization is what begins the header Authorization, "" where the scheme
// leaves it alone.
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
