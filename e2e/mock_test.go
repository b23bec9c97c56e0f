package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"path"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generated/peerreport"
)

const (
	token       = "e2e-token"
	account     = "023e105f4ecef8ad9ca31a8372d0c353"
	reportPath  = "/accounts/" + account + "/realtime/kit/app/sessions/peer-report/peer"
	callTimeout = 10 * time.Second
)

func params(filters ...peerreport.Filter) peerreport.GetParticipantDataFromPeerIDParams {
	return peerreport.GetParticipantDataFromPeerIDParams{AccountID: account, AppID: "app", PeerID: "peer", Filters: filters}
}

func newClient(t *testing.T, baseURL string, options ...peerreport.ClientOption) *peerreport.Client {
	t.Helper()
	client, err := peerreport.NewClient(append([]peerreport.ClientOption{
		peerreport.WithBaseURL(baseURL),
		peerreport.WithHTTPClient(&http.Client{Timeout: callTimeout}),
	}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// get sends a request like that of curl, with a token.
func get(t *testing.T, address string) (status int, header http.Header, body []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := (&http.Client{Timeout: callTimeout}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, body
}

func TestPrismMock(t *testing.T) {
	wire := tap(t, startPrism(t, "mock", "--seed=peergen", document))
	client := newClient(t, wire.url, peerreport.WithAPIToken(token))

	t.Run("example", func(t *testing.T) {
		report, err := client.GetParticipantDataFromPeerID(t.Context(), params(peerreport.FilterEvents, peerreport.FilterQualityStats))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := wire.last().requestURI, reportPath+"?filters=events,quality_stats"; got != want {
			t.Errorf("Prism was requested %s, want %s", got, want)
		}
		if want := exampleReport(t); !reflect.DeepEqual(report, want) {
			t.Errorf("got %+v, want %+v", report, want)
		}
		encoded, err := json.Marshal(report)
		if err != nil {
			t.Fatal(err)
		}
		requireSameJSON(t, exampleJSON(t), encoded)
	})

	// The example has 0 for every number. Here Prism makes up all values, the
	// same ones in each run, and members that the schema does not declare,
	// which a client drops.
	t.Run("made up", func(t *testing.T) {
		dynamic := client.With(peerreport.WithHeader("Prefer", "dynamic=true"))
		report, err := dynamic.GetParticipantDataFromPeerID(t.Context(), params())
		if err != nil {
			t.Fatalf("%v\n%s", err, wire.last().body)
		}
		if reflect.DeepEqual(report, exampleReport(t)) {
			t.Fatal("Prism responded with the example, not with generated values")
		}
		encoded, err := json.Marshal(report)
		if err != nil {
			t.Fatal(err)
		}
		example := exampleJSON(t)
		for _, d := range differences(parse(t, wire.last().body), parse(t, encoded), "") {
			pointer, missing := strings.CutSuffix(d, ": missing")
			if missing && !bytes.Contains(example, []byte(strconv.Quote(path.Base(pointer))+":")) {
				continue
			}
			t.Error(d)
		}
	})

	// "." and ".." would not be received: Prism treats %2E as a dot segment, as
	// the URL standard of browsers does.
	t.Run("hostile peer ID", func(t *testing.T) {
		hostile := params()
		hostile.PeerID = "../../x?y#z%2F"
		if _, err := client.GetParticipantDataFromPeerID(t.Context(), hostile); err != nil {
			t.Errorf("%s: %v", wire.last().requestURI, err)
		}
	})

	t.Run("no token", func(t *testing.T) {
		_, err := newClient(t, wire.url).GetParticipantDataFromPeerID(t.Context(), params())
		requireStatus(t, err, http.StatusUnauthorized)
	})

	t.Run("unknown filter", func(t *testing.T) {
		_, err := client.GetParticipantDataFromPeerID(t.Context(), params(peerreport.FilterEvents, "bogus"))
		requireStatus(t, err, http.StatusUnprocessableEntity)
	})

	t.Run("invalid requests", func(t *testing.T) {
		for target, want := range map[string]int{
			reportPath: http.StatusOK,
			reportPath + "?filters=events,quality_stats":         http.StatusOK,
			reportPath + "?filters=events,bogus":                 http.StatusUnprocessableEntity,
			reportPath + "?filters=events%20quality_stats":       http.StatusUnprocessableEntity,
			strings.Replace(reportPath, account, account+"3", 1): http.StatusUnprocessableEntity,
			peerreport.DefaultBasePath + reportPath:              http.StatusNotFound,
		} {
			if got, _, body := get(t, wire.url+target); got != want {
				t.Errorf("%s: status %d, want %d\n%s", target, got, want, body)
			}
		}
	})
}

func requireStatus(t *testing.T, err error, want int) {
	t.Helper()
	e, ok := errors.AsType[*peerreport.APIError](err)
	if !ok {
		t.Fatalf("got %v, want an *APIError", err)
	}
	if e.StatusCode != want {
		t.Errorf("status %d, want %d: %v", e.StatusCode, want, err)
	}
}
