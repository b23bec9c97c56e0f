package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Credential is what a request presents for one security scheme.
type Credential struct {
	Scheme             string        // its key in the document
	Operation          string        // operationId of what is being called, or its Go name
	Scopes             []string      // that the operation needs
	Token              string        // bearer token, API key, or what else follows the name of an http scheme
	Username, Password string        // of http basic
	Request            *http.Request // with the certificates of the caller in TLS; its body has not been read
}

// Verifier decides about a credential. The context it answers is what the
// operation gets. Any error refuses: with 401, unless it is an *core.APIError (of
// 403, say) or another declared error.
type Verifier func(ctx context.Context, c Credential) (context.Context, error)

// SecurityScheme is a way to present a credential and who decides about it.
type SecurityScheme struct {
	Find      func(r *http.Request, c *Credential) bool
	Verify    Verifier
	Challenge string // WWW-Authenticate, or ""
}

// Prepare makes a route complete. It refuses to serve an operation that nobody
// could be let into, for want of a Verifier.
func (s *Config) Prepare(found *Route) error {
	if found.ErrorType == nil {
		found.ErrorType = func(*http.Request, int, error) string { return "application/json" }
	}
	for _, use := range slices.Concat(found.Security...) {
		if s.Schemes[use.Scheme].Verify == nil {
			return fmt.Errorf("%s needs the security scheme %s, for which Security has no Verifier", found.ID, use.Scheme)
		}
	}
	return nil
}

// Authorize tries the alternatives of an operation in turn and answers the
// context of the first that is satisfied.
func (s *Config) Authorize(r *http.Request, op *core.Operation) (context.Context, error) {
	ctx := r.Context()
	if len(op.Security) == 0 {
		return ctx, nil
	}
	var refusal error
	for _, alternative := range op.Security {
		out, err := s.satisfy(ctx, r, op, alternative)
		if err == nil {
			return out, nil
		}
		if refusal == nil || !core.HasStatus(refusal) {
			refusal = err
		}
	}
	if core.HasStatus(refusal) {
		return nil, refusal
	}
	header := http.Header{}
	for _, use := range slices.Concat(op.Security...) {
		challenge := s.Schemes[use.Scheme].Challenge
		if challenge == "Bearer" && len(use.Scopes) > 0 {
			challenge = fmt.Sprintf("Bearer scope=%+q", strings.Join(use.Scopes, " "))
		}
		if challenge != "" && !slices.Contains(header["Www-Authenticate"], challenge) {
			header.Add("WWW-Authenticate", challenge)
		}
	}
	return nil, &core.APIError{Operation: op.ID, StatusCode: http.StatusUnauthorized, Header: header}
}

// satisfy answers the context in which all schemes of an alternative are satisfied.
func (s *Config) satisfy(ctx context.Context, r *http.Request, op *core.Operation, alternative core.Requirement) (context.Context, error) {
	for _, use := range alternative {
		scheme := s.Schemes[use.Scheme]
		c := Credential{Scheme: use.Scheme, Operation: op.ID, Scopes: use.Scopes, Request: r}
		if scheme.Find == nil || !scheme.Find(r, &c) {
			return nil, errors.New("no credential")
		}
		verified, err := scheme.Verify(ctx, c)
		if err != nil {
			return nil, err
		}
		if verified != nil {
			ctx = verified
		}
	}
	return ctx, nil
}
