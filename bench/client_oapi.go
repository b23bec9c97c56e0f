package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/peergen/peergen/bench/oapibodies"
	"github.com/peergen/peergen/bench/oapicodegen"
)

func newOapiCall(e *exchange, baseURL string, c *http.Client) (call, error) {
	ctx := context.Background()
	if e.operation.id == getReport.id {
		client, err := oapicodegen.NewClientWithResponses(baseURL+reportBase, oapicodegen.WithHTTPClient(c),
			oapicodegen.WithRequestEditorFn(func(_ context.Context, r *http.Request) error {
				r.Header.Set("Authorization", "Bearer "+reportToken)
				return nil
			}))
		return func() ([]any, error) {
			resp, err := client.GetParticipantDataFromPeerIdWithResponse(ctx, accountID, appID, peerID, &oapicodegen.GetParticipantDataFromPeerIdParams{
				Filters: &[]oapicodegen.GetParticipantDataFromPeerIdParamsFilters{oapicodegen.Events, oapicodegen.QualityStats},
			})
			if err != nil {
				return nil, err
			}
			return found(resp.JSON200, resp.Status())
		}, err
	}
	client, err := oapibodies.NewClientWithResponses(baseURL, oapibodies.WithHTTPClient(c))
	if err != nil {
		return nil, err
	}
	switch e.operation.id {
	case getIssue.id:
		return func() ([]any, error) {
			resp, err := client.GetIssueWithResponse(ctx, repoOwner, repoName, issueNumber)
			if err != nil {
				return nil, err
			}
			return found(resp.JSON200, resp.Status())
		}, nil
	case createIssue.id:
		var body oapibodies.NewIssue
		err := json.Unmarshal(e.body, &body)
		return func() ([]any, error) {
			resp, err := client.CreateIssueWithResponse(ctx, repoOwner, repoName, body)
			if err != nil {
				return nil, err
			}
			return found(resp.JSON201, resp.Status())
		}, err
	case findIssues.id:
		return func() ([]any, error) {
			resp, err := client.SearchIssuesWithResponse(ctx, &oapibodies.SearchIssuesParams{
				Q: issueQuery, Sort: new(oapibodies.SearchIssuesParamsSort("updated")), PerPage: new(30),
			})
			if err != nil {
				return nil, err
			}
			return found(resp.JSON200, resp.Status())
		}, nil
	case getPayments.id:
		return func() ([]any, error) {
			resp, err := client.ListPaymentsWithResponse(ctx, &oapibodies.ListPaymentsParams{Customer: new(payer), Limit: new(50)})
			if err != nil {
				return nil, err
			}
			return found(resp.JSON200, resp.Status())
		}, nil
	case getRecords.id:
		return func() ([]any, error) {
			resp, err := client.ListRecordsWithResponse(ctx)
			if err != nil {
				return nil, err
			}
			return found(resp.JSON200, resp.Status())
		}, nil
	case startChat.id:
		var body oapibodies.ChatRequest
		err := json.Unmarshal(e.body, &body)
		return func() ([]any, error) {
			resp, err := client.StreamChat(ctx, body)
			if err != nil {
				return nil, err
			}
			return readChunks(resp)
		}, err
	}
	return nil, errors.ErrUnsupported
}

var errStatus = errors.New("unexpected status")

// found returns what a response of oapi-codegen has decoded.
func found[T any](v *T, status string) ([]any, error) {
	if v == nil {
		return nil, fmt.Errorf("%w: %s", errStatus, status)
	}
	return []any{v}, nil
}

// readChunks reads a stream of events, which the client of oapi-codegen leaves
// to its users.
func readChunks(resp *http.Response) ([]any, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %s", errStatus, resp.Status)
	}
	var chunks []any
	err := readEvents(resp.Body, func(data []byte) error {
		chunk := new(oapibodies.ChatChunk)
		chunks = append(chunks, chunk)
		return json.Unmarshal(data, chunk)
	})
	return chunks, err
}
