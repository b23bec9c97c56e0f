package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"

	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/cloudflare/cloudflare-go/v6/realtime_kit"

	"github.com/peergen/peergen/bench/oapicodegen"
	"github.com/peergen/peergen/generated/peerreport"
)

// clients call a server on loopback that responds with the bytes of the body,
// and decode them. The time of the server is the same for all.
func clients(body *Body) map[string]starter {
	return map[string]starter{
		Peergen:      caller(body, newPeergenCall, factsOfPeergen),
		OapiCodegen:  caller(body, newOapiCall, factsOfOapi),
		CloudflareGo: caller(body, newCloudflareCall, factsOfCloudflare),
		Floor:        caller(body, newHandWrittenCall, factsOfAny),
	}
}

func caller[T any](body *Body, newCall func(baseURL string, c *http.Client) (func() (T, error), error), factsOf func(T) facts) starter {
	return func() (func() error, func(), error) {
		server := httptest.NewServer(canned(body.JSON))
		call, err := newCall(server.URL+basePath, server.Client())
		if err == nil {
			var v T
			if v, err = call(); err == nil {
				err = body.check(factsOf(v))
			}
		}
		if err != nil {
			server.Close()
			return nil, nil, err
		}
		return func() error {
			_, err := call()
			return err
		}, server.Close, nil
	}
}

// canned responds to the right request with the bytes, and to other requests
// with 400.
func canned(data []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path || r.URL.Query().Get("filters") != filters || r.Header.Get("Authorization") != "Bearer "+token {
			http.Error(w, errRequest.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		_, _ = w.Write(data)
	})
}

func newPeergenCall(baseURL string, c *http.Client) (func() (*peergenReport, error), error) {
	client, err := peerreport.NewClient(peerreport.WithBaseURL(baseURL), peerreport.WithHTTPClient(c), peerreport.WithAPIToken(token))
	return func() (*peergenReport, error) {
		return client.GetParticipantDataFromPeerID(context.Background(), peerreport.GetParticipantDataFromPeerIDParams{
			AccountID: accountID,
			AppID:     appID,
			PeerID:    peerID,
			Filters:   []peerreport.Filter{peerreport.FilterEvents, peerreport.FilterQualityStats},
		})
	}, err
}

func newOapiCall(baseURL string, c *http.Client) (func() (*oapiReport, error), error) {
	client, err := oapicodegen.NewClientWithResponses(baseURL, oapicodegen.WithHTTPClient(c),
		oapicodegen.WithRequestEditorFn(func(_ context.Context, r *http.Request) error {
			r.Header.Set("Authorization", "Bearer "+token)
			return nil
		}))
	return func() (*oapiReport, error) {
		resp, err := client.GetParticipantDataFromPeerIdWithResponse(context.Background(), accountID, appID, peerID, &oapicodegen.GetParticipantDataFromPeerIdParams{
			Filters: &[]oapicodegen.GetParticipantDataFromPeerIdParamsFilters{oapicodegen.Events, oapicodegen.QualityStats},
		})
		if err != nil {
			return nil, err
		}
		if resp.JSON200 == nil {
			return nil, fmt.Errorf("status %s", resp.Status())
		}
		return (*oapiReport)(resp.JSON200), nil
	}, err
}

// newCloudflareCall makes the one service that is used, as cloudflare.NewClient
// does, and sets parameters as cloudflare.F does. The root package takes
// minutes to compile. Its type for filters has one value, so that the two
// filters must be passed as one.
func newCloudflareCall(baseURL string, c *http.Client) (func() (*cloudflareReport, error), error) {
	sessions := realtime_kit.NewRealtimeKitService(option.WithBaseURL(baseURL), option.WithHTTPClient(c), option.WithAPIToken(token)).Sessions
	return func() (*cloudflareReport, error) {
		var params cloudflareParams
		params.AccountID.Value, params.AccountID.Present = accountID, true
		params.Filters.Value, params.Filters.Present = filters, true
		return sessions.GetParticipantDataFromPeerID(context.Background(), appID, peerID, params)
	}, nil
}

func newHandWrittenCall(baseURL string, c *http.Client) (func() (any, error), error) {
	server := baseURL[:len(baseURL)-len(basePath)]
	return func() (any, error) {
		r, err := newRequest(server)
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(r)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("status %s", resp.Status)
		}
		var v any
		return v, json.NewDecoder(resp.Body).Decode(&v)
	}, nil
}
