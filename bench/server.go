package bench

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/peergen/peergen/bench/oapicodegen"
	"github.com/peergen/peergen/generated/peerreport"
)

// The request of all cases.
const (
	accountID = "023e105f4ecef8ad9ca31a8372d0c353"
	appID     = "7f3c9a1e-52d4-4b8e-9d61-0c8a4f"
	peerID    = "b1946ac9-2492-4d23-a6b7-1f2c3d4e5f60"
	token     = "wR3kq-not-a-real-token-Zx81"
	basePath  = "/client/v4"
	path      = basePath + "/accounts/" + accountID + "/realtime/kit/" + appID + "/sessions/peer-report/" + peerID
	filters   = "events,quality_stats"
)

var (
	errToken   = errors.New("wrong token")
	errRequest = errors.New("the request did not arrive as it was sent")
)

// servers respond with the body after checking the token and the parameters of
// the request.
func servers(body *Body, drive func(*Body, func() (http.Handler, error)) starter) map[string]starter {
	return map[string]starter{
		Peergen:     drive(body, func() (http.Handler, error) { return peergenServer(body) }),
		OapiCodegen: drive(body, func() (http.Handler, error) { return oapiServer(body) }),
		Floor:       drive(body, func() (http.Handler, error) { return handWritten(body), nil }),
	}
}

type peergenService struct{ report peergenReport }

func (s *peergenService) GetParticipantDataFromPeerID(_ context.Context, p peerreport.GetParticipantDataFromPeerIDParams) (*peergenReport, error) {
	if p.AccountID != accountID || p.AppID != appID || p.PeerID != peerID ||
		!slices.Equal(p.Filters, []peerreport.Filter{peerreport.FilterEvents, peerreport.FilterQualityStats}) {
		return nil, errRequest
	}
	return &s.report, nil
}

func peergenServer(body *Body) (http.Handler, error) {
	var service peergenService
	if err := json.Unmarshal(body.JSON, &service.report); err != nil {
		return nil, err
	}
	verify := func(ctx context.Context, c peerreport.Credential) (context.Context, error) {
		if c.Token != token {
			return nil, errToken
		}
		return ctx, nil
	}
	return peerreport.NewServer(&service, peerreport.Security{APIToken: verify})
}

type oapiService struct{ report oapiReport }

func (s *oapiService) GetParticipantDataFromPeerId(_ context.Context, r oapiRequest) (oapiResult, error) {
	if r.AccountId != accountID || r.AppId != appID || r.PeerId != peerID || r.Params.Filters == nil ||
		!slices.Equal(*r.Params.Filters, []oapicodegen.GetParticipantDataFromPeerIdParamsFilters{oapicodegen.Events, oapicodegen.QualityStats}) {
		return nil, errRequest
	}
	return s.report, nil
}

func oapiServer(body *Body) (http.Handler, error) {
	var service oapiService
	if err := json.Unmarshal(body.JSON, &service.report); err != nil {
		return nil, err
	}
	return oapicodegen.HandlerWithOptions(oapicodegen.NewStrictHandler(&service, nil), oapicodegen.StdHTTPServerOptions{
		BaseURL:     basePath,
		Middlewares: []oapicodegen.MiddlewareFunc{requireToken},
	}), nil
}

func handWritten(body *Body) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+basePath+"/accounts/{account}/realtime/kit/{app}/sessions/peer-report/{peer}", func(w http.ResponseWriter, r *http.Request) {
		names := strings.Split(r.URL.Query().Get("filters"), ",")
		if r.PathValue("account") != accountID || r.PathValue("app") != appID || r.PathValue("peer") != peerID ||
			!slices.Equal(names, []string{"events", "quality_stats"}) {
			http.Error(w, errRequest.Error(), http.StatusBadRequest)
			return
		}
		data, err := json.Marshal(body.any)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(data)
	})
	return requireToken(mux)
}

// requireToken is what a user of a generator without security has to write.
func requireToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); !ok || got != token {
			http.Error(w, errToken.Error(), http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
