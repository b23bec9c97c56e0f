package server

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/peergen/peergen/runtime/core"
)

// SignatureVerifier verifies the signature of a request, of which body is the whole
// body as it was received. It must not change the body. [StandardWebhooks] returns one,
// and [SignatureFunc] makes one of a function.
type SignatureVerifier interface {
	VerifySignature(r *http.Request, body []byte) error
}

// SignatureFunc is a SignatureVerifier that is a function.
type SignatureFunc func(r *http.Request, body []byte) error

// VerifySignature calls the function.
func (f SignatureFunc) VerifySignature(r *http.Request, body []byte) error { return f(r, body) }

// WithSignatureVerifier rejects requests without a valid signature, before credentials,
// parameters and the body are decoded. The status is 401, and the response has no
// reason. If the verifier returns an *APIError, the response is that instead. The whole body
// is in memory, up to the limit of [WithMaxRequestBytes]; a larger one is 413.
func WithSignatureVerifier(verifier SignatureVerifier) Option {
	if verifier == nil {
		verifier = noVerifier{}
	}
	return optionFunc(func(c *Config) { c.signature = verifier })
}

// noVerifier replaces a SignatureVerifier that is nil, so that no server runs without
// one by mistake.
type noVerifier struct{}

func (noVerifier) check() error { return errors.New("WithSignatureVerifier: the verifier is nil") }

// VerifySignature is not called.
func (n noVerifier) VerifySignature(*http.Request, []byte) error { return n.check() }

// checkedVerifier is a SignatureVerifier that can be configured in an invalid way.
type checkedVerifier interface{ check() error }

// checkVerifier returns an error if the verifier cannot verify anything.
func (s *Config) checkVerifier() error {
	if v, ok := s.signature.(checkedVerifier); ok {
		return v.check()
	}
	return nil
}

// verified returns a request with the same body, if its signature is valid.
func (s *Config) verified(w http.ResponseWriter, r *http.Request, op *core.Endpoint) (*http.Request, error) {
	limit := s.MaxBody
	if s.limits != nil {
		limit = bytesWithin(r, limit)
	}
	if r.ContentLength > limit {
		return nil, &http.MaxBytesError{Limit: limit}
	}
	body, err := io.ReadAll(&requestBody{http.MaxBytesReader(w, r.Body, limit)})
	if err != nil {
		return nil, err
	}
	if err := s.signature.VerifySignature(r, body); err != nil {
		if core.HasStatus(err) {
			return nil, err
		}
		return nil, fmt.Errorf("%w: %w", &core.APIError{Operation: op.ID, StatusCode: http.StatusUnauthorized}, err)
	}
	signed := *r
	signed.Body = io.NopCloser(bytes.NewReader(body))
	return &signed, nil
}
