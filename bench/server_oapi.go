package bench

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"

	"github.com/peergen/peergen/bench/oapibodies"
	"github.com/peergen/peergen/bench/oapicodegen"
)

// oapiValues are the values of a service with the types of oapi-codegen.
type oapiValues = service[oapiReport, oapibodies.Issue, oapibodies.IssuePage, oapibodies.PaymentList, oapibodies.ChatChunk, oapibodies.RecordList]

type oapiService struct{ oapiValues }

func newOapiServer(exchanges ...*exchange) (http.Handler, error) {
	s := new(oapiService)
	if err := s.fill(exchanges); err != nil {
		return nil, err
	}
	if exchanges[0].operation.id != getReport.id {
		return oapibodies.Handler(oapibodies.NewStrictHandler(s, nil)), nil
	}
	return oapicodegen.HandlerWithOptions(oapicodegen.NewStrictHandler(s, nil), oapicodegen.StdHTTPServerOptions{
		BaseURL:     reportBase,
		Middlewares: []oapicodegen.MiddlewareFunc{requireToken},
	}), nil
}

func (s *oapiService) GetParticipantDataFromPeerId(_ context.Context, r oapicodegen.GetParticipantDataFromPeerIdRequestObject) (oapicodegen.GetParticipantDataFromPeerIdResponseObject, error) {
	if r.AccountId != accountID || r.AppId != appID || r.PeerId != peerID || r.Params.Filters == nil ||
		!slices.Equal(*r.Params.Filters, []oapicodegen.GetParticipantDataFromPeerIdParamsFilters{oapicodegen.Events, oapicodegen.QualityStats}) {
		return nil, errRequest
	}
	return s.report, nil
}

func (s *oapiService) GetIssue(_ context.Context, r oapibodies.GetIssueRequestObject) (oapibodies.GetIssueResponseObject, error) {
	if r.Owner != repoOwner || r.Repo != repoName || r.IssueNumber != issueNumber {
		return nil, errRequest
	}
	return oapibodies.GetIssue200JSONResponse(s.issue), nil
}

func (s *oapiService) CreateIssue(_ context.Context, r oapibodies.CreateIssueRequestObject) (oapibodies.CreateIssueResponseObject, error) {
	if r.Owner != repoOwner || r.Repo != repoName || !isNewIssue(r.Body) {
		return nil, errRequest
	}
	return oapibodies.CreateIssue201JSONResponse(s.issue), nil
}

func isNewIssue(b *oapibodies.NewIssue) bool {
	return b != nil && b.Title != "" && b.Labels != nil && len(*b.Labels) == 3
}

func (s *oapiService) SearchIssues(_ context.Context, r oapibodies.SearchIssuesRequestObject) (oapibodies.SearchIssuesResponseObject, error) {
	p := r.Params
	if p.Q != issueQuery || p.Sort == nil || *p.Sort != "updated" || p.PerPage == nil || *p.PerPage != 30 {
		return nil, errRequest
	}
	return oapibodies.SearchIssues200JSONResponse(s.page), nil
}

func (s *oapiService) ListPayments(_ context.Context, r oapibodies.ListPaymentsRequestObject) (oapibodies.ListPaymentsResponseObject, error) {
	p := r.Params
	if p.Customer == nil || *p.Customer != payer || p.Limit == nil || *p.Limit != 50 {
		return nil, errRequest
	}
	return oapibodies.ListPayments200JSONResponse(s.payments), nil
}

// StreamChat writes the chunks into a pipe: the response of oapi-codegen takes
// a reader.
func (s *oapiService) StreamChat(_ context.Context, r oapibodies.StreamChatRequestObject) (oapibodies.StreamChatResponseObject, error) {
	if !isChat(r.Body) {
		return nil, errRequest
	}
	body, w := io.Pipe()
	go func() { _ = w.CloseWithError(writeEvents(w, s.chunks)) }()
	return oapibodies.StreamChat200TexteventStreamResponse{Body: body}, nil
}

func isChat(b *oapibodies.ChatRequest) bool {
	return b != nil && len(b.Messages) == 2 && b.Stream != nil && *b.Stream
}

// ListRecords responds with the records.
func (s *oapiService) ListRecords(context.Context, oapibodies.ListRecordsRequestObject) (oapibodies.ListRecordsResponseObject, error) {
	return oapibodies.ListRecords200JSONResponse(s.records), nil
}

// GetGrowth is not measured over HTTP.
func (s *oapiService) GetGrowth(context.Context, oapibodies.GetGrowthRequestObject) (oapibodies.GetGrowthResponseObject, error) {
	return nil, errors.ErrUnsupported
}
