package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Credential is what a request presents for one security scheme.
type Credential struct {
	Scheme             string        // its key in the document
	Operation          string        // operationId, or the Go name if the document has none
	Scopes             []string      // required by the operation
	Token              string        // bearer token, API key, or credentials of another HTTP scheme
	Username, Password string        // of HTTP basic
	Request            *http.Request // do not read its Body; its TLS field has the certificates of the client
}

// Verifier checks a credential. The operation runs with the returned context.
// An error rejects the request: with 401, unless it is an *APIError, for
// example with 403, or another declared error. An error of the network, such as a
// timeout of the server that has the keys, is logged, and the status is 503.
type Verifier func(ctx context.Context, c Credential) (context.Context, error)

// SecurityScheme is a security scheme and its Verifier.
type SecurityScheme struct {
	Field     string // of Security; "" if users cannot set the Verifier
	Find      func(r *http.Request) (Credential, bool)
	Verify    Verifier
	Challenge string // WWW-Authenticate, or ""
	Optional  bool   // without a Verifier, alternatives that need the scheme are never satisfied
	trusted   bool   // see WithAuthenticated
}

// WithAuthenticated accepts every request for security schemes, named as in the
// document, that something before the server has checked: an outer middleware or
// a gateway. These schemes need no Verifier, and credentials for them are not
// read. Use it only if no request can reach the server on another way.
func WithAuthenticated(schemes ...string) Option {
	return optionFunc(func(c *Config) { c.trusted = append(c.trusted, schemes...) })
}

// SetVerifier sets the Verifier of a security scheme unless it is nil.
func (s *Config) SetVerifier(scheme string, verify Verifier) {
	if verify != nil {
		entry := s.Schemes[scheme]
		entry.Verify = verify
		s.Schemes[scheme] = entry
	}
}

// trustSchemes marks the schemes of WithAuthenticated. It returns an error for an
// unknown one, and for one that has a Verifier, too.
func (s *Config) trustSchemes() error {
	for _, name := range s.trusted {
		scheme, ok := s.Schemes[name]
		if !ok {
			return fmt.Errorf("WithAuthenticated: the document has no security scheme %q", name)
		}
		if scheme.Field != "" && scheme.Verify != nil {
			return fmt.Errorf("WithAuthenticated: the security scheme %q has a Verifier, too: remove one of them", name)
		}
		scheme.trusted = true
		s.Schemes[name] = scheme
	}
	return nil
}

// isChecked reports whether credentials for the scheme are checked, here or
// before the server.
func (s SecurityScheme) isChecked() bool { return s.Verify != nil || s.trusted }

// lacksVerifier reports whether a requirement needs a Verifier that is missing.
func (s *Config) lacksVerifier(r core.Requirement) bool {
	return slices.ContainsFunc(r, func(use core.SchemeUse) bool { return !s.Schemes[use.Scheme].isChecked() })
}

// Prepare completes a route. It returns an error if a security scheme of the
// operation has no Verifier, unless it is optional.
func (s *Handler) Prepare(found *Route) error {
	if found.ErrorType == nil {
		found.ErrorType = func(*http.Request, int, error) string { return "application/json" }
	}
	for _, use := range slices.Concat(found.Security...) {
		if scheme := s.Schemes[use.Scheme]; !scheme.isChecked() && !scheme.Optional {
			return fmt.Errorf("%s requires the security scheme %q, which has no Verifier: set Security.%s, or use WithAuthenticated(%[2]q) if requests are authenticated before", found.ID, use.Scheme, scheme.Field)
		}
	}
	if s.checks != nil {
		s.checks[found.Endpoint] = found.Check
	}
	if s.limits != nil {
		if err := s.limit(found); err != nil {
			return err
		}
	}
	if s.wraps != nil {
		return s.wrap(found)
	}
	return nil
}

// Authorize checks the credentials of a request. The operation runs with the context
// that the Verifiers return.
func (x *Exchange) Authorize() (err error) {
	x.call.Context, err = x.config.authorize(x.Request, x.call.Endpoint)
	return err
}

// authorize tries the alternatives of an operation in order and returns the
// context of the first one that is satisfied. If each of them needs a Verifier
// that is missing, the operation is not implemented.
func (s *Config) authorize(r *http.Request, op *core.Endpoint) (context.Context, error) {
	ctx := r.Context()
	if len(op.Security) == 0 {
		return ctx, nil
	}
	var refusal, failure error
	for _, alternative := range op.Security {
		out, err := s.satisfy(ctx, r, op, alternative)
		switch {
		case err == nil:
			return out, nil
		case isFailure(err):
			failure = s.notVerified(r, op, err)
		case refusal == nil || !core.HasStatus(refusal):
			refusal = err
		}
	}
	switch {
	case failure != nil:
		return nil, failure
	case core.HasStatus(refusal):
		return nil, refusal
	}
	possible := slices.DeleteFunc(slices.Clone(op.Security), s.lacksVerifier)
	if len(possible) == 0 {
		return nil, &core.APIError{Operation: op.ID, StatusCode: http.StatusNotImplemented, Detail: "no credentials are accepted for " + op.ID}
	}
	header := http.Header{}
	for _, use := range slices.Concat(possible...) {
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

// isFailure reports whether a Verifier could not check a credential, rather than
// that it refuses it: the error has a status of a server error, or is one of the
// network.
func isFailure(err error) bool {
	var e *core.APIError
	if errors.As(err, &e) {
		return e.StatusCode/100 == 5
	}
	var network interface{ Timeout() bool } // *url.Error, net.Error, context.DeadlineExceeded and others
	return errors.As(err, &network) || errors.Is(err, context.Canceled) || errors.Is(err, io.ErrUnexpectedEOF)
}

// notVerified logs that a credential could not be checked, and returns the error of
// the response.
func (s *Config) notVerified(r *http.Request, op *core.Endpoint, err error) error {
	if r.Context().Err() != nil {
		return r.Context().Err()
	}
	s.Log.ErrorContext(r.Context(), "credential not verified", "operation", op.ID, "error", err)
	if core.HasStatus(err) {
		return err
	}
	return &core.APIError{Operation: op.ID, StatusCode: http.StatusServiceUnavailable}
}

// errNoCredential refuses a request without a credential.
var errNoCredential = errors.New("no credential")

// satisfy returns the context in which all schemes of an alternative are
// satisfied.
func (s *Config) satisfy(ctx context.Context, r *http.Request, op *core.Endpoint, alternative core.Requirement) (context.Context, error) {
	for _, use := range alternative {
		scheme := s.Schemes[use.Scheme]
		if scheme.trusted {
			continue
		}
		if scheme.Verify == nil {
			return nil, errors.New("no Verifier")
		}
		c, ok := Credential{}, false
		if scheme.Find != nil {
			c, ok = scheme.Find(r)
		}
		if !ok {
			return nil, errNoCredential
		}
		c.Scheme, c.Operation, c.Scopes, c.Request = use.Scheme, op.ID, use.Scopes, r
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
