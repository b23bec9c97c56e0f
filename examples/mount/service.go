// Package mount serves a generated handler in several routers. Each router has a
// file to copy. This file has the handler that all of them serve.
package mount

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/http"

	"github.com/peergen/peergen/generated/peerreport"
)

// Service serves reports from memory. It embeds UnimplementedAPI, so that an
// operation that is added to the document responds with 501 until Service
// implements it.
type Service struct {
	peerreport.UnimplementedAPI
	Reports map[string]*peerreport.GetParticipantDataFromPeerIDResponse // by peer ID
}

var _ peerreport.API = (*Service)(nil)

// GetParticipantDataFromPeerID returns a 404 error for a peer that is not in Reports.
func (s *Service) GetParticipantDataFromPeerID(_ context.Context, params peerreport.GetParticipantDataFromPeerIDParams) (*peerreport.GetParticipantDataFromPeerIDResponse, error) {
	report, ok := s.Reports[params.PeerID]
	if !ok {
		return nil, &peerreport.APIError{StatusCode: http.StatusNotFound, Detail: "no such peer"}
	}
	return report, nil
}

// NewHandler serves api below peerreport.DefaultBasePath. Requests without the token
// are rejected with 401.
func NewHandler(api peerreport.API, token string) (http.Handler, error) {
	verify := func(ctx context.Context, c peerreport.Credential) (context.Context, error) {
		if subtle.ConstantTimeCompare([]byte(c.Token), []byte(token)) != 1 {
			return nil, errors.New("wrong token")
		}
		return ctx, nil
	}
	return peerreport.NewServer(api, peerreport.Security{APIToken: verify})
}
