package bench

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/peergen/peergen/bench/bodies"
	"github.com/peergen/peergen/generated/peerreport"
)

func newPeergenCall(e *exchange, baseURL string, c *http.Client) (call, error) {
	ctx := context.Background()
	if e.operation.id == getReport.id {
		client, err := peerreport.NewClient(peerreport.WithBaseURL(baseURL+reportBase), peerreport.WithHTTPClient(c), peerreport.WithAPIToken(reportToken))
		return func() ([]any, error) {
			return one(client.GetParticipantDataFromPeerID(ctx, peerreport.GetParticipantDataFromPeerIDParams{
				AccountID: accountID,
				AppID:     appID,
				PeerID:    peerID,
				Filters:   []peerreport.Filter{peerreport.FilterEvents, peerreport.FilterQualityStats},
			}))
		}, err
	}
	client, err := bodies.NewClient(bodies.WithBaseURL(baseURL), bodies.WithHTTPClient(c))
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
		err := json.Unmarshal(e.body, &body)
		return func() ([]any, error) {
			return one(client.CreateIssue(ctx, bodies.CreateIssueParams{Owner: repoOwner, Repo: repoName, Body: body}))
		}, err
	case findIssues.id:
		return func() ([]any, error) {
			return one(client.SearchIssues(ctx, bodies.SearchIssuesParams{Q: issueQuery, Sort: bodies.Some(bodies.SortUpdated), PerPage: bodies.Some[int64](30)}))
		}, nil
	case getPayments.id:
		return func() ([]any, error) {
			return one(client.ListPayments(ctx, bodies.ListPaymentsParams{Customer: bodies.Some(payer), Limit: bodies.Some[int64](50)}))
		}, nil
	case getRecords.id:
		return func() ([]any, error) { return one(client.ListRecords(ctx, bodies.ListRecordsParams{})) }, nil
	case startChat.id:
		var body bodies.ChatRequest
		err := json.Unmarshal(e.body, &body)
		return func() ([]any, error) {
			events, err := client.StreamChat(ctx, bodies.StreamChatParams{Body: body})
			if err != nil {
				return nil, err
			}
			var chunks []any
			for event, err := range events {
				if err != nil {
					return nil, err
				}
				chunks = append(chunks, &event.Data)
			}
			return chunks, nil
		}, err
	}
	return nil, errors.ErrUnsupported
}

// one returns the result of a call without a stream.
func one[T any](v *T, err error) ([]any, error) { return []any{v}, err }
