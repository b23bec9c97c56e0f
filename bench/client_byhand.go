package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/cloudflare/cloudflare-go/v6/realtime_kit"

	"github.com/peergen/peergen/bench/oapibodies"
)

// newHandWrittenCall returns what a careful programmer writes with net/http and
// encoding/json.
func newHandWrittenCall(e *exchange, baseURL string, c *http.Client) (call, error) {
	var issue oapibodies.NewIssue
	var chat oapibodies.ChatRequest
	switch e.operation.id {
	case createIssue.id:
		err := json.Unmarshal(e.body, &issue)
		return func() ([]any, error) {
			return receive[oapibodies.Issue](c, http.MethodPost, baseURL+"/repos/"+url.PathEscape(repoOwner)+"/"+url.PathEscape(repoName)+"/issues", &issue, http.StatusCreated)
		}, err
	case startChat.id:
		err := json.Unmarshal(e.body, &chat)
		return func() ([]any, error) {
			resp, err := send(c, http.MethodPost, baseURL+"/chat/completions", &chat)
			if err != nil {
				return nil, err
			}
			return readChunks(resp)
		}, err
	case getIssue.id:
		return func() ([]any, error) {
			return receive[oapibodies.Issue](c, http.MethodGet, baseURL+"/repos/"+url.PathEscape(repoOwner)+"/"+url.PathEscape(repoName)+"/issues/"+strconv.Itoa(issueNumber), nil, http.StatusOK)
		}, nil
	case findIssues.id:
		return func() ([]any, error) {
			query := url.Values{"q": {issueQuery}, "sort": {"updated"}, "per_page": {strconv.Itoa(30)}}
			return receive[oapibodies.IssuePage](c, http.MethodGet, baseURL+"/search/issues?"+query.Encode(), nil, http.StatusOK)
		}, nil
	case getPayments.id:
		return func() ([]any, error) {
			query := url.Values{"customer": {payer}, "limit": {strconv.Itoa(50)}}
			return receive[oapibodies.PaymentList](c, http.MethodGet, baseURL+"/v1/payment_intents?"+query.Encode(), nil, http.StatusOK)
		}, nil
	case getRecords.id:
		return func() ([]any, error) {
			return receive[oapibodies.RecordList](c, http.MethodGet, baseURL+"/records", nil, http.StatusOK)
		}, nil
	}
	return func() ([]any, error) {
		query := "?filters=" + strings.Join([]string{"events", "quality_stats"}, ",")
		return receive[oapiReport](c, http.MethodGet, baseURL+reportPath+query, nil, http.StatusOK)
	}, nil
}

func send(c *http.Client, method, target string, body any) (*http.Response, error) {
	var reader io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		reader = bytes.NewReader(data)
	}
	r, err := http.NewRequest(method, target, reader)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Authorization", "Bearer "+reportToken)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return c.Do(r)
}

func receive[T any](c *http.Client, method, target string, body any, status int) ([]any, error) {
	resp, err := send(c, method, target, body)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != status {
		return nil, fmt.Errorf("%w: %s", errStatus, resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	v := new(T)
	return []any{v}, json.Unmarshal(data, v)
}

// newCloudflareCall makes the one service that is used, as cloudflare.NewClient
// does, and sets parameters as cloudflare.F does. The root package takes
// minutes to compile. Its type for filters has one value, so that the two
// filters must be passed as one.
func newCloudflareCall(_ *exchange, baseURL string, c *http.Client) (call, error) {
	sessions := realtime_kit.NewRealtimeKitService(option.WithBaseURL(baseURL+reportBase), option.WithHTTPClient(c), option.WithAPIToken(reportToken)).Sessions
	return func() ([]any, error) {
		var params cloudflareParams
		params.AccountID.Value, params.AccountID.Present = accountID, true
		params.Filters.Value, params.Filters.Present = reportFilters, true
		return one(sessions.GetParticipantDataFromPeerID(context.Background(), appID, peerID, params))
	}, nil
}
