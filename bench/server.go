package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

var (
	errToken   = errors.New("wrong token")
	errRequest = errors.New("the request did not arrive as it was sent")
)

// servers respond to one exchange after checking the parameters of the request.
func servers(e *exchange) map[string]starter {
	peers := map[string]starter{}
	for peer, newHandler := range handlers {
		if supports(peer, e) {
			peers[peer] = inMemory(e, newHandler)
		}
	}
	return peers
}

// handlers make the servers of the peers, which respond to some exchanges of one
// document.
var handlers = map[string]func(...*exchange) (http.Handler, error){
	Peergen:     newPeergenServer,
	OapiCodegen: newOapiServer,
	ByHand:      newHandWrittenServer,
}

// service is what a service responds with: one of these for each exchange.
type service[Report, Issue, Page, Payments, Chunk, Records any] struct {
	report   Report
	issue    Issue
	page     Page
	payments Payments
	chunks   []Chunk
	records  Records
}

// fill decodes the responses of exchanges.
func (s *service[Report, Issue, Page, Payments, Chunk, Records]) fill(exchanges []*exchange) error {
	for _, e := range exchanges {
		var into any
		switch e.operation.id {
		case getReport.id:
			into = &s.report
		case getIssue.id, createIssue.id:
			into = &s.issue
		case findIssues.id:
			into = &s.page
		case getPayments.id:
			into = &s.payments
		case getRecords.id:
			into = &s.records
		case startChat.id:
			for _, doc := range e.response.Docs {
				var chunk Chunk
				if err := json.Unmarshal(doc, &chunk); err != nil {
					return err
				}
				s.chunks = append(s.chunks, chunk)
			}
			continue
		default:
			return fmt.Errorf("no operation %s", e.operation.id)
		}
		if err := json.Unmarshal(e.response.Docs[0], into); err != nil {
			return err
		}
	}
	return nil
}

// requireToken is what a user of a generator without security has to write.
func requireToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); !ok || got != reportToken {
			http.Error(w, errToken.Error(), http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
