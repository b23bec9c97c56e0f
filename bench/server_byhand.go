package bench

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/bench/oapibodies"
)

// newHandWrittenServer returns what a careful programmer writes with net/http
// and encoding/json.
func newHandWrittenServer(exchanges ...*exchange) (http.Handler, error) {
	s := new(oapiValues)
	if err := s.fill(exchanges); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET "+reportBase+"/accounts/{account}/realtime/kit/{app}/sessions/peer-report/{peer}", requireToken(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		names := strings.Split(r.URL.Query().Get("filters"), ",")
		if r.PathValue("account") != accountID || r.PathValue("app") != appID || r.PathValue("peer") != peerID ||
			!slices.Equal(names, []string{"events", "quality_stats"}) {
			badRequest(w)
			return
		}
		respond(w, http.StatusOK, &s.report)
	})))
	mux.HandleFunc("GET /repos/{owner}/{repo}/issues/{number}", func(w http.ResponseWriter, r *http.Request) {
		number, err := strconv.Atoi(r.PathValue("number"))
		if r.PathValue("owner") != repoOwner || r.PathValue("repo") != repoName || err != nil || number != issueNumber {
			badRequest(w)
			return
		}
		respond(w, http.StatusOK, &s.issue)
	})
	mux.HandleFunc("POST /repos/{owner}/{repo}/issues", func(w http.ResponseWriter, r *http.Request) {
		var body oapibodies.NewIssue
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || r.PathValue("owner") != repoOwner || r.PathValue("repo") != repoName || !isNewIssue(&body) {
			badRequest(w)
			return
		}
		respond(w, http.StatusCreated, &s.issue)
	})
	mux.HandleFunc("GET /search/issues", func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		perPage, err := strconv.Atoi(query.Get("per_page"))
		if query.Get("q") != issueQuery || query.Get("sort") != "updated" || err != nil || perPage != 30 {
			badRequest(w)
			return
		}
		respond(w, http.StatusOK, &s.page)
	})
	mux.HandleFunc("GET /v1/payment_intents", func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		limit, err := strconv.Atoi(query.Get("limit"))
		if query.Get("customer") != payer || err != nil || limit != 50 {
			badRequest(w)
			return
		}
		respond(w, http.StatusOK, &s.payments)
	})
	mux.HandleFunc("POST /chat/completions", func(w http.ResponseWriter, r *http.Request) {
		var body oapibodies.ChatRequest
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || !isChat(&body) {
			badRequest(w)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		_ = writeEvents(w, s.chunks)
	})
	mux.HandleFunc("GET /records", func(w http.ResponseWriter, _ *http.Request) { respond(w, http.StatusOK, &s.records) })
	return mux, nil
}

func badRequest(w http.ResponseWriter) {
	http.Error(w, errRequest.Error(), http.StatusBadRequest)
}

func respond(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}
