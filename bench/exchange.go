package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// exchange is a request and the response to it.
type exchange struct {
	Name      string // "issues-large", "create-issue"
	operation operation
	body      []byte // of the request
	response  *Body
}

// operation is what the exchanges of one operation of a document have in common.
type operation struct {
	id          string
	method      string
	target      string // path and query
	status      int
	contentType string
}

// The operations.
var (
	getReport   = operation{"getReport", http.MethodGet, reportPath + "?filters=" + reportFilters, http.StatusOK, "application/json"}
	getIssue    = operation{"getIssue", http.MethodGet, issuesPath + "/" + strconv.Itoa(issueNumber), http.StatusOK, "application/json"}
	findIssues  = operation{"searchIssues", http.MethodGet, "/search/issues?per_page=30&q=" + issueQuery + "&sort=updated", http.StatusOK, "application/json"}
	createIssue = operation{"createIssue", http.MethodPost, issuesPath, http.StatusCreated, "application/json"}
	getPayments = operation{"listPayments", http.MethodGet, "/v1/payment_intents?customer=" + payer + "&limit=50", http.StatusOK, "application/json"}
	startChat   = operation{"streamChat", http.MethodPost, "/chat/completions", http.StatusOK, "text/event-stream"}
	getRecords  = operation{"listRecords", http.MethodGet, "/records", http.StatusOK, "application/json"}
)

// Values of parameters.
const (
	repoOwner   = "golang"
	repoName    = "go"
	issuesPath  = "/repos/" + repoOwner + "/" + repoName + "/issues"
	issueNumber = 70412
	issueQuery  = "is-open"
	payer       = "cus_9s6XKzkNRiz8i3"
)

// Bytes returns the length of the bodies of the request and the response.
func (e *exchange) Bytes() int { return len(e.body) + e.response.Bytes() }

// exchangesOf returns the exchanges that transfer the bodies.
func exchangesOf(bodies []*Body) ([]*exchange, error) {
	chat, err := json.Marshal(newMaker(29).chatRequest())
	if err != nil {
		return nil, err
	}
	exchanges, err := issueExchanges(bodyOf(bodies, Issues, "large"))
	return append(exchanges,
		&exchange{"report-small", getReport, nil, bodyOf(bodies, Report, "small")},
		&exchange{"report-large", getReport, nil, bodyOf(bodies, Report, "large")},
		&exchange{"payments-small", getPayments, nil, bodyOf(bodies, Payments, "small")},
		&exchange{"payments-large", getPayments, nil, bodyOf(bodies, Payments, "large")},
		&exchange{"chat-small", startChat, chat, bodyOf(bodies, Chat, "small")},
		&exchange{"chat-large", startChat, chat, bodyOf(bodies, Chat, "large")},
		&exchange{"records-small", getRecords, nil, bodyOf(bodies, Records, "small")},
		&exchange{"records-large", getRecords, nil, bodyOf(bodies, Records, "large")},
	), err
}

// issueExchanges returns requests that get one issue, create one, and get a
// page.
func issueExchanges(page *Body) ([]*exchange, error) {
	m := newMaker(28)
	issue, err := newBody(Issues, "one", []any{m.issue()})
	if err != nil {
		return nil, err
	}
	newIssue, err := json.Marshal(m.newIssue())
	return []*exchange{
		{"issue-get", getIssue, nil, issue},
		{"issue-post", createIssue, newIssue, issue},
		{"issues-large", findIssues, nil, page},
	}, err
}

// request returns the request to a server.
func (e *exchange) request(server string) (*http.Request, error) {
	r, err := http.NewRequest(e.operation.method, server+e.operation.target, bytes.NewReader(e.body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", e.operation.contentType)
	if e.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if e.operation.id == getReport.id {
		r.Header.Set("Authorization", "Bearer "+reportToken)
	}
	return r, nil
}

// path returns the path of the request.
func (e *exchange) path() string {
	path, _, _ := strings.Cut(e.operation.target, "?")
	return path
}

// content returns the body of the response.
func (e *exchange) content() []byte {
	if e.operation.id != startChat.id {
		return e.response.Docs[0]
	}
	var stream bytes.Buffer
	for _, doc := range e.response.Docs {
		fmt.Fprintf(&stream, "data: %s\n\n", doc)
	}
	stream.WriteString("data: [DONE]\n\n")
	return stream.Bytes()
}

// check compares the body of a response with the expected one.
func (e *exchange) check(content []byte) error {
	if e.operation.id != startChat.id {
		return e.response.check([][]byte{content})
	}
	var docs [][]byte
	err := readEvents(bytes.NewReader(content), func(data []byte) error {
		docs = append(docs, bytes.Clone(data))
		return nil
	})
	if err != nil {
		return err
	}
	return e.response.check(docs)
}

// arrived reports whether a request has the method and the path of the exchange,
// and the query, in any order and however it is escaped.
func (e *exchange) arrived(r *http.Request) bool {
	_, query, _ := strings.Cut(e.operation.target, "?")
	want, err := url.ParseQuery(query)
	return err == nil && r.Method == e.operation.method && r.URL.Path == e.path() && reflect.DeepEqual(r.URL.Query(), want)
}

// canned returns a handler that responds to the requests of the exchanges with
// prepared bytes, and to others with 404.
func canned(exchanges []*exchange) http.Handler {
	contents := make([][]byte, len(exchanges))
	for i, e := range exchanges {
		contents[i] = e.content()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i := slices.IndexFunc(exchanges, func(e *exchange) bool { return e.arrived(r) })
		if _, err := io.Copy(io.Discard, r.Body); err != nil || i < 0 {
			http.Error(w, errRequest.Error(), http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", exchanges[i].operation.contentType)
		w.Header().Set("Content-Length", strconv.Itoa(len(contents[i])))
		w.WriteHeader(exchanges[i].operation.status)
		_, _ = w.Write(contents[i])
	})
}
