// Package mount serves a generated handler in the routers that people have, one
// file each, to copy. What they all serve is in this file.
package mount

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/http"

	"github.com/peergen/peergen/generated/peerreport"
)

// Service answers from memory. It embeds UnimplementedAPI: an operation that the
// document gains is answered with 501 until it is written here.
type Service struct {
	peerreport.UnimplementedAPI
	Reports map[string]*peerreport.GetParticipantDataFromPeerIDResponse // by peer ID
}

var _ peerreport.API = (*Service)(nil)

// GetParticipantDataFromPeerID is 404 for a peer that is not in Reports.
func (s *Service) GetParticipantDataFromPeerID(_ context.Context, params peerreport.GetParticipantDataFromPeerIDParams) (*peerreport.GetParticipantDataFromPeerIDResponse, error) {
	report, ok := s.Reports[params.PeerID]
	if !ok {
		return nil, &peerreport.APIError{StatusCode: http.StatusNotFound, Detail: "there is no such peer"}
	}
	return report, nil
}

// NewHandler serves api below peerreport.DefaultBasePath to callers that present
// the token; others get 401.
func NewHandler(api peerreport.API, token string) (http.Handler, error) {
	verify := func(ctx context.Context, c peerreport.Credential) (context.Context, error) {
		if subtle.ConstantTimeCompare([]byte(c.Token), []byte(token)) != 1 {
			return nil, errors.New("this is not the token")
		}
		return ctx, nil
	}
	return peerreport.NewServer(api, peerreport.Security{APIToken: verify})
}
