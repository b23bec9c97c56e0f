package oracle

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/peergen/peergen/bench/oapicodegen"
	"github.com/peergen/peergen/generated/peerreport"
)

const (
	basePath = "/client/v4"
	token    = "kP2-not-a-real-token-q7"
)

// call are the arguments of the operation, for a caller or a service.
type call struct {
	account, app, peer string
	filters            []string // nil means absent
	token              string   // "" means none; a service does not receive it
}

// String returns what a service receives: `"account" "app" "peer" [events]`.
func (c call) String() string {
	filters := "no filters"
	if c.filters != nil {
		filters = fmt.Sprintf("%q", c.filters)
	}
	return fmt.Sprintf("%q %q %q %s", c.account, c.app, c.peer, filters)
}

// outcome is the result of a call: a status, with a report if it is 200, or an
// error without a response.
type outcome struct {
	status int
	report []byte // decoded and encoded again
	err    error
}

// caller is a client. service is called for each call and always returns the
// same report.
type (
	caller  func(context.Context, call) outcome
	service func(call)
)

// peer is the output of a generator, used as its users do.
type peer struct {
	name  string
	dial  func(baseURL string, c *http.Client) (caller, error) // an error is about the base URL
	serve func(report []byte, called service) (http.Handler, error)
}

var (
	ours   = peer{"peergen", dialOurs, serveOurs}
	theirs = peer{"oapi-codegen", dialTheirs, serveTheirs}
)

func dialOurs(baseURL string, c *http.Client) (caller, error) {
	client, err := peerreport.NewClient(peerreport.WithBaseURL(baseURL), peerreport.WithHTTPClient(c))
	return func(ctx context.Context, c call) outcome {
		client := client
		if c.token != "" {
			client = client.With(peerreport.WithAPIToken(c.token))
		}
		report, err := client.GetParticipantDataFromPeerID(ctx, peerreport.GetParticipantDataFromPeerIDParams{
			AccountID: c.account, AppID: c.app, PeerID: c.peer, Filters: convert[peerreport.Filter](c.filters),
		})
		if e, ok := errors.AsType[*peerreport.APIError](err); ok {
			return outcome{status: e.StatusCode}
		}
		if err != nil {
			return outcome{err: err}
		}
		return decoded(report)
	}, err
}

func dialTheirs(baseURL string, c *http.Client) (caller, error) {
	client, err := oapicodegen.NewClientWithResponses(baseURL, oapicodegen.WithHTTPClient(c))
	return func(ctx context.Context, c call) outcome {
		var params oapicodegen.GetParticipantDataFromPeerIdParams
		if filters := convert[oapicodegen.GetParticipantDataFromPeerIdParamsFilters](c.filters); filters != nil {
			params.Filters = &filters
		}
		response, err := client.GetParticipantDataFromPeerIdWithResponse(ctx, c.account, c.app, c.peer, &params,
			func(_ context.Context, r *http.Request) error {
				if c.token != "" {
					r.Header.Set("Authorization", "Bearer "+c.token)
				}
				return nil
			})
		switch {
		case err != nil:
			return outcome{err: err}
		case response.JSON200 == nil:
			return outcome{status: response.StatusCode()}
		}
		return decoded(response.JSON200)
	}, err
}

func decoded(report any) outcome {
	data, err := json.Marshal(report)
	return outcome{http.StatusOK, data, err}
}

type ourService struct {
	report peerreport.GetParticipantDataFromPeerIDResponse
	called service
}

func (s *ourService) GetParticipantDataFromPeerID(_ context.Context, p peerreport.GetParticipantDataFromPeerIDParams) (*peerreport.GetParticipantDataFromPeerIDResponse, error) {
	s.called(call{account: p.AccountID, app: p.AppID, peer: p.PeerID, filters: convert[string](p.Filters)})
	return &s.report, nil
}

func serveOurs(report []byte, called service) (http.Handler, error) {
	s := &ourService{called: called}
	if err := json.Unmarshal(report, &s.report); err != nil {
		return nil, err
	}
	verify := func(ctx context.Context, c peerreport.Credential) (context.Context, error) {
		if c.Token != token {
			return nil, errors.New("wrong token")
		}
		return ctx, nil
	}
	return peerreport.NewServer(s, peerreport.Security{APIToken: verify})
}

type theirService struct {
	report oapicodegen.GetParticipantDataFromPeerId200JSONResponse
	called service
}

func (s *theirService) GetParticipantDataFromPeerId(_ context.Context, r oapicodegen.GetParticipantDataFromPeerIdRequestObject) (oapicodegen.GetParticipantDataFromPeerIdResponseObject, error) {
	c := call{account: r.AccountId, app: r.AppId, peer: r.PeerId}
	if r.Params.Filters != nil {
		c.filters = convert[string](*r.Params.Filters)
	}
	s.called(c)
	return s.report, nil
}

func serveTheirs(report []byte, called service) (http.Handler, error) {
	s := &theirService{called: called}
	if err := json.Unmarshal(report, &s.report); err != nil {
		return nil, err
	}
	return oapicodegen.HandlerWithOptions(oapicodegen.NewStrictHandler(s, nil), oapicodegen.StdHTTPServerOptions{
		BaseURL: basePath,
		// oapi-codegen emits nothing for security: its users write this.
		Middlewares: []oapicodegen.MiddlewareFunc{func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if got, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); !ok || got != token {
					http.Error(w, "wrong token", http.StatusUnauthorized)
					return
				}
				next.ServeHTTP(w, r)
			})
		}},
	}), nil
}

// convert keeps nil and empty lists distinct.
func convert[To, From ~string](list []From) []To {
	if list == nil {
		return nil
	}
	out := make([]To, len(list))
	for i, v := range list {
		out[i] = To(v)
	}
	return out
}
