package mount

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generated/peerreport"
	"github.com/peergen/peergen/openapi"
)

const token = "c2VjcmV0"

func TestRouters(t *testing.T) {
	gin.SetMode(gin.TestMode)
	routers := []struct {
		name  string
		serve func(t *testing.T, api http.Handler) (url string)
	}{
		{"chi", func(t *testing.T, api http.Handler) string { return serve(t, Chi(api)) }},
		{"echo", func(t *testing.T, api http.Handler) string { return serve(t, Echo(api)) }},
		{"gin", func(t *testing.T, api http.Handler) string { return serve(t, Gin(api)) }},
		{"fiber", func(t *testing.T, api http.Handler) string { return serveFiber(t, Fiber(api)) }},
	}
	for _, router := range routers {
		t.Run(router.name, func(t *testing.T) {
			want := example(t)
			service := &recorder{API: &Service{Reports: map[string]*peerreport.GetParticipantDataFromPeerIDResponse{"peer": want}}}
			handler, err := NewHandler(service, token)
			if err != nil {
				t.Fatal(err)
			}
			url := router.serve(t, handler)
			client, err := peerreport.NewClient(peerreport.WithBaseURL(url+peerreport.DefaultBasePath), peerreport.WithAPIToken(token))
			if err != nil {
				t.Fatal(err)
			}
			t.Run("success", func(t *testing.T) { testSuccess(t, client, service, want) })
			t.Run("hostile peer IDs", func(t *testing.T) { testHostile(t, client, service) })
			t.Run("refusals", func(t *testing.T) { testRefusals(t, client, service, url) })
		})
	}
}

func testSuccess(t *testing.T, client *peerreport.Client, service *recorder, want *peerreport.GetParticipantDataFromPeerIDResponse) {
	params := peerreport.GetParticipantDataFromPeerIDParams{
		AccountID: "023e105f4ecef8ad9ca31a8372d0c353", AppID: "app", PeerID: "peer",
		Filters: []peerreport.Filter{
			peerreport.FilterDeviceInfo, peerreport.FilterIPInformation, peerreport.FilterPrecallNetworkInformation,
			peerreport.FilterEvents, peerreport.FilterQualityStats,
		},
	}
	got, err := client.GetParticipantDataFromPeerID(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if calls := service.take(); len(calls) != 1 || !reflect.DeepEqual(calls[0], params) {
		t.Errorf("the service got %+v, want one call with %+v", calls, params)
	}
}

// testHostile compares the parameters only after the last request. By then, a
// parameter that shares the memory of its request has been overwritten.
func testHostile(t *testing.T, client *peerreport.Client, service *recorder) {
	peers := []string{
		"../../x?y#z", "../../../../../../../../..", "%2F", "%2f", "%", ".", "..", "...", "/", "//", "a/", "/a", "a b", "a+b", "ä", "a;b", `\`, "a:b", "{a}", "*", "plain", "other",
	}
	for i, peer := range peers {
		_, err := client.GetParticipantDataFromPeerID(t.Context(), peerreport.GetParticipantDataFromPeerIDParams{
			AccountID: fmt.Sprint("account ", i), AppID: "..", PeerID: peer,
		})
		if e, ok := errors.AsType[*peerreport.APIError](err); !ok || e.StatusCode != http.StatusNotFound || e.Detail != "no such peer" {
			t.Errorf("%q: got %v, want the 404 of the service", peer, err)
		}
	}
	var got []string
	for i, params := range service.take() {
		got = append(got, params.PeerID)
		if params.AccountID != fmt.Sprint("account ", i) || params.AppID != ".." {
			t.Errorf("call %d has the account %q and the app %q", i, params.AccountID, params.AppID)
		}
	}
	if !slices.Equal(got, peers) {
		t.Errorf("the service got\n%q, want\n%q", got, peers)
	}
}

func testRefusals(t *testing.T, client *peerreport.Client, service *recorder, url string) {
	anonymous, err := peerreport.NewClient(peerreport.WithBaseURL(url + peerreport.DefaultBasePath))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		client *peerreport.Client
		status int
	}{
		{"no token", anonymous, http.StatusUnauthorized},
		{"wrong token", client.With(peerreport.WithAPIToken("guess")), http.StatusUnauthorized},
		{"wrong path in the API", client.With(peerreport.WithBaseURL(url + peerreport.DefaultBasePath + "/v5")), http.StatusNotFound},
		{"wrong path outside the API", client.With(peerreport.WithBaseURL(url + "/client/v5")), http.StatusNotFound},
	} {
		_, err := tt.client.GetParticipantDataFromPeerID(t.Context(), peerreport.GetParticipantDataFromPeerIDParams{
			AccountID: "account", AppID: "app", PeerID: "peer",
		})
		if e, ok := errors.AsType[*peerreport.APIError](err); !ok || e.StatusCode != tt.status {
			t.Errorf("%s: got %v, want %d", tt.name, err, tt.status)
		}
	}
	if calls := service.take(); len(calls) != 0 {
		t.Errorf("the service got %+v", calls)
	}
}

// recorder keeps the parameters of the calls that reach an API.
type recorder struct {
	peerreport.API
	mu    sync.Mutex
	calls []peerreport.GetParticipantDataFromPeerIDParams
}

func (r *recorder) GetParticipantDataFromPeerID(ctx context.Context, params peerreport.GetParticipantDataFromPeerIDParams) (*peerreport.GetParticipantDataFromPeerIDResponse, error) {
	r.mu.Lock()
	r.calls = append(r.calls, params)
	r.mu.Unlock()
	return r.API.GetParticipantDataFromPeerID(ctx, params)
}

func (r *recorder) take() []peerreport.GetParticipantDataFromPeerIDParams {
	r.mu.Lock()
	defer r.mu.Unlock()
	calls := r.calls
	r.calls = nil
	return calls
}

func serve(t *testing.T, h http.Handler) string {
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func serveFiber(t *testing.T, app *fiber.App) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stopped := make(chan error, 1)
	go func() { stopped <- app.Listener(listener, fiber.ListenConfig{DisableStartupMessage: true}) }()
	t.Cleanup(func() {
		if err := app.ShutdownWithTimeout(time.Second); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String()
}

// example returns the example of the 200 response in the document.
func example(t *testing.T) *peerreport.GetParticipantDataFromPeerIDResponse {
	var document struct {
		Paths map[string]struct {
			Get struct {
				Responses map[string]struct {
					Content map[string]struct{ Example any }
				}
			}
		}
	}
	if err := yaml.Unmarshal(openapi.PeerReport, &document); err != nil {
		t.Fatal(err)
	}
	const path = "/accounts/{account_id}/realtime/kit/{app_id}/sessions/peer-report/{peer_id}"
	data, err := json.Marshal(document.Paths[path].Get.Responses["200"].Content["application/json"].Example)
	if err != nil {
		t.Fatal(err)
	}
	report := new(peerreport.GetParticipantDataFromPeerIDResponse)
	if err := json.Unmarshal(data, report); err != nil {
		t.Fatal(err)
	}
	if report.GetData().GetParticipant().GetPeerReport() == nil {
		t.Fatalf("the document has no such example: %s", data)
	}
	return report
}
