package bench

import (
	"context"
	"net/http"
	"slices"

	"github.com/go-faster/jx"

	"github.com/peergen/peergen/bench/ogen/bodies"
	"github.com/peergen/peergen/bench/ogen/report"
)

// ogen.sh adds this file to package bench.
func init() {
	addOgen[report.GetParticipantDataFromPeerIdOK](Report)
	addOgen[bodies.IssuePage](Issues)
	addOgen[bodies.PaymentList](Payments)
	addOgen[bodies.RecordList](Records)
	addOgen[bodies.Growth](growth)
	handlers[Ogen] = newOgenServer
	callers[Ogen] = newOgenCall
}

type ogenCoding[T any] interface {
	*T
	Decode(d *jx.Decoder) error
	Encode(e *jx.Encoder)
}

// addOgen adds the fastest way to decode and encode: pooled, and with
// validation where the type has one, as in ogen's client and server.
func addOgen[T any, P ogenCoding[T]](kind string) {
	add(codecs[kind], Ogen, func(data []byte, v *T) error {
		d := jx.GetDecoder()
		defer jx.PutDecoder(d)
		d.ResetBytes(data)
		if err := P(v).Decode(d); err != nil {
			return err
		}
		if v, ok := any(v).(interface{ Validate() error }); ok {
			return v.Validate()
		}
		return nil
	}, func(v *T) ([]byte, error) {
		e := jx.GetEncoder()
		defer jx.PutEncoder(e)
		P(v).Encode(e)
		return slices.Clone(e.Bytes()), nil
	})
}

type ogenService struct {
	bodies.UnimplementedHandler
	service[report.GetParticipantDataFromPeerIdOK, bodies.Issue, bodies.IssuePage, bodies.PaymentList, struct{}, bodies.RecordList]
}

func newOgenServer(exchanges ...*exchange) (http.Handler, error) {
	s := new(ogenService)
	if err := s.fill(exchanges); err != nil {
		return nil, err
	}
	if exchanges[0].operation.id == getReport.id {
		return report.NewServer(s, ogenSecurity{}, report.WithPathPrefix(reportBase))
	}
	return bodies.NewServer(s)
}

type ogenSecurity struct{}

func (ogenSecurity) HandleAPIToken(ctx context.Context, _ report.OperationName, t report.APIToken) (context.Context, error) {
	if t.Token != reportToken {
		return nil, errToken
	}
	return ctx, nil
}

func (ogenSecurity) APIToken(context.Context, report.OperationName) (report.APIToken, error) {
	return report.APIToken{Token: reportToken}, nil
}

var ogenFilters = []report.GetParticipantDataFromPeerIdFiltersItem{
	report.GetParticipantDataFromPeerIdFiltersItemEvents, report.GetParticipantDataFromPeerIdFiltersItemQualityStats,
}

func (s *ogenService) GetParticipantDataFromPeerId(_ context.Context, p report.GetParticipantDataFromPeerIdParams) (*report.GetParticipantDataFromPeerIdOK, error) {
	if p.AccountID != accountID || p.AppID != appID || p.PeerID != peerID || !slices.Equal(p.Filters, ogenFilters) {
		return nil, errRequest
	}
	return &s.report, nil
}

func (s *ogenService) GetIssue(_ context.Context, p bodies.GetIssueParams) (*bodies.Issue, error) {
	if p.Owner != repoOwner || p.Repo != repoName || p.IssueNumber != issueNumber {
		return nil, errRequest
	}
	return &s.issue, nil
}

func (s *ogenService) CreateIssue(_ context.Context, body *bodies.NewIssue, p bodies.CreateIssueParams) (*bodies.Issue, error) {
	if p.Owner != repoOwner || p.Repo != repoName || body.Title == "" || len(body.Labels) != 3 {
		return nil, errRequest
	}
	return &s.issue, nil
}

func (s *ogenService) SearchIssues(_ context.Context, p bodies.SearchIssuesParams) (*bodies.IssuePage, error) {
	if p.Q != issueQuery || p.Sort.Value != bodies.SearchIssuesSortUpdated || p.PerPage.Value != 30 {
		return nil, errRequest
	}
	return &s.page, nil
}

func (s *ogenService) ListPayments(_ context.Context, p bodies.ListPaymentsParams) (*bodies.PaymentList, error) {
	if p.Customer.Value != payer || p.Limit.Value != 50 {
		return nil, errRequest
	}
	return &s.payments, nil
}

func (s *ogenService) ListRecords(context.Context) (*bodies.RecordList, error) {
	return &s.records, nil
}

func newOgenCall(e *exchange, baseURL string, c *http.Client) (call, error) {
	ctx := context.Background()
	if e.operation.id == getReport.id {
		client, err := report.NewClient(baseURL+reportBase, ogenSecurity{}, report.WithClient(c))
		return func() ([]any, error) {
			return one(client.GetParticipantDataFromPeerId(ctx, report.GetParticipantDataFromPeerIdParams{
				AccountID: accountID, AppID: appID, PeerID: peerID, Filters: ogenFilters,
			}))
		}, err
	}
	client, err := bodies.NewClient(baseURL, bodies.WithClient(c))
	if err != nil {
		return nil, err
	}
	switch e.operation.id {
	case getIssue.id:
		return func() ([]any, error) {
			return one(client.GetIssue(ctx, bodies.GetIssueParams{Owner: repoOwner, Repo: repoName, IssueNumber: issueNumber}))
		}, nil
	case createIssue.id:
		var body bodies.NewIssue
		err := body.UnmarshalJSON(e.body)
		return func() ([]any, error) {
			return one(client.CreateIssue(ctx, &body, bodies.CreateIssueParams{Owner: repoOwner, Repo: repoName}))
		}, err
	case findIssues.id:
		return func() ([]any, error) {
			return one(client.SearchIssues(ctx, bodies.SearchIssuesParams{
				Q: issueQuery, Sort: bodies.NewOptSearchIssuesSort(bodies.SearchIssuesSortUpdated), PerPage: bodies.NewOptInt(30),
			}))
		}, nil
	case getPayments.id:
		return func() ([]any, error) {
			return one(client.ListPayments(ctx, bodies.ListPaymentsParams{Customer: bodies.NewOptString(payer), Limit: bodies.NewOptInt(50)}))
		}, nil
	}
	return func() ([]any, error) { return one(client.ListRecords(ctx)) }, nil
}
