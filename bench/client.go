package bench

import (
	"encoding/json"
	"net/http"
)

// The request for a peer report.
const (
	accountID     = "023e105f4ecef8ad9ca31a8372d0c353"
	appID         = "7f3c9a1e-52d4-4b8e-9d61-0c8a4f"
	peerID        = "b1946ac9-2492-4d23-a6b7-1f2c3d4e5f60"
	reportToken   = "wR3kq-not-a-real-token-Zx81"
	reportBase    = "/client/v4"
	reportPath    = reportBase + "/accounts/" + accountID + "/realtime/kit/" + appID + "/sessions/peer-report/" + peerID
	reportFilters = "events,quality_stats"
)

// call returns pointers to what the client decoded: one, or the items of a
// stream.
type call func() ([]any, error)

// callers make the calls of the peers.
var callers = map[string]func(e *exchange, baseURL string, c *http.Client) (call, error){
	Peergen:      newPeergenCall,
	OapiCodegen:  newOapiCall,
	CloudflareGo: newCloudflareCall,
	ByHand:       newHandWrittenCall,
}

// clients call a transport that responds with prepared bytes, and decode them.
func clients(e *exchange) map[string]starter {
	peers := map[string]starter{}
	for peer, newCall := range callers {
		if !supports(peer, e) {
			continue
		}
		peers[peer] = func(verify bool) (func() error, func(), error) {
			do, err := newCall(e, "http://example.com", &http.Client{Transport: newCannedTransport(e)})
			if err != nil {
				return nil, nil, err
			}
			if verify {
				err = e.checkCall(do)
			}
			return func() error {
				_, err := do()
				return err
			}, nothing, err
		}
	}
	return peers
}

// checkCall calls and compares the result with the response.
func (e *exchange) checkCall(do call) error {
	values, err := do()
	if err != nil {
		return err
	}
	docs := make([][]byte, len(values))
	for i, v := range values {
		if r, ok := v.(*cloudflareReport); ok {
			return checkCloudflare(e.response, r)
		}
		if docs[i], err = json.Marshal(v); err != nil {
			return err
		}
	}
	return e.response.check(docs)
}
