package bench

import (
	"context"
	"iter"
	"net/http"
	"slices"

	"github.com/peergen/peergen/bench/bodies"
	"github.com/peergen/peergen/generated/peerreport"
)

type peergenService struct {
	bodies.UnimplementedAPI
	service[peergenReport, bodies.Issue, bodies.IssuePage, bodies.PaymentList, bodies.ChatChunk, bodies.RecordList]
}

func newPeergenServer(exchanges ...*exchange) (http.Handler, error) {
	s := new(peergenService)
	if err := s.fill(exchanges); err != nil {
		return nil, err
	}
	if exchanges[0].operation.id != getReport.id {
		return bodies.NewServer(s)
	}
	verify := func(ctx context.Context, c peerreport.Credential) (context.Context, error) {
		if c.Token != reportToken {
			return nil, errToken
		}
		return ctx, nil
	}
	return peerreport.NewServer(s, peerreport.Security{APIToken: verify})
}

func (s *peergenService) GetParticipantDataFromPeerID(_ context.Context, p peerreport.GetParticipantDataFromPeerIDParams) (*peergenReport, error) {
	if p.AccountID != accountID || p.AppID != appID || p.PeerID != peerID ||
		!slices.Equal(p.Filters, []peerreport.Filter{peerreport.FilterEvents, peerreport.FilterQualityStats}) {
		return nil, errRequest
	}
	return &s.report, nil
}

func (s *peergenService) GetIssue(_ context.Context, p bodies.GetIssueParams) (*bodies.Issue, error) {
	if p.Owner != repoOwner || p.Repo != repoName || p.IssueNumber != issueNumber {
		return nil, errRequest
	}
	return &s.issue, nil
}

func (s *peergenService) CreateIssue(_ context.Context, p bodies.CreateIssueParams) (*bodies.Issue, error) {
	if p.Owner != repoOwner || p.Repo != repoName || p.Body.Title == "" || len(p.Body.Labels) != 3 {
		return nil, errRequest
	}
	return &s.issue, nil
}

func (s *peergenService) SearchIssues(_ context.Context, p bodies.SearchIssuesParams) (*bodies.IssuePage, error) {
	if p.Q != issueQuery || p.Sort.Or("") != bodies.SortUpdated || p.PerPage.Or(0) != 30 {
		return nil, errRequest
	}
	return &s.page, nil
}

func (s *peergenService) ListPayments(_ context.Context, p bodies.ListPaymentsParams) (*bodies.PaymentList, error) {
	if p.Customer.Or("") != payer || p.Limit.Or(0) != 50 {
		return nil, errRequest
	}
	return &s.payments, nil
}

func (s *peergenService) StreamChat(_ context.Context, p bodies.StreamChatParams) (iter.Seq2[bodies.ServerEvent[bodies.ChatChunk], error], error) {
	if len(p.Body.Messages) != 2 || !p.Body.Stream.Or(false) {
		return nil, errRequest
	}
	return func(yield func(bodies.ServerEvent[bodies.ChatChunk], error) bool) {
		for _, chunk := range s.chunks {
			if !yield(bodies.ServerEvent[bodies.ChatChunk]{Data: chunk}, nil) {
				return
			}
		}
	}, nil
}

func (s *peergenService) ListRecords(context.Context, bodies.ListRecordsParams) (*bodies.RecordList, error) {
	return &s.records, nil
}
