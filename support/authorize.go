package support

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
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
// operation gets. Any error refuses: with 401, unless it is an *APIError (of
// 403, say) or another declared error.
type Verifier func(ctx context.Context, c Credential) (context.Context, error)

// securityScheme is a way to present a credential and who decides about it.
type securityScheme struct {
	find      func(r *http.Request, c *Credential) bool
	verify    Verifier
	challenge string // WWW-Authenticate, or ""
}

// prepare makes a route complete. It refuses to serve an operation that nobody
// could be let into, for want of a Verifier.
func (s *serverConfig) prepare(found *route) error {
	if found.errorType == nil {
		found.errorType = func(*http.Request, int, error) string { return "application/json" }
	}
	for _, use := range slices.Concat(found.security...) {
		if s.schemes[use.scheme].verify == nil {
			return fmt.Errorf("%s needs the security scheme %s, for which Security has no Verifier", found.id, use.scheme)
		}
	}
	return nil
}

// authorize tries the alternatives of an operation in turn and answers the
// context of the first that is satisfied.
func (s *serverConfig) authorize(r *http.Request, op *operation) (context.Context, error) {
	ctx := r.Context()
	if len(op.security) == 0 {
		return ctx, nil
	}
	var refusal error
	for _, alternative := range op.security {
		out, err := s.satisfy(ctx, r, op, alternative)
		if err == nil {
			return out, nil
		}
		if refusal == nil || !declaresStatus(refusal) {
			refusal = err
		}
	}
	if declaresStatus(refusal) {
		return nil, refusal
	}
	header := http.Header{}
	for _, use := range slices.Concat(op.security...) {
		challenge := s.schemes[use.scheme].challenge
		if challenge == "Bearer" && len(use.scopes) > 0 {
			challenge = fmt.Sprintf("Bearer scope=%+q", strings.Join(use.scopes, " "))
		}
		if challenge != "" && !slices.Contains(header["Www-Authenticate"], challenge) {
			header.Add("WWW-Authenticate", challenge)
		}
	}
	return nil, &APIError{Operation: op.id, StatusCode: http.StatusUnauthorized, Header: header}
}

// satisfy answers the context in which all schemes of an alternative are satisfied.
func (s *serverConfig) satisfy(ctx context.Context, r *http.Request, op *operation, alternative requirement) (context.Context, error) {
	for _, use := range alternative {
		scheme := s.schemes[use.scheme]
		c := Credential{Scheme: use.scheme, Operation: op.id, Scopes: use.scopes, Request: r}
		if scheme.find == nil || !scheme.find(r, &c) {
			return nil, errors.New("no credential")
		}
		verified, err := scheme.verify(ctx, c)
		if err != nil {
			return nil, err
		}
		if verified != nil {
			ctx = verified
		}
	}
	return ctx, nil
}

func findBearer(r *http.Request, c *Credential) bool {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	c.Token = strings.TrimSpace(token)
	return ok && strings.EqualFold(scheme, "Bearer") && c.Token != ""
}
