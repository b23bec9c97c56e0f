package e2e

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/peergen/peergen/generated/peerreport"
)

// violations is the header in which Prism reports violations of the document.
const violations = "sl-violations"

// exampleService responds with the example and records the parameters of the
// last call.
type exampleService struct {
	peerreport.UnimplementedAPI
	report *peerreport.GetParticipantDataFromPeerIDResponse

	mu   sync.Mutex
	kept peerreport.GetParticipantDataFromPeerIDParams
}

func (s *exampleService) GetParticipantDataFromPeerID(_ context.Context, params peerreport.GetParticipantDataFromPeerIDParams) (*peerreport.GetParticipantDataFromPeerIDResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = params
	return s.report, nil
}

func (s *exampleService) last() peerreport.GetParticipantDataFromPeerIDParams {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept
}

func verify(ctx context.Context, c peerreport.Credential) (context.Context, error) {
	if c.Token != token {
		return nil, errors.New("unknown token")
	}
	return ctx, nil
}

func TestPrismProxy(t *testing.T) {
	service := &exampleService{report: exampleReport(t)}
	server, err := peerreport.NewServer(service, peerreport.Security{APIToken: verify})
	if err != nil {
		t.Fatal(err)
	}
	// Our server, except for one peer, for which another handler responds with
	// what the document does not allow.
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/wrong-type") {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(`{"data":{"participant":{"duration":"long"}}}`))
			return
		}
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(upstream.Close)
	wire := tap(t, startPrism(t, "proxy", "--errors", document, upstream.URL+peerreport.DefaultBasePath))
	client := newClient(t, wire.url, peerreport.WithAPIToken(token))

	t.Run("net/http", func(t *testing.T) {
		for _, query := range []string{"", "?filters=events", "?filters=device_info,ip_information,precall_network_information,events,quality_stats"} {
			status, header, body := get(t, wire.url+reportPath+query)
			if status != http.StatusOK || header.Values(violations) != nil {
				t.Fatalf("%q: status %d, violations %q\n%s", query, status, header.Values(violations), body)
			}
			requireSameJSON(t, exampleJSON(t), body)
		}
	})

	t.Run("client", func(t *testing.T) {
		sent := params(peerreport.FilterEvents, peerreport.FilterQualityStats)
		report, err := client.GetParticipantDataFromPeerID(t.Context(), sent)
		if err != nil {
			t.Fatal(err)
		}
		if reported := wire.last().header.Values(violations); reported != nil {
			t.Errorf("Prism reports violations: %q", reported)
		}
		if !reflect.DeepEqual(report, service.report) {
			t.Errorf("got %+v, want %+v", report, service.report)
		}
		if got := service.last(); !reflect.DeepEqual(got, sent) {
			t.Errorf("the server was called with %+v, want %+v", got, sent)
		}
	})

	// Without this rejection, the tests above would prove nothing.
	t.Run("invalid response", func(t *testing.T) {
		wrong := params()
		wrong.PeerID = "wrong-type"
		_, err := client.GetParticipantDataFromPeerID(t.Context(), wrong)
		requireStatus(t, err, http.StatusInternalServerError)
		for _, part := range []string{"VIOLATIONS", `"location":["response","body","data","participant","duration"]`} {
			if body := string(wire.last().body); !strings.Contains(body, part) {
				t.Errorf("Prism does not report %s:\n%s", part, body)
			}
		}
	})
}
